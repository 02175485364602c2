//! Says anew what a table's header is.

use model::{Event, Meta, Result, RowBuf, Shape, Sink, TableHead};

/// Makes the first row the header where there is none, or header rows rows.
pub(crate) struct HeaderRows<S> {
    inner: S,
    first: bool,
    /// A head that waits for its first row.
    waiting: Option<TableHead>,
}

impl<S: Sink> HeaderRows<S> {
    /// `first`: the first row is the header where the source says none; else nothing is one.
    pub(crate) fn new(inner: S, first: bool) -> Self {
        HeaderRows { inner, first, waiting: None }
    }
}

impl<S: Sink> Sink for HeaderRows<S> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            // With a header, rows are records.
            Event::DocumentStart(meta) if self.first && meta.shape == Shape::Rows => {
                let meta = Meta { shape: Shape::Records, ..meta.clone() };
                self.inner.event(Event::DocumentStart(&meta))
            }
            Event::TableStart(head) if self.first && head.header.is_empty() => {
                self.waiting = Some(head.clone());
                Ok(())
            }
            Event::TableStart(head) if !self.first && !head.header.is_empty() => {
                let bare = TableHead { columns: Vec::new(), header: Vec::new(), ..head.clone() };
                self.inner.event(Event::TableStart(&bare))?;
                head.header.iter().try_for_each(|row| self.inner.event(Event::Row(row.as_row())))
            }
            Event::Row(row) => match self.waiting.take() {
                Some(head) => {
                    let named = TableHead::with_header(vec![RowBuf::from(row)]);
                    let head = TableHead { columns: named.columns, header: named.header, ..head };
                    self.inner.event(Event::TableStart(&head))
                }
                None => self.inner.event(event),
            },
            Event::TableEnd => {
                if let Some(head) = self.waiting.take() {
                    self.inner.event(Event::TableStart(&head))?;
                }
                self.inner.event(event)
            }
            event => self.inner.event(event),
        }
    }
}
