//! The content: sheets, rows and cells, repeats expanded and merges laid out.

mod blank;
mod budget;
mod plain;

use crate::Limits;
use crate::Xml;
use crate::cell::{Attributes, Meaning, ValueType, count, meaning};
use crate::styles::{CellStyle, Styles};
use crate::text::{self, CellText};
use budget::Budget;
use model::{Diagnostic, Diagnostics, Extra, Kind, Mark, Result, RowBuf, Text, counted};
use odf::names::{self, Ns};
use std::io::Read;
use std::rc::Rc;
use workbook::Carrier;
use workbook::names::{MAX_COLUMNS, MAX_ROWS};
use workbook::read::Assembler;
use xml::quick_xml::events::{BytesStart, Event};

/// Reads sheets into an [`Assembler`].
pub(crate) struct Content<'c, 's> {
    styles: &'c Styles,
    assembler: &'c mut Assembler<'s>,
    diagnostics: &'c Diagnostics<'c>,
    budget: Budget,
    sheet: String,
    /// Rows of the sheet so far, blank ones included.
    rows: usize,
    /// Blank rows that count only if another row follows.
    blank_rows: usize,
    /// Default styles of columns: up to this column (exclusive), this style.
    columns: Vec<(usize, CellStyle)>,
    /// For each column, the merged cell that covers it, and the first row it does not.
    held: Vec<Option<Held>>,
    /// The first row that no merged cell covers.
    free_from: usize,
    attributes: Attributes,
    text: CellText,
    row: RowBuf,
    /// Blank cells at the end of the row: they count only if another cell follows.
    blank_cells: usize,
    /// Whether a cell of the row says something by itself.
    solid: bool,
    /// Whether the row is a header row of ours, where empty cells count.
    names: bool,
    formulas: usize,
    /// Formulas that have never been computed.
    unvalued: usize,
    drawings: usize,
    hidden_content: usize,
    buffer: Vec<u8>,
    cell_buffer: Vec<u8>,
    inner_buffer: Vec<u8>,
}

/// Where a cell is.
#[derive(Clone, Copy)]
struct Position {
    column: usize,
    /// Under a merged cell.
    covered: bool,
    /// The style that its row hands down.
    default: Option<CellStyle>,
    /// How often its row is repeated.
    rows: usize,
}

#[derive(Clone)]
struct Held {
    until: usize,
    cell: Rc<(String, Kind, bool)>,
}

impl<'c, 's> Content<'c, 's> {
    pub(crate) fn new(
        styles: &'c Styles,
        assembler: &'c mut Assembler<'s>,
        diagnostics: &'c Diagnostics<'c>,
        limits: Limits,
    ) -> Self {
        Content {
            styles,
            assembler,
            diagnostics,
            budget: Budget::new(limits),
            sheet: String::new(),
            rows: 0,
            blank_rows: 0,
            columns: Vec::new(),
            held: Vec::new(),
            free_from: 0,
            attributes: Attributes::default(),
            text: CellText::default(),
            row: RowBuf::default(),
            blank_cells: 0,
            solid: false,
            names: false,
            formulas: 0,
            unvalued: 0,
            drawings: 0,
            hidden_content: 0,
            buffer: Vec::new(),
            cell_buffer: Vec::new(),
            inner_buffer: Vec::new(),
        }
    }

