//! Stages that change cells.

use model::{Block, Event, Infobox, Kind, Result, RowBuf, Sink};

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

/// Makes untyped cells text: all of them, or those of some columns.
pub(crate) struct TextKinds<S> {
    inner: S,
    all: bool,
    columns: Vec<String>,
    /// Whether a column of the current table is text.
    chosen: Vec<bool>,
    kinds: Vec<Kind>,
}

impl<S: Sink> TextKinds<S> {
    pub(crate) fn new(inner: S, all: bool, columns: Vec<String>) -> Self {
        TextKinds { inner, all, columns, chosen: Vec::new(), kinds: Vec::new() }
    }

    fn choose(&mut self, columns: &[model::Column]) {
        self.chosen = columns.iter().map(|column| self.columns.contains(&column.name)).collect();
    }
}

impl<S: Sink> Sink for TextKinds<S> {
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
