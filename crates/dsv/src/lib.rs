//! Shared parts of the reader and the writer of delimiter-separated values.

mod characters;

pub use characters::{AsciiChar, Delimiter, Quote};

use model::FormatInfo;

/// Comma-separated values, [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180).
pub const CSV: FormatInfo =
    FormatInfo::new("csv", "comma-separated values").extensions(&["csv"]).media_types(&["text/csv"]);

/// Tab-separated values: like CSV, with tabs between fields.
pub const TSV: FormatInfo = FormatInfo::new("tsv", "tab-separated values")
    .aliases(&["tab"])
    .extensions(&["tsv", "tab"])
    .media_types(&["text/tab-separated-values"]);

/// The first field of a file with a whole document; the second is [`DETAIL`], the others count from 1.
pub const BLOCK: &str = "convert:block";

/// The second field of a file with a whole document.
pub const DETAIL: &str = "detail";
