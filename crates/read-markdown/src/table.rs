//! Tables, read row by row.

use markup::{infobox_name, is_infobox_title};
use model::{
    Block, Entry, Event, Extra, Infobox, Kind, Outlet, Result, RowBuf, SourceRange, TableHead, Text,
};
use std::ops::Range;

/// A table being read, which may turn out to be an infobox.
#[derive(Default)]
pub(crate) struct Table {
    row: RowBuf,
    infobox: Option<Infobox>,
    source: Option<SourceRange>,
}

impl Table {
    /// A table that takes up this range of the text.
    pub(crate) fn new(Range { start, end }: Range<usize>) -> Self {
        let source = Some(SourceRange { start: start as u64, end: end as u64 });
        Table { source, ..Table::default() }
    }

    /// Ends a cell.
    pub(crate) fn cell(&mut self, text: Text) {
        let extra = Extra { marks: text.marks, ..Extra::default() };
        self.row.push_with(&text.text, Kind::Untyped, extra);
    }

    /// Ends the header; `source` starts with the table.
    pub(crate) fn head(&mut self, caption: Option<Text>, source: &str, sink: &mut Outlet<'_>) -> Result<()> {
        let header = std::mem::take(&mut self.row);
        let row = header.as_row();
        // If the title starts with a character reference, this is a table: our writer escapes it like that.
        let title = source.trim_start_matches('|').trim_start();
        let is_literal = title.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("infobox"));
        if row.len() == 2 && row.text(1).is_empty() && is_literal && is_infobox_title(row.text(0)) {
            self.infobox = Some(Infobox { name: infobox_name(row.text(0)), entries: Vec::new() });
            if let Some(caption) = caption {
                sink.event(Event::Block(&Block::Paragraph(caption), None))?;
            }
            return Ok(());
        }
        let is_empty = row.texts().all(str::is_empty);
        let head = if is_empty { TableHead::default() } else { TableHead::with_header(vec![header]) };
        sink.event(Event::TableStart(&TableHead { caption, source: self.source, ..head }))
    }

    /// Ends a row; returns whether it is an entry whose key the infobox already has.
    pub(crate) fn row(&mut self, sink: &mut Outlet<'_>) -> Result<bool> {
        let Some(infobox) = &mut self.infobox else {
            let sent = sink.row(&mut self.row);
            self.row.clear();
            return sent.map(|()| false);
        };
        let row = self.row.as_row();
        let (key, value) = (row.text(0).to_owned(), row.cell(1).to_text());
        let repeated = infobox.set(Entry { key, value, kind: Kind::Untyped });
        self.row.clear();
        Ok(repeated)
    }

    /// Ends the table.
    pub(crate) fn end(self, sink: &mut Outlet<'_>) -> Result<()> {
        match self.infobox {
            Some(infobox) => sink.event(Event::Block(&Block::Infobox(infobox), self.source)),
            None => sink.event(Event::TableEnd),
        }
    }
}
