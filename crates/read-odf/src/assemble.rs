//! From sheets to a document.
//!
//! A file of ours starts with its outline, and its tables follow in the order of the outline: they stream. Where a
//! person renamed, moved or deleted sheets, the sheets are held until the named ranges at the end of the file tell
//! which is which. In any other file a sheet is a table under a heading.

use crate::details::{AllDetails, TableDetails};
use crate::outline::{Entity, Outline, TableRef};
use model::shape::{attributes_from_value, text_from_value};
use model::{
    Block, Column, Diagnostic, Diagnostics, Event, Heading, Meta, Result, Row, RowBuf, Shape, Sink,
    TableHead, Text, Value,
};
use odf::chars::shows_as;
use odf::outline::{CELLS_HEADER, HEADER, MARKER};
use std::collections::{HashMap, VecDeque};

/// How many cells of a file's first sheet are held to see whether there is another one.
const HOLD: usize = 1 << 18;
/// How many bytes of their text are.
const HOLD_BYTES: usize = 8 << 20;

/// What is known of a file beside its sheets.
#[derive(Debug, Default)]
pub(crate) struct About {
    pub(crate) title: Option<String>,
    /// The user-defined field of ours.
    pub(crate) marker: Option<String>,
    /// How many sheets there are, where the file says so.
    pub(crate) sheets: Option<usize>,
    /// Tables, by number, whose details come after them without the outline saying so.
    pub(crate) late: Vec<u64>,
}

/// A sheet that is held back: all its rows with their numbers.
#[derive(Debug, Default)]
struct Held {
    name: String,
    hidden: bool,
    header_rows: usize,
    rows: Vec<(usize, RowBuf)>,
}

/// What the sheet being read is.
#[derive(Debug)]
enum Sheet {
    /// There is no row yet.
    Unknown,
    Outline,
    Details,
    /// Rows at the top that are its header, or may be.
    Header,
    /// Rows go on to the sink.
    Streaming(Option<TableDetails>),
    /// Rows are held back.
    Held,
}

/// Puts a document together.
pub(crate) struct Assembler<'s> {
    sink: &'s mut dyn Sink,
    diagnostics: &'s Diagnostics<'s>,
    about: About,
    shape: Shape,
    /// Whether the file is one of ours.
    ours: bool,
    started: bool,
    outline: Outline,
    waiting: VecDeque<Entity>,
    details: AllDetails,
    held: Vec<Held>,
    ranges: HashMap<String, Option<String>>,
    sheet: Sheet,
    current: Held,
    /// The place of the table that the current sheet is.
    place: Option<TableRef>,
    /// The columns of the table that streams.
    width: usize,
    held_cells: usize,
    held_bytes: usize,
    /// Named ranges of tables whose details come after them.
    late: Vec<String>,
    scratch: RowBuf,
}

impl<'s> Assembler<'s> {
    pub(crate) fn new(sink: &'s mut dyn Sink, diagnostics: &'s Diagnostics<'s>) -> Self {
        Assembler {
            sink,
            diagnostics,
            about: About::default(),
            shape: Shape::Page,
            ours: false,
            started: false,
            outline: Outline::default(),
            waiting: VecDeque::new(),
            details: AllDetails::default(),
            held: Vec::new(),
            ranges: HashMap::new(),
            sheet: Sheet::Unknown,
            current: Held::default(),
            place: None,
            width: 0,
            held_cells: 0,
            held_bytes: 0,
            late: Vec::new(),
            scratch: RowBuf::default(),
        }
    }

    /// Takes what is known of the file, before its first sheet.
    pub(crate) fn about(&mut self, about: About) -> Result<()> {
        self.late = about.late.iter().map(|&number| late_range(number)).collect();
        if let Some(marker) = &about.marker {
            match data::parse(marker) {
                Ok(marker) => self.marker(&marker)?,
                Err(error) => self.diagnostics.report(
                    Diagnostic::warning(
                        "odf-bad-details",
                        format!("the field '{MARKER}' is damaged: {error}"),
                    )
                    .hint("the sheets are taken as they are"),
                )?,
            }
        }
        self.about = about;
        Ok(())
    }

