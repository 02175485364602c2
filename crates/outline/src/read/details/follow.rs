//! Matches details with rows that were inserted, deleted, sorted or changed.
//!
//! Details have the number of their row as it was written, and the table's row digests tell the content of each row. A
//! row is first compared with the one that it would be if it had moved as far as the rows before it. If their contents
//! differ, it is the row with the same content, wherever that was; if there is none, the rows that follow tell whether
//! it is new or was changed.

use super::{RowDetails, TableDetails};
use crate::row_digests;
use model::{Row, RowBuf};
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

/// How many rows are looked at together.
const WINDOW: usize = 16;
/// How many rows with the same content are considered, on each side of where the row is expected.
const NEAR: usize = 8;
/// How many rows before and after are compared with a row that was changed as well as moved.
const AROUND: usize = 500;

/// The content of the rows when they were written, as digests of their cells, by row number, counted from 1.
#[derive(Debug, Default)]
pub(super) struct RowDigests {
    rows: HashMap<usize, Vec<u32>>,
    /// Whether a column existed then; columns beyond these all did.
    known: Vec<bool>,
}

impl RowDigests {
    /// Adds rows, of which this is the first.
    pub(super) fn add(&mut self, first: usize, rows: &str) {
        self.rows.extend(row_digests::read(rows).enumerate().map(|(at, row)| (first + at, row)));
    }

    /// Moves the digests to where the columns are now, in a table with this many columns.
    pub(super) fn follow_columns(&mut self, columns: &[Option<usize>], width: usize) {
        self.known = vec![false; width];
        columns.iter().flatten().for_each(|&now| self.known[now] = true);
        for row in self.rows.values_mut() {
            let mut moved = vec![0; width];
            for (at, &digest) in row.iter().enumerate() {
                match columns.get(at) {
                    Some(Some(now)) => moved[*now] = digest,
                    Some(None) => {}
                    None => moved.push(digest),
                }
            }
            *row = trimmed(moved);
        }
    }

    /// The digests of a row in columns that existed then.
    fn of(&self, row: Row<'_>) -> Vec<u32> {
        let mut digests = Vec::with_capacity(row.len());
        row_digests::digests(row, |digest| digests.push(digest));
        digests.iter_mut().zip(&self.known).filter(|(_, known)| !**known).for_each(|(digest, _)| *digest = 0);
        trimmed(digests)
    }
}

fn trimmed(mut row: Vec<u32>) -> Vec<u32> {
    row.truncate(row.iter().rposition(|digest| *digest != 0).map_or(0, |last| last + 1));
    row
}

/// A row whose details are not known yet.
#[derive(Debug, Default)]
struct Pending {
    number: usize,
    row: RowBuf,
    digests: Vec<u32>,
}

/// Rows whose details are not known yet, and what is known about how rows moved.
#[derive(Debug, Default)]
pub(super) struct Follower {
    rows: VecDeque<Pending>,
    spare: Vec<RowBuf>,
    /// How far rows have moved down.
    moved: isize,
    /// The rows of the row digests that were found.
    found: HashSet<usize>,
    /// The rows of the row digests, by their content.
    index: Option<HashMap<Vec<u32>, Vec<usize>>>,
}

impl TableDetails {
    /// Adds a row; `number` counts from 1. Once [`TableDetails::is_full`], the first row must be taken with
    /// [`TableDetails::pop`].
    pub(crate) fn push(&mut self, number: usize, row: Row<'_>) {
        let mut kept = self.follower.spare.pop().unwrap_or_default();
        kept.set(row);
        self.follower.rows.push_back(Pending { number, row: kept, digests: self.row_digests.of(row) });
    }

    /// Whether there are enough rows to find the details of the first one.
    pub(crate) fn is_full(&self) -> bool {
        self.follower.rows.len() > WINDOW
    }

    /// Takes the first row that was pushed, with its details. Returns whether there is one.
    pub(crate) fn pop(&mut self, into: &mut RowBuf) -> bool {
        let Some(first) = self.follower.rows.pop_front() else { return false };
        let row = first.row.as_row();
        match self.find(&first).and_then(|old| self.details(old)) {
            Some(details) => details.apply(row, into),
            None => into.set(row),
        }
        self.follower.spare.push(first.row);
        true
    }