    /// Reads the children of `office:spreadsheet`, to its end.
    pub(crate) fn spreadsheet<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<()> {
        let mut buffer = Vec::new();
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Table), "table") => self.table(xml, &start)?,
                    (Some(Ns::Table), "named-expressions") => self.named_ranges(xml)?,
                    _ => xml.skip()?,
                },
                Event::End(_) => break,
                _ => {}
            }
        }
        self.say_what_is_left_out()
    }

    fn say_what_is_left_out(&self) -> Result<()> {
        if self.formulas > 0 {
            self.diagnostics.report(Diagnostic::note(
                "odf-formula",
                format!("{} with a formula: what is shown is read", counted(self.formulas, "cell")),
            ))?;
        }
        if self.unvalued > 0 {
            self.diagnostics.report(
                Diagnostic::warning(
                    "odf-no-result",
                    format!(
                        "{} without a result in the file: the cell is empty",
                        counted(self.unvalued, "formula")
                    ),
                )
                .hint("LibreOffice computes them: open the file there and save it"),
            )?;
        }
        if self.drawings > 0 {
            self.diagnostics.report(Diagnostic::note(
                "odf-drawing",
                format!(
                    "{} left out (a picture, a chart, a shape or the like)",
                    counted(self.drawings, "drawing")
                ),
            ))?;
        }
        if self.hidden_content > 0 {
            self.diagnostics.report(
                Diagnostic::warning(
                    "odf-under-merge",
                    format!(
                        "{} under merged cells with content that no one sees",
                        counted(self.hidden_content, "cell")
                    ),
                )
                .hint("the merged cell's text is taken instead"),
            )?;
        }
        Ok(())
    }

    fn table<R: Read>(&mut self, xml: &mut Xml<R>, start: &BytesStart<'_>) -> Result<()> {
        self.sheet = xml.get(start, Ns::Table, "name")?.unwrap_or_default();
        // What formulas have seen of other files is kept as sheets that no one is shown.
        if self.sheet.starts_with("'file:") && self.sheet.contains("'#") {
            return xml.skip();
        }
        let style = xml.get(start, Ns::Table, "style-name")?;
        let hidden = style.is_some_and(|style| self.styles.hides(&style));
        (self.rows, self.blank_rows, self.free_from) = (0, 0, 0);
        self.columns.clear();
        self.held.clear();
        self.assembler.sheet_start(&self.sheet, hidden)?;
        self.rows_of(xml, false)?;
        self.assembler.sheet_end()
    }

    /// Reads the children of a table or of a group of rows or columns, to its end.
    fn rows_of<R: Read>(&mut self, xml: &mut Xml<R>, header: bool) -> Result<()> {
        let mut buffer = std::mem::take(&mut self.buffer);
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Table), "table-row") => self.row(xml, &start, header)?,
                    (Some(Ns::Table), "table-header-rows") => self.rows_of(xml, true)?,
                    (
                        Some(Ns::Table),
                        "table-rows"
                        | "table-row-group"
                        | "table-columns"
                        | "table-column-group"
                        | "table-header-columns",
                    ) => self.rows_of(xml, header)?,
                    (Some(Ns::Table), "table-column") => {
                        self.column(xml, &start)?;
                        xml.skip()?;
                    }
                    (Some(Ns::Table), "named-expressions") => self.named_ranges(xml)?,
                    (Some(Ns::Table), "shapes") => {
                        self.drawings += 1;
                        xml.skip()?;
                    }
                    _ => xml.skip()?,
                },
                Event::End(_) => break,
                _ => {}
            }
        }
        self.buffer = buffer;
        Ok(())
    }

    fn column<R: Read>(&mut self, xml: &Xml<R>, start: &BytesStart<'_>) -> Result<()> {
        let repeated = xml.get(start, Ns::Table, "number-columns-repeated")?;
        let repeated = repeated.map_or(Ok(1), |text| count(xml, &text, self.diagnostics))?;
        let style = xml.get(start, Ns::Table, "default-cell-style-name")?;
        let style = style.map_or(CellStyle::default(), |style| self.styles.cell(&style));
        let before = self.columns.last().map_or(0, |last| last.0);
        let end = before.saturating_add(repeated);
        match self.columns.last_mut() {
            Some(last) if last.1 == style => last.0 = end,
            _ => self.columns.push((end, style)),
        }
        Ok(())
    }

    fn named_ranges<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<()> {
        let mut buffer = Vec::new();
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) => {
                    if xml.name(&start) == (Some(Ns::Table), "named-range") {
                        let name = xml.get(&start, Ns::Table, "name")?.unwrap_or_default();
                        let address = xml.get(&start, Ns::Table, "cell-range-address")?.unwrap_or_default();
                        self.assembler.named_range(name, names::sheet_of(&address));
                    }
                    xml.skip()?;
                }
                Event::End(_) => return Ok(()),
                _ => {}
            }
        }
    }

    fn row<R: Read>(&mut self, xml: &mut Xml<R>, start: &BytesStart<'_>, header: bool) -> Result<()> {
        let mut repeated = 1;
        let mut default = None;
        for attribute in start.attributes().with_checks(false).flatten() {
            match xml.attribute_name(attribute.key.0) {
                (Some(Ns::Table), "number-rows-repeated") => {
                    repeated = count(xml, &xml.value(&attribute)?, self.diagnostics)?;
                }
                (Some(Ns::Table), "default-cell-style-name") => {
                    default = Some(self.styles.cell(&xml.value(&attribute)?));
                }
                _ => {}
            }
        }
        self.row.clear();
        (self.blank_cells, self.solid) = (0, false);
        self.names = header && self.assembler.is_ours();
        let mut buffer = std::mem::take(&mut self.cell_buffer);
        let mut column = 0;
        loop {
            let at = Position { column, covered: false, default, rows: repeated };
            if self.plain_cell(xml, at)? {
                column = column.saturating_add(self.attributes.repeated);
                continue;
            }
            match xml.next(&mut buffer)? {
                Event::Start(start) => {
                    let covered = match xml.name(&start) {
                        (Some(Ns::Table), "table-cell") => false,
                        (Some(Ns::Table), "covered-table-cell") => true,
                        _ => {
                            xml.skip()?;
                            continue;
                        }
                    };
                    let mut attributes = std::mem::take(&mut self.attributes);
                    let mut said = start.attributes();
                    attributes.read(xml, said.with_checks(false), self.styles, self.diagnostics)?;
                    let note = self.contents(xml)?;
                    self.cell(xml, &mut attributes, note, Position { covered, ..at })?;
                    column = column.saturating_add(attributes.repeated);
                    self.attributes = attributes;
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        self.cell_buffer = buffer;
        self.end_row(xml, repeated, header)
    }

    fn cell<R: Read>(
        &mut self,
        xml: &Xml<R>,
        attributes: &mut Attributes,
        note: Option<String>,
        Position { column, covered, default, rows }: Position,
    ) -> Result<()> {
        let end = column.saturating_add(attributes.repeated);
        let is_blank = self.text.text.is_empty()
            && note.is_none()
            && (attributes.kind == ValueType::None || attributes.kind == ValueType::Text)
            && attributes.string_value.as_deref().unwrap_or("").is_empty();
        self.unvalued += usize::from(attributes.has_no_result(&self.text.text));
        let held = self.is_held(column);
        if (covered || is_blank) && held {
            if !is_blank {
                self.hidden_content += 1;
            }
            return self.cover(xml, column, end);
        }
        let style = attributes.style.or(default);
        if is_blank && attributes.columns == 1 && attributes.rows == 1 {
            return match style {
                Some(style) => {
                    self.solid |= rows < MAX_ROWS / 2 && self.says_something(style.carrier);
                    self.blank(xml, column, end, style.carrier)
                }
                None => self.blank_by_columns(xml, column, end, rows),
            };
        }
        self.solid = true;
        let style = style.unwrap_or_else(|| self.column_style(column).0);
        self.fill_blanks(xml, column)?;
        if end > MAX_COLUMNS {
            return Err(xml.error(
                "odf-too-wide",
                format!("sheet '{}', row {}: more than {MAX_COLUMNS} columns", self.sheet, self.rows + 1),
            ));
        }
        self.formulas += usize::from(attributes.formula);
        let Meaning { kind, text, value } = meaning(attributes, style, &self.styles.formats, &self.text.text);
        let mut marks = Vec::new();
        if text.is_none() && self.text.has_markup() {
            marks = self.text.marks();
        }
        let header = style.carrier == Carrier::RowHeader && !self.assembler.in_outline();
        let columns = attributes.columns.min(MAX_COLUMNS - column);
        let rows = attributes.rows.min(MAX_ROWS);
        let merged = columns > 1 || rows > 1;
        self.spend(xml, attributes.repeated.saturating_add(if merged { columns } else { 0 }))?;
        let shown = text.as_deref().unwrap_or(&self.text.text);
        let weight = shown.len() + size_of::<Mark>() * marks.len();
        self.budget.repeat(xml, &self.sheet, self.rows, &self.row, weight, attributes.repeated)?;
        if merged {
            let cell = Rc::new((shown.to_owned(), kind, header));
            let until = self.rows.saturating_add(rows);
            if self.held.len() < column + columns {
                self.held.resize(column + columns, None);
            }
            self.held[column..column + columns].fill(Some(Held { until, cell }));
            self.free_from = self.free_from.max(until);
        }
        let plain = marks.is_empty() && !merged && !header && value.is_none() && note.is_none();
        if plain {
            (0..attributes.repeated).for_each(|_| self.row.push(shown, kind));
            return Ok(());
        }
        let extra = Extra {
            marks,
            columns: if merged { columns } else { 0 },
            rows: if merged { rows } else { 0 },
            header,
            value,
            note: note.map(Text::plain),
            ..Extra::default()
        };
        (0..attributes.repeated).for_each(|_| self.row.push_with(shown, kind, extra.clone()));
        Ok(())
    }

    /// Reads what is in a cell, to its end. Returns its note.
    fn contents<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<Option<String>> {
        self.text.clear();
        let mut note = None;
        let mut buffer = std::mem::take(&mut self.inner_buffer);
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Text), "p" | "h") => self.text.paragraph(xml, self.styles)?,
                    (Some(Ns::Office), "annotation") => {
                        note = Some(text::plain(xml, &start, self.styles)?).filter(|note| !note.is_empty());
                    }
                    (Some(Ns::Draw | Ns::Table), _) => {
                        self.drawings += 1;
                        xml.skip()?;
                    }
                    _ => xml.skip()?,
                },
                Event::End(_) => break,
                _ => {}
            }
        }
        self.inner_buffer = buffer;
        Ok(note)
    }
}
