//! The rows that are wanted, as a range.

use crate::options::{JobOptions, RowRange};
use model::{Error, Result};
use std::ops::Bound;

/// Completes the options with the rows that are wanted.
pub(super) fn check(options: &mut JobOptions, rows: Option<(Bound<usize>, Bound<usize>)>) -> Result<()> {
    if options.infobox && !options.tables.is_empty() {
        return Err(Error::usage("the infobox alone and some tables cannot both be wanted"));
    }
    options.rows = rows.map(range).transpose()?;
    Ok(())
}

/// Rows counted from 1, both ends in.
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
    range.ok_or_else(|| Error::usage("rows are counted from 1, and there must be some in the range"))
}
