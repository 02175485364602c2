//! The options of reading.

use dsv::{AsciiChar, Delimiter, Quote};
use encoding::Encoding;
use model::{Error, Result};

model::options! {
    /// How CSV is read. What is not given is recognised.
    pub struct CsvReadOptions {
        /// What separates the fields of a CSV input, or of the output if the input is none: one character, or 'tab'
        /// (default: recognised)
        pub delimiter: Option<Delimiter>,
        /// What quotes the fields of a CSV input: one character, or 'none' (default: recognised)
        pub quote_char: Option<Quote>,
        /// What stands in a CSV input before a character that is meant as itself, such as \ (default: a quote in a quoted
        /// field is written twice)
        pub escape_char: Option<AsciiChar>,
        /// Leave out the blanks before the fields of a CSV input
        pub skip_initial_space: bool,
        /// Leave out the lines of a CSV input that start with this character
        pub comment_char: Option<AsciiChar>,
        /// Leave out the first lines of a CSV input
        pub skip_lines: u64,
        /// The encoding of a CSV or HTML input, such as latin1 or windows-1252 (default: UTF-8, or what its byte order
        /// mark or page says)
        pub encoding: Option<Encoding>,
    }
}

model::options! {
    /// How TSV is read. What is not given is recognised.
    pub struct TsvReadOptions {
        /// What quotes the fields of a CSV input: one character, or 'none' (default: recognised)
        pub quote_char: Option<Quote>,
        /// What stands in a CSV input before a character that is meant as itself, such as \ (default: a quote in a quoted
        /// field is written twice)
        pub escape_char: Option<AsciiChar>,
        /// Leave out the blanks before the fields of a CSV input
        pub skip_initial_space: bool,
        /// Leave out the lines of a CSV input that start with this character
        pub comment_char: Option<AsciiChar>,
        /// Leave out the first lines of a CSV input
        pub skip_lines: u64,
        /// The encoding of a CSV or HTML input, such as latin1 or windows-1252 (default: UTF-8, or what its byte order
        /// mark or page says)
        pub encoding: Option<Encoding>,
    }
}

impl From<&TsvReadOptions> for CsvReadOptions {
    fn from(options: &TsvReadOptions) -> Self {
        let &TsvReadOptions {
            quote_char,
            escape_char,
            skip_initial_space,
            comment_char,
            skip_lines,
            encoding,
        } = options;
        CsvReadOptions {
            delimiter: Some(Delimiter::TAB),
            quote_char,
            escape_char,
            skip_initial_space,
            comment_char,
            skip_lines,
            encoding,
        }
    }
}

impl CsvReadOptions {
    /// Whether the delimiter has no other meaning.
    pub(crate) fn check(&self) -> Result<()> {
        let Some(delimiter) = self.delimiter.map(Delimiter::byte) else { return Ok(()) };
        let characters = [
            ("quote_char", self.quote_char.and_then(Quote::byte)),
            ("escape_char", self.escape_char.map(AsciiChar::byte)),
            ("comment_char", self.comment_char.map(AsciiChar::byte)),
        ];
        match characters.into_iter().find(|(_, taken)| *taken == Some(delimiter)) {
            Some((name, _)) => {
                let message = format!("{}, not '{}'", AsciiChar::TAKES_ONE, char::from(delimiter));
                Err(Error::setting(name, message))
            }
            None => Ok(()),
        }
    }

    /// Whether there is nothing to be recognised but a header.
    pub(crate) fn is_complete(&self) -> bool {
        self.delimiter.is_some() && self.quote_char.is_some()
    }
}
