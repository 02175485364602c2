//! The records of a workbook's stream ([MS-XLS] 2.1.4).

use super::compound::u16_at;

/// The start and the end of a substream.
pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;

/// Iterates over records: the type and the content of each.
pub(super) struct Records<'s> {
    pub(super) stream: &'s [u8],
}

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.stream, 0)?;
        let end = 4 + usize::from(u16_at(self.stream, 2)?);
        let data = self.stream.get(4..end)?;
        self.stream = &self.stream[end..];
        Some((kind, data))
    }
}
