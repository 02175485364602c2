//! Reads YAML of any shape.
//!
//! ```
//! let results = convert_read_yaml::read_str("
//! Heat 1:
//! - {name: Pietro Sighel, country: IT, time: 85.740}
//! - {name: Anna Berg, country: NO, time: 86.010}
//! ")?;
//! let heat = results.tables().next().expect("one table");
//! let countries: Vec<&str> = heat.rows().map(|row| row.text(1)).collect();
//! assert_eq!(countries, ["IT", "NO"]);
//! # Ok::<(), model::Error>(())
//! ```
//!
//! The dialect is YAML 1.2.2 with the scalars of its core schema (section 10.3): plain `no` and `1:24.537` are text,
//! `0x1F` is 31, `~` is null. Numbers keep their digits if JSON allows them (`1.10`, an integer of 30 digits); others
//! become the equal number that JSON allows: `0123` is 123, `+5` is 5, `.5` is 0.5, `1.` is 1.0. The form of a value as
//! a document depends only on its shape, as for JSON; [`data`] has a table of shapes.
//!
//! A large input is read row by row into any [`Sink`]:
//!
//! ```
//! use convert_read_yaml::model::{Diagnostics, Documents, Input, Unseekable};
//!
//! let mut documents = Documents::default();
//! let mut bytes = Unseekable(&b"- {country: NO, time: 41.400}\n"[..]);
//! let diagnostics = Diagnostics::new(|diagnostic| eprintln!("{diagnostic}"));
//! convert_read_yaml::read(Input::new(&mut bytes, &diagnostics), &mut documents)?;
//! let table = documents.tables().next().expect("one table");
//! assert_eq!(table.rows().next().expect("one row").text(0), "NO");
//! # Ok::<(), model::Error>(())
//! ```
//!
//! - Anchors and aliases are resolved, within a budget that stops alias bombs. Anchored nodes are kept in memory to the
//!   end of their document; everything else streams.
//! - `<<` merges mappings, as in nearly every program; a key of the mapping itself takes precedence.
//! - A duplicate key is reported as a warning, and the last value is used. With a warning, too, a key that is not a
//!   scalar becomes its JSON text, `.inf` and `.nan`, which JSON does not have, become text, and a tag that is not in
//!   the core schema is dropped.
//! - Comments are not kept; a note reports them.

mod anchors;
mod chars;
mod codes;
mod events;
mod options;
mod schema;
mod tokens;

pub use data::Flatten;
pub use model;
pub use options::YamlReadOptions;

use data::{Framing, YAML};
use model::{Confidence, Documents, Input, Place, ReaderSpec, Reading, Result, Sink};
use tokens::YamlTokens;

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec::new(YAML, sniff, &Reading(read_with))
    .streaming()
    .typed()
    .late_columns()
    .codes(&[codes::CODES])];

/// Reads a YAML text: each YAML document is a document. Diagnostics are dropped; to get them, or to read row by row,
/// use [`read`].
///
/// # Errors
/// Returns an error with its place if the text is not YAML.
pub fn read_str(text: &str) -> Result<Documents> {
    model::read_bytes(text.as_bytes(), read)
}

/// Reads YAML: each YAML document is a document.
///
/// # Errors
/// Returns an error with its place if the input is not YAML or a value does not fit the shape that it began with, and
/// any error of the sink.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &YamlReadOptions::default(), sink)
}

/// Reads YAML with options.
///
/// # Errors
/// The same as for [`read`].
pub fn read_with(input: Input<'_>, options: &YamlReadOptions, sink: &mut dyn Sink) -> Result<()> {
    let Input { bytes, diagnostics, purpose, .. } = input;
    let mut tokens = YamlTokens::new(bytes, diagnostics);
    if !data::Tokens::more(&mut tokens)? {
        let empty = model::codes::EMPTY.warning("the input does not contain a document").at(Place::at(1, 1));
        return diagnostics.report(empty);
    }
    data::read(tokens, Framing::Documents, &options.flatten, purpose, diagnostics, sink)
}

/// A directive or a document marker is certainly YAML; a first line with a key or an item looks like it.
fn sniff(head: &[u8]) -> Confidence {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if head.starts_with(b"%YAML ") {
        return Confidence::Certain;
    }
    let mut lines = head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with(b"#"));
    match first {
        Some(b"---") => Confidence::Likely,
        Some(line) if line.starts_with(b"--- ") => Confidence::Likely,
        Some(line) if is_key(line) || line.strip_prefix(b"- ").is_some_and(is_key) => Confidence::Likely,
        Some(line) if line.starts_with(b"- ") => Confidence::Maybe,
        _ => Confidence::No,
    }
}

/// `word: …` or `word:`, with a word that can only be a key.
fn is_key(line: &[u8]) -> bool {
    let Some(colon) = line.iter().position(|&byte| byte == b':') else { return false };
    let (key, rest) = line.split_at(colon);
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-' | b'"' | b'.');
    !key.is_empty() && key[0] != b' ' && key.iter().all(word) && (rest.len() == 1 || rest.starts_with(b": "))
}
