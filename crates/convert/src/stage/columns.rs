//! Only some columns, in another order, under other names.

use model::{Cell, Column, Error, Event, Extra, Kind, Result, Row, RowBuf, Sink, TableHead};

/// Which columns come through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The names of the columns wanted, in their order; all where empty.
    pub names: Vec<String>,
    /// New names of columns.
    pub renamed: Vec<(String, String)>,
}

impl Wanted {
    /// Whether they all come through as they are.
    pub fn is_everything(&self) -> bool {
        self.names.is_empty() && self.renamed.is_empty()
    }
}

/// Picks, orders and renames the columns of every table.
///
/// A column goes by its name, or where several have the same by the key that records give it (`Time_2`).
pub(crate) struct Columns<'d, S> {
    inner: S,
    wanted: &'d Wanted,
    /// Whether the first table must have them all before its first row.
    at_once: bool,
    /// Which of the names were met.
    met: Vec<bool>,
    /// The keys of all columns of tables, for messages.
    known: Vec<String>,
    /// For each column of the output, the input's.
    map: Vec<Option<usize>>,
    /// For each column of the input, where the cell starts that covers it.
    owners: Vec<usize>,
    row: RowBuf,
}

impl<'d, S: Sink> Columns<'d, S> {
    pub(crate) fn new(inner: S, wanted: &'d Wanted, at_once: bool) -> Self {
        let met = vec![false; wanted.names.len() + wanted.renamed.len()];
        Columns {
            inner,
            wanted,
            at_once,
            met,
            known: Vec::new(),
            map: Vec::new(),
            owners: Vec::new(),
            row: RowBuf::default(),
        }
    }

    /// Finds the wanted columns among these, and gives the output's.
    fn choose(&mut self, columns: &[Column]) -> Vec<Column> {
        let keys = model::unique_names(columns.iter().map(|column| column.name.as_str()), 0);
        let find = |name: &str| {
            let by_name = columns.iter().position(|column| column.name == name);
            keys.iter().position(|key| key == name).or(by_name)
        };
        for key in &keys {
            if !self.known.contains(key) {
                self.known.push(key.clone());
            }
        }
        self.map = match self.wanted.names.as_slice() {
            [] => (0..columns.len()).map(Some).collect(),
            names => names.iter().map(|name| find(name)).collect(),
        };
        let picked = self.map.iter().zip(&mut self.met).filter(|_| !self.wanted.names.is_empty());
        picked.for_each(|(found, met)| *met |= found.is_some());
        let column = |(at, found): (usize, &Option<usize>)| match *found {
            Some(found) => columns[found].clone(),
            None => Column::new(self.wanted.names[at].as_str()),
        };
        let mut chosen: Vec<Column> = self.map.iter().enumerate().map(column).collect();
        for (number, (old, new)) in self.wanted.renamed.iter().enumerate() {
            let found = find(old).map(Some);
            if let Some(at) = self.map.iter().position(|source| Some(*source) == found) {
                chosen[at] = Column::new(new.as_str());
                self.met[self.wanted.names.len() + number] = true;
            }
        }
        chosen
    }

    /// A name that no table has is a mistake.
    ///
    /// # Errors
    /// The name, and those that there are.
    pub(crate) fn check(&self) -> Result<()> {
        let renamed = self.wanted.renamed.iter().map(|(old, _)| old);
        let missing = self.wanted.names.iter().chain(renamed).zip(&self.met).find(|(_, met)| !**met);
        let Some((name, _)) = missing else { return Ok(()) };
        let known = if self.known.is_empty() {
            "the input has no columns with names".to_owned()
        } else {
            format!("there are {}", self.known.join(", "))
        };
        Err(Error::usage(format!("no column is called '{name}'; {known}")))
    }

    fn head(&mut self, head: &TableHead) -> Result<()> {
        let columns = self.choose(&head.columns);
        if self.at_once {
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
        self.owners.clear();
        self.inner.event(Event::TableStart(&TableHead { columns, header, ..head.clone() }))
    }

    /// How many positions from `at` on show, side by side, what one cell of the input covers from `source` on.
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
        // Cells beyond the header have no name to be picked by.
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
            // It stays so where it still stands beside the cell that covers it.
            let owner = self.owners[source];
            let beside = source - owner;
            extra.covered = at >= beside && self.run(at - beside, owner, beside + 1) == beside + 1;
        } else if extra.columns > 1 {
            extra.columns = self.run(at, source, extra.columns);
        }
        picked.push_with(cell.text, cell.kind, extra);
    }
}

fn push(cell: Cell<'_>, picked: &mut RowBuf) {
    match cell.extra {
        Some(extra) => picked.push_with(cell.text, cell.kind, Extra::clone(extra)),
        None => picked.push(cell.text, cell.kind),
    }
}

/// Writes the names of columns that are new into the last row of the header.
fn name(last: &mut RowBuf, columns: &[Column], map: &[Option<usize>], old: &[Column]) {
    let is_new = |at: usize| map[at].is_none_or(|source| old[source].name != columns[at].name);
    let picked = std::mem::take(last);
    for (at, cell) in picked.as_row().cells().enumerate() {
        match columns.get(at).filter(|_| is_new(at)) {
            Some(column) => last.push(&column.name, Kind::Untyped),
            None => push(cell, last),
        }
    }
}

impl<S: Sink> Sink for Columns<'_, S> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::TableStart(head) => self.head(head),
            Event::Columns(columns) => {
                let chosen = self.choose(columns);
                if self.wanted.names.is_empty() { self.inner.event(Event::Columns(&chosen)) } else { Ok(()) }
            }
            Event::Row(row) => {
                self.pick(row);
                self.inner.event(Event::Row(self.row.as_row()))
            }
            event => self.inner.event(event),
        }
    }
}
