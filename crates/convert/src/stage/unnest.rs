//! Tables inside the cells of tables.

use super::Stage;
use model::{Block, Event, Extra, Flow, Outlet, Result, Row, RowBuf, Table, TableHead};

/// Sends the tables in the cells of a table after it, as separate tables.
///
/// Pages use an outer table to lay out others side by side. Such a table, without a header or caption and with nothing
/// but tables in its cells, is left out.
pub(crate) struct Unnest {
    cells: Cells,
    /// The open table, while it holds nothing but tables.
    layout: Option<(TableHead, Vec<RowBuf>)>,
    /// The tables found in it.
    found: Vec<Table>,
}

/// What happens to cells whose tables are sent as separate tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cells {
    /// They keep their tables.
    KeepTables,
    /// They lose their tables.
    LoseTables,
}

impl Unnest {
    pub(crate) fn new(cells: Cells) -> Self {
        Unnest { cells, layout: None, found: Vec::new() }
    }

    fn take_row(&mut self, row: Row<'_>, next: &mut Outlet<'_>) -> Result<()> {
        let has_tables = row.extras().iter().any(|extra| !extra.blocks.is_empty());
        if let Some((_, rows)) = &mut self.layout {
            if row.texts().all(str::is_empty) {
                let mut kept = RowBuf::default();
                kept.set(row);
                rows.push(kept);
                return Ok(());
            }
            self.flush(next)?;
        }
        if has_tables { self.split(row, next) } else { next.event(Event::Row(row)) }
    }

    /// Sends the held rows of a table that turns out to have content of its own.
    fn flush(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        let Some((head, rows)) = self.layout.take() else { return Ok(()) };
        next.event(Event::TableStart(&head))?;
        rows.iter().try_for_each(|row| self.split(row.as_row(), next))
    }

    /// Sends a row, and collects the tables in its cells.
    fn split(&mut self, row: Row<'_>, next: &mut Outlet<'_>) -> Result<()> {
        self.take(row);
        if self.cells == Cells::KeepTables {
            return next.event(Event::Row(row));
        }
        let mut out = RowBuf::default();
        out.attributes_mut().extend_from_slice(row.attributes());
        out.set_source(row.source());
        for cell in row.cells() {
            match cell.extra {
                None => out.push(cell.text, cell.kind),
                Some(extra) => {
                    let mut extra = Extra { blocks: Vec::new(), ..extra.clone() };
                    let others = cell.extra.into_iter().flat_map(|extra| &extra.blocks);
                    extra.blocks.extend(others.filter(|block| !matches!(block, Block::Table(_))).cloned());
                    out.push_with(cell.text, cell.kind, extra);
                }
            }
        }
        next.event(Event::Row(out.as_row()))
    }

    fn take(&mut self, row: Row<'_>) {
        let blocks = row.extras().iter().flat_map(|extra| &extra.blocks);
        let tables =
            blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
        self.found.extend(tables.cloned());
    }

    fn table_end(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        match self.layout.take() {
            Some((head, rows)) => {
                rows.iter().for_each(|row| self.take(row.as_row()));
                if self.found.is_empty() {
                    next.event(Event::TableStart(&head))?;
                    rows.iter().try_for_each(|row| next.event(Event::Row(row.as_row())))?;
                    next.event(Event::TableEnd)?;
                }
            }
            None => next.event(Event::TableEnd)?,
        }
        for table in std::mem::take(&mut self.found) {
            // Readers limit how deep tables nest.
            self.take_event(Event::TableStart(&table.head), next)?;
            table.rows().try_for_each(|row| self.take_event(Event::Row(row), next))?;
            self.take_event(Event::TableEnd, next)?;
        }
        Ok(())
    }

    fn take_event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<()> {
        match event {
            Event::TableStart(head) if head.columns.is_empty() && head.caption.is_none() => {
                self.layout = Some((head.clone(), Vec::new()));
                Ok(())
            }
            Event::Row(row) => self.take_row(row, next),
            Event::Columns(_) => {
                self.flush(next)?;
                next.event(event)
            }
            Event::TableEnd => self.table_end(next),
            event => next.event(event),
        }
    }
}

impl Stage for Unnest {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        self.take_event(event, next)?;
        Ok(next.flow())
    }

    fn row(&mut self, row: &mut RowBuf, next: &mut Outlet<'_>) -> Result<Flow> {
        let has_tables = row.as_row().extras().iter().any(|extra| !extra.blocks.is_empty());
        match has_tables || self.layout.is_some() {
            true => self.take_row(row.as_row(), next)?,
            false => next.row(row)?,
        }
        Ok(next.flow())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Document, Kind};

    fn table(rows: Vec<RowBuf>) -> Table {
        Table { rows, ..Table::default() }
    }

    fn row(text: &str, inner: Vec<Table>) -> RowBuf {
        let mut row = RowBuf::default();
        let blocks = inner.into_iter().map(Block::Table).collect();
        row.push_with(text, Kind::Untyped, Extra { blocks, ..Extra::default() });
        row
    }

    fn check(outer: &Table, expected: &[&str]) {
        let mut document = Document::default();
        let mut unnest = Unnest::new(Cells::LoseTables);
        let mut next = Outlet::new(&mut document);
        unnest.take_event(Event::TableStart(&outer.head), &mut next).unwrap();
        outer.rows().try_for_each(|row| unnest.take_event(Event::Row(row), &mut next)).unwrap();
        unnest.take_event(Event::TableEnd, &mut next).unwrap();
        let show =
            |table: &Table| table.rows().map(|row| row.joined().to_owned()).collect::<Vec<_>>().join("/");
        assert_eq!(document.tables().map(show).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn inner_tables_follow_the_outer_one() {
        let inner = |text: &str| table(vec![row(text, vec![])]);
        check(&table(vec![row("a", vec![inner("b")]), row("c", vec![])]), &["a/c", "b"]);
        check(&table(vec![row("", vec![inner("b"), inner("c")])]), &["b", "c"]);
        check(&table(vec![row("", vec![inner("b")]), row("x", vec![inner("c")])]), &["/x", "b", "c"]);
        check(&table(vec![row("", vec![table(vec![row("", vec![inner("d")])])])]), &["d"]);
        check(&table(vec![row("", vec![])]), &[""]);
    }
}
