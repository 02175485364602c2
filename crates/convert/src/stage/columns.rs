//! Only some columns, in another order, under other names.

use super::Stage;
use crate::options::ColumnChoice;
use model::{
    Cell, Column, Error, Event, Extra, Flow, Kind, Meta, Outlet, Result, Row, RowBuf, Shape, TableHead,
    did_you_mean,
};

/// How many names a message lists.
const MOST_KNOWN: usize = 100;

/// Picks, orders and renames the columns of every table.
///
/// A column is found by its name, or by the key that records give it if several have the same name (`Time_2`).
pub struct Columns<'d> {
    wanted: &'d ColumnChoice,
    met_by: MetBy,
    /// Which of the names were found.
    met: Vec<bool>,
    /// The keys of the columns of the first tables, for messages.
    known: Vec<String>,
    /// For each column of the output, the column of the input.
    map: Vec<Option<usize>>,
    /// For each column of the input, where the cell that covers it starts.
    owners: Vec<usize>,
    row: RowBuf,
    /// A table whose columns have no names and are to get some; the first row tells how many there are.
    nameless: Option<TableHead>,
    /// The last row that is wanted, of the only table.
    last: Option<usize>,
    /// Rows so far.
    rows: usize,
    /// No more rows are wanted; the rest is only read for its columns.
    reads_on: bool,
}

/// When all wanted columns must have been found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetBy {
    /// By the first row of the first table.
    FirstRow,
    /// By the end of what is read.
    End,
    /// By the end of the whole input: rows that a sink leaves unread may have more columns.
    WholeInput,
}

impl<'d> Columns<'d> {
    /// Selects the wanted columns.
    pub fn new(wanted: &'d ColumnChoice, met_by: MetBy) -> Self {
        let met = vec![false; wanted.names.len() + wanted.renamed.len()];
        Columns {
            wanted,
            met_by,
            met,
            known: Vec::new(),
            map: Vec::new(),
            owners: Vec::new(),
            row: RowBuf::default(),
            nameless: None,
            last: None,
            rows: 0,
            reads_on: false,
        }
    }

    /// Continues after the last wanted row while columns are missing that may still turn up: a column that no row has
    /// is an error, and one that only later rows have is not.
    pub(crate) fn after_row(self, last: Option<usize>) -> Self {
        Columns { last, ..self }
    }

    /// Whether the stream continues after the last wanted row.
    fn has_to_read_on(&self) -> bool {
        self.met_by == MetBy::WholeInput && self.last == Some(self.rows) && self.met.contains(&false)
    }

    /// Finds the wanted columns among these, and returns those of the output.
    fn choose(&mut self, columns: &[Column]) -> Vec<Column> {
        let keys = model::unique_names(columns.iter().map(|column| column.name.as_str()), 0);
        for key in &keys {
            if self.known.len() < MOST_KNOWN && !self.known.contains(key) {
                self.known.push(key.clone());
            }
        }
        let names = &self.wanted.names;
        let (mut map, mut chosen): (Vec<Option<usize>>, Vec<Column>) = (Vec::new(), Vec::new());
        for (number, name) in names.iter().enumerate() {
            let found = find(columns, &keys, name);
            self.met[number] |= !found.is_empty();
            chosen.extend(
                found
                    .iter()
                    .map(|&at| columns.get(at).cloned().unwrap_or_else(|| Column::new(name.as_str()))),
            );
            map.extend(found.iter().map(|&at| Some(at)));
            if found.is_empty() {
                chosen.push(Column::new(name.as_str()));
                map.push(None);
            }
        }
        if names.is_empty() {
            map.extend((0..columns.len()).map(Some));
            chosen.extend_from_slice(columns);
        }
        for (number, (old, new)) in self.wanted.renamed.iter().enumerate() {
            let found = find(columns, &keys, old).first().copied();
            if let Some(at) = found.and_then(|found| map.iter().position(|source| *source == Some(found))) {
                chosen[at] = Column::new(new.as_str());
                self.met[names.len() + number] = true;
            }
        }
        // If a key would have two values, or both a value and nested keys, names are not nested.
        let crossed = |at: usize| {
            let path = &chosen[at].path;
            let twice = || chosen[..at].iter().any(|other| other.path == *path);
            let renamed = || self.wanted.renamed.iter().any(|(_, new)| path.first() == Some(new));
            path.len() > 1 && (twice() || renamed())
        };
        if (0..chosen.len()).any(crossed) {
            chosen.iter_mut().for_each(|column| column.path.clear());
        }
        self.map = map;
        chosen
    }

