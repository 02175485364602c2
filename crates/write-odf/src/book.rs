//! The document as a workbook: an outline, details of cells, and one sheet per table.
//!
//! Sheets are written in the order *outline, details, tables*, but the outline continues after the first table. So the
//! output is buffered until it reaches several megabytes or the document ends. A typical document is written as a
//! whole, with one outline at the start. A larger document is written in parts: at the limit, the buffer is written
//! out, the open table is streamed, and the next part starts after it, with its own outline sheet. So memory does not
//! depend on the number of rows.

use crate::container::Container;
use crate::details::CellDetails;
use crate::outline_sheet;
use crate::parts::About;
use crate::sheet::{Sheet, Target};
use crate::style::Palette;
use crate::xml;
use model::{
    Block, Diagnostic, Diagnostics, Error, Event, Flow, HeadingPath, Map, Meta, Result, Shape, Sink,
    TableHead, Timestamp, Value, Writer, codes,
};
use outline::OutlineRow;
use outline::{CELLS_SHEET, SHEET};
use sheets::write::{Durations, References, SheetNames};
use sheets::{chars, names};

/// How many bytes of sheets are buffered.
const HOLD: usize = 8 << 20;
/// How many bytes are written at once while a table is streamed.
const CHUNK: usize = 64 << 10;

/// The writer of both formats.
pub(crate) struct Book<'a> {
    container: Container<'a>,
    diagnostics: &'a Diagnostics<'a>,
    durations: Durations,
    palette: Palette,
    names: SheetNames,
    references: References,
    about: About,
    shape: Shape,
    /// Documents started so far.
    documents: usize,
    /// Whether the container was started.
    started: bool,
    /// Whether the open table is streamed.
    streaming: bool,
    /// The outline of the buffered part.
    outline: Vec<OutlineRow>,
    details: CellDetails,
    tables: Vec<u8>,
    sheet: Option<Sheet>,
    /// Tables started so far.
    count: usize,
    outlines: usize,
    detail_sheets: usize,
    path: HeadingPath,
    /// Named ranges and filters, which are written after all sheets.
    ranges: Vec<(String, String, String)>,
    filters: Vec<String>,
    /// The table being streamed, if the outline does not announce details after it.
    unannounced: Option<usize>,
    /// Tables with details that the outline does not announce.
    late: Vec<usize>,
    /// Whether a cell without a style for its look was reported.
    plain: bool,
    marker: Map,
}

impl<'a> Book<'a> {
    pub(crate) fn new(
        container: Container<'a>,
        diagnostics: &'a Diagnostics<'a>,
        durations: Durations,
        created: Option<Timestamp>,
    ) -> Self {
        Book {
            container,
            diagnostics,
            durations,
            palette: Palette::new(),
            names: SheetNames::other_than(&[outline::SHEET, outline::CELLS_SHEET]),
            references: References::default(),
            about: About { created, ..About::default() },
            shape: Shape::Page,
            documents: 0,
            started: false,
            streaming: false,
            outline: Vec::new(),
            details: CellDetails::default(),
            tables: Vec::new(),
            sheet: None,
            count: 0,
            outlines: 0,
            detail_sheets: 0,
            path: HeadingPath::default(),
            ranges: Vec::new(),
            filters: Vec::new(),
            unannounced: None,
            late: Vec::new(),
            plain: false,
            marker: Map::new(),
        }
    }

    fn document_start(&mut self, meta: &Meta) -> Result<()> {
        self.documents += 1;
        if self.documents > 1 {
            return Err(Error::output("a spreadsheet file can hold only one document"));
        }
        self.about.title.clone_from(&meta.title);
        self.shape = meta.shape;
        self.outline = outline::of_meta(meta);
        Ok(())
    }

    fn block(&mut self, block: &Block) {
        if let Block::Heading(heading) = block {
            self.path.enter(heading);
        }
        self.references.see_block(block);
        self.outline.extend(outline::of_block(block));
    }

    fn table_start(&mut self, head: &TableHead) -> Result<()> {
        self.count += 1;
        let (row, name) = OutlineRow::table(self.count, head, &self.path, &mut self.names);
        self.outline.push(row);
        let number = self.count;
        self.sheet = Some(Sheet::start(number, name, head, &mut self.target())?);
        Ok(())
    }

