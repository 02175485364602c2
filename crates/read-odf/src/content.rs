//! Reads the content: sheets, rows and cells.

mod plain;

use crate::Xml;
use crate::cell::{Attributes, Meaning, ValueType, count, meaning};
use crate::styles::{Style, Styles};
use crate::text::{self, CellText};
use model::{Diagnostics, Result, Text, codes, plural};
use odf::names::{self, Ns};
use outline::Assembler;
use sheets::RowKind;
use sheets::read::{Cell, Layout, Pin, Rows, SheetReadOptions, Visibility};
use std::io::Read;
use xml::quick_xml::events::{BytesStart, Event};

/// Reads sheets into an [`Assembler`].
pub(crate) struct Content<'c, 's> {
    styles: &'c Styles,
    rows: Rows<'c, Assembler<'s>>,
    diagnostics: &'c Diagnostics<'c>,
    /// Default styles of columns, each with the column before which it ends.
    columns: Vec<(usize, Style)>,
    attributes: Attributes,
    text: CellText,
    formulas: usize,
    /// Formulas without a stored result.
    uncomputed: usize,
    drawings: usize,
    buffer: Vec<u8>,
    cell_buffer: Vec<u8>,
    inner_buffer: Vec<u8>,
}

/// Where a cell is.
#[derive(Clone, Copy)]
struct Position {
    column: usize,
    /// Covered by a merged cell.
    covered: bool,
    /// The default style of the row.
    default: Option<Style>,
}

impl<'c, 's> Content<'c, 's> {
    pub(crate) fn new(
        styles: &'c Styles,
        assembler: &'c mut Assembler<'s>,
        diagnostics: &'c Diagnostics<'c>,
        options: &SheetReadOptions,
    ) -> Self {
        Content {
            styles,
            rows: Rows::new(assembler, options),
            diagnostics,
            columns: Vec::new(),
            attributes: Attributes::default(),
            text: CellText::default(),
            formulas: 0,
            uncomputed: 0,
            drawings: 0,
            buffer: Vec::new(),
            cell_buffer: Vec::new(),
            inner_buffer: Vec::new(),
        }
    }