    /// Checks that all names were found.
    ///
    /// # Errors
    /// A name that no column has; the message lists the columns.
    fn check(&self) -> Result<()> {
        let renamed = self.wanted.renamed.iter().map(|(old, _)| old);
        let missing = self.wanted.names.iter().chain(renamed).zip(&self.met).find(|(_, met)| !**met);
        let Some((name, _)) = missing else { return Ok(()) };
        let known = if self.known.is_empty() {
            "the input has no columns with names".to_owned()
        } else {
            let meant = did_you_mean(name, self.known.iter().map(String::as_str));
            format!("the columns are {}{meant}", self.known.join(", "))
        };
        Err(Error::usage(format!("no column '{name}'; {known}")))
    }

    fn head(&mut self, head: &TableHead, next: &mut Outlet<'_>) -> Result<()> {
        let mut columns = self.choose(&head.columns);
        if head.columns.is_empty() && self.wanted.renamed.is_empty() {
            columns.clear();
        }
        if self.met_by == MetBy::FirstRow {
            self.check()?;
        }
        self.owners.clear();
        let mut header = Vec::new();
        for row in &head.header {
            self.pick(row.as_row());
            header.push(std::mem::take(&mut self.row));
        }
        if let Some(last) = header.last_mut() {
            name(last, &columns, &self.map, &head.columns);
        }
        if head.columns.is_empty() {
            header = TableHead::with_names(columns.iter().map(|column| column.name.as_str())).header;
        }
        self.owners.clear();
        next.event(Event::TableStart(&TableHead { columns, header, ..head.clone() }))
    }

    /// Starts a table whose columns have no names, with those that records give them.
    fn start_nameless(&mut self, width: usize, next: &mut Outlet<'_>) -> Result<()> {
        let Some(head) = self.nameless.take() else { return Ok(()) };
        let names = model::unique_names([], width);
        let TableHead { columns, header, .. } = TableHead::with_names(names.iter().map(String::as_str));
        self.head(&TableHead { columns, header, ..head }, next)
    }

    /// How many columns from `at` on are the consecutive columns of the input from `source` on, up to a number.
    fn run(&self, at: usize, source: usize, columns: usize) -> usize {
        (0..columns).take_while(|next| self.map.get(at + next) == Some(&Some(source + next))).count()
    }

    fn pick(&mut self, row: Row<'_>) {
        if self.owners.len() < row.len() {
            self.owners.extend(self.owners.len()..row.len());
        }
        for (column, cell) in row.cells().enumerate().filter(|(_, cell)| !cell.is_covered()) {
            let end = (column + cell.span().0).min(self.owners.len());
            self.owners[column..end].fill(column);
        }
        let mut picked = std::mem::take(&mut self.row);
        picked.clear();
        for (at, source) in self.map.iter().enumerate() {
            match source.filter(|source| *source < row.len()) {
                Some(source) => self.cell(at, source, row.cell(source), &mut picked),
                None => picked.push("", Kind::Missing),
            }
        }
        // Cells beyond the header have no name to be selected by.
        if self.wanted.names.is_empty() {
            (self.map.len()..row.len()).for_each(|column| push(row.cell(column), &mut picked));
        }
        picked.attributes_mut().extend_from_slice(row.attributes());
        picked.set_source(row.source());
        self.row = picked;
    }

