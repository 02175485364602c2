//! From sheets to a document.
//!
//! A file written by `convert` starts with the outline, and its tables follow in the order of the outline, so they are
//! streamed. If sheets were renamed, moved or deleted, they are held until the named ranges at the end of the file tell
//! which sheet is which table. In any other file, each sheet is a table under a heading.

mod about;
mod arrange;
mod regions;
mod rename;
mod settle;
mod sink;
mod table;

use crate::read::details::{AllDetails, TableDetails};
use crate::read::outline::{Entity, Outline, TableRef};
use crate::schema::{CELLS_HEADER, HEADER};
pub use about::About;
use model::{Block, Diagnostics, Event, Header, Kind, Meta, Outlet, Result, Row, RowBuf, Shape, Sink};
use regions::Regions;
use sheets::RowKind;
use sheets::read::SheetReadOptions;
use std::collections::{HashMap, VecDeque};

/// How many cells of a file's first sheet are held to find out whether there is another sheet.
const MAX_BUFFERED_CELLS: usize = 1 << 18;
/// How many bytes of their text are held.
const MAX_BUFFERED_BYTES: usize = 8 << 20;
/// The most rows in a header, and bytes in headers; further header rows are read as body rows.
const HEADER_ROWS: usize = 1024;
const HEADER_BYTES: usize = 64 << 20;

/// A sheet that is held: all of its rows with their numbers.
#[derive(Debug, Default)]
struct BufferedSheet {
    name: String,
    hidden: bool,
    /// Whether it is under the heading of the table before it.
    continues: bool,
    header_rows: usize,
    rows: Vec<(usize, RowBuf)>,
}

/// What the current sheet is.
#[derive(Debug)]
enum Sheet {
    /// Not known before the first row.
    Unknown,
    Outline,
    Details,
    /// A table whose first rows are, or may be, its header.
    Header,
    /// A table whose rows are passed on to the sink.
    Streaming(Option<Box<TableDetails>>),
    /// A table whose rows are held.
    Buffered,
}

/// Builds a document from sheets and rows.
pub struct Assembler<'s> {
    sink: Outlet<'s>,
    diagnostics: &'s Diagnostics<'s>,
    about: About,
    /// Whether sheets do not have headers, so that blank rows at the start count too.
    bare: bool,
    /// Whether blank rows and columns separate tables on a sheet.
    by_region: bool,
    /// How many more blank cells may be used to pad rows to the width of their tables.
    padding: u64,
    shape: Shape,
    /// Whether the file was written by `convert`, and is therefore read back as the document that it was.
    round_trip: bool,
    /// Whether it is a single plain table.
    plain: bool,
    started: bool,
    /// The tables that were sent based on the names of their sheets.
    streamed: Vec<TableRef>,
    /// The level of the last heading that was sent.
    level: Option<u8>,
    outline: Outline,
    waiting: VecDeque<Entity>,
    details: AllDetails,
    /// The number of sheets of details so far.
    details_sheets: usize,
    buffered: Vec<BufferedSheet>,
    ranges: HashMap<String, Option<String>>,
    sheet: Sheet,
    current: BufferedSheet,
    regions: Regions,
    /// The place in the outline of the current sheet's table.
    place: Option<TableRef>,
    /// The number of columns of the table that is streamed.
    width: usize,
    buffered_cells: usize,
    buffered_bytes: usize,
    /// Named ranges of tables whose details come after them.
    late: Vec<String>,
    scratch: RowBuf,
}

impl<'s> Assembler<'s> {
    /// Sends the document to this sink.
    pub fn new(
        sink: &'s mut dyn Sink,
        header: Header,
        options: &SheetReadOptions,
        diagnostics: &'s Diagnostics<'s>,
    ) -> Self {
        Assembler {
            sink: Outlet::new(sink),
            diagnostics,
            about: About::default(),
            bare: header == Header::None,
            by_region: options.regions,
            // A blank cell takes less room than any other, but still some in formats that cannot leave it out.
            padding: options.max_cells.saturating_mul(10),
            shape: Shape::Page,
            round_trip: false,
            plain: false,
            started: false,
            streamed: Vec::new(),
            level: None,
            outline: Outline::default(),
            waiting: VecDeque::new(),
            details: AllDetails::default(),
            details_sheets: 0,
            buffered: Vec::new(),
            ranges: HashMap::new(),
            sheet: Sheet::Unknown,
            current: BufferedSheet::default(),
            regions: Regions::default(),
            place: None,
            width: 0,
            buffered_cells: 0,
            buffered_bytes: 0,
            late: Vec::new(),
            scratch: RowBuf::default(),
        }
    }