    /// Reads the children of `office:spreadsheet`, up to its end or until the sink stops.
    pub(crate) fn spreadsheet<R: Read>(mut self, xml: &mut Xml<R>) -> Result<()> {
        let mut buffer = Vec::new();
        while self.rows.is_open() {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Table), "table") => self.table(xml, &start)?,
                    (Some(Ns::Table), "named-expressions") => self.named_ranges(xml)?,
                    _ => xml.skip()?,
                },
                Event::End(_) => return self.report_omissions(),
                _ => {}
            }
        }
        Ok(())
    }

    fn report_omissions(self) -> Result<()> {
        if self.formulas > 0 {
            self.diagnostics.report(codes::FORMULA.note(plural(
                self.formulas,
                "cell has a formula; its displayed value is read",
                "cells have formulas; their displayed values are read",
            )))?;
        }
        if self.uncomputed > 0 {
            self.diagnostics.report(
                codes::UNCOMPUTED_FORMULA
                    .warning(plural(
                        self.uncomputed,
                        "formula has no result in the file; its cell is empty",
                        "formulas have no result in the file; their cells are empty",
                    ))
                    .hint("to compute formulas, open the file in LibreOffice and save it"),
            )?;
        }
        if self.drawings > 0 {
            self.diagnostics.report(codes::DRAWING.note(plural(
                self.drawings,
                "picture, chart or shape is left out",
                "pictures, charts or shapes are left out",
            )))?;
        }
        self.rows.end(self.diagnostics)
    }

    fn table<R: Read>(&mut self, xml: &mut Xml<R>, start: &BytesStart<'_>) -> Result<()> {
        let name = xml.get(start, Ns::Table, "name")?.unwrap_or_default();
        // LibreOffice caches cells of other files that formulas refer to in sheets that it does not show.
        if name.starts_with("'file:") && name.contains("'#") {
            return xml.skip();
        }
        let style = xml.get(start, Ns::Table, "style-name")?;
        let hidden = style.is_some_and(|style| self.styles.hides(&style));
        self.columns.clear();
        self.rows.sheet_start(&name, Visibility::of_hidden(hidden), Layout::default())?;
        self.rows_of(xml, RowKind::Body)?;
        self.rows.sheet_end(&|| xml.place())
    }

    /// Reads the children of a table or of a group of rows or columns, up to its end or until the sink stops.
    fn rows_of<R: Read>(&mut self, xml: &mut Xml<R>, kind: RowKind) -> Result<()> {
        let mut buffer = std::mem::take(&mut self.buffer);
        while self.rows.is_open() {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Table), "table-row") => self.row(xml, &start, kind)?,
                    (Some(Ns::Table), "table-header-rows") => self.rows_of(xml, RowKind::Header)?,
                    (
                        Some(Ns::Table),
                        "table-rows"
                        | "table-row-group"
                        | "table-columns"
                        | "table-column-group"
                        | "table-header-columns",
                    ) => self.rows_of(xml, kind)?,
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
        let style = style.map_or(Style::default(), |style| self.styles.cell(&style));
        let before = self.columns.last().map_or(0, |last| last.0);
        let end = before.saturating_add(repeated);
        self.rows.style_columns(before..end, style.cell_style);
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
                        self.rows.sink().named_range(name, names::sheet_of(&address));
                    }
                    xml.skip()?;
                }
                Event::End(_) => return Ok(()),
                _ => {}
            }
        }
    }

    fn row<R: Read>(&mut self, xml: &mut Xml<R>, start: &BytesStart<'_>, kind: RowKind) -> Result<()> {
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
        self.rows.next_rows(repeated, kind, &|| xml.place())?;
        let mut buffer = std::mem::take(&mut self.cell_buffer);
        let mut column = 0;
        loop {
            let at = Position { column, covered: false, default };
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
                    let mut written = start.attributes();
                    attributes.read(xml, written.with_checks(false), self.styles, self.diagnostics)?;
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
        self.rows.end_row(&|| xml.place())
    }

    fn cell<R: Read>(
        &mut self,
        xml: &Xml<R>,
        attributes: &mut Attributes,
        note: Option<String>,
        Position { column, covered, default }: Position,
    ) -> Result<()> {
        let here = || xml.place();
        let columns = column..column.saturating_add(attributes.repeated);
        let is_blank = self.text.text.is_empty()
            && note.is_none()
            && (attributes.kind == ValueType::None || attributes.kind == ValueType::Text)
            && attributes.string_value.as_deref().unwrap_or("").is_empty();
        self.uncomputed += usize::from(attributes.has_no_result(&self.text.text));
        if (covered || is_blank) && self.rows.is_covered(column) {
            if is_blank {
                self.rows.covered(columns);
            } else {
                self.rows.hidden(columns);
            }
            return Ok(());
        }
        let style = attributes.style.or(default);
        if is_blank && attributes.columns == 1 && attributes.rows == 1 {
            return self.rows.blank(columns, style.map(|style| style.cell_style), &here);
        }
        let style = style.unwrap_or_else(|| self.column_style(column));
        self.formulas += usize::from(attributes.formula);
        let Meaning { kind, text, value } = meaning(attributes, style, &self.styles.formats, &self.text.text);
        let is_shown = text.is_none() && self.text.has_markup();
        let marks = if is_shown { self.text.marks() } else { Vec::new() };
        let text = text.as_deref().unwrap_or(&self.text.text);
        let cell = Cell { text, kind, style: style.cell_style, marks, value };
        let is_pinned = attributes.columns > 1 || attributes.rows > 1 || note.is_some();
        let pin = is_pinned.then(|| Pin {
            columns: attributes.columns,
            rows: attributes.rows,
            note: note.map(Text::plain),
        });
        self.rows.put(columns, cell, pin, &here)
    }

    /// The default style of a column.
    fn column_style(&self, column: usize) -> Style {
        let at = self.columns.partition_point(|(end, _)| *end <= column);
        self.columns.get(at).map_or_else(Style::default, |(_, style)| *style)
    }

    /// Reads the contents of a cell, up to its end. Returns its note.
    fn contents<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<Option<String>> {
        self.text.clear();
        let mut note = None;
        let mut buffer = std::mem::take(&mut self.inner_buffer);
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Text), "p" | "h") => self.text.paragraph(xml, self.styles)?,
                    (Some(Ns::Office), "annotation") => {
                        note = Some(text::plain(xml, self.styles)?).filter(|note| !note.is_empty());
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
