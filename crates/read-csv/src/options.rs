//! The reader options.

use dsv::{AsciiChar, Delimiter, Quote};
use encoding::Encoding;
use model::{Error, Result};

model::options! {
    /// Options for reading CSV. Whatever is not given is recognised.
    pub struct CsvReadOptions {
        /// The delimiter of a CSV input, or of the output if the input is not CSV: one character, or 'tab' (default:
        /// recognised)
        pub delimiter: Option<Delimiter>,
        /// The quote character of a CSV input: one character, or 'none' (default: recognised)
        pub quote_char: Option<Quote>,
        /// The character in a CSV input before one that is to be taken literally, such as \ (default: a quote in a
        /// quoted field is written twice)
        pub escape_char: Option<AsciiChar>,
        /// Skip spaces before the fields of a CSV input
        pub skip_initial_space: bool,
        /// Skip lines of a CSV input that start with this character
        pub comment_char: Option<AsciiChar>,
        /// Skip the first lines of a CSV input
        pub skip_lines: u64,
        /// The encoding of a CSV or HTML input, such as latin1 or windows-1252 (default: UTF-8, or as declared by a
        /// byte order mark or the page)
        pub encoding: Option<Encoding>,
    }
}

model::options! {
    /// Options for reading TSV. Whatever is not given is recognised.
    pub struct TsvReadOptions {
        /// The quote character of a CSV input: one character, or 'none' (default: recognised)
        pub quote_char: Option<Quote>,
        /// The character in a CSV input before one that is to be taken literally, such as \ (default: a quote in a
        /// quoted field is written twice)
        pub escape_char: Option<AsciiChar>,
        /// Skip spaces before the fields of a CSV input
        pub skip_initial_space: bool,
        /// Skip lines of a CSV input that start with this character
        pub comment_char: Option<AsciiChar>,
        /// Skip the first lines of a CSV input
        pub skip_lines: u64,
        /// The encoding of a CSV or HTML input, such as latin1 or windows-1252 (default: UTF-8, or as declared by a
        /// byte order mark or the page)
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
    /// Returns an error if the delimiter has another meaning too.
    pub(crate) fn check(&self) -> Result<()> {
        let Some(delimiter) = self.delimiter.map(Delimiter::byte) else { return Ok(()) };
        let characters = [
            ("quote_char", self.quote_char.and_then(Quote::byte)),
            ("escape_char", self.escape_char.map(AsciiChar::byte)),
            ("comment_char", self.comment_char.map(AsciiChar::byte)),
        ];
        match characters.into_iter().find(|(_, taken)| *taken == Some(delimiter)) {
            Some((name, _)) => Err(Error::invalid(name, char::from(delimiter), "it is the delimiter")),
            None => Ok(()),
        }
    }

    /// Whether only the header is left to be recognised.
    pub(crate) fn is_complete(&self) -> bool {
        self.delimiter.is_some() && self.quote_char.is_some()
    }
}
