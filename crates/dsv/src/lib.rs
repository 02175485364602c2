//! What the reader and the writer of delimiter separated values share.

use model::{Error, Format, OptionSpec, Result};

/// Comma separated values, [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180).
pub const CSV: Format = Format {
    id: "csv",
    title: "comma separated values",
    aliases: &[],
    extensions: &["csv"],
    media_types: &["text/csv"],
    binary: false,
};

/// Tab separated values: as CSV, with the tab between fields.
pub const TSV: Format = Format {
    id: "tsv",
    title: "tab separated values",
    aliases: &["tab"],
    extensions: &["tsv", "tab"],
    media_types: &["text/tab-separated-values"],
    binary: false,
};

/// The first field of a file that is a whole document; the second is [`DETAIL`], the others count from 1.
pub const BLOCK: &str = "convert:block";

/// The second field of a file that is a whole document.
pub const DETAIL: &str = "detail";

/// What separates fields: of the input where the input has any, else of the output.
pub const DELIMITER: OptionSpec = OptionSpec {
    name: "delimiter",
    value: Some("CHAR"),
    choices: &[],
    help: "What separates the fields of a CSV input, or of the output if the input is none: one character, or 'tab' \
           (default: recognised)",
};

/// The character that an option names: one of ASCII, and neither a line end nor what is taken already.
///
/// # Errors
/// Anything else.
pub fn character(option: &str, name: &str, taken: &[u8]) -> Result<u8> {
    match name.as_bytes() {
        [byte] if byte.is_ascii() && !b"\r\n".contains(byte) && !taken.contains(byte) => Ok(*byte),
        _ => Err(Error::usage(format!(
            "--{option} takes one ASCII character that has no other meaning, not '{name}'"
        ))),
    }
}

/// The delimiter that an option names: one ASCII character, or `tab`.
///
/// ```
/// assert_eq!(convert_dsv::delimiter("delimiter", ";")?, b';');
/// assert_eq!(convert_dsv::delimiter("delimiter", "tab")?, b'\t');
/// assert!(convert_dsv::delimiter("delimiter", ";;").is_err());
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// Anything else, quotes and line ends included.
pub fn delimiter(option: &str, name: &str) -> Result<u8> {
    match name {
        "tab" | "\\t" => Ok(b'\t'),
        name => match name.as_bytes() {
            [byte] if byte.is_ascii() && !b"\"\r\n".contains(byte) => Ok(*byte),
            _ => Err(Error::usage(format!("--{option} takes one ASCII character or 'tab', not '{name}'"))),
        },
    }
}