    fn marker(&mut self, marker: &Value) -> Result<()> {
        self.ours = true;
        if let Some(version) = marker.get("version").and_then(Value::as_u64)
            && version > odf::outline::VERSION
        {
            self.diagnostics.report(
                Diagnostic::warning(
                    "odf-newer",
                    format!("the file has outline version {version}, which is newer"),
                )
                .hint("what is not known is taken as text"),
            )?;
        }
        self.shape = match marker.get("shape").and_then(Value::as_str) {
            Some("records") => Shape::Records,
            Some("rows") => Shape::Rows,
            Some("fields") => Shape::Fields,
            Some("tables") => Shape::Tables,
            Some("data") => Shape::Data,
            _ => Shape::Page,
        };
        let late = marker.get("late").and_then(Value::as_array).into_iter().flatten();
        self.late.extend(late.filter_map(Value::as_u64).map(late_range));
        if let Some(rows) = marker.get("outline").and_then(Value::as_array) {
            for row in rows {
                self.outline.row_value(row, self.diagnostics)?;
            }
            self.outline_end()?;
            self.start_ours()?;
            self.pump()?;
        }
        Ok(())
    }

    /// Whether the file is one of ours.
    pub(crate) fn is_ours(&self) -> bool {
        self.ours
    }

    /// Whether the sheet being read is the outline.
    pub(crate) fn in_outline(&self) -> bool {
        matches!(self.sheet, Sheet::Outline)
    }

    pub(crate) fn sheet_start(&mut self, name: &str, hidden: bool) -> Result<()> {
        self.sheet = Sheet::Unknown;
        self.current = Held { name: name.to_owned(), hidden, ..Held::default() };
        self.place = None;
        Ok(())
    }

    /// Takes a row, which it may change. `number` counts from 1.
    pub(crate) fn row(&mut self, row: &mut RowBuf, header: bool, number: usize) -> Result<()> {
        if matches!(self.sheet, Sheet::Unknown) {
            self.recognise(row.as_row())?;
            if matches!(self.sheet, Sheet::Outline | Sheet::Details) {
                return Ok(());
            }
        }
        match &self.sheet {
            Sheet::Outline => self.outline.row(row.as_row(), self.diagnostics),
            Sheet::Details => self.details.row(row.as_row(), self.diagnostics),
            Sheet::Held => {
                let full = self.hold(row, header, number);
                if full && !self.ours {
                    // Too much to hold: it is a table under a heading, whether or not another sheet follows.
                    self.start(Shape::Page)?;
                    self.release_current()?;
                }
                Ok(())
            }
            Sheet::Header => {
                if header && self.current.header_rows == self.current.rows.len() {
                    self.hold(row, true, number);
                    return Ok(());
                }
                if self.current.header_rows == 0 && self.current.rows.len() < self.expected_header_rows() {
                    self.hold(row, false, number);
                    return Ok(());
                }
                self.begin_table()?;
                self.stream(row, number)
            }
            Sheet::Streaming(_) => self.stream(row, number),
            Sheet::Unknown => Ok(()),
        }
    }

