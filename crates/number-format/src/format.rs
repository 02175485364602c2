//! Number formats, the interface of this crate.

use crate::decimal::{general, general_text};
use crate::section::{Class, Code};
use crate::serial::DateSystem;

/// The most decimals of a format for which stored digits are only padded.
const MOST_DECIMALS: usize = 15;

/// A parsed number format.
#[derive(Debug, Default)]
pub struct NumberFormat {
    code: Code,
    class: Class,
    /// The number of decimals of a code `0`, `0.0`, `0.00`, ….
    fixed: Option<usize>,
}

impl NumberFormat {
    /// The format that a code describes.
    pub fn new(code: &str) -> NumberFormat {
        let fixed = match code.split_once('.') {
            Some(("0", decimals)) if !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0') => {
                Some(decimals.len())
            }
            None if code == "0" => Some(0),
            _ => None,
        };
        let code = Code::new(code);
        NumberFormat { class: code.class(), code, fixed: fixed.filter(|&decimals| decimals <= MOST_DECIMALS) }
    }

    /// The kind of value that the format shows.
    pub fn class(&self) -> Class {
        self.class
    }

    /// The currency's code, if the format names one.
    pub fn currency(&self) -> Option<&str> {
        self.code.currency()
    }

    /// Shows a number; dates count from 1900.
    pub fn show(&self, value: f64) -> String {
        let mut text = String::new();
        self.show_into(value, DateSystem::From1900, &mut text);
        text
    }

    /// Appends a number as the format shows it.
    pub fn show_into(&self, value: f64, system: DateSystem, text: &mut String) {
        match self.class {
            Class::General => general(value, text),
            _ => self.code.show(value, system, text),
        }
    }

    /// Appends a number as the format shows it, if that is its stored digits padded with zeros, and returns whether it
    /// is. Most numbers are shown like this and need not be parsed.
    ///
    /// ```
    /// let format = convert_number_format::NumberFormat::new("0.00");
    /// let mut text = String::new();
    /// assert!(format.show_digits("41.5", &mut text) && !format.show_digits("41.555", &mut text));
    /// assert_eq!(text, "41.50");
    /// ```
    pub fn show_digits(&self, stored: &str, text: &mut String) -> bool {
        if !general_text(stored) {
            return false;
        }
        if self.class == Class::General {
            text.push_str(stored);
            return true;
        }
        self.fixed.is_some_and(|decimals| pad(stored, decimals, text))
    }

    /// Appends a boolean as the format shows it.
    pub fn show_boolean(&self, on: bool, text: &mut String) {
        if self.class != Class::General {
            let start = text.len();
            self.code.show(f64::from(u8::from(on)), DateSystem::From1900, text);
            if &text[start..] == if on { "true" } else { "false" } {
                return;
            }
            text.truncate(start);
        }
        text.push_str(if on { "TRUE" } else { "FALSE" });
    }

    /// Appends a text as the format shows it, unless that is the text itself. Returns whether it appended anything.
    pub fn show_text(&self, text: &str, into: &mut String) -> bool {
        let changed = !text.is_empty() && !self.code.shows_text_unchanged();
        if changed {
            self.code.show_text(text, into);
        }
        changed
    }
}

/// Appends a number padded to `decimals` decimals, unless it has more.
fn pad(stored: &str, decimals: usize, shown: &mut String) -> bool {
    let fraction = stored.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if fraction > decimals {
        return false;
    }
    shown.push_str(stored);
    if fraction == 0 && decimals > 0 {
        shown.push('.');
    }
    shown.extend(std::iter::repeat_n('0', decimals - fraction));
    true
}
