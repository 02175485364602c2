//! Which details belong to which row, where a person inserted, deleted, sorted or changed rows.
//!
//! Details have the number of their row as it was written. A row is compared with the details that would be its own
//! if all rows since have moved as far as those before; if it does not show their texts, the next rows tell whether
//! more fit when they moved otherwise, and so whether the row is new or was changed.

use super::{RowDetails, TableDetails};
use model::{Row, RowBuf};
use odf::chars::as_written;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

/// How many rows are looked at together.
const WINDOW: usize = 16;
/// How many rows that show the same text are compared, on each side of where one is expected.
const NEAR: usize = 8;

/// Rows on their way through, and what is known of how they moved.
#[derive(Debug, Default)]
pub(super) struct Follower {
    rows: VecDeque<(usize, RowBuf)>,
    spare: Vec<RowBuf>,
    /// How far rows have moved down.
    moved: isize,
    /// Whether a row did not show the texts it had.
    edited: bool,
    /// Rows with details, by the column and text that is most their own.
    index: Option<HashMap<(usize, String), Vec<usize>>>,
}

/// The details of a row.
pub(super) struct Found {
    pub(super) details: Rc<RowDetails>,
    /// Whether the row was changed since.
    pub(super) changed: bool,
}

impl TableDetails {
    /// Takes a row, `number` counts from 1. Once [`TableDetails::is_full`], the first one must be taken back.
    pub(crate) fn push(&mut self, number: usize, row: Row<'_>) {
        self.follower.edited |= self.here(number).is_some_and(|old| !self.fits(Some(old), row));
        let mut kept = self.follower.spare.pop().unwrap_or_default();
        kept.set(row);
        self.follower.rows.push_back((number, kept));
    }

    /// Whether enough rows are known to tell what the first one is.
    pub(crate) fn is_full(&self) -> bool {
        self.follower.rows.len() > WINDOW
    }

    /// The first row that was pushed, with its details. Returns whether there is one.
    pub(crate) fn pop(&mut self, into: &mut RowBuf) -> bool {
        let Some((number, row)) = self.follower.rows.pop_front() else { return false };
        let found = self.find(number, row.as_row());
        match found {
            Some(found) => found.details.apply(row.as_row(), found.changed, into),
            None => into.set(row.as_row()),
        }
        self.follower.spare.push(row);
        true
    }

    /// Whether the details of the row that was at `number` fit a row.
    fn fits(&self, number: Option<usize>, row: Row<'_>) -> bool {
        number.and_then(|number| self.rows.get(&number)).is_some_and(|details| details.fits(row))
    }

    /// The details that belong to a row, which the sheet now counts as `number`; the rows that come are known.
    fn find(&mut self, number: usize, row: Row<'_>) -> Option<Found> {
        let old = number.checked_add_signed(-self.follower.moved);
        if self.fits(old, row) {
            return self.found(old?, false);
        }
        let here = self.here(number);
        // Rows without details are as they were unless some row is not.
        if !self.follower.edited {
            return None;
        }
        let others = self.others(old.unwrap_or(number), row);
        let now = self.score(self.follower.moved);
        let moves = others.iter().map(|&other| (1 + self.score(number as isize - other as isize), other));
        let best = moves.rev().max_by_key(|(score, _)| *score);
        if let Some((score, other)) = best
            && score > now
        {
            self.follower.moved = number as isize - other as isize;
            return self.found(other, false);
        }
        let certain = |other: &&usize| self.rows.get(other).is_some_and(|details| details.is_certain());
        if let Some(&other) = others.iter().find(certain) {
            return self.found(other, false);
        }
        let comes = self.follower.rows.iter().any(|(_, row)| self.fits(here, row.as_row()));
        // Where no row that comes has details, nothing speaks against this one being where it was.
        let alone = !self.follower.rows.iter().any(|(number, _)| self.here(*number).is_some());
        if let Some(here) = here
            && !comes
            && (now > 0 || alone)
        {
            return self.found(here, true);
        }
        self.found(*others.first()?, false)
    }

    /// Whether the row that had this number comes, and shows its texts.
    fn is_in_place(&self, old: usize) -> bool {
        let mut rows = self.follower.rows.iter();
        rows.any(|(number, row)| self.here(*number) == Some(old) && self.fits(Some(old), row.as_row()))
    }

    /// The number of the row with details that row `number` is if it moved as far as those before.
    fn here(&self, number: usize) -> Option<usize> {
        let old = number.checked_add_signed(-self.follower.moved)?;
        self.rows.contains_key(&old).then_some(old)
    }

    fn found(&mut self, number: usize, changed: bool) -> Option<Found> {
        let details = Rc::clone(self.rows.get(&number)?);
        self.used.insert(number);
        Some(Found { details, changed })
    }

    /// How many of the rows that come fit their details if they moved so far.
    fn score(&self, moved: isize) -> usize {
        let rows = self.follower.rows.iter();
        rows.filter(|(number, row)| self.fits(number.checked_add_signed(-moved), row.as_row())).count()
    }

    /// Details of other rows that fit a row, the nearest first; but not of rows that are still there.
    fn others(&mut self, old: usize, row: Row<'_>) -> Vec<usize> {
        let index = self.follower.index.get_or_insert_with(|| {
            let mut index: HashMap<(usize, String), Vec<usize>> = HashMap::new();
            for (number, details) in &self.rows {
                if let Some((column, text)) = details.key() {
                    index.entry((column, as_written(text).into_owned())).or_default().push(*number);
                }
            }
            index
        });
        let mut found = Vec::new();
        for (column, text) in row.texts().enumerate().filter(|(_, text)| !text.is_empty()) {
            let Some(numbers) = index.get(&(column, as_written(text).into_owned())) else { continue };
            let middle = numbers.partition_point(|number| *number < old);
            let near = &numbers[middle.saturating_sub(NEAR)..numbers.len().min(middle + NEAR)];
            found.extend(near.iter().copied().filter(|number| *number != old));
        }
        found.retain(|number| {
            !self.used.contains(number)
                && self.rows.get(number).is_some_and(|details| details.fits(row))
                && !self.is_in_place(*number)
        });
        found.sort_by_key(|number| number.abs_diff(old));
        found
    }

    /// How many rows have details that no row took.
    pub(crate) fn left(&self) -> usize {
        self.rows.len() - self.used.len()
    }
}
