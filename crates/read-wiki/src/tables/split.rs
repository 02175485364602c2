//! The countries of athletes in a column of their own (the option `split_flags`).
//!
//! A page has `{{flagIOCathlete|[[Pietro Sighel]]|ITA|2026 Winter}}` in one cell; to count medals, the name should be
//! in one column and the country in the next. A column is split if one of its cells has both; a column of countries
//! alone is not.

use crate::text::NATION;
use model::{Event, Extra, Flow, Kind, Mark, MarkKind, Outlet, Result, Row, RowBuf, Sink, TableHead};
use std::ops::Range;

/// The name of the new column.
const COUNTRY: &str = "Country";

/// A table that is buffered until the columns to split are known.
#[derive(Default)]
pub(super) struct Split {
    head: TableHead,
    rows: Vec<RowBuf>,
}

impl Sink for Split {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::TableStart(head) => self.head = head.clone(),
            Event::Row(row) => self.rows.push(RowBuf::from(row)),
            _ => {}
        }
        Ok(Flow::Continue)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        self.rows.push(std::mem::take(row));
        Ok(Flow::Continue)
    }
}

impl Split {
    /// Sends the table.
    pub(super) fn send(self, sink: &mut Outlet<'_>) -> Result<()> {
        let columns = self.columns();
        let taken = self.head.columns.iter().any(|column| column.path.iter().any(|part| part == COUNTRY));
        let mut splitter = Splitter { columns: &columns, held: Vec::new(), header: true, taken };
        let header: Vec<RowBuf> = self.head.header.iter().map(|row| splitter.row(row.as_row())).collect();
        let head = match header.is_empty() {
            true => TableHead { header, ..self.head },
            false => {
                TableHead { columns: TableHead::with_header(header.clone()).columns, header, ..self.head }
            }
        };
        sink.event(Event::TableStart(&head))?;
        splitter.header = false;
        splitter.held.clear();
        for row in &self.rows {
            if !sink.is_open() {
                break;
            }
            sink.row(&mut splitter.row(row.as_row()))?;
        }
        sink.event(Event::TableEnd)
    }

    /// The columns in which a cell has a country and other text.
    fn columns(&self) -> Vec<usize> {
        let mut columns = Vec::new();
        for row in &self.rows {
            for (column, cell) in row.as_row().cells().enumerate() {
                let is_new =
                    !columns.contains(&column) && !cell.is_covered() && cell.marks().iter().any(is_nation);
                if is_new && !take_nations(cell.text, &mut cell.marks().to_vec()).0.is_empty() {
                    columns.push(column);
                }
            }
        }
        columns.sort_unstable();
        columns
    }
}

fn is_nation(mark: &Mark) -> bool {
    matches!(&mark.kind, MarkKind::Source { format, .. } if format == NATION)
}

struct Splitter<'c> {
    columns: &'c [usize],
    /// For each column, the rows below that the last cell still spans, and its country if it is one column wide.
    held: Vec<(usize, Option<String>)>,
    header: bool,
    /// Whether a column already has the new one's name.
    taken: bool,
}

