//! What expanding templates may cost: a page of a few lines could else become one of gigabytes.

use std::cell::Cell;

/// What expanding may cost at least in a part of a page, in bytes.
const LEAST_OF_PART: usize = 1 << 18;

/// What expanding may cost, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Budget(Cell<usize>);

impl Budget {
    /// The budget of a page of this length.
    pub(crate) fn new(length: usize) -> Self {
        Budget(Cell::new(length.saturating_mul(16).saturating_add(1 << 20)))
    }

    /// What is left of it for a part of a whole: as much as a part may need by itself, at least.
    pub(crate) fn share(&self, part: usize, whole: usize) -> usize {
        let share = (self.0.get() as u128).saturating_mul(part as u128) / (whole.max(1) as u128);
        usize::try_from(share).unwrap_or(usize::MAX).max(LEAST_OF_PART)
    }

    /// Goes on with this much.
    pub(crate) fn set(&self, bytes: usize) {
        self.0.set(bytes);
    }

    /// Takes some of it, if there is enough.
    pub(crate) fn take(&self, bytes: usize) -> Option<()> {
        self.0.set(self.0.get().checked_sub(bytes.saturating_add(16))?);
        Some(())
    }
}
