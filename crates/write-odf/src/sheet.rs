//! One table as a sheet: rows go out as they come, but for the first few, which say what the columns are and how wide.

use crate::cell;
use crate::details::CellDetails;
use crate::look::Key;
use crate::style::{self, Palette};
use crate::xml;
use model::{Cell, Diagnostic, Diagnostics, Error, Kind, Result, Row, RowBuf, TableHead};
use std::io::Write;
use workbook::write::{self, Columns, Content, Durations, LOOK, Plan, References};
use workbook::{Carrier, Look, names};

/// What rows are written into.
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
    /// Whether any of its cells has details.
    pub(crate) has_details: bool,
    /// The names of its columns, where its header alone tells them.
    pub(crate) names: Vec<String>,
    /// Whether some cell has no style for how it looks.
    pub(crate) plain: bool,
    hidden: bool,
    /// The widest header row.
    header_width: usize,
    /// Rows written, header rows included.
    rows: usize,
    /// The widest row so far.
    width: usize,
    /// The most characters in each column so far.
    characters: Vec<usize>,
    /// What the first rows say of the columns.
    columns: Columns,
    /// The first rows, until the columns are settled.
    first: Option<First>,
    /// For each column, the row at which it is free again.
    held: Vec<usize>,
}

/// What is held back until the columns are settled.
#[derive(Debug, Default)]
struct First {
    /// The header, as it is written.
    header: Vec<u8>,
    rows: Vec<RowBuf>,
    /// The bytes of text in the rows.
    bytes: usize,
}