    fn target(&mut self) -> Target<'_> {
        Target {
            palette: &mut self.palette,
            details: &mut self.details,
            diagnostics: self.diagnostics,
            durations: self.durations,
            references: &mut self.references,
            line: self.container.line(),
        }
    }

    /// Works on the open sheet.
    fn with_sheet(
        &mut self,
        work: impl FnOnce(&mut Sheet, &mut Vec<u8>, &mut Target<'_>) -> Result<()>,
    ) -> Result<()> {
        let Some(mut sheet) = self.sheet.take() else {
            return Err(Error::internal("a row outside a table"));
        };
        let mut tables = std::mem::take(&mut self.tables);
        let result = work(&mut sheet, &mut tables, &mut self.target());
        (self.sheet, self.tables) = (Some(sheet), tables);
        result
    }

    fn row(&mut self, row: model::Row<'_>) -> Result<()> {
        self.with_sheet(|sheet, out, target| sheet.row(out, row, target))?;
        if self.streaming {
            if self.tables.len() >= CHUNK {
                self.container.write(&self.tables)?;
                self.tables.clear();
            }
        } else if self.tables.len() + self.details.len() + self.buffered() >= HOLD {
            self.release()?;
        }
        Ok(())
    }

    /// How many bytes of rows the open sheet buffers.
    fn buffered(&self) -> usize {
        self.sheet.as_ref().map_or(0, Sheet::buffered)
    }

    fn table_end(&mut self) -> Result<()> {
        self.with_sheet(|sheet, out, target| sheet.end(out, target))?;
        if let Some(sheet) = self.sheet.take() {
            if sheet.plain && !std::mem::replace(&mut self.plain, true) {
                self.diagnostics.report(
                    Diagnostic::note(
                        "odf-late-look",
                        format!(
                            "sheet '{}': colours that first appear in later rows are not shown",
                            sheet.name
                        ),
                    )
                    .hint("styles are declared before the first sheet; the details keep all attributes"),
                )?;
            }
            // A streamed table is already listed, because flat files have their settings first.
            let is_listed = self.about.frozen.iter().any(|(name, _)| *name == sheet.name);
            if sheet.header_rows > 0 && !is_listed {
                self.about.frozen.push((sheet.name.clone(), sheet.header_rows));
            }
            let base = format!("${}.$A$1", names::quoted(&sheet.name));
            self.ranges.push((outline::table_range(sheet.number), base, sheet.address()));
            self.filters.extend(sheet.filtered());
            self.name_columns(&sheet);
        }
        if self.streaming {
            self.streaming = false;
            self.container.write(&self.tables)?;
            self.tables.clear();
            if !self.details.is_empty() {
                let mut out = Vec::new();
                let name = self.write_details(&mut out);
                self.container.write(&out)?;
                if let Some(table) = self.unannounced.take() {
                    // Readers look for this range at the end of the file.
                    self.late.push(table);
                    let address = format!("${}.$A$1", names::quoted(&name));
                    self.ranges.push((format!("{}{table}", outline::LATE_RANGE), address.clone(), address));
                }
            }
        }
        Ok(())
    }

    /// Stores the column names of a table that has details, because users may insert or delete columns.
    fn name_columns(&mut self, sheet: &Sheet) {
        let row = self.outline.iter_mut().rev().find(|row| row.table == Some(sheet.number));
        if let Some(row) = row.filter(|_| sheet.has_details && !sheet.names.is_empty()) {
            row.set("names", sheet.names.clone());
        }
    }

    /// Writes everything that is buffered. If a table is open, it is streamed from now on.
    fn release(&mut self) -> Result<()> {
        if self.sheet.is_some() {
            self.with_sheet(|sheet, out, target| sheet.settle(out, target))?;
            self.palette.use_all();
        }
        if let Some(sheet) = &self.sheet {
            if sheet.header_rows > 0 && !self.started {
                self.about.frozen.push((sheet.name.clone(), sheet.header_rows));
            }
            self.streaming = true;
            self.unannounced = (!sheet.has_details).then_some(sheet.number);
            if sheet.has_details {
                // Its further details come after it, and readers must know to wait for them.
                if let Some(row) = self.outline.iter_mut().rev().find(|row| row.table.is_some()) {
                    row.set("late", true);
                    row.set("names", sheet.names.clone());
                }
            }
        }
        let line = self.container.line();
        let mut out = Vec::new();
        let plain = self.outlines == 0 && outline::is_plain(self.shape, self.count, &self.outline);
        if !plain && (!self.outline.is_empty() || !self.started) {
            self.outlines += 1;
            let name = self.names.numbered(SHEET, self.outlines);
            let (rows, replaced) = outline_sheet::write(
                &mut out,
                &name,
                &self.outline,
                (&mut self.palette, &self.references),
                line,
            );
            let range = if self.outlines == 1 {
                "convert_outline".to_owned()
            } else {
                format!("convert_outline_{}", self.outlines)
            };
            let sheet = names::quoted(&name);
            self.ranges.push((range, format!("${sheet}.$A$1"), format!("${sheet}.$A$1:.$D${rows}")));
            self.about.frozen.push((name, 1));
            if replaced {
                self.diagnostics.report(
                    codes::CONTROL_CHARACTER
                        .note("the outline has control characters, which XML does not allow")
                        .hint("the outline shows U+FFFD; its details keep the characters"),
                )?;
            }
        }
        if !self.details.is_empty() {
            self.write_details(&mut out);
        }
        if !self.started {
            self.started = true;
            self.marker = outline::marker(self.shape, plain.then_some(&*self.outline));
            self.about.marker = chars::json(&Value::Object(self.marker.clone()));
            self.container.start(&self.about, &self.palette)?;
        }
        self.outline.clear();
        self.container.write(&out)?;
        self.container.write(&self.tables)?;
        self.tables.clear();
        Ok(())
    }

    fn write_details(&mut self, out: &mut Vec<u8>) -> String {
        self.detail_sheets += 1;
        let name = self.names.numbered(CELLS_SHEET, self.detail_sheets);
        self.details.write(out, &name, self.container.line());
        name
    }

    /// The named ranges and filters as XML.
    fn references(&self) -> Vec<u8> {
        let line = self.container.line();
        let mut out = Vec::new();
        if !self.ranges.is_empty() {
            out.extend_from_slice(b"<table:named-expressions>");
            for (name, base, address) in &self.ranges {
                out.extend_from_slice(b"<table:named-range");
                xml::set(&mut out, "table:name", name);
                xml::set(&mut out, "table:base-cell-address", base);
                xml::set(&mut out, "table:cell-range-address", address);
                out.extend_from_slice(b"/>");
            }
            out.extend_from_slice(b"</table:named-expressions>");
            out.extend_from_slice(line.as_bytes());
        }
        if !self.filters.is_empty() {
            out.extend_from_slice(b"<table:database-ranges>");
            for (number, address) in self.filters.iter().enumerate() {
                out.extend_from_slice(b"<table:database-range");
                xml::set(&mut out, "table:name", &format!("convert_filter_{}", number + 1));
                xml::set(&mut out, "table:target-range-address", address);
                xml::set(&mut out, "table:display-filter-buttons", "true");
                out.extend_from_slice(b"/>");
            }
            out.extend_from_slice(b"</table:database-ranges>");
            out.extend_from_slice(line.as_bytes());
        }
        out
    }
}

impl Sink for Book<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => self.document_start(meta)?,
            Event::Block(block, _) => self.block(block),
            Event::TableStart(head) => self.table_start(head)?,
            Event::Columns(_) => {
                return Err(Error::internal("columns were added after the start of a table"));
            }
            Event::Row(row) => self.row(row)?,
            Event::TableEnd => self.table_end()?,
            Event::DocumentEnd => {}
        }
        Ok(Flow::Continue)
    }
}

impl Writer for Book<'_> {
    fn finish(mut self: Box<Self>) -> Result<()> {
        if !self.started || !self.outline.is_empty() || !self.tables.is_empty() || !self.details.is_empty() {
            self.release()?;
        }
        if !self.late.is_empty() {
            // In a package, this field comes after the content, so it can list them.
            self.marker.insert("late", std::mem::take(&mut self.late));
            self.about.marker = chars::json(&Value::Object(std::mem::take(&mut self.marker)));
        }
        let references = self.references();
        self.container.write(&references)?;
        self.container.finish(&self.about)
    }
}
