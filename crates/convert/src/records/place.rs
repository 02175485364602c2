//! The line and column of a row in its source, counted only when an error needs them.

use model::Place;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

/// The source of rows, for a second look.
#[derive(Debug)]
pub(crate) enum Text {
    File(PathBuf),
    Memory(Arc<Vec<u8>>),
    /// It was a stream, or is compressed.
    Gone,
}

impl Text {
    /// The line and column of a byte, if the source can be read again.
    pub(crate) fn place(&self, offset: u64) -> Option<Place> {
        let count = |before: &[u8]| {
            let text = std::str::from_utf8(before).ok()?;
            Some(Place::in_text(text, text.len()))
        };
        match self {
            Text::File(path) => {
                let mut before = Vec::new();
                File::open(path).ok()?.take(offset).read_to_end(&mut before).ok()?;
                count(&before)
            }
            Text::Memory(bytes) => count(bytes.get(..usize::try_from(offset).ok()?)?),
            Text::Gone => None,
        }
    }
}
