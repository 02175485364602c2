//! Limits what expanding templates may produce: otherwise a page of a few lines could become gigabytes.

use std::cell::Cell;

/// The minimum budget of a part of a page, in bytes.
const LEAST_OF_PART: usize = 1 << 18;

/// The number of bytes that expanding templates may still produce.
#[derive(Debug, Default)]
pub(crate) struct Budget(Cell<usize>);

impl Budget {
    /// The budget of a page of this length.
    pub(crate) fn new(length: usize) -> Self {
        Budget(Cell::new(length.saturating_mul(16).saturating_add(1 << 20)))
    }

    /// The share of a part in the budget of the whole, with a minimum per part.
    pub(crate) fn share(&self, part: usize, whole: usize) -> usize {
        let share = (self.0.get() as u128).saturating_mul(part as u128) / (whole.max(1) as u128);
        usize::try_from(share).unwrap_or(usize::MAX).max(LEAST_OF_PART)
    }

    /// Sets the budget.
    pub(crate) fn set(&self, bytes: usize) {
        self.0.set(bytes);
    }

    /// Takes from the budget, if enough is left.
    pub(crate) fn take(&self, bytes: usize) -> Option<()> {
        self.0.set(self.0.get().checked_sub(bytes.saturating_add(16))?);
        Some(())
    }
}
