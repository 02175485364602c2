//! One table as a sheet. Rows are written as they arrive, except for the first ones, which determine the types and
//! widths of columns.

use crate::cell;
use crate::details::CellDetails;
use crate::look::Key;
use crate::style::{self, Palette};
use crate::xml;
use model::{Cell, Diagnostics, Result, Row, RowBuf, TableHead, codes};
use outline::RowDigests;
use sheets::write::{self, Columns, Content, Durations, LOOK, Layout, Plan, References, Slot};
use sheets::{CellStyle, Look, RowKind, names};
use std::io::Write;

/// What writing a row needs.
pub(crate) struct Target<'t> {
    pub(crate) palette: &'t mut Palette,
    pub(crate) details: &'t mut CellDetails,
    pub(crate) diagnostics: &'t Diagnostics<'t>,
    pub(crate) durations: Durations,
    pub(crate) references: &'t mut References,
    pub(crate) line: &'static str,
}

/// A sheet being written.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// The table's number, from 1.
    pub(crate) number: usize,
    pub(crate) name: String,
    pub(crate) header_rows: usize,
    /// Whether any cell has details.
    pub(crate) has_details: bool,
    /// The names of the columns, as the header shows them.
    pub(crate) names: Vec<String>,
    /// Whether some cell does not have a style for its look.
    pub(crate) plain: bool,
    hidden: bool,
    layout: Layout,
    row_digests: RowDigests,
    /// The first rows, until the columns are determined.
    first: Option<First>,
}

/// Rows that are buffered until the columns are determined.
#[derive(Debug, Default)]
struct First {
    /// The header, as XML.
    header: Vec<u8>,
    rows: Vec<RowBuf>,
    /// The length of the text in the rows.
    bytes: usize,
}

impl Sheet {
    /// Starts a sheet and writes its header rows.
    pub(crate) fn start(
        number: usize,
        name: String,
        head: &TableHead,
        target: &mut Target<'_>,
    ) -> Result<Self> {
        let mut sheet = Sheet {
            layout: Layout::new(&name, head),
            number,
            name,
            header_rows: 0,
            has_details: false,
            names: names::of_columns(head),
            plain: false,
            hidden: head.hidden,
            row_digests: RowDigests::default(),
            first: None,
        };
        let mut out = Vec::new();
        if !head.header.is_empty() {
            out.extend_from_slice(b"<table:table-header-rows>");
            head.header.iter().for_each(|row| target.references.see_row(row.as_row()));
            for row in &head.header {
                sheet.write_row(&mut out, row.as_row(), RowKind::Header, target)?;
            }
            out.extend_from_slice(b"</table:table-header-rows>");
            out.extend_from_slice(target.line.as_bytes());
        }
        sheet.header_rows = head.header.len();
        sheet.first = Some(First { header: out, ..First::default() });
        Ok(sheet)
    }

    /// Writes a body row.
    pub(crate) fn row(&mut self, out: &mut Vec<u8>, row: Row<'_>, target: &mut Target<'_>) -> Result<()> {
        let Some(first) = &mut self.first else {
            target.references.see_row(row);
            return self.write_row(out, row, RowKind::Body, target);
        };
        first.bytes += row.joined().len();
        first.rows.push(RowBuf::from(row));
        if self.layout.rows + first.rows.len() >= LOOK { self.settle(out, target) } else { Ok(()) }
    }

    /// How many bytes of text are buffered as rows.
    pub(crate) fn buffered(&self) -> usize {
        self.first.as_ref().map_or(0, |first| first.bytes)
    }

    /// Determines the columns and writes the buffered rows.
    pub(crate) fn settle(&mut self, out: &mut Vec<u8>, target: &mut Target<'_>) -> Result<()> {
        let Some(First { header, rows, .. }) = self.first.take() else { return Ok(()) };
        self.layout.columns = Columns::of(rows.iter().map(RowBuf::as_row));
        rows.iter().for_each(|row| target.references.see_row(row.as_row()));
        let mut body = Vec::new();
        for row in &rows {
            self.write_row(&mut body, row.as_row(), RowKind::Body, target)?;
        }
        out.extend_from_slice(b"<table:table");
        xml::set(out, "table:name", &self.name);
        xml::set(out, "table:style-name", if self.hidden { "ta2" } else { "ta1" });
        out.push(b'>');
        let Layout { width, characters, .. } = &self.layout;
        let mut style_of =
            |column: usize| target.palette.column(characters.get(column).copied().unwrap_or(0));
        let mut column = 0;
        while column < (*width).max(1) {
            let style = style_of(column);
            let same = (column + 1..*width).take_while(|&next| style_of(next) == style).count();
            out.extend_from_slice(b"<table:table-column");
            xml::set(out, "table:style-name", &style);
            if same > 0 {
                xml::set_number(out, "table:number-columns-repeated", same + 1);
            }
            out.extend_from_slice(b"/>");
            column += same + 1;
        }
        out.extend_from_slice(target.line.as_bytes());
        out.extend_from_slice(&header);
        out.append(&mut body);
        Ok(())
    }

    /// Ends the sheet. It gets an empty row if it does not have any, because ODF requires one.
    pub(crate) fn end(&mut self, out: &mut Vec<u8>, target: &mut Target<'_>) -> Result<()> {
        self.settle(out, target)?;
        if self.layout.rows == 0 {
            out.extend_from_slice(b"<table:table-row><table:table-cell/></table:table-row>");
        }
        if let Some(piece) = self.row_digests.take() {
            target.details.row_digests(self.number, piece, target.line);
        }
        out.extend_from_slice(b"</table:table>");
        out.extend_from_slice(target.line.as_bytes());
        Ok(())
    }

