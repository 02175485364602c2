//! Stages that change cells.

use model::{
    Block, Column, Diagnostic, Diagnostics, Event, Infobox, Kind, Result, RowBuf, Sink, did_you_mean,
};
use std::cell::RefCell;

/// How many names a message lists.
const MOST_KNOWN: usize = 100;

/// Leaves positions under a span blank.
pub(crate) struct BlankSpans<S> {
    inner: S,
    row: RowBuf,
}

impl<S: Sink> BlankSpans<S> {
    pub(crate) fn new(inner: S) -> Self {
        BlankSpans { inner, row: RowBuf::default() }
    }
}

impl<S: Sink> Sink for BlankSpans<S> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::Row(row) if row.extras().iter().any(|extra| extra.covered) => {
                self.row.clear();
                for cell in row.cells() {
                    let extra = cell.extra.cloned().unwrap_or_default();
                    let text = if extra.covered { "" } else { cell.text };
                    self.row.push_with(text, if extra.covered { Kind::Untyped } else { cell.kind }, extra);
                }
                self.row.attributes_mut().extend_from_slice(row.attributes());
                self.row.set_source(row.source());
                self.inner.event(Event::Row(self.row.as_row()))
            }
            event => self.inner.event(event),
        }
    }
}

/// The columns whose cells stay text, and which of them there are.
pub(crate) struct TextColumns<'d> {
    wanted: &'d [String],
    /// Which of them were met.
    met: Vec<bool>,
    /// The names of the columns of the first tables, for messages.
    known: Vec<String>,
}

impl<'d> TextColumns<'d> {
    pub(crate) fn new(wanted: &'d [String]) -> Self {
        TextColumns { wanted, met: vec![false; wanted.len()], known: Vec::new() }
    }

    fn meet(&mut self, column: &Column) -> bool {
        let name = &column.name;
        if !self.wanted.is_empty() && self.known.len() < MOST_KNOWN && !self.known.contains(name) {
            self.known.push(name.clone());
        }
        let found = self.wanted.iter().position(|wanted| wanted == name);
        found.and_then(|at| self.met.get_mut(at)).map(|met| *met = true).is_some()
    }

    /// Says which names no column had; by then there may be output.
    pub(crate) fn check(&self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        for (name, _) in self.wanted.iter().zip(&self.met).filter(|(_, met)| !**met) {
            let known = match self.known.is_empty() {
                true => "the input has no columns with names".to_owned(),
                false => {
                    let meant = did_you_mean(name, self.known.iter().map(String::as_str));
                    format!("there are {}{meant}", self.known.join(", "))
                }
            };
            let message = format!("no column is called '{name}', which --text would leave text; {known}");
            diagnostics.report(Diagnostic::warning("select-text-column", message))?;
        }
        Ok(())
    }
}

/// Makes untyped cells text: all of them, or those of some columns.
pub(crate) struct TextKinds<'d, S> {
    inner: S,
    all: bool,
    columns: &'d RefCell<TextColumns<'d>>,
    /// Whether a column of the current table is text.
    chosen: Vec<bool>,
    kinds: Vec<Kind>,
}

impl<'d, S: Sink> TextKinds<'d, S> {
    pub(crate) fn new(inner: S, all: bool, columns: &'d RefCell<TextColumns<'d>>) -> Self {
        TextKinds { inner, all, columns, chosen: Vec::new(), kinds: Vec::new() }
    }

    fn choose(&mut self, columns: &[Column]) {
        let mut named = self.columns.borrow_mut();
        self.chosen = columns.iter().map(|column| named.meet(column)).collect();
    }
}

impl<S: Sink> Sink for TextKinds<'_, S> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::TableStart(head) => self.choose(&head.columns),
            Event::Columns(columns) => self.choose(columns),
            Event::Block(Block::Infobox(infobox), source) if self.all => {
                let entries = infobox.entries.iter().cloned().map(|mut entry| {
                    if entry.kind == Kind::Untyped {
                        entry.kind = Kind::Text;
                    }
                    entry
                });
                let infobox = Infobox { name: infobox.name.clone(), entries: entries.collect() };
                return self.inner.event(Event::Block(&Block::Infobox(infobox), source));
            }
            Event::Row(row) => {
                self.kinds.clear();
                self.kinds.extend((0..row.len()).map(|column| {
                    let text = self.all || self.chosen.get(column).copied().unwrap_or(false);
                    match row.kind(column) {
                        Kind::Untyped if text => Kind::Text,
                        kind => kind,
                    }
                }));
                return self.inner.event(Event::Row(row.with_kinds(&self.kinds)));
            }
            _ => {}
        }
        self.inner.event(event)
    }
}
