//! Tables, row by row.

use crate::{Page, attributes};
use model::{Block, Cell, MarkKind, Row, RowBuf, Table, TableHead};

/// The body of an open table.
pub(crate) struct Body {
    /// Whether it is still to be begun, as its first row requires.
    is_new: bool,
    /// Whether there are header rows above it.
    has_header: bool,
}

impl Page {
    /// Writes a whole table.
    pub(crate) fn whole_table(&mut self, table: &Table) {
        let mut body = self.begin_table(&table.head);
        table.rows().for_each(|row| self.body_row(&mut body, row));
        self.end_table(&body);
    }

    /// Writes the part of a table above its body.
    pub(crate) fn begin_table(&mut self, head: &TableHead) -> Body {
        markup::lost_in_table(&mut self.lost, head);
        self.out.push_str("<table");
        attributes::write(&mut self.out, &mut self.lost, &head.attributes, "infobox");
        if let Some(name) = &head.name {
            attributes::attribute(&mut self.out, "data-name", name);
        }
        self.out.push_str(if head.hidden { " hidden>\n" } else { ">\n" });
        if let Some(caption) = head.caption.as_ref().filter(|caption| !caption.is_empty()) {
            self.out.push_str("<caption>");
            self.text(&caption.text, &caption.marks);
            self.out.push_str("</caption>\n");
        }
        let names: RowBuf;
        let rows = match head.header.as_slice() {
            [] if !head.columns.is_empty() => {
                names = head.columns.iter().map(|column| column.name.as_str()).collect();
                std::slice::from_ref(&names)
            }
            rows => rows,
        };
        // A merged cell cannot leave its group of rows: if one extends into the body, header and body are one group.
        let overhangs = |(index, row): (usize, &RowBuf)| {
            row.as_row().extras().iter().any(|extra| extra.rows > rows.len() - index)
        };
        let apart = !rows.is_empty() && !rows.iter().enumerate().any(overhangs);
        if !rows.is_empty() {
            self.out.push_str(if apart { "<thead>\n" } else { "<tbody>\n" });
            rows.iter().for_each(|row| self.row(row.as_row(), true));
            self.out.push_str(if apart { "</thead>\n<tbody>\n" } else { "" });
        }
        Body { is_new: rows.is_empty(), has_header: !rows.is_empty() }
    }

    /// Writes a row of the body.
    pub(crate) fn body_row(&mut self, body: &mut Body, row: Row<'_>) {
        markup::lost_in_row(&mut self.lost, row);
        if std::mem::take(&mut body.is_new) {
            // An empty `thead` keeps a first row of header cells from being read as the header.
            let is_header = !body.has_header && !row.is_empty() && row.cells().all(Cell::is_header);
            self.out.push_str(if is_header { "<thead></thead>\n<tbody>\n" } else { "<tbody>\n" });
        }
        self.row(row, false);
    }

    /// Ends a table.
    pub(crate) fn end_table(&mut self, body: &Body) {
        self.out.push_str(if body.is_new { "</table>\n" } else { "</tbody>\n</table>\n" });
    }

    fn row(&mut self, row: Row<'_>, in_header: bool) {
        self.out.push_str("<tr");
        attributes::write(&mut self.out, &mut self.lost, row.attributes(), "");
        self.out.push('>');
        for cell in row.cells().filter(|cell| !cell.is_covered()) {
            self.cell(cell, in_header);
        }
        self.out.push_str("</tr>\n");
    }

    fn cell(&mut self, cell: Cell<'_>, in_header: bool) {
        let tag = if in_header || cell.is_header() { "th" } else { "td" };
        self.out.push('<');
        self.out.push_str(tag);
        if tag == "th" {
            self.out.push_str(if in_header { " scope=\"col\"" } else { " scope=\"row\"" });
        }
        let (columns, rows) = cell.span();
        for (name, count) in [("colspan", columns), ("rowspan", rows)] {
            if count > 1 {
                attributes::attribute(&mut self.out, name, &count.to_string());
            }
        }
        if let Some(extra) = cell.extra {
            attributes::write(&mut self.out, &mut self.lost, &extra.attributes, "");
            if let Some(note) = &extra.note {
                self.lost.marks(note.marks.iter().map(|mark| &mark.kind));
                attributes::attribute(&mut self.out, "title", &note.text);
            }
            if extra.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Item { .. })) {
                self.lost.add("lists in cells (they become lines)");
            }
        }
        self.out.push('>');
        self.text(cell.text, cell.marks());
        let blocks = cell.extra.map_or(&[][..], |extra| &extra.blocks);
        if !blocks.is_empty() {
            self.out.push('\n');
            blocks.iter().for_each(|block: &Block| self.block(block));
        }
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }
}