    /// The address of all cells, as in a named range.
    pub(crate) fn address(&self) -> String {
        let Layout { rows, width, .. } = &self.layout;
        let last = names::column_letters((*width).max(1) - 1);
        format!("${}.$A$1:.${last}${}", names::quoted(&self.name), (*rows).max(1))
    }

    /// The address of the rows to filter, including the header, if there is anything to filter.
    pub(crate) fn filtered(&self) -> Option<String> {
        let Layout { rows, width, .. } = &self.layout;
        if self.header_rows == 0 || *rows == self.header_rows || *width == 0 || self.hidden {
            return None;
        }
        let name = names::quoted(&self.name);
        let last = names::column_letters(width - 1);
        Some(format!("{name}.A{}:{name}.{last}{rows}", self.header_rows))
    }

    fn write_row(
        &mut self,
        out: &mut Vec<u8>,
        row: Row<'_>,
        kind: RowKind,
        target: &mut Target<'_>,
    ) -> Result<()> {
        let Sheet { number, name, has_details, plain, layout, row_digests, .. } = self;
        let at = layout.rows + 1;
        let look = Look::of(row.attributes(), &[]);
        if !row.attributes().is_empty() {
            target.details.row(*number, at, row, target.line);
            *has_details = true;
        }
        let blank_style = if look.is_plain() {
            None
        } else {
            target.palette.look(Key { parent: CellStyle::None, format: None, look, wrap: false })
        };
        let blank_style = blank_style.as_deref().unwrap_or_default();
        out.extend_from_slice(b"<table:table-row table:style-name=\"ro1\">");
        let (mut blank, mut covered) = (0, 0);
        layout.row(row, kind, target.durations, |column, slot| {
            if !matches!(slot, Slot::Nothing) {
                flush(out, "table-cell", blank_style, &mut blank);
            }
            if !matches!(slot, Slot::Covered) {
                flush(out, "covered-table-cell", "", &mut covered);
            }
            match slot {
                Slot::Nothing => blank += 1,
                Slot::Covered => covered += 1,
                Slot::Blank(cell_style) => flush(out, "table-cell", cell_style.name(), &mut 1),
                Slot::Cell(cell, plan, span) => {
                    let place = Place { table: *number, sheet: name, row: at, column };
                    let mut looks = look;
                    if let Some(extra) = cell.extra.filter(|extra| !extra.attributes.is_empty()) {
                        looks = Look::of(row.attributes(), &extra.attributes);
                    }
                    let written = write_cell(out, place, cell, (plan, looks, span), kind, target)?;
                    *has_details |= written.has_details;
                    *plain |= written.plain;
                }
            }
            Ok(())
        })?;
        flush(out, "table-cell", blank_style, &mut blank);
        flush(out, "covered-table-cell", "", &mut covered);
        if *has_details
            && !kind.is_header()
            && let Some(piece) = row_digests.row(at, row)
        {
            target.details.row_digests(*number, piece, target.line);
        }
        out.extend_from_slice(b"</table:table-row>");
        out.extend_from_slice(target.line.as_bytes());
        Ok(())
    }
}

/// The place of a cell.
#[derive(Clone, Copy)]
struct Place<'n> {
    table: usize,
    sheet: &'n str,
    /// From 1.
    row: usize,
    /// From 0.
    column: usize,
}

/// How a cell was written.
struct Outcome {
    has_details: bool,
    plain: bool,
}

fn write_cell(
    out: &mut Vec<u8>,
    at: Place<'_>,
    cell: Cell<'_>,
    (mut plan, mut look, span): (Plan, Look, (usize, usize)),
    kind: RowKind,
    target: &mut Target<'_>,
) -> Result<Outcome> {
    let references = target.references.note(cell.marks());
    let base = if kind.is_header() { CellStyle::Header } else { CellStyle::None };
    if !matches!(plan.content, Content::Text | Content::Blank) {
        look = look.with_marks_of(cell);
    }
    let wrap = plan.content == Content::Text && !kind.is_header() && style::overflows(cell.text);
    // If the look makes a cell bold or italic, readers cannot tell which part of its text is.
    let has_face = look.bold == Some(true) || look.italic == Some(true);
    plan.lossy |= has_face && plan.content == Content::Text;
    if plan.lossy && plan.content == Content::Blank && plan.style == CellStyle::None && !kind.is_header() {
        plan.style = CellStyle::BlankCell;
    }
    let note = write::note(cell, references.as_deref());
    let written = cell::write(out, cell, &plan, (base, look, wrap), span, note.as_deref(), target.palette);
    let has_details = plan.lossy || written.replaced;
    if has_details {
        let place = (at.row, at.column + 1);
        target.details.cell(at.table, place, cell, references.as_deref(), target.line);
    }
    if written.replaced {
        let (sheet, column) = (at.sheet, names::column_letters(at.column));
        let row = at.row;
        let message = format!(
            "sheet '{sheet}', cell {column}{row}: the text has a control character, which XML does not allow"
        );
        target.diagnostics.report(
            codes::CONTROL_CHARACTER
                .note(message)
                .hint("the cell shows U+FFFD; its details keep the character"),
        )?;
    }
    Ok(Outcome { has_details, plain: written.plain })
}

/// Appends blank cells.
fn flush(out: &mut Vec<u8>, name: &str, style: &str, count: &mut usize) {
    if *count == 0 {
        return;
    }
    let _ = write!(out, "<table:{name}");
    if !style.is_empty() {
        xml::set(out, "table:style-name", style);
    }
    if *count > 1 {
        xml::set_number(out, "table:number-columns-repeated", *count);
    }
    out.extend_from_slice(b"/>");
    *count = 0;
}
