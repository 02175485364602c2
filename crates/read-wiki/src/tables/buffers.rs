//! The reusable buffers for reading tables, and the limit on repeated text.

use crate::syntax::table::Table;
use crate::text::TextBuf;
use model::{Grid, RowBuf};

/// The maximum amount of text that spans may repeat in the positions they cover, in bytes per byte of the page.
const MOST_REPEATED: usize = 64;
/// The amount that spans may always repeat, however short the page.
const LEAST_REPEATED: usize = 1 << 20;

/// The buffers for reading tables, reused for each table.
#[derive(Default)]
pub(crate) struct Buffers {
    pub(super) table: Table,
    pub(super) row: RowBuf,
    pub(super) grid: Grid,
    pub(super) text: TextBuf,
    /// How much more text spans may repeat.
    pub(super) room: usize,
}

impl Buffers {
    /// Sets the limit for the spans of a part of a page.
    pub(crate) fn make_room(&mut self, length: usize) {
        self.room = length.saturating_mul(MOST_REPEATED).saturating_add(LEAST_REPEATED);
    }

    /// Lends other buffers to a table next to or inside this one, which shares the limit.
    pub(crate) fn lend<T>(&mut self, read: impl FnOnce(&mut Buffers) -> T) -> T {
        let mut buffers = Buffers { room: self.room, ..Buffers::default() };
        let done = read(&mut buffers);
        self.room = buffers.room;
        done
    }
}
