//! One table as a worksheet. Rows are written as they arrive, except for the first ones, which determine the types and
//! widths of columns.

use crate::cell::{self, At, WIDEST};
use crate::details::Details;
use crate::frame::{self, After, LINE};
use crate::package::{Package, SheetEntry};
use crate::styles::Styles;
use model::{Cell, Diagnostic, Diagnostics, Result, Row, RowBuf, TableHead, codes};
use outline::RowDigests;
use sheets::write::{self, Columns, Content, Durations, LOOK, Layout, Plan, References, Slot, width};
use sheets::{CellStyle, Look, RowKind, names};
use std::io::Write;

/// How many bytes of rows are written at once.
const CHUNK: usize = 64 << 10;
/// The most links that Excel allows in a sheet.
const MOST_LINKS: usize = 65_530;

/// What writing a row needs.
pub(crate) struct Tools<'t, 'a> {
    pub(crate) package: &'t mut Package<'a>,
    pub(crate) styles: &'t mut Styles,
    pub(crate) details: &'t mut Details,
    pub(crate) diagnostics: &'t Diagnostics<'a>,
    pub(crate) durations: Durations,
    pub(crate) references: &'t mut References,
}

/// A table being written.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// The table's number, from 1.
    number: usize,
    part: usize,
    name: String,
    hidden: bool,
    header_rows: usize,
    /// The names of the columns, as the header shows them.
    names: Vec<String>,
    has_details: bool,
    layout: Layout,
    row_digests: RowDigests,
    /// Rows that are not written yet, as XML.
    rows: Vec<u8>,
    /// The first rows, until the columns are determined.
    first: Option<Vec<RowBuf>>,
    after: After,
}

impl Sheet {
    /// Starts a sheet and writes its header rows.
    pub(crate) fn start(
        number: usize,
        part: usize,
        name: String,
        head: &TableHead,
        tools: &mut Tools<'_, '_>,
    ) -> Result<Self> {
        tools.package.open(&format!("xl/worksheets/sheet{part}.xml"))?;
        let mut sheet = Sheet {
            number,
            layout: Layout::new(&name, head),
            part,
            name,
            hidden: head.hidden,
            header_rows: head.header.len(),
            names: names::of_columns(head),
            has_details: false,
            row_digests: RowDigests::default(),
            rows: Vec::new(),
            first: Some(Vec::new()),
            after: After::default(),
        };
        head.header.iter().for_each(|row| tools.references.see_row(row.as_row()));
        head.header.iter().try_for_each(|row| sheet.write_row(row.as_row(), RowKind::Header, tools))?;
        Ok(sheet)
    }

    /// Writes a body row.
    pub(crate) fn row(&mut self, row: Row<'_>, tools: &mut Tools<'_, '_>) -> Result<()> {
        tools.references.see_row(row);
        if let Some(first) = &mut self.first {
            first.push(RowBuf::from(row));
            return if first.len() >= LOOK { self.settle(tools) } else { Ok(()) };
        }
        self.write_row(row, RowKind::Body, tools)?;
        if self.rows.len() >= CHUNK { self.release(tools) } else { Ok(()) }
    }

    /// Determines the columns and writes the buffered rows.
    fn settle(&mut self, tools: &mut Tools<'_, '_>) -> Result<()> {
        let Some(first) = self.first.take() else { return Ok(()) };
        self.layout.columns = Columns::of(first.iter().map(RowBuf::as_row));
        first.iter().try_for_each(|row| self.write_row(row.as_row(), RowKind::Body, tools))?;
        let mut out = Vec::new();
        let characters = &self.layout.characters;
        let widths = (0..self.layout.width.max(1))
            .map(|column| (characters.get(column).copied().unwrap_or(0) + 2).clamp(8, WIDEST + 2));
        frame::start(&mut out, self.header_rows, widths, usize::MAX);
        tools.package.write(&out)?;
        self.release(tools)
    }

    fn release(&mut self, tools: &mut Tools<'_, '_>) -> Result<()> {
        tools.package.write(&self.rows)?;
        self.rows.clear();
        Ok(())
    }

    /// Ends the sheet.
    pub(crate) fn end(mut self, tools: &mut Tools<'_, '_>) -> Result<SheetEntry> {
        self.settle(tools)?;
        self.release(tools)?;
        if let Some(piece) = self.row_digests.take() {
            tools.details.row_digests(self.number, piece);
        }
        let rows = self.layout.rows.max(1);
        let last = names::column_letters(self.layout.width.max(1) - 1);
        let filter = self.header_rows > 0 && rows > self.header_rows && self.layout.width > 0 && !self.hidden;
        self.after.filter = filter.then(|| format!("$A${}:${last}${rows}", self.header_rows));
        self.after.write(tools.package, self.part)?;
        Ok(SheetEntry {
            part: self.part,
            hidden: self.hidden,
            header_rows: self.header_rows,
            filter: self.after.filter,
            range: Some((outline::table_range(self.number), format!("$A$1:${last}${rows}"))),
            notes: !self.after.notes.is_empty(),
            columns: if self.has_details { self.names } else { Vec::new() },
            name: self.name,
        })
    }

