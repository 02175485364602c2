//! The document as a workbook. The parts of a package can be in any order, so tables are streamed as they arrive. The
//! outline and the details of cells, whose sheets come first, are written after them.

use crate::details::Details;
use crate::outline_sheet;
use crate::package::{About, Package, SheetEntry};
use crate::sheet::{Sheet, Tools};
use crate::styles::Styles;
use model::{
    Block, Diagnostics, Error, Event, Flow, HeadingPath, Meta, Result, Row, Shape, Sink, TableHead,
    Timestamp, Value, Writer, codes,
};
use outline::OutlineRow;
use outline::{CELLS_SHEET, SHEET};
use sheets::chars;
use sheets::write::{Durations, References, SheetNames};

/// The writer.
pub(crate) struct Book<'a> {
    package: Package<'a>,
    diagnostics: &'a Diagnostics<'a>,
    durations: Durations,
    styles: Styles,
    names: SheetNames,
    about: About,
    shape: Shape,
    path: HeadingPath,
    outline: Vec<OutlineRow>,
    details: Details,
    references: References,
    /// Whether a document was started.
    seen: bool,
    tables: usize,
    sheet: Option<Sheet>,
    sheets: Vec<SheetEntry>,
}

impl<'a> Book<'a> {
    pub(crate) fn new(
        package: Package<'a>,
        diagnostics: &'a Diagnostics<'a>,
        durations: Durations,
        created: Option<Timestamp>,
    ) -> Self {
        Book {
            package,
            diagnostics,
            durations,
            styles: Styles::new(),
            names: SheetNames::other_than(&[outline::SHEET, outline::CELLS_SHEET]),
            about: About { created, ..About::default() },
            shape: Shape::Page,
            path: HeadingPath::default(),
            outline: Vec::new(),
            details: Details::default(),
            references: References::default(),
            seen: false,
            tables: 0,
            sheet: None,
            sheets: Vec::new(),
        }
    }

    fn document_start(&mut self, meta: &Meta) -> Result<()> {
        if std::mem::replace(&mut self.seen, true) {
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
        self.tables += 1;
        let number = self.tables;
        let (row, name) = OutlineRow::table(number, head, &self.path, &mut self.names);
        self.outline.push(row);
        let mut tools = self.tools();
        self.sheet = Some(Sheet::start(number, number, name, head, &mut tools)?);
        Ok(())
    }

    fn tools(&mut self) -> Tools<'_, 'a> {
        Tools {
            package: &mut self.package,
            styles: &mut self.styles,
            details: &mut self.details,
            diagnostics: self.diagnostics,
            durations: self.durations,
            references: &mut self.references,
        }
    }

    fn row(&mut self, row: Row<'_>) -> Result<()> {
        let Some(mut sheet) = self.sheet.take() else {
            return Err(Error::internal("a row outside a table"));
        };
        sheet.row(row, &mut self.tools())?;
        self.sheet = Some(sheet);
        Ok(())
    }

    fn table_end(&mut self) -> Result<()> {
        if let Some(sheet) = self.sheet.take() {
            let entry = sheet.end(&mut self.tools())?;
            // Users may insert or delete columns; their names tell which ones had details.
            if !entry.columns.is_empty()
                && let Some(row) = self.outline.iter_mut().rev().find(|row| row.table == Some(self.tables))
            {
                row.set("names", entry.columns.clone());
            }
            self.sheets.push(entry);
        }
        Ok(())
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
        let plain = outline::is_plain(self.shape, self.tables, &self.outline);
        let marker = outline::marker(self.shape, plain.then_some(&*self.outline));
        self.about.marker = chars::json(&Value::Object(marker));
        let mut first = Vec::new();
        if !plain {
            let part = self.tables + 1;
            let Book { package, outline, styles, references, .. } = &mut *self;
            let (entry, replaced) = outline_sheet::write(package, part, SHEET, outline, styles, references)?;
            first.push(entry);
            if replaced {
                self.diagnostics.report(
                    codes::CONTROL_CHARACTER
                        .note("the outline has control characters, which XML does not allow")
                        .hint("the outline shows U+FFFD; its details keep the characters"),
                )?;
            }
        }
        if !self.details.is_empty() {
            let details = std::mem::take(&mut self.details);
            first.push(details.write(&mut self.package, self.tables + 2, CELLS_SHEET)?);
        }
        first.append(&mut self.sheets);
        self.package.finish(&first, &self.about, &self.styles.part())
    }
}