    fn sheet_row(&mut self, row: &mut RowBuf, kind: RowKind, number: usize) -> Result<()> {
        if matches!(self.sheet, Sheet::Unknown) {
            if row.is_empty() && !self.round_trip {
                // The header is the first row that is not blank.
                if !self.bare {
                    return Ok(());
                }
                row.push("", Kind::Null);
            }
            self.recognise(row.as_row())?;
            if matches!(self.sheet, Sheet::Outline | Sheet::Details) {
                return Ok(());
            }
        }
        match &self.sheet {
            Sheet::Outline => self.outline.row(row.as_row(), self.diagnostics),
            Sheet::Details => self.details.row(row.as_row(), self.diagnostics),
            Sheet::Buffered => {
                let full = self.buffer(row, kind, number);
                if full && !self.round_trip {
                    // This is too much to hold: make it a table under a heading, whether or not another sheet follows.
                    self.start(Shape::Page)?;
                    self.release_current()?;
                }
                Ok(())
            }
            Sheet::Header => {
                let few = self.current.rows.len() < HEADER_ROWS && self.buffered_bytes < HEADER_BYTES;
                if kind.is_header() && few && self.current.header_rows == self.current.rows.len() {
                    self.buffer(row, RowKind::Header, number);
                    return Ok(());
                }
                if self.current.header_rows == 0 && self.current.rows.len() < self.expected_header_rows() {
                    self.buffer(row, RowKind::Body, number);
                    return Ok(());
                }
                self.begin_table()?;
                self.stream(row, number)
            }
            Sheet::Streaming(_) => self.stream(row, number),
            Sheet::Unknown => Ok(()),
        }
    }

