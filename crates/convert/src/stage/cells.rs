//! Stages that change cells.

use super::Stage;
use model::{
    Block, Column, Diagnostic, Diagnostics, Event, Flow, Hint, Infobox, Kind, Outlet, Result, RowBuf,
    did_you_mean,
};

/// How many names a message lists.
const MOST_KNOWN: usize = 100;

/// Leaves the positions that a merged cell covers blank.
#[derive(Default)]
pub(crate) struct BlankSpans {
    row: RowBuf,
}

impl Stage for BlankSpans {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
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
                next.event(Event::Row(self.row.as_row()))?;
            }
            event => next.event(event)?,
        }
        Ok(next.flow())
    }
}

/// The columns whose cells are text, and which of them exist.
struct TextColumns<'d> {
    wanted: &'d [String],
    /// Which of them were found.
    met: Vec<bool>,
    /// The names of the columns of the first tables, for messages.
    known: Vec<String>,
}

impl<'d> TextColumns<'d> {
    fn new(wanted: &'d [String]) -> Self {
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

    /// Reports the names that no column has; part of the output may be written by then.
    fn check(&self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        for (name, _) in self.wanted.iter().zip(&self.met).filter(|(_, met)| !**met) {
            let known = match self.known.is_empty() {
                true => "the input has no columns with names".to_owned(),
                false => {
                    let meant = did_you_mean(name, self.known.iter().map(String::as_str));
                    format!("the columns are {}{meant}", self.known.join(", "))
                }
            };
            let message = format!("no column '{name}'; {known}");
            let hint = Hint::default().name("text").text(" names the columns that are read as text");
            diagnostics.report(Diagnostic::warning("select-text-column", message).hint(hint))?;
        }
        Ok(())
    }
}

/// Turns untyped cells into text: all of them, or those of some columns.
pub(crate) struct TextKinds<'d> {
    all: bool,
    columns: TextColumns<'d>,
    /// Where names that no column has are reported. They are not if several inputs are joined, since another input may
    /// have the column.
    diagnostics: Option<&'d Diagnostics<'d>>,
    /// Unread rows may have more columns.
    late_columns: bool,
    /// Whether each column of the current table is text.
    chosen: Vec<bool>,
    kinds: Vec<Kind>,
}

impl<'d> TextKinds<'d> {
    /// Turns all untyped cells into text, or those of the wanted columns.
    pub(crate) fn new(
        all: bool,
        wanted: &'d [String],
        late_columns: bool,
        diagnostics: Option<&'d Diagnostics<'d>>,
    ) -> Self {
        let columns = TextColumns::new(wanted);
        TextKinds { all, columns, diagnostics, late_columns, chosen: Vec::new(), kinds: Vec::new() }
    }

    fn choose(&mut self, columns: &[Column]) {
        self.chosen = columns.iter().map(|column| self.columns.meet(column)).collect();
    }
}

impl Stage for TextKinds<'_> {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
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
                next.event(Event::Block(&Block::Infobox(infobox), source))?;
                return Ok(next.flow());
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
                next.event(Event::Row(row.with_kinds(&self.kinds)))?;
                return Ok(next.flow());
            }
            _ => {}
        }
        next.event(event)?;
        Ok(next.flow())
    }

    fn end(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        match self.diagnostics {
            Some(diagnostics) if next.is_open() || !self.late_columns => self.columns.check(diagnostics),
            _ => Ok(()),
        }
    }
}