    fn write_row(&mut self, row: Row<'_>, kind: RowKind, tools: &mut Tools<'_, '_>) -> Result<()> {
        let Sheet { number, name, layout, rows: out, after, has_details, row_digests, .. } = self;
        let at = layout.rows;
        if !row.attributes().is_empty() {
            tools.details.row(*number, at + 1, row);
            *has_details = true;
        }
        out.extend_from_slice(b"<row r=\"");
        cell::push_number(out, at + 1);
        out.push(b'"');
        let lines = lines(row);
        if lines > 1 {
            let _ = write!(out, " ht=\"{}\"", (LINE * lines as f64).min(409.0));
        }
        out.push(b'>');
        let row_look = Look::of(row.attributes(), &[]);
        layout.row(row, kind, tools.durations, |column, slot| {
            let at = At { column, row: at };
            match slot {
                Slot::Nothing if !row_look.is_plain() => {
                    cell::blank(out, at, CellStyle::None, row_look, tools.styles);
                    Ok(())
                }
                Slot::Nothing | Slot::Covered => Ok(()),
                Slot::Blank(cell_style) => {
                    cell::blank(out, at, cell_style, row_look, tools.styles);
                    Ok(())
                }
                Slot::Cell(cell, plan, span) => {
                    merge(&mut after.merges, at, span);
                    let attributes = cell.extra.map_or(&[][..], |extra| &extra.attributes);
                    let look =
                        if attributes.is_empty() { row_look } else { Look::of(row.attributes(), attributes) };
                    *has_details |=
                        write_cell(out, (*number, name), at, cell, (plan, look), kind, after, tools)?;
                    Ok(())
                }
            }
        })?;
        if *has_details
            && !kind.is_header()
            && let Some(piece) = row_digests.row(at + 1, row)
        {
            tools.details.row_digests(*number, piece);
        }
        out.extend_from_slice(b"</row>");
        Ok(())
    }
}

/// The height of a row in lines, which is that of its longest text; long lines are wrapped.
fn lines(row: Row<'_>) -> usize {
    // Most rows have neither long texts nor line breaks.
    let breaks = memchr::memchr(b'\n', row.joined().as_bytes()).is_some();
    if !breaks && row.cells().all(|cell| cell.text.len() <= WIDEST) {
        return 1;
    }
    let lines = |cell: Cell<'_>| {
        let column = WIDEST * cell.span().0;
        let lines = cell.text.split('\n').map(|line| 1.max(width::line(line).div_ceil(column))).sum();
        if cell.is_covered() || cell.span().1 > 1 { 1 } else { lines }
    };
    row.cells().map(lines).max().unwrap_or(1)
}

fn merge(out: &mut Vec<u8>, at: At, (columns, rows): (usize, usize)) {
    if (columns, rows) != (1, 1) {
        let end = At { column: at.column + columns - 1, row: at.row + rows - 1 };
        let _ = write!(out, "<mergeCell ref=\"{at}:{end}\"/>");
    }
}

/// Writes a cell. Returns whether it has details.
#[allow(clippy::too_many_arguments, reason = "one call, in the closure above")]
fn write_cell(
    out: &mut Vec<u8>,
    (table, sheet): (usize, &str),
    at: At,
    cell: Cell<'_>,
    (mut plan, look): (Plan, Look),
    kind: RowKind,
    after: &mut After,
    tools: &mut Tools<'_, '_>,
) -> Result<bool> {
    cell::adapt(cell, &mut plan);
    if plan.content == Content::Text
        && let Some(url) = cell::click(cell.marks())
    {
        if after.links.len() < MOST_LINKS {
            after.links.push((at, url.to_owned()));
        } else {
            plan.lossy = true;
        }
    }
    let references = tools.references.note(cell.marks());
    if let Some(note) = write::note(cell, references.as_deref()) {
        after.notes.add(at, &note);
    }
    if plan.lossy && plan.content == Content::Blank && plan.style == CellStyle::None && !kind.is_header() {
        plan.style = CellStyle::BlankCell;
    }
    if kind.is_header() {
        plan.style = CellStyle::Header;
    }
    // If the look makes a cell bold or italic, readers cannot tell which part of its text is.
    let has_face = look.bold == Some(true) || look.italic == Some(true);
    plan.lossy |= has_face && plan.content == Content::Text;

    let replaced = cell::write(out, at, cell, &plan, look, tools.styles);
    if plan.lossy || replaced {
        tools.details.cell(table, at.row + 1, at.column + 1, cell, references.as_deref());
    }
    if replaced {
        let message =
            format!("sheet '{sheet}', cell {at}: the text has a control character, which XML does not allow");
        tools.diagnostics.report(
            codes::CONTROL_CHARACTER
                .note(message)
                .hint("the cell shows U+FFFD; its details keep the character"),
        )?;
    }
    if cell::is_cut(cell.text) {
        let message = format!("sheet '{sheet}', cell {at}: the text is too long for a cell");
        let hint = "the cell shows the first 32,767 characters; its details keep the whole text";
        tools.diagnostics.report(Diagnostic::note("sheet-cell-cut", message).hint(hint))?;
    }
    Ok(plan.lossy || replaced)
}