impl Sheet {
    /// Starts a sheet, and writes its header rows.
    pub(crate) fn start(
        number: usize,
        name: String,
        head: &TableHead,
        target: &mut Target<'_>,
    ) -> Result<Self> {
        let mut sheet = Sheet {
            number,
            name,
            header_rows: 0,
            has_details: false,
            names: TableHead::with_header(head.header.clone()).columns.into_iter().map(|c| c.name).collect(),
            plain: false,
            hidden: head.hidden,
            header_width: head.header.iter().map(|row| row.len()).max().unwrap_or(0).max(head.columns.len()),
            rows: 0,
            width: 0,
            characters: Vec::new(),
            columns: Columns::default(),
            first: None,
            held: Vec::new(),
        };
        let mut out = Vec::new();
        if !head.header.is_empty() {
            out.extend_from_slice(b"<table:table-header-rows>");
            head.header.iter().for_each(|row| target.references.see_row(row.as_row()));
            for row in &head.header {
                sheet.write_row(&mut out, row.as_row(), true, target)?;
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
            return self.write_row(out, row, false, target);
        };
        first.bytes += row.joined().len();
        first.rows.push(RowBuf::from(row));
        if self.rows + first.rows.len() >= LOOK { self.settle(out, target) } else { Ok(()) }
    }

    /// How many bytes of text are held back as rows.
    pub(crate) fn held_back(&self) -> usize {
        self.first.as_ref().map_or(0, |first| first.bytes)
    }

    /// Settles the columns: what was held back goes out.
    pub(crate) fn settle(&mut self, out: &mut Vec<u8>, target: &mut Target<'_>) -> Result<()> {
        let Some(First { header, rows, .. }) = self.first.take() else { return Ok(()) };
        self.columns = Columns::of(rows.iter().map(RowBuf::as_row));
        rows.iter().for_each(|row| target.references.see_row(row.as_row()));
        let mut body = Vec::new();
        for row in &rows {
            self.write_row(&mut body, row.as_row(), false, target)?;
        }
        out.extend_from_slice(b"<table:table");
        xml::set(out, "table:name", &self.name);
        xml::set(out, "table:style-name", if self.hidden { "ta2" } else { "ta1" });
        out.push(b'>');
        let mut column = 0;
        while column < self.width.max(1) {
            let style = target.palette.column(self.characters.get(column).copied().unwrap_or(0));
            let same = (column + 1..self.width)
                .take_while(|&next| {
                    target.palette.column(self.characters.get(next).copied().unwrap_or(0)) == style
                })
                .count();
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

    /// Ends the sheet. A sheet must have a row.
    pub(crate) fn end(&mut self, out: &mut Vec<u8>, target: &mut Target<'_>) -> Result<()> {
        self.settle(out, target)?;
        if self.rows == 0 {
            out.extend_from_slice(b"<table:table-row><table:table-cell/></table:table-row>");
        }
        out.extend_from_slice(b"</table:table>");
        out.extend_from_slice(target.line.as_bytes());
        Ok(())
    }

    /// The address of all its cells, as a named range has it.
    pub(crate) fn address(&self) -> String {
        let last = names::column_letters(self.width.max(1) - 1);
        format!("${}.$A$1:.${last}${}", names::quoted(&self.name), self.rows.max(1))
    }

    /// The address of the rows a filter works on, header included, where there is something to filter.
    pub(crate) fn filtered(&self) -> Option<String> {
        if self.header_rows == 0 || self.rows == self.header_rows || self.width == 0 || self.hidden {
            return None;
        }
        let name = names::quoted(&self.name);
        let last = names::column_letters(self.width - 1);
        Some(format!("{name}.A{}:{name}.{last}{}", self.header_rows, self.rows))
    }

    fn write_row(
        &mut self,
        out: &mut Vec<u8>,
        row: Row<'_>,
        header: bool,
        target: &mut Target<'_>,
    ) -> Result<()> {
        if self.rows == names::MAX_ROWS {
            return Err(Error::output(format!(
                "table '{}' has more rows than a sheet can hold ({})",
                self.name,
                names::MAX_ROWS
            )));
        }
        if row.len() > names::MAX_COLUMNS {
            return Err(Error::output(format!(
                "table '{}' has more columns than a sheet can hold ({})",
                self.name,
                names::MAX_COLUMNS
            )));
        }
        self.rows += 1;
        if !row.attributes().is_empty() {
            target.details.row(self.number, self.rows, row, target.line);
            self.has_details = true;
        }
        out.extend_from_slice(b"<table:table-row table:style-name=\"ro1\">");
        let look = Look::of(row.attributes(), &[]);
        let style = if look.is_plain() {
            None
        } else {
            target.palette.look(Key { parent: Carrier::None, format: None, look, wrap: false })
        };
        let blank_style = style.as_deref().unwrap_or_default();
        let (mut blank, mut covered, mut written) = (0, 0, 0);
        for (column, cell) in row.cells().enumerate() {
            if cell.is_covered() && self.held.get(column).is_some_and(|&until| until >= self.rows) {
                flush(out, "table-cell", blank_style, &mut blank);
                covered += 1;
                written = column + 1;
                continue;
            }
            let plan = if header {
                write::plan_header(cell)
            } else {
                self.columns.plan(column, cell, target.durations)
            };
            if plan.content == Content::Blank && says_nothing(cell, &plan) && !header {
                flush(out, "covered-table-cell", "", &mut covered);
                blank += 1;
                continue;
            }
            flush(out, "covered-table-cell", "", &mut covered);
            flush(out, "table-cell", blank_style, &mut blank);
            written = column + 1;
            self.cell(out, column, row, cell, plan, header, target)?;
        }
        flush(out, "covered-table-cell", "", &mut covered);
        // Rows end with their last cell that says something; what else matters says so in a style.
        if blank > 0 || written == 0 {
            let wide = row.len() > self.header_width;
            if wide && blank > 0 {
                blank -= 1;
                flush(out, "table-cell", blank_style, &mut blank);
                blank_cell(out, Carrier::BlankCell);
                written = row.len();
            } else if written == 0 && !header {
                blank_cell(out, Carrier::BlankRow);
            } else if written == 0 {
                out.extend_from_slice(b"<table:table-cell/>");
            } else if style.is_some() {
                flush(out, "table-cell", blank_style, &mut blank);
            }
        }
        self.width = self.width.max(written).max(if header { row.len() } else { 0 });
        out.extend_from_slice(b"</table:table-row>");
        out.extend_from_slice(target.line.as_bytes());
        Ok(())
    }

    #[allow(clippy::too_many_arguments, reason = "one call, in the loop above")]
    fn cell(
        &mut self,
        out: &mut Vec<u8>,
        column: usize,
        row: Row<'_>,
        cell: Cell<'_>,
        plan: Plan,
        header: bool,
        target: &mut Target<'_>,
    ) -> Result<()> {
        self.look(column, cell, header);
        let mut span = cell.span();
        if span != (1, 1) {
            // Only what is there and covered can be merged.
            let room = (column + 1..row.len()).take_while(|&next| row.cell(next).is_covered()).count();
            span.0 = span.0.min(room + 1);
            span.1 = span.1.min(names::MAX_ROWS - self.rows + 1);
            if self.held.len() < column + span.0 {
                self.held.resize(column + span.0, 0);
            }
            self.held[column..column + span.0].fill(self.rows + span.1 - 1);
        }
        let mut plan = plan;
        let place = (self.rows, column + 1);
        let references = target.references.note(cell.marks());
        let base = if header { Carrier::Header } else { Carrier::None };
        let attributes = cell.extra.map_or(&[][..], |extra| &extra.attributes);
        let mut look = Look::default();
        if !(row.attributes().is_empty() && attributes.is_empty()) {
            look = Look::of(row.attributes(), attributes);
        }
        if !matches!(plan.content, Content::Text | Content::Blank) {
            look = look.with_marks_of(cell);
        }
        let wrap = plan.content == Content::Text && !header && style::overflows(cell.text);
        // Where the whole cell is bold, who reads it cannot tell what its text is.
        let dressed = look.bold == Some(true) || look.italic == Some(true);
        plan.poorer |= dressed && plan.content == Content::Text;
        if plan.poorer {
            target.details.cell(self.number, place, cell, references.as_deref(), target.line);
            self.has_details = true;
            if plan.content == Content::Blank && plan.carrier == Carrier::None && !header {
                plan.carrier = Carrier::BlankCell;
            }
        }
        let note = write::note(cell, references.as_deref());
        let written =
            cell::write(out, cell, &plan, (base, look, wrap), span, note.as_deref(), target.palette);
        self.plain |= written.plain;
        if written.replaced {
            if !plan.poorer {
                target.details.cell(self.number, place, cell, references.as_deref(), target.line);
                self.has_details = true;
            }
            target.diagnostics.report(
                Diagnostic::note(
                    "odf-control-character",
                    format!(
                        "sheet '{}', cell {}{}: a control character that XML cannot hold",
                        self.name,
                        names::column_letters(column),
                        self.rows
                    ),
                )
                .hint("the sheet shows U+FFFD; the details of the cell keep it"),
            )?;
        }
        Ok(())
    }

    /// Keeps the widest line of a column.
    fn look(&mut self, column: usize, cell: Cell<'_>, header: bool) {
        if self.rows > LOOK || cell.span().0 > 1 {
            return;
        }
        if self.characters.len() <= column {
            self.characters.resize(column + 1, 0);
        }
        let widest = if header { style::header_needs(cell.text) } else { style::needs(cell.text) };
        self.characters[column] = self.characters[column].max(widest);
    }
}

fn says_nothing(cell: Cell<'_>, plan: &Plan) -> bool {
    plan.carrier == Carrier::None
        && !plan.poorer
        && cell.span() == (1, 1)
        && cell.kind != Kind::Missing
        && cell.extra.is_none_or(|extra| extra.note.is_none())
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

fn blank_cell(out: &mut Vec<u8>, carrier: Carrier) {
    let _ = write!(out, "<table:table-cell table:style-name=\"{}\"/>", carrier.style());
}
