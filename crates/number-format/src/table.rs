//! The number formats of a file.

use crate::NumberFormat;
use crate::builtin::builtin;
use std::collections::HashMap;
use std::rc::Rc;

/// The number formats of a file, by number. Built-in formats need no definition.
#[derive(Debug, Default)]
pub struct NumberFormats {
    codes: HashMap<u32, String>,
    parsed: HashMap<u32, Rc<NumberFormat>>,
}

impl NumberFormats {
    /// Defines the code of a format.
    pub fn define(&mut self, id: u32, code: String) {
        self.codes.insert(id, code);
    }

    /// The format with this number; `General` if it is unknown.
    pub fn get(&mut self, id: u32) -> Rc<NumberFormat> {
        let parsed = self.parsed.entry(id).or_insert_with(|| {
            let code = self.codes.get(&id).map(String::as_str).or_else(|| builtin(id));
            Rc::new(NumberFormat::new(code.unwrap_or("General")))
        });
        Rc::clone(parsed)
    }
}
