//! How a page styles a cell: the attributes that a spreadsheet can show.

mod colour;

use colour::{colour, hex};
use model::{Cell, MarkKind};

/// How a cell looks.
///
/// ```
/// use convert_sheets::{Align, Look};
///
/// let attributes = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
/// let row = attributes("style", "background:#cfc; font-weight:bold");
/// let look = Look::of(&row, &attributes("align", "right"));
/// assert_eq!(look.background, Some([0xCC, 0xFF, 0xCC]));
/// assert_eq!((look.align, look.bold), (Some(Align::Right), Some(true)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// The background colour: red, green, blue.
    pub background: Option<[u8; 3]>,
    /// The colour of the text.
    pub colour: Option<[u8; 3]>,
    /// The alignment of the text.
    pub align: Option<Align>,
    /// Whether the text is bold, if specified.
    pub bold: Option<bool>,
    /// Whether the text is italic, if specified.
    pub italic: Option<bool>,
}

/// The horizontal alignment of a text in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are self-explanatory")]
pub enum Align {
    Left,
    Center,
    Right,
}

impl Look {
    /// The look of a cell, given the attributes of its row and its own; its own take precedence.
    pub fn of(row: &[(String, String)], cell: &[(String, String)]) -> Look {
        let (row, cell) = (Look::of_attributes(row), Look::of_attributes(cell));
        Look {
            background: cell.background.or(row.background),
            colour: cell.colour.or(row.colour),
            align: cell.align.or(row.align),
            bold: cell.bold.or(row.bold),
            italic: cell.italic.or(row.italic),
        }
    }

    /// The same look, with the markup that covers the whole text of the cell. This is for cells that hold values, whose
    /// markup programs drop.
    #[must_use]
    pub fn with_marks_of(mut self, cell: Cell<'_>) -> Look {
        for mark in cell.marks().iter().filter(|mark| mark.start == 0 && mark.end == cell.text.len()) {
            match mark.kind {
                MarkKind::Bold => self.bold = Some(true),
                MarkKind::Italic => self.italic = Some(true),
                _ => {}
            }
        }
        self
    }

    /// Whether nothing is specified.
    pub fn is_plain(&self) -> bool {
        *self == Look::default()
    }

    fn of_attributes(attributes: &[(String, String)]) -> Look {
        let mut look = Look::default();
        let value_of = |wanted: &str| {
            let found = attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| value.as_str())
        };
        if let Some(value) = value_of("bgcolor") {
            // Old pages leave out the `#`.
            look.background = colour(value).or_else(|| hex(value.trim()));
        }
        if let Some(value) = value_of("align") {
            look.align = Align::of(value.trim());
        }
        // The last declaration of a property wins, and a declaration overrides an attribute.
        for declaration in value_of("style").unwrap_or_default().split(';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value = value.split('!').next().unwrap_or_default().trim().to_ascii_lowercase();
            match property.trim().to_ascii_lowercase().as_str() {
                "background" => look.background = words(&value).find_map(colour),
                "background-color" => look.background = colour(&value),
                "color" => look.colour = colour(&value),
                "text-align" => look.align = Align::of(&value),
                "font-weight" => look.bold = weight(&value),
                "font-style" => look.italic = Some(matches!(&*value, "italic" | "oblique")),
                _ => {}
            }
        }
        look
    }
}

impl Align {
    fn of(word: &str) -> Option<Align> {
        let word = word.to_ascii_lowercase();
        match word.as_str() {
            "left" | "start" => Some(Align::Left),
            "center" | "middle" => Some(Align::Center),
            "right" | "end" => Some(Align::Right),
            _ => None,
        }
    }
}

/// The words of a value; whitespace in parentheses does not separate words.
fn words(value: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    value.split(move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c.is_whitespace()
    })
}

fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u16>().ok().map(|weight| weight >= 600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Attributes;

    fn style(value: &str) -> Attributes {
        vec![("STYLE".to_owned(), value.to_owned())]
    }

    fn check(value: &str, expected: Look) {
        assert_eq!(Look::of(&[], &style(value)), expected, "{value}");
    }

    #[test]
    fn declarations() {
        let plain = Look::default();
        check("background:#cfc", Look { background: Some([0xCC, 0xFF, 0xCC]), ..plain });
        check(
            "background: url(a b.png) no-repeat rgb(1, 2, 3) !important; width: 3em",
            Look { background: Some([1, 2, 3]), ..plain },
        );
        check(
            "background-color:Red;background-color:tan",
            Look { background: Some([210, 180, 140]), ..plain },
        );
        check("background:#c; color : WHITE", Look { colour: Some([255; 3]), ..plain });
        check("background:transparent; width: red", plain);
        check(
            "Text-Align: Center;font-weight:700",
            Look { align: Some(Align::Center), bold: Some(true), ..plain },
        );
        check(
            "font-weight:normal;font-style:italic",
            Look { bold: Some(false), italic: Some(true), ..plain },
        );
    }

    #[test]
    fn cells_override_rows_and_styles_override_attributes() {
        let row = style("background:gold; font-weight:bold; text-align:center");
        assert_eq!(
            Look::of(&row, &style("background:transparent; font-weight:normal")),
            Look {
                background: Some([255, 215, 0]),
                bold: Some(false),
                align: Some(Align::Center),
                ..Look::default()
            }
        );
        let old = vec![("bgcolor".to_owned(), "CCFFCC".to_owned()), ("align".to_owned(), "Right".to_owned())];
        let look = Look::of(&[], &old);
        assert_eq!((look.background, look.align), (Some([0xCC, 0xFF, 0xCC]), Some(Align::Right)));
        let both = [old, style("background:silver")].concat();
        assert_eq!(Look::of(&[], &both).background, Some([0xC0; 3]));
    }
}
