//! Tables: pipe rows, streamed once the number of columns is known.

use crate::Page;
use crate::inline::Place;
use model::{
    Block, Cell, Diagnostic, Diagnostics, Extra, Item, MarkKind, Result, Row, RowBuf, TableHead, Text, codes,
    infer, plural,
};

/// How many rows are looked at before the first one is written.
const LOOK_AHEAD: usize = 1000;

/// A table being written.
pub(crate) struct Table {
    /// The caption, until the table is begun.
    caption: Option<Text>,
    header: RowBuf,
    /// The rows held until the table is begun.
    held: Vec<RowBuf>,
    /// The number of columns, once it is begun.
    width: Option<usize>,
    blocks_reported: bool,
    /// Whether it is separated from what is above it.
    pub(crate) is_separated: bool,
}

impl Page {
    /// Begins a table: nothing of it is written yet.
    pub(crate) fn table(&mut self, head: &TableHead) -> Table {
        markup::lost_in_table(&mut self.lost, head);
        if head.name.is_some() || head.hidden {
            self.lost.add("names and hiding of tables");
        }
        if !head.attributes.is_empty() {
            self.lost.add("attributes");
        }
        if head.header.len() > 1 {
            self.lost.add("more than one header row");
        }
        // Several header rows become one, with the combined names.
        let header = match head.header.as_slice() {
            [row] => row.clone(),
            _ => head.columns.iter().map(|column| column.name.as_str()).collect(),
        };
        let caption = head.caption.clone().filter(|caption| !caption.text.is_empty());
        Table { caption, header, held: Vec::new(), width: None, blocks_reported: false, is_separated: false }
    }

    fn row(&mut self, row: Row<'_>, width: usize) {
        self.out.push('|');
        for column in 0..width.max(row.len()) {
            self.out.push(' ');
            self.cell(row.cell(column));
            self.out.push_str(" |");
        }
        self.out.push('\n');
    }

    fn cell(&mut self, cell: Cell<'_>) {
        let blocks = cell.extra.map_or(&[][..], |extra| &extra.blocks);
        if blocks.is_empty() {
            return self.text(cell.text, cell.marks(), Place::Cell);
        }
        let mut text = cell.to_text();
        blocks.iter().for_each(|block| flatten(&mut text.text, block));
        self.text(&text.text, &text.marks, Place::Cell);
    }

    /// Adds what is not written of a row.
    fn add_losses(&mut self, row: Row<'_>) {
        markup::lost_in_row(&mut self.lost, row);
        let extras = row.extras();
        let any = |what: fn(&Extra) -> bool| extras.iter().any(what);
        if !row.attributes().is_empty() || any(|extra| !extra.attributes.is_empty()) {
            self.lost.add("attributes");
        }
        if any(|extra| extra.covered || extra.rows > 1 || extra.columns > 1) {
            self.lost.add("merged cells (they are repeated)");
        }
        if any(|extra| extra.note.is_some()) {
            self.lost.add("cell notes");
        }
        if any(|extra| extra.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Item { .. }))) {
            self.lost.add("lists in cells (they become lines)");
        }
    }
}

impl Table {
    pub(crate) fn row(&mut self, page: &mut Page, row: Row<'_>, diagnostics: &Diagnostics<'_>) -> Result<()> {
        page.add_losses(row);
        if !self.blocks_reported && row.extras().iter().any(|extra| !extra.blocks.is_empty()) {
            self.blocks_reported = true;
            let warning = codes::CELL_BLOCK.warning("Markdown cannot hold tables or lists in cells");
            diagnostics.report(warning.hint("they are written as lines of text"))?;
        }
        let Some(width) = self.width else {
            self.held.push(RowBuf::from(row));
            if self.held.len() >= LOOK_AHEAD {
                self.begin(page);
            }
            return Ok(());
        };
        if row.len() > width {
            // Markdown ignores cells beyond the header.
            let (cells, columns) = (plural(row.len(), "cell", "cells"), plural(width, "column", "columns"));
            let message = format!("row has {cells}, the table has {columns}");
            let warning = Diagnostic::warning("markdown-wider-row", message);
            diagnostics.report(warning.hint("a new table starts at this row"))?;
            page.out.push('\n');
            self.held.push(RowBuf::from(row));
            self.begin(page);
            return Ok(());
        }
        page.row(row, width);
        Ok(())
    }

    pub(crate) fn end(&mut self, page: &mut Page) {
        if self.width.is_none() && !(self.header.is_empty() && self.held.is_empty()) {
            self.begin(page);
        }
    }

    /// Writes the header and the rows held so far.
    fn begin(&mut self, page: &mut Page) {
        let rows = std::mem::take(&mut self.held);
        let width = rows.iter().chain([&self.header]).map(RowBuf::len).max().unwrap_or(0).max(1);
        self.width = Some(width);
        if let Some(caption) = self.caption.take() {
            page.out.push_str("Table: ");
            page.text(&caption.text, &caption.marks, Place::Inside);
            page.out.push_str("\n\n");
        }
        let header = self.header.as_row();
        let start = page.out.len();
        page.row(header, width);
        let is_infobox = width == 2 && header.text(1).is_empty() && markup::is_infobox_title(header.text(0));
        if is_infobox && page.out[start..].starts_with("| I") {
            page.out.replace_range(start + 2..start + 3, "&#73;");
        } else if is_infobox && page.out[start..].starts_with("| i") {
            page.out.replace_range(start + 2..start + 3, "&#105;");
        }
        page.out.push('|');
        for column in 0..width {
            page.out.push_str(if are_numbers(&rows, column) { " ---: |" } else { " --- |" });
        }
        page.out.push('\n');
        for row in rows {
            page.row(row.as_row(), width);
        }
    }
}

/// Whether a column has only numbers, which are aligned right.
fn are_numbers(rows: &[RowBuf], column: usize) -> bool {
    let mut texts =
        rows.iter().map(|row| row.as_row().text(column)).filter(|text| !text.is_empty()).peekable();
    texts.peek().is_some() && texts.all(infer::is_plain_number)
}

/// Appends a line to a text.
fn line(out: &mut String, text: &str) {
    if !out.is_empty() && !text.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
}

/// Appends a block inside a cell as lines of text.
fn flatten(out: &mut String, block: &Block) {
    match block {
        Block::Table(table) => {
            for row in table.head.header.iter().chain(&table.rows).map(RowBuf::as_row) {
                let texts: Vec<&str> =
                    row.cells().filter(|cell| !cell.is_covered()).map(|cell| cell.text).collect();
                line(out, &texts.join(", "));
                row.extras().iter().flat_map(|extra| &extra.blocks).for_each(|inner| flatten(out, inner));
            }
        }
        Block::Paragraph(text) => line(out, &text.text),
        Block::Heading(heading) => line(out, &heading.text.text),
        Block::List(list) => items(out, &list.items),
        Block::Infobox(infobox) => {
            for entry in &infobox.entries {
                line(out, &format!("{}: {}", entry.key, entry.value.text));
            }
        }
        Block::Verbatim(verbatim) => line(out, &verbatim.text),
        Block::Data(value) => line(out, &value.to_string()),
        _ => {}
    }
}

fn items(out: &mut String, list: &[Item]) {
    for item in list {
        line(out, &item.text.text);
        items(out, &item.items);
    }
}
