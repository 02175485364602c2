//! What `--list`, `--preview` and `--list-formats` print.

mod aligned;
mod formats;
mod json;
mod preview;
mod text;

pub(crate) use formats::formats;
pub(crate) use json::json;
pub(crate) use preview::{PREVIEW, PreviewOptions};
pub(crate) use text::text;

/// How many rows of each table a list shows by default.
pub(crate) const ROWS: usize = 3;