    /// How many rows have details that were not used.
    pub(crate) fn left(&self) -> usize {
        self.rows.len() - self.used.len()
    }

    fn details(&mut self, old: usize) -> Option<Rc<RowDetails>> {
        let details = Rc::clone(self.rows.get(&old)?);
        self.used.insert(old);
        Some(details)
    }

    /// The number that a row had when it was written, judging by the rows that follow.
    fn find(&mut self, row: &Pending) -> Option<usize> {
        let expected = row.number.checked_add_signed(-self.follower.moved);
        if self.was(expected, &row.digests) {
            self.follower.found.extend(expected);
            return expected;
        }
        if self.row_digests.rows.is_empty() {
            return expected;
        }
        let same = self.same(row, expected.unwrap_or(row.number));
        if let Some(&old) =
            same.iter().find(|old| !self.follower.found.contains(old) && !self.is_in_place(**old))
        {
            let moved = row.number as isize - old as isize;
            if 1 + self.score(moved) > self.score(self.follower.moved) {
                self.follower.moved = moved;
            }
            self.follower.found.insert(old);
            return Some(old);
        }
        if let Some(old) = self.changed(row) {
            self.follower.found.insert(old);
            return Some(old);
        }
        // A copy of a row has the same details.
        same.first().copied()
    }

    /// The rows that had the same content as this one, the nearest to a number first.
    fn same(&mut self, row: &Pending, expected: usize) -> Vec<usize> {
        if row.digests.is_empty() {
            return Vec::new();
        }
        let index = self.follower.index.get_or_insert_with(|| {
            let mut index: HashMap<Vec<u32>, Vec<usize>> = HashMap::new();
            self.row_digests
                .rows
                .iter()
                .for_each(|(number, digests)| index.entry(digests.clone()).or_default().push(*number));
            index.values_mut().for_each(|numbers| numbers.sort_unstable());
            index
        });
        let numbers = index.get(&row.digests).map_or(&[][..], Vec::as_slice);
        let middle = numbers.partition_point(|number| *number < expected);
        let near = middle.saturating_sub(NEAR)..numbers.len().min(middle + NEAR);
        let mut near = numbers[near].to_vec();
        near.sort_by_key(|number| number.abs_diff(expected));
        near
    }

    /// The row that this one was before it was changed; `None` if it is new.
    fn changed(&mut self, row: &Pending) -> Option<usize> {
        let moved = self.moves().into_iter().rev().max_by_key(|&moved| self.score(moved))?;
        if let Some(old) = row.number.checked_add_signed(-moved).filter(|&old| self.is_free(old)) {
            let stays =
                moved == self.follower.moved && (self.score(moved) > 0 || self.follower.rows.is_empty());
            if stays || 2 * self.likeness(row, old) >= self.length(row, old) {
                self.follower.moved = moved;
                return Some(old);
            }
        }
        let around = row.number.saturating_sub(AROUND)..row.number + AROUND;
        let like = around.filter(|old| self.rows.contains_key(old) && self.is_free(*old));
        let like = like.map(|old| (self.likeness(row, old), old)).max_by_key(|(likeness, _)| *likeness);
        like.filter(|&(likeness, old)| 3 * likeness >= 2 * self.length(row, old)).map(|(_, old)| old)
    }

    /// How far the rows that follow may have moved, judging by their content: first as far as the rows before.
    fn moves(&mut self) -> Vec<isize> {
        let mut moves = vec![self.follower.moved];
        let rows = std::mem::take(&mut self.follower.rows);
        for row in &rows {
            let expected = row.number.checked_add_signed(-self.follower.moved).unwrap_or(row.number);
            for old in self.same(row, expected).into_iter().take(2) {
                let moved = row.number as isize - old as isize;
                if !moves.contains(&moved) {
                    moves.push(moved);
                }
            }
        }
        self.follower.rows = rows;
        moves
    }

    /// Whether the row with this number had this content.
    fn was(&self, old: Option<usize>, digests: &[u32]) -> bool {
        old.and_then(|old| self.row_digests.rows.get(&old)).is_some_and(|then| then == digests)
    }

