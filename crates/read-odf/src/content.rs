//! The content: sheets, rows and cells, repeats expanded and merges laid out.

use crate::assemble::Assembler;
use crate::cell::{Attributes, Meaning, ValueType, count, meaning};
use crate::styles::{CellStyle, Styles};
use crate::text::{self, CellText};
use crate::xml::Xml;
use model::{Diagnostic, Diagnostics, Error, Extra, Kind, Result, RowBuf, Text};
use odf::Carrier;
use odf::names::{self, MAX_COLUMNS, MAX_ROWS, Ns};
use quick_xml::events::{BytesStart, Event};
use std::io::Read;
use std::rc::Rc;

/// Reads sheets into an [`Assembler`].
pub(crate) struct Content<'c, 's> {
    styles: &'c Styles,
    assembler: &'c mut Assembler<'s>,
    diagnostics: &'c Diagnostics<'c>,
    /// How many more cells may be read.
    budget: usize,
    max_cells: usize,
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
    drawings: usize,
    hidden_content: usize,
    buffer: Vec<u8>,
    cell_buffer: Vec<u8>,
    inner_buffer: Vec<u8>,
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
        max_cells: usize,
    ) -> Self {
        Content {
            styles,
            assembler,
            diagnostics,
            budget: max_cells,
            max_cells,
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
                format!("{} cells have formulas; their values as shown are read", self.formulas),
            ))?;
        }
        if self.drawings > 0 {
            self.diagnostics.report(Diagnostic::note(
                "odf-drawing",
                format!("{} pictures, charts or drawings are left out", self.drawings),
            ))?;
        }
        if self.hidden_content > 0 {
            self.diagnostics.report(
                Diagnostic::warning(
                    "odf-under-merge",
                    format!("{} cells under merged cells have content that no one sees", self.hidden_content),
                )
                .hint("the merged cell's text is taken instead"),
            )?;
        }
        Ok(())
    }

    fn table<R: Read>(&mut self, xml: &mut Xml<R>, start: &BytesStart<'_>) -> Result<()> {
        self.sheet = xml.get(start, Ns::Table, "name")?.unwrap_or_default();
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
                    attributes.read(xml, &start, self.styles, self.diagnostics)?;
                    let result = self.cell(xml, &mut attributes, column, covered, default, repeated);
                    column = column.saturating_add(attributes.repeated);
                    self.attributes = attributes;
                    result?;
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
        xml: &mut Xml<R>,
        attributes: &mut Attributes,
        column: usize,
        covered: bool,
        default: Option<CellStyle>,
        rows: usize,
    ) -> Result<()> {
        let note = self.contents(xml)?;
        let end = column.saturating_add(attributes.repeated);
        let is_blank = self.text.text.is_empty()
            && note.is_none()
            && (attributes.kind == ValueType::None || attributes.kind == ValueType::Text)
            && attributes.string_value.as_deref().unwrap_or("").is_empty();
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
                None => self.blank_by_columns(xml, column, end),
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
        let Meaning { kind, text, value } = meaning(attributes, style, &self.text.text);
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
        let extra = Extra {
            marks,
            columns: if merged { columns } else { 0 },
            rows: if merged { rows } else { 0 },
            header,
            value,
            note: note.map(Text::plain),
            ..Extra::default()
        };
        let plain = extra.is_empty();
        if merged {
            let cell = Rc::new((shown.to_owned(), kind, header));
            let until = self.rows.saturating_add(rows);
            if self.held.len() < column + columns {
                self.held.resize(column + columns, None);
            }
            self.held[column..column + columns].fill(Some(Held { until, cell }));
            self.free_from = self.free_from.max(until);
        }
        for _ in 0..attributes.repeated {
            if plain {
                self.row.push(shown, kind);
            } else {
                self.row.push_with(shown, kind, extra.clone());
            }
        }
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

    fn is_held(&self, column: usize) -> bool {
        self.held.get(column).is_some_and(|held| held.as_ref().is_some_and(|held| held.until > self.rows))
    }

    /// Positions under merged cells repeat their text; positions past them are blank.
    fn cover<R: Read>(&mut self, xml: &Xml<R>, column: usize, end: usize) -> Result<()> {
        self.fill_blanks(xml, column)?;
        for at in column..end.min(MAX_COLUMNS) {
            match self.held.get(at) {
                Some(Some(held)) if held.until > self.rows => {
                    let cell = Rc::clone(&held.cell);
                    if self.blank_cells > 0 {
                        self.fill_blanks(xml, at)?;
                    }
                    self.spend(xml, 1)?;
                    self.solid = true;
                    let extra = Extra { covered: true, header: cell.2, ..Extra::default() };
                    self.row.push_with(&cell.0, cell.1, extra);
                }
                _ => {
                    if at >= self.held.len() {
                        self.blank_cells = self.blank_cells.saturating_add(end - at);
                        break;
                    }
                    self.blank_cells += 1;
                }
            }
        }
        Ok(())
    }

    /// Blank cells that turn out to have others after them.
    fn fill_blanks<R: Read>(&mut self, xml: &Xml<R>, column: usize) -> Result<()> {
        if self.blank_cells > 0 {
            let width = column.min(MAX_COLUMNS);
            self.spend(xml, width.saturating_sub(self.row.len()))?;
            self.row.pad(width, Kind::Null);
            self.blank_cells = 0;
        }
        Ok(())
    }

    /// Whether a style says something about a blank cell.
    fn says_something(&self, carrier: Carrier) -> bool {
        match carrier {
            Carrier::None | Carrier::NumberText | Carrier::JsonText => false,
            Carrier::Header => self.names,
            _ => true,
        }
    }

    /// The style that a column hands down, and the first column that may have another.
    fn column_style(&self, column: usize) -> (CellStyle, usize) {
        let found = self.columns.iter().find(|(end, _)| column < *end);
        found.map_or((CellStyle::default(), usize::MAX), |(end, style)| (*style, *end))
    }

    /// Blank cells whose styles are those of their columns: such a style says something about a cell only in a row
    /// where another cell does, for it goes on to the sheet's end.
    fn blank_by_columns<R: Read>(&mut self, xml: &Xml<R>, column: usize, end: usize) -> Result<()> {
        let mut at = column;
        while at < end {
            let (style, next) = self.column_style(at);
            let next = next.min(end);
            self.blank(xml, at, next, style.carrier)?;
            at = next;
        }
        Ok(())
    }

    /// Blank cells of one style.
    fn blank<R: Read>(&mut self, xml: &Xml<R>, column: usize, end: usize, carrier: Carrier) -> Result<()> {
        if !self.says_something(carrier) || carrier == Carrier::BlankRow || end - column > MAX_COLUMNS / 2 {
            self.blank_cells = self.blank_cells.saturating_add(end - column);
            return Ok(());
        }
        self.fill_blanks(xml, column)?;
        self.solid |= carrier == Carrier::Header;
        let end = end.min(MAX_COLUMNS);
        self.spend(xml, end.saturating_sub(column))?;
        for _ in column..end {
            let (kind, header) = match carrier {
                Carrier::EmptyText => (Kind::Text, false),
                Carrier::Missing => (Kind::Missing, false),
                carrier => (Kind::Null, carrier == Carrier::RowHeader),
            };
            self.row.push_with("", kind, Extra { header, ..Extra::default() });
        }
        Ok(())
    }

    fn spend<R: Read>(&mut self, xml: &Xml<R>, cells: usize) -> Result<()> {
        match self.budget.checked_sub(cells) {
            Some(left) => {
                self.budget = left;
                Ok(())
            }
            None => Err(Error::input(
                xml.diagnostic(
                    "odf-too-many-cells",
                    format!(
                        "sheet '{}', row {}: more than {} cells",
                        self.sheet,
                        self.rows + 1,
                        self.max_cells
                    ),
                )
                .hint("if they are meant, raise --max-cells"),
            )),
        }
    }

    fn end_row<R: Read>(&mut self, xml: &Xml<R>, repeated: usize, header: bool) -> Result<()> {
        let mut left = repeated;
        while left > 0 {
            // What merged cells above cover is there even where the row says nothing.
            if self.free_from > self.rows {
                let last = self
                    .held
                    .iter()
                    .rposition(|held| held.as_ref().is_some_and(|held| held.until > self.rows));
                if let Some(last) = last
                    && last >= self.row.len()
                {
                    self.blank_cells = self.blank_cells.max(1);
                    let start = self.row.len();
                    self.cover(xml, start, last + 1)?;
                }
            } else if !self.held.is_empty() {
                self.held.clear();
            }
            if !self.solid {
                self.row.clear();
            }
            let blank = !self.solid;
            let held_on = self.free_from > self.rows + 1;
            if blank && !held_on {
                // Nothing changes from here: the rest may never count.
                self.rows = self.rows.saturating_add(left);
                self.blank_rows = self.blank_rows.saturating_add(left);
                return Ok(());
            }
            if blank {
                self.blank_rows += 1;
            } else {
                self.emit_blank_rows(xml, header)?;
                if self.rows >= MAX_ROWS {
                    return Err(xml.error(
                        "odf-too-long",
                        format!("sheet '{}' has more than {MAX_ROWS} rows", self.sheet),
                    ));
                }
                if left < repeated {
                    self.spend(xml, self.row.len())?;
                }
                self.assembler.row(&mut self.row, header, self.rows + 1)?;
            }
            self.rows += 1;
            left -= 1;
        }
        Ok(())
    }

    /// Blank rows that turn out to have others after them.
    fn emit_blank_rows<R: Read>(&mut self, xml: &Xml<R>, header: bool) -> Result<()> {
        if self.blank_rows == 0 {
            return Ok(());
        }
        if self.rows >= MAX_ROWS {
            return Err(
                xml.error("odf-too-long", format!("sheet '{}' has more than {MAX_ROWS} rows", self.sheet))
            );
        }
        let mut blank = RowBuf::default();
        let first = self.rows - self.blank_rows + 1;
        for number in first..=self.rows {
            self.spend(xml, 1)?;
            blank.clear();
            self.assembler.row(&mut blank, header, number)?;
        }
        self.blank_rows = 0;
        Ok(())
    }
}