impl Splitter<'_> {
    fn row(&mut self, row: Row<'_>) -> RowBuf {
        let mut out = RowBuf::default();
        out.attributes_mut().extend_from_slice(row.attributes());
        out.set_source(row.source());
        // The end of the last cell of this row that is wider than a column.
        let mut wide = 0;
        for (column, cell) in row.cells().enumerate() {
            let splits = self.columns.contains(&column);
            let mut extra = cell.extra.cloned().unwrap_or_default();
            if self.held.len() <= column {
                self.held.resize(column + 1, (0, None));
            }
            if cell.is_covered() {
                let country = self.held[column].1.clone().filter(|_| column >= wide);
                push(&mut out, cell.text, cell.kind, extra);
                if splits {
                    let text = country.as_deref().unwrap_or(cell.text);
                    let extra = Extra { covered: true, header: cell.is_header(), ..Extra::default() };
                    push(&mut out, text, cell.kind, extra);
                }
            } else {
                let (columns, rows) = cell.span();
                let is_wide = columns > 1;
                if is_wide {
                    let across = column..column + columns;
                    wide = across.end;
                    extra.columns += self.columns.iter().filter(|split| across.contains(split)).count();
                }
                if splits && !is_wide {
                    let (text, country) = match self.header {
                        true => (cell.text.to_owned(), self.name(cell.text)),
                        false => take_nations(cell.text, &mut extra.marks),
                    };
                    extra.marks.retain(|mark| !is_nation(mark));
                    let country_extra = Extra { rows: extra.rows, header: extra.header, ..Extra::default() };
                    push(&mut out, &text, cell.kind, extra);
                    push(&mut out, &country, Kind::Untyped, country_extra);
                    self.hold(column, rows, Some(country));
                } else {
                    extra.marks.retain(|mark| !is_nation(mark));
                    let header = extra.header;
                    push(&mut out, cell.text, cell.kind, extra);
                    if splits {
                        push(
                            &mut out,
                            cell.text,
                            cell.kind,
                            Extra { covered: true, header, ..Extra::default() },
                        );
                    }
                    (column..column + columns).for_each(|column| self.hold(column, rows, None));
                }
            }
        }
        for held in &mut self.held {
            held.0 = held.0.saturating_sub(1);
        }
        out
    }

    fn hold(&mut self, column: usize, rows: usize, country: Option<String>) {
        if self.held.len() <= column {
            self.held.resize(column + 1, (0, None));
        }
        self.held[column] = (rows, country);
    }

    fn name(&self, column: &str) -> String {
        if self.taken || self.columns.len() > 1 { format!("{column} {COUNTRY}") } else { COUNTRY.to_owned() }
    }
}

fn push(out: &mut RowBuf, text: &str, kind: Kind, extra: Extra) {
    match extra.is_empty() {
        true => out.push(text, kind),
        false => out.push_with(text, kind, extra),
    }
}

/// Removes the countries from a text: returns the rest, and the countries, one per line. Templates around them are
/// removed too, because their output is now in two cells.
fn take_nations(text: &str, marks: &mut Vec<Mark>) -> (String, String) {
    let nations: Vec<(Range<usize>, String)> = marks
        .iter()
        .filter_map(|mark| match &mark.kind {
            MarkKind::Source { source, .. } if is_nation(mark) => {
                Some((mark.start..mark.end, source.clone()))
            }
            _ => None,
        })
        .collect();
    let around = |mark: &Mark| {
        matches!(mark.kind, MarkKind::Template { .. })
            && nations.iter().any(|(range, _)| mark.start <= range.start && range.end <= mark.end)
    };
    marks.retain(|mark| !is_nation(mark) && !around(mark));
    let mut keep = vec![true; text.len()];
    for (range, _) in &nations {
        let mut range = range.clone();
        let before = text.get(..range.start).unwrap_or("").trim_end_matches([' ', '\u{a0}']);
        let after = text.get(range.end..).unwrap_or("");
        if before.ends_with('(') && after.trim_start().starts_with(')') {
            range = before.len() - 1..text.len() - after.trim_start().len() + 1;
        }
        keep.iter_mut().take(range.end).skip(range.start).for_each(|keep| *keep = false);
    }
    let mut left = String::new();
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        let blank = [' ', '\n', '\u{a0}'].contains(&c) && (left.is_empty() || left.ends_with('\n'));
        places.resize(at + c.len_utf8(), left.len());
        if keep[at] && !blank {
            left.push(c);
        }
    }
    let kept = left.trim_end_matches([' ', '\n', '\u{a0}', ',']).len();
    left.truncate(kept);
    places.push(kept);
    let place = |at: usize| places.get(at).copied().unwrap_or(kept).min(kept);
    marks.retain_mut(|mark| {
        let was_empty = mark.start == mark.end;
        (mark.start, mark.end) = (place(mark.start), place(mark.end).max(place(mark.start)));
        was_empty || mark.start < mark.end
    });
    let countries: Vec<String> = nations.into_iter().map(|(_, country)| country).collect();
    (left, countries.join("\n"))
}
