//! What reading a table fills and empties again, and how much spans may still repeat.

use crate::syntax::table::Table;
use crate::text::TextBuf;
use model::{Grid, RowBuf};

/// How much text the covered positions of spans may repeat, in bytes for each byte of the page.
const MOST_REPEATED: usize = 64;
/// How much they may repeat however short the page is.
const LEAST_REPEATED: usize = 1 << 20;

/// The buffers of table reading, used again for each table.
#[derive(Default)]
pub(crate) struct Buffers {
    pub(super) table: Table,
    pub(super) row: RowBuf,
    pub(super) grid: Grid,
    pub(super) text: TextBuf,
    /// How much text spans may still repeat.
    pub(super) room: usize,
}

impl Buffers {
    /// Makes room for the spans of a part of a page.
    pub(crate) fn make_room(&mut self, length: usize) {
        self.room = length.saturating_mul(MOST_REPEATED).saturating_add(LEAST_REPEATED);
    }

    /// Others for a table beside or inside of this one, whose spans take of the same room.
    pub(crate) fn lend<T>(&mut self, read: impl FnOnce(&mut Buffers) -> T) -> T {
        let mut buffers = Buffers { room: self.room, ..Buffers::default() };
        let done = read(&mut buffers);
        self.room = buffers.room;
        done
    }
}
