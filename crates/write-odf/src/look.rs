//! Styles of cells with an individual look.
//!
//! Looks are few, so each one gets a style. Styles are declared before the first sheet. For a table that is streamed
//! after that, each look known by then is declared with all formats in use; looks that appear later do not get a style.

use sheets::{Align, CellStyle, Format, Look};
use std::collections::HashMap;
use std::io::Write;

/// How many looks get a style for each format before a table is streamed.
const KEPT: usize = 32;

/// What a style is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The parent style.
    pub(crate) parent: CellStyle,
    /// The format of values.
    pub(crate) format: Option<Format>,
    /// The look of cells.
    pub(crate) look: Look,
    /// Whether long text is wrapped.
    pub(crate) wrap: bool,
}

/// The styles of cells with an individual look.
#[derive(Debug, Default)]
pub(crate) struct Looks {
    numbers: HashMap<Key, usize>,
    keys: Vec<Key>,
    /// Whether the styles are declared, so that no more can be added.
    closed: bool,
}

impl Looks {
    /// The style for a cell, if it exists or can still be added.
    pub(crate) fn style(&mut self, key: Key) -> Option<String> {
        let number = match self.numbers.get(&key) {
            Some(number) => *number,
            None if self.closed => return None,
            None => {
                self.keys.push(key);
                self.numbers.insert(key, self.keys.len());
                self.keys.len()
            }
        };
        Some(format!("lo{number}"))
    }

    /// Adds the styles that may be needed later with these formats. No more can be added after that.
    pub(crate) fn close(&mut self, formats: &[Format]) {
        // Any table may have a long text.
        let mut looks = vec![(Look::default(), true)];
        for Key { look, wrap, .. } in &self.keys {
            if looks.len() < KEPT && !looks.contains(&(*look, *wrap)) {
                looks.push((*look, *wrap));
            }
        }
        for (look, wrap) in looks {
            for parent in [CellStyle::None, CellStyle::RowHeader] {
                for format in formats {
                    self.style(Key { parent, format: Some(*format), look, wrap });
                }
            }
            for parent in [CellStyle::None, CellStyle::RowHeader, CellStyle::Header, CellStyle::AsText] {
                self.style(Key { parent, format: None, look, wrap });
            }
        }
        self.closed = true;
    }

    /// Whether a style shows values in a format.
    pub(crate) fn uses(&self, format: Format) -> bool {
        self.keys.iter().any(|key| key.format == Some(format))
    }

    /// Appends the styles.
    pub(crate) fn declare(&self, out: &mut Vec<u8>, line: &str) {
        for (index, Key { parent, format, look, wrap }) in self.keys.iter().enumerate() {
            // Writing to a vector cannot fail.
            let _ = write!(
                out,
                "<style:style style:name=\"lo{}\" style:family=\"table-cell\" style:parent-style-name=\"{}\"",
                index + 1,
                parent.name()
            );
            if let Some(format) = format {
                let _ = write!(out, " style:data-style-name=\"N{}\"", format.index() + 1);
            }
            out.push(b'>');
            if look.background.is_some() || *wrap {
                out.extend_from_slice(b"<style:table-cell-properties");
                if let Some([red, green, blue]) = look.background {
                    let _ = write!(out, " fo:background-color=\"#{red:02x}{green:02x}{blue:02x}\"");
                }
                if *wrap {
                    out.extend_from_slice(b" fo:wrap-option=\"wrap\"");
                }
                out.extend_from_slice(b"/>");
            }
            if let Some(align) = look.align {
                let word = match align {
                    Align::Left => "start",
                    Align::Center => "center",
                    Align::Right => "end",
                };
                let _ = write!(out, "<style:paragraph-properties fo:text-align=\"{word}\"/>");
            }
            if look.colour.is_some() || look.bold.is_some() || look.italic.is_some() {
                out.extend_from_slice(b"<style:text-properties");
                if let Some([red, green, blue]) = look.colour {
                    let _ = write!(out, " fo:color=\"#{red:02x}{green:02x}{blue:02x}\"");
                }
                if let Some(bold) = look.bold {
                    let _ = write!(out, " fo:font-weight=\"{}\"", if bold { "bold" } else { "normal" });
                }
                if let Some(italic) = look.italic {
                    let _ = write!(out, " fo:font-style=\"{}\"", if italic { "italic" } else { "normal" });
                }
                out.extend_from_slice(b"/>");
            }
            let _ = write!(out, "</style:style>{line}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_styles_are_added_after_the_declaration() {
        let (gold, silver) = (
            Look { background: Some([255, 215, 0]), ..Look::default() },
            Look { background: Some([192, 192, 192]), ..Look::default() },
        );
        let key = |parent, format, look| Key { parent, format, look, wrap: false };
        let mut looks = Looks::default();
        let first = looks.style(key(CellStyle::None, None, gold));
        assert_eq!(first.as_deref(), Some("lo1"));
        looks.close(&[Format::Number(0)]);
        assert_eq!(looks.style(key(CellStyle::None, None, gold)), first);
        let later = looks.style(key(CellStyle::RowHeader, Some(Format::Number(0)), gold)).unwrap();
        assert_eq!(looks.style(key(CellStyle::None, None, silver)), None);
        let mut out = Vec::new();
        looks.declare(&mut out, "");
        let out = String::from_utf8(out).unwrap();
        let style = format!(
            "style:name=\"{later}\" style:family=\"table-cell\" style:parent-style-name=\"RowHeader\" \
             style:data-style-name=\"N1\"><style:table-cell-properties fo:background-color=\"#ffd700\"/>"
        );
        assert!(out.contains(&style), "{out}");
    }
}
