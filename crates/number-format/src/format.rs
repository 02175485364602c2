//! A number format, as those who use this crate see it.

use crate::decimal::{general, general_text};
use crate::section::{Class, Code};
use crate::serial::DateSystem;

/// The most decimals of a format that is shown without rendering it.
const MOST_DECIMALS: usize = 15;

/// A number format: what it shows of a value.
#[derive(Debug, Default)]
pub struct NumberFormat {
    code: Code,
    class: Class,
    /// `0`, `0.0`, `0.00`, …: so many decimals and nothing else.
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

    /// What the format is about.
    pub fn class(&self) -> Class {
        self.class
    }

    /// The currency's code, where the format names it.
    pub fn currency(&self) -> Option<&str> {
        self.code.currency()
    }

    /// What a number shows, dates counted from 1900.
    pub fn show(&self, value: f64) -> String {
        let mut text = String::new();
        self.show_into(value, DateSystem::From1900, &mut text);
        text
    }

    /// Appends what a number shows.
    pub fn show_into(&self, value: f64, system: DateSystem, text: &mut String) {
        match self.class {
            Class::General => general(value, text),
            _ => self.code.show(value, system, text),
        }
    }

    /// Appends what a number shows, if that is the very digits that a file stores of it and zeros after them. Most
    /// numbers are shown so, and need not be parsed.
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

    /// Appends what a boolean shows.
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

    /// Appends what a text shows, where it does not show itself. Returns whether that is so.
    pub fn show_text(&self, text: &str, into: &mut String) -> bool {
        let dressed = !text.is_empty() && !self.code.shows_text_as_it_is();
        if dressed {
            self.code.show_text(text, into);
        }
        dressed
    }
}

/// Appends a number with so many decimals, where it has no more.
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
