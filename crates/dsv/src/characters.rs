//! The characters that separate, quote and escape fields, as options.

use model::{OptionValue, Takes};

const CHARACTER: Takes = Takes::Value("CHAR");

/// The character between fields: an ASCII character that is neither a quote nor a line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiter(u8);

impl Delimiter {
    /// The comma.
    pub const COMMA: Delimiter = Delimiter(b',');
    /// The semicolon.
    pub const SEMICOLON: Delimiter = Delimiter(b';');
    /// The tab.
    pub const TAB: Delimiter = Delimiter(b'\t');

    /// The character as a delimiter, unless it is not ASCII, a double quote, or a line end.
    ///
    /// ```
    /// # use convert_dsv::Delimiter;
    /// assert_eq!(Delimiter::new(';'), Some(Delimiter::SEMICOLON));
    /// assert_eq!(Delimiter::new('"'), None);
    /// ```
    pub const fn new(character: char) -> Option<Self> {
        match character {
            '"' | '\r' | '\n' => None,
            '\0'..='\x7F' => Some(Delimiter(character as u8)),
            _ => None,
        }
    }

    /// Its single byte.
    pub const fn byte(self) -> u8 {
        self.0
    }
}

impl OptionValue for Delimiter {
    const TAKES: Takes = CHARACTER;

    fn from_text(text: &str) -> Result<Self, String> {
        match text {
            "tab" | "\\t" => Some(Delimiter::TAB),
            text => single(text).and_then(Delimiter::new),
        }
        .ok_or_else(|| "one ASCII character or 'tab'".to_owned())
    }
}

/// An ASCII character that is not a line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsciiChar(u8);

impl AsciiChar {
    /// The character, unless it is not ASCII or is a line end.
    ///
    /// ```
    /// # use convert_dsv::AsciiChar;
    /// assert_eq!(AsciiChar::new('\\').map(AsciiChar::byte), Some(b'\\'));
    /// assert_eq!(AsciiChar::new('\n'), None);
    /// ```
    pub const fn new(character: char) -> Option<Self> {
        match character {
            '\r' | '\n' => None,
            '\0'..='\x7F' => Some(AsciiChar(character as u8)),
            _ => None,
        }
    }

    /// Its single byte.
    pub const fn byte(self) -> u8 {
        self.0
    }

    /// The message of an option about a text that it does not take as a character.
    pub const TAKES_ONE: &str = "one ASCII character that has no other meaning";
}

impl OptionValue for AsciiChar {
    const TAKES: Takes = CHARACTER;

    fn from_text(text: &str) -> Result<Self, String> {
        single(text).and_then(AsciiChar::new).ok_or_else(|| AsciiChar::TAKES_ONE.to_owned())
    }
}

/// The character that quotes fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// Fields are not quoted: quotes are text.
    None,
    /// The character that quotes them.
    Char(AsciiChar),
}

impl Quote {
    /// The byte of the character, if fields are quoted.
    pub const fn byte(self) -> Option<u8> {
        match self {
            Quote::None => None,
            Quote::Char(character) => Some(character.byte()),
        }
    }
}

impl OptionValue for Quote {
    const TAKES: Takes = CHARACTER;

    fn from_text(text: &str) -> Result<Self, String> {
        if text == "none" { Ok(Quote::None) } else { AsciiChar::from_text(text).map(Quote::Char) }
    }
}

/// The only character of a text, if there is just one.
fn single(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_from_text() {
        assert_eq!(Delimiter::from_text(";"), Ok(Delimiter::SEMICOLON));
        assert_eq!(Delimiter::from_text("tab"), Ok(Delimiter::TAB));
        for wrong in [";;", "\"", "\n", "é", ""] {
            assert_eq!(Delimiter::from_text(wrong).unwrap_err(), "one ASCII character or 'tab'");
        }
        assert_eq!(Quote::from_text("none"), Ok(Quote::None));
        assert_eq!(Quote::from_text("'").map(Quote::byte), Ok(Some(b'\'')));
        for wrong in ["tab", "\r", "ß", ""] {
            assert_eq!(AsciiChar::from_text(wrong).unwrap_err(), AsciiChar::TAKES_ONE);
        }
    }
}
