//! Which details belong to which row, where a person inserted, deleted, sorted or changed rows.
//!
//! Details have the number of their row as it was written. A row is compared with the details that would be its own
//! if all rows since have moved as far as those before; if it does not show their texts, the next rows tell whether
//! more fit when they moved otherwise, and so whether the row is new or was changed.

use super::{RowDetails, TableDetails};
use crate::chars::as_written;
use model::{Row, RowBuf};
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
        let mut others = self.others(old.unwrap_or(number), row);
        if here.is_none() {
            // That a row without details shows what one with details did is by chance where others show it too.
            others.retain(|other| self.is_certain(*other));
        }
        let now = self.score(self.follower.moved);
        let moves = others.iter().map(|&other| (1 + self.score(number as isize - other as isize), other));
        let best = moves.rev().max_by_key(|(score, _)| *score);
        if let Some((score, other)) = best
            && score > now
        {
            self.follower.moved = number as isize - other as isize;
            return self.found(other, false);
        }
        if let Some(&other) = others.iter().find(|other| self.is_certain(**other)) {
            return self.found(other, false);
        }
        let comes = here.is_some_and(|old| {
            let mut rows = self.follower.rows.iter();
            rows.any(|(number, row)| {
                self.fits(here, row.as_row()) && self.score(*number as isize - old as isize) > now
            })
        });
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

    /// Whether a row that fits the details of another one is hardly a third.
    fn is_certain(&self, number: usize) -> bool {
        let Some(details) = self.rows.get(&number) else { return false };
        let texts = details.cells.iter().filter(|(_, cell)| !cell.as_row().text(0).is_empty());
        let alone = || {
            let (column, text) = details.key()?;
            self.follower.index.as_ref()?.get(&(column, as_written(text).into_owned())).map(Vec::len)
        };
        texts.count() > 1 || alone() == Some(1)
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

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Kind, Value};

    /// Rows of words; those with `!` have details. Shows for each row that comes which one's details it has.
    fn check(old: &str, now: &str, expected: &str) {
        let mut details = TableDetails::default();
        for (number, row) in old.lines().map(str::trim).enumerate() {
            for (column, word) in row.split(' ').enumerate() {
                if let Some(text) = word.strip_prefix('!') {
                    let cell = format!(r#"{{"text":"{text}","attributes":{{"row":"{}"}}}}"#, number + 1);
                    let cell: Value = data::parse(&cell).unwrap();
                    details.add(number + 1, Some(column + 1), &cell).unwrap();
                }
            }
        }
        let (mut found, mut into) = (Vec::new(), RowBuf::default());
        let mut take = |details: &mut TableDetails| {
            if !details.pop(&mut into) {
                return false;
            }
            let row = into.as_row();
            let mut attributes = row.extras().iter().flat_map(|extra| &extra.attributes);
            found.push(attributes.next().map_or("-".to_owned(), |(_, value)| value.clone()));
            true
        };
        for (number, row) in now.lines().map(str::trim).enumerate() {
            let mut buffer = RowBuf::default();
            row.split(' ').for_each(|word| buffer.push(word.trim_start_matches('!'), Kind::Untyped));
            details.push(number + 1, buffer.as_row());
            if details.is_full() {
                take(&mut details);
            }
        }
        while take(&mut details) {}
        assert_eq!(found.join(" "), expected, "{now}");
    }

    const DENSE: &str = "!Anna !Italy 1\n!Bea !France 2\n!Cleo !Italy 3\n!Dora !Spain 4\n!Eve !Italy 5";
    /// Only the countries, most of them the same, and not in all rows.
    const SPARSE: &str = "Anna !Italy\nBea Italy\nCleo !Italy\nDora !Spain\nEve Italy\nFay !Italy";

    #[test]
    fn rows_as_they_were() {
        check(DENSE, DENSE, "1 2 3 4 5");
        check(SPARSE, SPARSE, "1 - 3 4 - 6");
    }

    #[test]
    fn rows_inserted_and_deleted() {
        check(
            DENSE,
            "Anna Italy 1\nNew Italy 9\nBea France 2\nCleo Italy 3\nDora Spain 4\nEve Italy 5",
            "1 - 2 3 4 5",
        );
        check(DENSE, "New Italy 9\nNew France 9\nAnna Italy 1\nBea France 2\nCleo Italy 3", "- - 1 2 3");
        check(DENSE, "Bea France 2\nDora Spain 4\nEve Italy 5", "2 4 5");
        check(SPARSE, "Anna Italy\nBea Italy\nDora Spain\nEve Italy\nFay Italy", "1 - 4 - 6");
        check(
            SPARSE,
            "Anna Italy\nBea Italy\nCleo Italy\nNew Peru\nDora Spain\nEve Italy\nFay Italy",
            "1 - 3 - 4 - 6",
        );
    }

    #[test]
    fn rows_sorted() {
        check(DENSE, "Eve Italy 5\nDora Spain 4\nCleo Italy 3\nBea France 2\nAnna Italy 1", "5 4 3 2 1");
        check(DENSE, "Bea France 2\nAnna Italy 1\nCleo Italy 3\nEve Italy 5\nDora Spain 4", "2 1 3 5 4");
        let numbers: Vec<usize> = (1..=100).collect();
        let row = |number: &usize| format!("!name{number} !{}", number % 3);
        let old: Vec<String> = numbers.iter().map(row).collect();
        let mixed: Vec<usize> = numbers.iter().map(|number| (number * 37) % 101).collect();
        let now: Vec<String> = mixed.iter().map(row).collect();
        let expected: Vec<String> = mixed.iter().map(usize::to_string).collect();
        check(&old.join("\n"), &now.join("\n"), &expected.join(" "));
    }

    #[test]
    fn rows_changed() {
        check(DENSE, "Anna Italy 1\nNew France 2\nCleo Italy 3\nDora Spain 4\nEve Peru 5", "1 2 3 4 5");
        check(DENSE, "Anna Italy 1\nNew Peru 8\nCleo Italy 3\nDora Spain 4\nNew Peru 9", "1 2 3 4 5");
        check(SPARSE, "Anna Italy\nBea Italy\nCleo Spain\nDora Spain\nEve Italy\nFay Peru", "1 - 3 4 - 6");
    }
}