    /// Ends a sheet, or one of its tables.
    fn table_sheet_end(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.sheet, Sheet::Unknown) {
            Sheet::Outline => self.outline_end(),
            Sheet::Details => self.details.end(self.diagnostics),
            Sheet::Header => {
                self.sheet = Sheet::Header;
                self.begin_table()?;
                self.table_sheet_end()
            }
            Sheet::Streaming(details) => {
                self.end_rows(details)?;
                self.end_table()
            }
            Sheet::Buffered => {
                let buffered = std::mem::take(&mut self.current);
                self.buffered.push(buffered);
                Ok(())
            }
            Sheet::Unknown => {
                // A sheet without rows is ignored, unless it is an empty table.
                if self.round_trip {
                    self.recognise(Row::default())?;
                    return self.table_sheet_end();
                }
                Ok(())
            }
        }
    }

    /// Adds a named range and the sheet that it is on, or `None` if that sheet was deleted. To be called before
    /// [`Assembler::end`].
    pub fn named_range(&mut self, name: String, sheet: Option<String>) {
        if self.round_trip {
            self.ranges.insert(name, sheet);
        }
    }

    /// Ends the file, unless the sink does not accept more.
    pub fn end(&mut self) -> Result<()> {
        if !self.sink.is_open() {
            return Ok(());
        }
        if self.round_trip {
            self.start_round_trip()?;
            self.settle()?;
        } else {
            match std::mem::take(&mut self.buffered).pop() {
                Some(only) if !self.started => {
                    self.start(Shape::Records)?;
                    self.buffered_table(only)?;
                }
                Some(last) => self.foreign_table(last)?,
                None => self.start(Shape::Page)?,
            }
        }
        self.sink.event(Event::DocumentEnd)
    }

    /// Determines what a sheet is from its first row.
    fn recognise(&mut self, row: Row<'_>) -> Result<()> {
        let has = |words: &[&str]| {
            let mut texts = row.texts();
            words.iter().all(|word| texts.next() == Some(word)) && texts.all(str::is_empty)
        };
        if has(&HEADER) && (self.round_trip || (!self.started && self.buffered.is_empty())) {
            self.round_trip = true;
            self.sheet = Sheet::Outline;
            return Ok(());
        }
        if self.round_trip && has(&CELLS_HEADER) {
            self.sheet = Sheet::Details;
            self.details_sheets += 1;
            return Ok(());
        }
        self.sheet = if self.round_trip { self.expected()? } else { self.foreign()? };
        Ok(())
    }

    /// A sheet of a file written by `convert`: it is streamed if it is the next one in the outline, otherwise it is
    /// held until the end, and so are all sheets after it.
    fn expected(&mut self) -> Result<Sheet> {
        let next = self.waiting.iter().find_map(|entity| match entity {
            Entity::Table(place) => Some(place),
            Entity::Block(_) => None,
        });
        let streams = next.is_some_and(|place| !place.is_late() && place.sheet == self.current.name);
        if !streams || !self.buffered.is_empty() {
            return Ok(Sheet::Buffered);
        }
        self.start_round_trip()?;
        self.place = self.advance_to_table()?;
        Ok(Sheet::Header)
    }

    /// A sheet of any other file: the first one is held until it is clear whether it is the only one.
    fn foreign(&mut self) -> Result<Sheet> {
        if self.started {
            return Ok(Sheet::Header);
        }
        if self.about.sheets == Some(1) {
            self.start(Shape::Records)?;
            return Ok(Sheet::Header);
        }
        if let Some(first) = self.buffered.pop() {
            self.start(Shape::Page)?;
            self.foreign_table(first)?;
            return Ok(Sheet::Header);
        }
        Ok(Sheet::Buffered)
    }

    fn expected_header_rows(&self) -> usize {
        self.place.as_ref().map_or(1, TableRef::header_rows)
    }

    /// Holds a row of the current sheet. Returns whether the limit is reached.
    fn buffer(&mut self, row: &RowBuf, kind: RowKind, number: usize) -> bool {
        if kind.is_header() && self.current.header_rows == self.current.rows.len() {
            self.current.header_rows += 1;
        }
        self.buffered_cells += row.len().max(1);
        self.buffered_bytes += row.as_row().joined().len();
        self.current.rows.push((number, row.clone()));
        self.buffered_cells > MAX_BUFFERED_CELLS || self.buffered_bytes > MAX_BUFFERED_BYTES
    }

    fn outline_end(&mut self) -> Result<()> {
        self.outline.end(self.diagnostics)?;
        self.waiting.extend(self.outline.entities.drain(..));
        Ok(())
    }

    fn start_round_trip(&mut self) -> Result<()> {
        if self.started {
            return Ok(());
        }
        self.started = true;
        // A plain table to which sheets were added is a page.
        let tables = self.about.sheets.map(|sheets| sheets.saturating_sub(self.details_sheets));
        let joined = self.plain && (self.buffered.len() > 1 || tables.is_some_and(|tables| tables > 1));
        let shape = if joined { Shape::Page } else { self.shape };
        let meta = Meta { shape, ..self.outline.meta.clone() };
        self.sink.event(Event::DocumentStart(&meta))
    }

    fn start(&mut self, shape: Shape) -> Result<()> {
        if self.started {
            return Ok(());
        }
        self.started = true;
        let title = self.about.title.clone().filter(|title| !title.trim().is_empty());
        self.sink.event(Event::DocumentStart(&Meta { title, shape, ..Meta::default() }))
    }

    /// Sends the blocks before the next table, and returns that table.
    fn advance_to_table(&mut self) -> Result<Option<TableRef>> {
        while let Some(entity) = self.waiting.pop_front() {
            let block = match entity {
                Entity::Block(block) => block,
                Entity::Table(place) => {
                    let known = TableRef { range: place.range.clone(), ..TableRef::new(&place.sheet) };
                    self.streamed.push(known);
                    return Ok(Some(place));
                }
            };
            if let Block::Heading(heading) = &block {
                self.level = Some(heading.level);
            }
            self.sink.event(Event::Block(&block, None))?;
        }
        Ok(None)
    }
}
