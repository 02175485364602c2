//! Columns: how all of their cells are written, based on their first rows, so that sorting and formulas work.
//!
//! An untyped cell that looks like a number may be something else in its column:
//!
//! - A single whole number with leading zeros (`007`) or with 16 or more digits makes the whole numbers of its column
//!   *codes*: texts, which sort by their characters and do not lose digits. A column with decimals holds measurements,
//!   not codes.
//! - Among durations (`1:00.123`), a decimal below a minute (`59.872`) is a duration in seconds. To replace it, type a
//!   duration (`0:59.6`), as in any cell that shows a time.
//! - A column of *words* (names, titles, remarks) with an occasional number (a film called `300`) is all text: someone
//!   who sorts or filters by name expects to find it among the names. This takes ten texts per number, most of them
//!   different; a column of places with many a `DNF` or `–` remains a column of numbers, so that sums work.
//!
//! Anything else, such as dates in a column of remarks or remarks in a column of dates, stays as it is, and so do cells
//! that have a type.

use super::Durations;
use super::cell::{Column, Plan, is_digits, may_be_value, plan_in};
use model::infer::{is_plain_number, sheet_value};
use model::{Cell, Kind, Row};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many rows of a table, including header rows, determine what its columns are.
pub const LOOK: usize = 200;

/// The fewest texts per number in a column of words.
const WORDS: usize = 10;

/// What the columns of a table are.
///
/// ```
/// use convert_sheets::write::{Columns, Content, Durations};
/// use model::{Cell, Kind, RowBuf};
///
/// let rows: Vec<RowBuf> = [["007"], ["12"]].into_iter().map(|row| row.into_iter().collect()).collect();
/// let columns = Columns::of(rows.iter().map(RowBuf::as_row));
/// let cell = Cell { text: "12", kind: Kind::Untyped, extra: None };
/// assert_eq!(columns.plan(0, cell, Durations::Time).content, Content::Text);
/// ```
#[derive(Debug, Default)]
pub struct Columns(Vec<Column>);

impl Columns {
    /// The columns of a table whose first body rows are these.
    pub fn of<'r>(rows: impl IntoIterator<Item = Row<'r>>) -> Self {
        let mut counts: Vec<Counts> = Vec::new();
        for row in rows {
            if counts.len() < row.len() {
                counts.resize_with(row.len(), Counts::default);
            }
            for (counts, cell) in counts.iter_mut().zip(row.cells()) {
                counts.add(cell);
            }
        }
        Columns(counts.iter().map(Counts::column).collect())
    }

    /// Decides how a body cell of this column is written.
    pub fn plan(&self, column: usize, cell: Cell<'_>, durations: Durations) -> Plan {
        plan_in(self.0.get(column).copied().unwrap_or_default(), cell, durations)
    }
}

/// What a column has, as far as seen.
#[derive(Debug, Default)]
struct Counts {
    /// Whole numbers that a cell cannot hold as numbers.
    codes: usize,
    numbers: usize,
    decimals: usize,
    durations: usize,
    /// Texts with letters.
    texts: usize,
    /// Hashes of the texts.
    different: HashSet<u64>,
}

impl Counts {
    fn add(&mut self, cell: Cell<'_>) {
        let text = cell.text;
        if text.is_empty() || cell.is_covered() {
            return;
        }
        let open = cell.kind == Kind::Untyped;
        match cell.kind {
            Kind::Number => self.number(text),
            Kind::Untyped if is_plain_number(text) => self.number(text),
            Kind::Duration => self.durations += 1,
            Kind::Untyped | Kind::Text => {
                match (open && may_be_value(text)).then(|| sheet_value(text)).flatten() {
                    Some(found) => self.durations += usize::from(found.kind == Kind::Duration),
                    None => {
                        self.codes += usize::from(open && is_digits(text));
                        if text.contains(char::is_alphabetic) {
                            self.texts += 1;
                            let mut hasher = DefaultHasher::new();
                            text.hash(&mut hasher);
                            self.different.insert(hasher.finish());
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn number(&mut self, text: &str) {
        self.numbers += 1;
        self.decimals += usize::from(text.contains('.'));
    }

    fn column(&self) -> Column {
        if self.codes > 0 && self.decimals == 0 {
            Column::Codes
        } else if self.durations > 0 && self.decimals > 0 {
            Column::Seconds
        } else if self.texts >= WORDS * self.numbers.max(1) && self.different.len() * 2 > self.texts {
            Column::Words
        } else {
            Column::Numbers
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::Content;
    use crate::{CellStyle, Format};
    use model::RowBuf;

    /// Checks each cell of a column: `N` is a number, `T` a text, `A` a text that would be a number in another column,
    /// `D` a value such as a duration, `S` a duration in seconds.
    fn check(column: &str, expected: &str) {
        let rows: Vec<RowBuf> = column.split_whitespace().map(|text| [text].into_iter().collect()).collect();
        let columns = Columns::of(rows.iter().map(RowBuf::as_row));
        let letter = |row: &RowBuf| {
            let plan = columns.plan(0, row.as_row().cell(0), Durations::Time);
            match (plan.content, plan.style) {
                (Content::Number(_), _) => 'N',
                (Content::Text, CellStyle::AsText) => 'A',
                (Content::Text, _) => 'T',
                (Content::Value { format: Format::Seconds { .. }, .. }, CellStyle::Seconds) => 'S',
                (Content::Value { .. }, _) => 'D',
                _ => '?',
            }
        };
        assert_eq!(rows.iter().map(letter).collect::<String>(), expected, "{column}");
    }

    #[test]
    fn data_lines() {
        check("1 2 3 DNF", "NNNT");
        check("007 12 9 n/a", "AAAT");
        check("41.5 007 12", "NTN");
        check("4111111111111111 12 1e3", "AAT");
        check("1:00.123 59.872 9.87 60 DNS", "DSSNT");
        check("1:24.5 -0.5 61.5 0.5", "DNNS");
        check("2:05:13 59.8721234", "DN");
        check("Alien Brazil Casablanca Drive Ed Fargo Gigi Heat 300 If Jaws", "TTTTTTTTATT");
        check("Alien Brazil 300", "TTN");
        check("1 – – – – – – – – – – – – 3", "NTTTTTTTTTTTTN");
        check("a b c d e f g h i j k 2026-02-10", "TTTTTTTTTTTD");
    }

    #[test]
    fn typed_cells_keep_their_type() {
        let mut rows = [RowBuf::default(), RowBuf::default()];
        rows[0].push("007", Kind::Untyped);
        rows[1].push("12", Kind::Number);
        let columns = Columns::of(rows.iter().map(RowBuf::as_row));
        let plan = columns.plan(0, rows[1].as_row().cell(0), Durations::Time);
        assert_eq!(plan.content, Content::Number(Format::Number(0)));
    }

    #[test]
    fn decimals_stay_numbers_if_durations_are_not_times() {
        let rows: Vec<RowBuf> = ["1:00.123", "59.872"].map(|text| [text].into_iter().collect()).into();
        let columns = Columns::of(rows.iter().map(RowBuf::as_row));
        for durations in [Durations::Text, Durations::Seconds] {
            let plan = columns.plan(0, rows[1].as_row().cell(0), durations);
            assert_eq!(plan.content, Content::Number(Format::Number(3)));
        }
    }
}