    pub(crate) fn sheet_end(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.sheet, Sheet::Unknown) {
            Sheet::Outline => {
                self.outline_end()?;
                if self.held.is_empty() {
                    self.start_ours()?;
                    self.pump()?;
                }
                Ok(())
            }
            Sheet::Details => self.details.end(self.diagnostics),
            Sheet::Header => {
                self.sheet = Sheet::Header;
                self.begin_table()?;
                self.sheet_end()
            }
            Sheet::Streaming(details) => {
                self.say_what_is_left(details.as_ref())?;
                self.end_table()
            }
            Sheet::Held => {
                let held = std::mem::take(&mut self.current);
                self.held.push(held);
                Ok(())
            }
            Sheet::Unknown => {
                // A sheet without a row is nothing, unless the outline has it as an empty table.
                let (name, hidden) = (self.current.name.clone(), self.current.hidden);
                if self.ours && self.outline_has(&name) {
                    self.current = Held { name, hidden, ..Held::default() };
                    self.recognise(Row::default())?;
                    return self.sheet_end();
                }
                Ok(())
            }
        }
    }

    pub(crate) fn named_range(&mut self, name: String, sheet: Option<String>) {
        self.ranges.insert(name, sheet);
    }

    /// Ends the file.
    pub(crate) fn end(&mut self) -> Result<()> {
        if self.ours {
            self.start_ours()?;
            self.settle()?;
        } else {
            match std::mem::take(&mut self.held).pop() {
                Some(only) if !self.started => {
                    self.start(Shape::Records)?;
                    self.foreign_table(only, false)?;
                }
                Some(last) => self.foreign_table(last, true)?,
                None => self.start(Shape::Page)?,
            }
        }
        self.sink.event(Event::DocumentEnd)
    }

    /// Says what a sheet is, by its first row.
    fn recognise(&mut self, row: Row<'_>) -> Result<()> {
        let says = |words: &[&str]| {
            let mut texts = row.texts();
            words.iter().all(|word| texts.next() == Some(word)) && texts.all(str::is_empty)
        };
        if says(&HEADER) && (self.ours || (!self.started && self.held.is_empty())) {
            self.ours = true;
            self.sheet = Sheet::Outline;
            return Ok(());
        }
        if self.ours && says(&CELLS_HEADER) {
            self.sheet = Sheet::Details;
            return Ok(());
        }
        self.sheet = if self.ours { self.expected() } else { self.foreign()? };
        Ok(())
    }

    /// A sheet of our file: the one that the outline has next streams, any other waits for the end.
    fn expected(&mut self) -> Sheet {
        match self.waiting.front() {
            Some(Entity::Table(place))
                if self.started
                    && self.held.is_empty()
                    && !place.is_late()
                    && place.sheet == self.current.name =>
            {
                if let Some(Entity::Table(place)) = self.waiting.pop_front() {
                    self.place = Some(place);
                }
                Sheet::Header
            }
            _ => Sheet::Held,
        }
    }

    /// A sheet of another file: the first one is held until it is clear whether it is the only one.
    fn foreign(&mut self) -> Result<Sheet> {
        if self.started {
            return Ok(Sheet::Header);
        }
        if self.about.sheets == Some(1) {
            self.start(Shape::Records)?;
            return Ok(Sheet::Header);
        }
        if let Some(first) = self.held.pop() {
            self.start(Shape::Page)?;
            self.foreign_table(first, true)?;
            return Ok(Sheet::Header);
        }
        Ok(Sheet::Held)
    }

    fn outline_has(&self, sheet: &str) -> bool {
        let mut entities = self.waiting.iter();
        entities.any(|entity| matches!(entity, Entity::Table(place) if place.sheet == sheet))
    }

    fn expected_header_rows(&self) -> usize {
        self.place.as_ref().map_or(1, TableRef::header_rows)
    }

    /// Holds a row of the current sheet. Returns whether that is as much as should be.
    fn hold(&mut self, row: &RowBuf, header: bool, number: usize) -> bool {
        if header && self.current.header_rows == self.current.rows.len() {
            self.current.header_rows += 1;
        }
        self.held_cells += row.len().max(1);
        self.held_bytes += row.as_row().joined().len();
        self.current.rows.push((number, row.clone()));
        self.held_cells > HOLD || self.held_bytes > HOLD_BYTES
    }

    fn outline_end(&mut self) -> Result<()> {
        self.outline.end(self.diagnostics)?;
        self.waiting.extend(self.outline.entities.drain(..));
        Ok(())
    }

    fn start_ours(&mut self) -> Result<()> {
        if self.started {
            return Ok(());
        }
        self.started = true;
        let meta = Meta { shape: self.shape, ..self.outline.meta.clone() };
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

    /// Sends the blocks that come before the next table.
    fn pump(&mut self) -> Result<()> {
        while let Some(Entity::Block(_)) = self.waiting.front() {
            if let Some(Entity::Block(block)) = self.waiting.pop_front() {
                self.sink.event(Event::Block(&block, None))?;
            }
        }
        Ok(())
    }

    /// Sends the head of the current sheet's table.
    fn begin_table(&mut self) -> Result<()> {
        if !self.ours && self.started && self.about.sheets != Some(1) {
            self.heading(&self.current.name.clone())?;
        }
        if !matches!(self.sheet, Sheet::Streaming(_)) {
            let mut details = self.place.as_ref().and_then(|place| self.details.take(&place.range));
            let mut current = std::mem::take(&mut self.current);
            let body = self.send_head(&mut current, details.as_mut())?;
            debug_assert!(body.is_empty());
            self.current = current;
            self.sheet = Sheet::Streaming(details);
        }
        Ok(())
    }

    /// Sends the head of a sheet's table. Returns the rows that are not of the head.
    fn send_head(
        &mut self,
        sheet: &mut Held,
        mut details: Option<&mut TableDetails>,
    ) -> Result<Vec<(usize, RowBuf)>> {
        let mut count = sheet.header_rows;
        if count == 0 {
            count = self.expected_header_rows().min(sheet.rows.len());
        }
        let body = sheet.rows.split_off(count);
        let mut header: Vec<RowBuf> = Vec::new();
        for (number, row) in sheet.rows.drain(..) {
            header.push(match details.as_deref_mut() {
                Some(details) => {
                    let mut detailed = RowBuf::default();
                    details.apply(number, row.as_row(), &mut detailed);
                    detailed
                }
                None => row,
            });
        }
        // A header row counts as text, whatever its cells are.
        let header = header.iter().map(|row| untyped(row.as_row())).collect();
        let mut head = TableHead { hidden: sheet.hidden, ..TableHead::with_header(header) };
        match &self.place {
            Some(place) => self.describe(&mut head, place, &sheet.name)?,
            None => head.name = Some(sheet.name.clone()),
        }
        self.width = head.columns.len();
        self.sink.event(Event::TableStart(&head))?;
        Ok(body)
    }

    /// What the outline says of a table beside its sheet.
    fn describe(&self, head: &mut TableHead, place: &TableRef, sheet: &str) -> Result<()> {
        let details = &place.details;
        if let Some(name) = details.get("name").and_then(Value::as_str) {
            // A table with a name of its own takes the name that a person gave its sheet.
            let renamed = sheet != place.sheet;
            head.name = Some(if renamed { sheet } else { name }.to_owned());
        }
        let caption = details.get("caption").map(text_from_value).transpose();
        let attributes = details.get("attributes").map(attributes_from_value).transpose();
        match (caption, attributes) {
            (Ok(caption), Ok(attributes)) => {
                let shown = place.caption.clone();
                head.caption = caption
                    .filter(|caption| shows_as(&caption.text, &shown.text))
                    .or((!shown.text.is_empty()).then_some(shown));
                head.attributes = attributes.unwrap_or_default();
            }
            (Err(problem), _) | (_, Err(problem)) => self.diagnostics.report(
                Diagnostic::warning("odf-bad-details", format!("outline, table '{sheet}': {problem}"))
                    .hint("the table is taken as its sheet shows it"),
            )?,
        }
        // Columns whose names are those of the sheet may have more to say: the path to a nested value, line breaks.
        let columns = details.get("columns").and_then(Value::as_array);
        for (column, said) in head.columns.iter_mut().zip(columns.into_iter().flatten()) {
            let path = said.as_array().into_iter().flatten().filter_map(Value::as_str);
            let path: Vec<String> = path.map(str::to_owned).collect();
            let name = said.as_str().map_or_else(|| path.join("."), str::to_owned);
            if name.replace('\n', " ") == column.name {
                *column = Column { name, path };
            }
        }
        Ok(())
    }

    fn stream(&mut self, row: &mut RowBuf, number: usize) -> Result<()> {
        if let Sheet::Streaming(Some(details)) = &mut self.sheet {
            details.apply(number, row.as_row(), &mut self.scratch);
            self.scratch.pad(self.width, model::Kind::Null);
            return self.sink.event(Event::Row(self.scratch.as_row()));
        }
        row.pad(self.width, model::Kind::Null);
        self.sink.event(Event::Row(row.as_row()))
    }

    /// Says which details found no row.
    fn say_what_is_left(&self, details: Option<&TableDetails>) -> Result<()> {
        let (Some(details), Some(place)) = (details, &self.place) else { return Ok(()) };
        match details.left() {
            0 => Ok(()),
            rows => self.diagnostics.report(
                Diagnostic::warning(
                    "odf-details-unused",
                    format!("table '{}': details of {rows} rows fit no row any more", place.sheet),
                )
                .hint("the rows were edited or deleted; what the sheet shows is taken"),
            ),
        }
    }

    fn end_table(&mut self) -> Result<()> {
        self.sink.event(Event::TableEnd)?;
        self.place = None;
        if self.ours { self.pump() } else { Ok(()) }
    }

    /// Sends the current sheet, and streams the rest of it.
    fn release_current(&mut self) -> Result<()> {
        let mut current = std::mem::take(&mut self.current);
        self.heading(&current.name)?;
        let body = self.send_head(&mut current, None)?;
        self.current = current;
        self.sheet = Sheet::Streaming(None);
        for (number, mut row) in body {
            self.stream(&mut row, number)?;
        }
        Ok(())
    }

    fn heading(&mut self, name: &str) -> Result<()> {
        let heading = Heading { level: 2, text: Text::plain(name) };
        self.sink.event(Event::Block(&Block::Heading(heading), None))
    }

    fn foreign_table(&mut self, held: Held, with_heading: bool) -> Result<()> {
        if with_heading {
            self.heading(&held.name)?;
        }
        self.held_table(held)
    }

    /// Sends a sheet that was held.
    fn held_table(&mut self, mut held: Held) -> Result<()> {
        let mut details = self.place.as_ref().and_then(|place| self.details.take(&place.range));
        let body = self.send_head(&mut held, details.as_mut())?;
        self.sheet = Sheet::Streaming(details);
        for (number, mut row) in body {
            self.stream(&mut row, number)?;
        }
        if let Sheet::Streaming(details) = std::mem::replace(&mut self.sheet, Sheet::Unknown) {
            self.say_what_is_left(details.as_ref())?;
        }
        self.sink.event(Event::TableEnd)?;
        self.place = None;
        Ok(())
    }

    /// Brings the sheets that were held to their places, by named range, then by name, then in order.
    fn settle(&mut self) -> Result<()> {
        let mut held: Vec<Option<Held>> = std::mem::take(&mut self.held).into_iter().map(Some).collect();
        let waiting = std::mem::take(&mut self.waiting);
        let mut claims: HashMap<String, usize> = HashMap::new();
        let find = |name: &str, held: &[Option<Held>]| {
            held.iter().position(|sheet| sheet.as_ref().is_some_and(|sheet| sheet.name == name))
        };
        let mut claimed = vec![false; held.len()];
        for by_range in [true, false] {
            for entity in &waiting {
                let Entity::Table(place) = entity else { continue };
                let name = if by_range {
                    match self.ranges.get(&place.range) {
                        Some(Some(name)) => name,
                        _ => continue,
                    }
                } else {
                    &place.sheet
                };
                let gone = !by_range && self.ranges.get(&place.range) == Some(&None);
                if let Some(at) = find(name, &held).filter(|&at| !claimed[at] && !gone)
                    && !claims.contains_key(&place.range)
                {
                    claimed[at] = true;
                    claims.insert(place.range.clone(), at);
                }
            }
        }
        for entity in waiting {
            let place = match entity {
                Entity::Block(block) => {
                    self.sink.event(Event::Block(&block, None))?;
                    continue;
                }
                Entity::Table(place) => place,
            };
            let known = self.ranges.contains_key(&place.range);
            let at = claims.get(&place.range).copied().or_else(|| {
                // Without named ranges, a sheet that nothing else claims is taken in order.
                let next = if known { None } else { claimed.iter().position(|claimed| !claimed) };
                if let Some(at) = next {
                    claimed[at] = true;
                }
                next
            });
            match at.and_then(|at| held[at].take()) {
                Some(sheet) => {
                    self.place = Some(place);
                    self.held_table(sheet)?;
                }
                None => self.diagnostics.report(Diagnostic::note(
                    "odf-table-gone",
                    format!("the sheet of table '{}' was deleted; the table is left out", place.sheet),
                ))?,
            }
        }
        for sheet in held.into_iter().flatten() {
            self.foreign_table(sheet, true)?;
        }
        if !self.details.is_empty() {
            self.diagnostics.report(
                Diagnostic::warning(
                    "odf-details-unused",
                    "details of cells belong to no table, or come too late",
                )
                .hint("a long flat file must be read from a file, not from a pipe, to get at its end first"),
            )?;
        }
        Ok(())
    }
}

fn late_range(number: u64) -> String {
    odf::names::table_range(usize::try_from(number).unwrap_or(0))
}

fn untyped(row: Row<'_>) -> RowBuf {
    let mut untyped = RowBuf::default();
    for cell in row.cells() {
        let mut extra = cell.extra.cloned().unwrap_or_default();
        (extra.value, extra.header) = (None, false);
        untyped.push_with(cell.text, model::Kind::Untyped, extra);
    }
    untyped.attributes_mut().extend_from_slice(row.attributes());
    untyped
}