    fn cell(&self, at: usize, source: usize, cell: Cell<'_>, picked: &mut RowBuf) {
        let Some(extra) = cell.extra else { return picked.push(cell.text, cell.kind) };
        let mut extra = extra.clone();
        if extra.covered {
            // It is still covered if it is still next to the cell that covers it.
            let owner = self.owners[source];
            let distance = source - owner;
            extra.covered = at >= distance && self.run(at - distance, owner, distance + 1) == distance + 1;
        } else if extra.columns > 1 {
            extra.columns = self.run(at, source, extra.columns);
        }
        picked.push_with(cell.text, cell.kind, extra);
    }
}

/// The columns that a name selects: by key, by name, or by the keys above a nested value. Columns without names are
/// `column_1`, `column_2` and so on, as in records.
fn find(columns: &[Column], keys: &[String], name: &str) -> Vec<usize> {
    if columns.is_empty() {
        let number = name.strip_prefix("column_").and_then(|number| number.parse::<usize>().ok());
        return number.and_then(|number| number.checked_sub(1)).into_iter().collect();
    }
    let named = keys.iter().position(|key| key == name);
    let named = named.or_else(|| columns.iter().position(|column| column.name == name));
    // Spaces around a name are easily overlooked, and rarely intended.
    let named = named.or_else(|| columns.iter().position(|column| column.name.trim() == name));
    let inside = |column: &Column| {
        column.path.len() > 1 && column.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
    };
    let inside = columns.iter().enumerate().filter(|(_, column)| inside(column)).map(|(at, _)| at);
    named.into_iter().chain(inside).collect()
}

fn push(cell: Cell<'_>, picked: &mut RowBuf) {
    match cell.extra {
        Some(extra) => picked.push_with(cell.text, cell.kind, Extra::clone(extra)),
        None => picked.push(cell.text, cell.kind),
    }
}

/// Writes new names of columns into the last row of the header.
fn name(last: &mut RowBuf, columns: &[Column], map: &[Option<usize>], old: &[Column]) {
    let is_new = |at: usize| {
        let source = map[at].and_then(|source| old.get(source));
        source.is_none_or(|source| source.name != columns[at].name)
    };
    let picked = std::mem::take(last);
    for (at, cell) in picked.as_row().cells().enumerate() {
        match columns.get(at).filter(|_| is_new(at)) {
            Some(column) => last.push(&column.name, Kind::Untyped),
            None => push(cell, last),
        }
    }
}

impl Stage for Columns<'_> {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        if self.reads_on {
            next.close();
        }
        match event {
            Event::Row(_) if self.reads_on => {}
            // Rows that are not records have no place for names.
            Event::DocumentStart(meta) if meta.shape == Shape::Rows && !self.wanted.renamed.is_empty() => {
                next.event(Event::DocumentStart(&Meta { shape: Shape::Records, ..meta.clone() }))?;
            }
            Event::TableStart(head)
                if head.columns.is_empty()
                    && self.wanted.names.is_empty()
                    && !self.wanted.renamed.is_empty() =>
            {
                self.nameless = Some(head.clone());
            }
            Event::TableStart(head) => self.head(head, next)?,
            Event::Columns(columns) => {
                self.start_nameless(0, next)?;
                let chosen = self.choose(columns);
                if self.wanted.names.is_empty() {
                    next.event(Event::Columns(&chosen))?;
                }
            }
            Event::TableEnd => {
                self.start_nameless(0, next)?;
                next.event(event)?;
            }
            Event::Row(row) => {
                self.start_nameless(row.len(), next)?;
                self.pick(row);
                self.rows += 1;
                next.event(Event::Row(self.row.as_row()))?;
            }
            event => next.event(event)?,
        }
        self.reads_on = !next.is_open() && self.has_to_read_on();
        Ok(if self.reads_on { Flow::Continue } else { next.flow() })
    }

    fn end(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        match self.met_by {
            MetBy::WholeInput if !next.is_open() && !self.reads_on => Ok(()),
            _ => self.check(),
        }
    }
}
