//! Tables: pipe rows, streamed once it is known how wide they are.

use crate::Page;
use crate::inline::Place;
use model::{
    Block, Cell, Diagnostic, Diagnostics, Extra, Item, MarkKind, Result, Row, RowBuf, TableHead, Text, codes,
    infer,
};

/// The rows that are looked at before the first one is written.
const LOOK_AHEAD: usize = 1000;

/// A table being written.
pub(crate) struct Table {
    /// What stands above it, until it is begun.
    caption: Option<Text>,
    header: RowBuf,
    /// Rows held back, until the table is begun.
    held: Vec<RowBuf>,
    /// How wide it is, once it is begun.
    width: Option<usize>,
    said_blocks: bool,
    /// It is parted from what is above it.
    pub(crate) is_apart: bool,
}

impl Page {
    /// Begins a table: nothing of it is written yet.
    pub(crate) fn table(&mut self, head: &TableHead) -> Table {
        markup::lost_in_table(&mut self.lost, head);
        if head.name.is_some() || head.hidden {
            self.lost.add("the names of tables, nor that one is hidden");
        }
        if !head.attributes.is_empty() {
            self.lost.add("attributes");
        }
        if head.header.len() > 1 {
            self.lost.add("more than one header row");
        }
        // Several rows are one, of the names that they make together.
        let header = match head.header.as_slice() {
            [row] => row.clone(),
            _ => head.columns.iter().map(|column| column.name.as_str()).collect(),
        };
        let caption = head.caption.clone().filter(|caption| !caption.text.is_empty());
        Table { caption, header, held: Vec::new(), width: None, said_blocks: false, is_apart: false }
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

    /// Notes what is not written of a row.
    fn note(&mut self, row: Row<'_>) {
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
            self.lost.add("notes of cells");
        }
        if any(|extra| extra.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Item { .. }))) {
            self.lost.add("lists in cells (they are lines)");
        }
    }
}

impl Table {
    pub(crate) fn row(&mut self, page: &mut Page, row: Row<'_>, diagnostics: &Diagnostics<'_>) -> Result<()> {
        page.note(row);
        if !self.said_blocks && row.extras().iter().any(|extra| !extra.blocks.is_empty()) {
            self.said_blocks = true;
            let warning = codes::CELL_BLOCK.warning("Markdown has no tables or lists in cells");
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
            // Markdown drops the cells beyond a table's header.
            let message = format!("a row has {} cells, the table has {width} columns so far", row.len());
            let warning = Diagnostic::warning("markdown-wider-row", message);
            diagnostics.report(warning.hint("the table begins again there"))?;
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

/// Whether a column's texts are numbers: then they stand at the right.
fn are_numbers(rows: &[RowBuf], column: usize) -> bool {
    let mut texts =
        rows.iter().map(|row| row.as_row().text(column)).filter(|text| !text.is_empty()).peekable();
    texts.peek().is_some() && texts.all(infer::is_plain_number)
}

/// Adds a line to a text.
fn line(out: &mut String, text: &str) {
    if !out.is_empty() && !text.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
}

/// A block inside of a cell, as lines of text.
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
