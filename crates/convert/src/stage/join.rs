//! The records of many inputs as one table, with the name of the input in the first column.

use super::stack::copy;
use super::union::Union;
use model::{
    Column, Event, Flow, Kind, Meta, Outlet, Result, Row, RowBuf, Shape, Sink, TableHead, Writer,
    unique_names,
};

/// The name of the first column.
const DOCUMENT: &str = "document";

/// The columns of the output: the input's name, then the union of the inputs' columns.
fn listed(union: &Union) -> Vec<Column> {
    let columns = || union.columns().iter();
    let names = std::iter::once(DOCUMENT).chain(columns().map(|column| column.name.as_str()));
    let paths = std::iter::once(Vec::new()).chain(columns().map(|column| column.path.clone()));
    unique_names(names, 0).into_iter().zip(paths).map(|(name, path)| Column { name, path }).collect()
}

/// Adds the columns of a table to the union, by the keys that records give them.
fn learn(union: &mut Union, columns: &[Column]) {
    for (key, column) in keys(columns).iter().zip(columns) {
        union.add(key, &column.path);
    }
}

fn keys(columns: &[Column]) -> Vec<String> {
    unique_names(columns.iter().map(|column| column.name.as_str()), 0)
}

/// The columns of rows without a header.
fn unnamed(width: usize) -> Vec<Column> {
    vec![Column::default(); width]
}

/// Collects the columns of an input.
pub struct Heads<'u> {
    /// The columns so far.
    pub union: &'u mut Union,
    /// The columns are known before the second row, so the rest of the input is not read.
    pub stops: bool,
    /// The table has a header.
    pub named: bool,
}

impl Sink for Heads<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::TableStart(head) => {
                self.named = !head.columns.is_empty();
                if !self.named {
                    return Ok(Flow::Continue);
                }
                learn(self.union, &head.columns);
            }
            Event::Columns(columns) => learn(self.union, columns),
            Event::Row(row) if !self.named => learn(self.union, &unnamed(row.len())),
            _ => return Ok(Flow::Continue),
        }
        Ok(if self.stops { Flow::Stop } else { Flow::Continue })
    }

    fn wants_marks(&self) -> bool {
        false
    }
}

/// Joins the records of inputs, each sent through [`Join::input`].
pub struct Join<'a> {
    next: Box<dyn Writer + 'a>,
    flow: Flow,
    union: Union,
    kept: JoinColumns,
    begun: bool,
    /// The name of the current input.
    document: String,
    /// For each column of the union, the column of the input.
    map: Vec<Option<usize>>,
    /// How many columns the input has.
    width: usize,
    row: RowBuf,
    /// Which columns of the union any input has had.
    met: Vec<bool>,
    /// Names of columns that inputs have had, for messages.
    known: Vec<String>,
}

/// How many names are kept for messages.
const MOST_KNOWN: usize = 100;

/// Which columns a [`Join`] begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinColumns {
    /// All columns of all inputs.
    All,
    /// The selected columns; others are left out.
    Chosen,
    /// The first columns; others are added when they turn up.
    First,
}

impl<'a> Join<'a> {
    /// A table with these columns.
    pub fn new(next: Box<dyn Writer + 'a>, union: Union, columns: JoinColumns) -> Self {
        let (met, map) = (vec![false; union.columns().len()], Vec::new());
        let (document, row) = (String::new(), RowBuf::default());
        Join {
            next,
            flow: Flow::Continue,
            union,
            kept: columns,
            begun: false,
            document,
            map,
            width: 0,
            row,
            met,
            known: Vec::new(),
        }
    }

    /// Begins an input.
    pub fn input(&mut self, document: &str) {
        document.clone_into(&mut self.document);
        self.width = 0;
    }

    /// Ends the table. Returns the names of columns that no input had, and some names that inputs had.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn end(&mut self) -> Result<(Vec<String>, Vec<String>)> {
        self.begin()?;
        self.send(Event::TableEnd)?;
        self.send(Event::DocumentEnd)?;
        let unmet = self.union.columns().iter().zip(&self.met).filter(|(_, met)| !**met);
        Ok((unmet.map(|(column, _)| column.name.clone()).collect(), std::mem::take(&mut self.known)))
    }

    /// Finishes the writer.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(self) -> Result<()> {
        self.next.finish()
    }

    fn send(&mut self, event: Event<'_>) -> Result<()> {
        if self.flow == Flow::Continue {
            self.flow = self.next.event(event)?;
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let meta = Meta { shape: Shape::Records, ..Meta::default() };
        self.send(Event::DocumentStart(&meta))?;
        let columns = listed(&self.union);
        let names = TableHead::with_names(columns.iter().map(|column| column.name.as_str()));
        self.send(Event::TableStart(&TableHead { columns, ..names }))
    }

    fn columns(&mut self, columns: &[Column]) -> Result<()> {
        let before = self.union.columns().len();
        self.width = columns.len();
        if self.kept == JoinColumns::First {
            learn(&mut self.union, columns);
        }
        let after = self.union.columns().len();
        self.met.resize(after, false);
        self.map.clear();
        self.map.resize(after, None);
        for (at, key) in keys(columns).iter().enumerate() {
            if self.kept == JoinColumns::Chosen && self.known.len() < MOST_KNOWN && !self.known.contains(key)
            {
                self.known.push(key.clone());
            }
            if let Some(place) = self.union.place(key) {
                self.map[place] = Some(at);
                self.met[place] = true;
            }
        }
        if self.begun && after > before {
            let columns = listed(&self.union);
            return self.send(Event::Columns(&columns));
        }
        self.begin()
    }

    fn body_row(&mut self, row: Row<'_>) -> Result<()> {
        self.row.clear();
        self.row.push(&self.document, Kind::Text);
        // The keys of rows without a header are their positions.
        if self.width == 0 {
            self.columns(&unnamed(row.len()))?;
        }
        for column in &self.map {
            match column.filter(|column| *column < row.len()) {
                Some(column) => copy(row, column, &mut self.row),
                None => self.row.push("", Kind::Missing),
            }
        }
        if self.kept != JoinColumns::Chosen {
            (self.width..row.len()).for_each(|column| copy(row, column, &mut self.row));
        }
        let mut next = Outlet::new(&mut self.next);
        if self.flow == Flow::Stop {
            next.close();
        }
        next.event(Event::Row(self.row.as_row()))?;
        self.flow = next.flow();
        Ok(())
    }
}

impl Sink for Join<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::TableStart(head) if head.columns.is_empty() => {}
            Event::TableStart(head) => self.columns(&head.columns)?,
            Event::Columns(columns) => self.columns(columns)?,
            Event::Row(row) => self.body_row(row)?,
            _ => {}
        }
        Ok(self.flow)
    }

    fn wants_marks(&self) -> bool {
        false
    }

    fn flush(&mut self) -> Result<()> {
        self.next.flush()
    }
}