    /// Whether the row with this number has not been found, and is not among the rows that follow.
    fn is_free(&self, old: usize) -> bool {
        self.row_digests.rows.get(&old).is_some_and(|then| {
            !self.follower.found.contains(&old) && !self.follower.rows.iter().any(|row| row.digests == *then)
        })
    }

    /// Whether the row that had this number follows where it is expected.
    fn is_in_place(&self, old: usize) -> bool {
        let mut rows = self.follower.rows.iter();
        rows.any(|row| {
            row.number.checked_add_signed(-self.follower.moved) == Some(old)
                && self.was(Some(old), &row.digests)
        })
    }

    /// How many of the rows that follow have the same content as before, if they moved this far.
    fn score(&self, moved: isize) -> usize {
        let same = |row: &&Pending| self.was(row.number.checked_add_signed(-moved), &row.digests);
        self.follower.rows.iter().filter(|row| !row.digests.is_empty()).filter(same).count()
    }

    /// How many cells have the same content.
    fn likeness(&self, row: &Pending, old: usize) -> usize {
        let then = self.row_digests.rows.get(&old).into_iter().flatten();
        row.digests.iter().zip(then).filter(|(now, then)| now == then && **now != 0).count()
    }

    /// How many cells can be compared.
    fn length(&self, row: &Pending, old: usize) -> usize {
        let cells = |digests: &[u32]| digests.iter().filter(|digest| **digest != 0).count();
        cells(&row.digests).max(self.row_digests.rows.get(&old).map_or(0, |then| cells(then)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Kind, Value};

    fn row_of(words: &str) -> RowBuf {
        let mut row = RowBuf::default();
        words.split(' ').for_each(|word| row.push(word.trim_start_matches('!'), Kind::Untyped));
        row
    }

    /// Checks, for each row that is read, which row's details it has. Words with `!` have details.
    fn check(old: &str, now: &str, expected: &str) {
        let mut details = TableDetails::default();
        for (number, row) in old.lines().map(str::trim).enumerate() {
            let mut texts = String::new();
            row_digests::write(&mut texts, row_of(row).as_row());
            details.row_digests.add(number + 1, &texts);
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
            details.push(number + 1, row_of(row).as_row());
            if details.is_full() {
                take(&mut details);
            }
        }
        while take(&mut details) {}
        assert_eq!(found.join(" "), expected, "{now}");
    }

    const DENSE: &str = "!Anna !Italy 1\n!Bea !France 2\n!Cleo !Italy 3\n!Dora !Spain 4\n!Eve !Italy 5";
    /// Only some of the countries, most of which are the same, have details.
    const SPARSE: &str = "Anna !Italy\nBea Italy\nCleo !Italy\nDora !Spain\nEve Italy\nFay !Italy";

    #[test]
    fn rows_unchanged() {
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

    /// Rows whose cells with details have the same content: only the other cells tell them apart.
    const ALIKE: &str = "1 Ann !Q\n2 !John a\n3 !John b\n4 Bob !DQ\n5 Cyd !DQ\n6 Dan !DQ\n7 Eve DQ";

    #[test]
    fn rows_alike() {
        check(ALIKE, "2 John a\n3 John b\n4 Bob DQ\n5 Cyd DQ\n6 Dan DQ\n7 Eve DQ", "2 3 4 5 6 -");
        check(ALIKE, "0 Zoe DQ\n1 Ann Q\n2 John a\n3 John b\n4 Bob DQ\n5 Cyd DQ", "- 1 2 3 4 5");
        check(ALIKE, "7 Eve DQ\n6 Dan DQ\n5 Cyd DQ\n4 Bob DQ\n3 John b\n2 John a\n1 Ann Q", "- 6 5 4 3 2 1");
        check(ALIKE, "7 Eve DQ\n6 Dan DQ\n5 Cyd Q\n4 Bob DQ\n3 John b\n2 John a\n1 Ann Q", "- 6 5 4 3 2 1");
        check(ALIKE, "1 Ann Q\n2 John a\n3 John b\n3 John b\n4 Bob DQ\n5 Cyd DQ\n6 Dan DQ", "1 2 3 3 4 5 6");
        check(ALIKE, "4 Bob DQ\n8 Bea DQ\n6 Dan DQ\n7 Eve DQ", "4 5 6 -");
    }
}
