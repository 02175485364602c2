//! The selected rows as a range.

use crate::options::{JobOptions, RowRange};
use model::{Error, Result};
use std::ops::Bound;

/// Adds the selected rows to the options.
pub(super) fn check(options: &mut JobOptions, rows: Option<(Bound<usize>, Bound<usize>)>) -> Result<()> {
    if options.infobox && !options.tables.is_empty() {
        return Err(Error::usage("infobox() and table() cannot be combined"));
    }
    options.rows = rows.map(range).transpose()?;
    Ok(())
}

/// Rows counted from 1, including both ends.
fn range((first, last): (Bound<usize>, Bound<usize>)) -> Result<RowRange> {
    let first = match first {
        Bound::Included(row) => Some(row),
        Bound::Excluded(row) => row.checked_add(1),
        Bound::Unbounded => Some(1),
    };
    let last = match last {
        Bound::Included(row) => Some(row),
        Bound::Excluded(row) => row.checked_sub(1),
        Bound::Unbounded => Some(usize::MAX),
    };
    let range = first.zip(last).filter(|(first, last)| *first > 0 && first <= last);
    let range = range.map(|(first, last)| RowRange { first, last });
    range.ok_or_else(|| {
        Error::usage("invalid rows(): rows are counted from 1, and the range must not be empty")
    })
}
