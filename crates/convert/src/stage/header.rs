//! Changes what counts as a table's header.

use super::Stage;
use model::{Event, Flow, Header, Meta, Outlet, Result, RowBuf, Shape, TableHead};

/// Turns the first row into the header if there is none, or header rows into rows.
pub(crate) struct HeaderRows {
    rule: Rule,
    /// The head of a table whose first row has not come yet.
    waiting: Option<TableHead>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    First,
    None,
}

impl HeaderRows {
    /// The stage that a setting needs: with `First`, the first row is the header if the source has none; with `None`,
    /// nothing is a header.
    pub(crate) fn of(header: Header) -> Option<Self> {
        let rule = match header {
            Header::Auto => return None,
            Header::First => Rule::First,
            Header::None => Rule::None,
        };
        Some(HeaderRows { rule, waiting: None })
    }
}

impl Stage for HeaderRows {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        match event {
            // With a header, rows are records.
            Event::DocumentStart(meta) if self.rule == Rule::First && meta.shape == Shape::Rows => {
                let meta = Meta { shape: Shape::Records, ..meta.clone() };
                next.event(Event::DocumentStart(&meta))?;
            }
            Event::TableStart(head) if self.rule == Rule::First && head.header.is_empty() => {
                self.waiting = Some(head.clone());
            }
            Event::TableStart(head) if self.rule == Rule::None && !head.header.is_empty() => {
                let bare = TableHead { columns: Vec::new(), header: Vec::new(), ..head.clone() };
                next.event(Event::TableStart(&bare))?;
                head.header.iter().try_for_each(|row| next.event(Event::Row(row.as_row())))?;
            }
            Event::Row(row) => match self.waiting.take() {
                Some(head) => {
                    let named = TableHead::with_header(vec![RowBuf::from(row)]);
                    let head = TableHead { columns: named.columns, header: named.header, ..head };
                    next.event(Event::TableStart(&head))?;
                }
                None => next.event(event)?,
            },
            Event::TableEnd => {
                if let Some(head) = self.waiting.take() {
                    next.event(Event::TableStart(&head))?;
                }
                next.event(event)?;
            }
            event => next.event(event)?,
        }
        Ok(next.flow())
    }
}
