//! The rows of a sheet.

use crate::book::Sheet;
use crate::ns::Ns;
use crate::package::{Package, Part};
use crate::strings::{Rich, Strings, marks, text};
use crate::styles::Styles;
use crate::{Xml, fast, layout, reference};
use model::{Diagnostic, Diagnostics, Kind, Result, codes, plural};
use number_format::DateSystem;
use outline::Assembler;
use sheets::Run;
use sheets::read::{Cell, Meaning, Rows, Visibility, text_kind};
use xml::quick_xml::events::{BytesStart, Event};

/// Reads the sheets of a workbook.
pub(crate) struct Sheets<'c, 's> {
    pub(crate) styles: Styles,
    pub(crate) strings: Strings,
    pub(crate) date_system: DateSystem,
    pub(crate) rows: Rows<'c, Assembler<'s>>,
    pub(crate) diagnostics: &'c Diagnostics<'c>,
    pub(crate) findings: Findings,
    pub(crate) buffers: Buffers,
    /// The row, counted from 1, and the column, counted from 0, of the next cell if it does not have a reference.
    pub(crate) at: (usize, usize),
}

/// What is reported once, at the end.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    formulas: usize,
    uncomputed: usize,
    drawings: usize,
    /// Cells that come after rows that they should come before.
    disorder: usize,
    /// Cells whose value does not match their type.
    mistyped: usize,
    /// Cells that refer to a shared text that does not exist.
    missing_texts: usize,
}

/// Buffers that are reused for all cells.
#[derive(Default)]
pub(crate) struct Buffers {
    event: Vec<u8>,
    inner: Vec<u8>,
    stored: String,
    shown: String,
    rich: Rich,
    rendered: String,
}

impl Buffers {
    fn clear(&mut self) {
        self.stored.clear();
        self.shown.clear();
        self.rich.clear();
    }
}

/// The type of a cell, from its attribute `t`.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Type {
    Number,
    Shared,
    Inline,
    Text,
    Boolean,
    Error,
    Date,
}

impl Type {
    fn of(name: &str) -> Type {
        match name {
            "s" => Type::Shared,
            "inlineStr" => Type::Inline,
            "str" => Type::Text,
            "b" => Type::Boolean,
            "e" => Type::Error,
            "d" => Type::Date,
            _ => Type::Number,
        }
    }
}

impl Sheets<'_, '_> {
    /// Reads one sheet, or as much of it as the sink accepts.
    pub(crate) fn read(&mut self, package: &mut Package<'_>, sheet: &Sheet) -> Result<()> {
        let extras = layout::read(package, sheet, &self.styles)?;
        self.findings.drawings += extras.drawings;
        self.at = (0, 0);
        self.rows.sheet_start(&sheet.name, Visibility::of_hidden(sheet.hidden), extras.layout)?;
        let Some(mut xml) = package.xml(&sheet.part)? else {
            let message =
                format!("the package does not contain '{}', the part of sheet '{}'", sheet.part, sheet.name);
            self.diagnostics
                .report(codes::MISSING_PART.warning(message).hint("the sheet is read as empty"))?;
            return self.rows.sheet_end(&model::Place::default);
        };
        let mut buffer = Vec::new();
        while self.rows.is_open() {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Main), "worksheet" | "macrosheet") => {}
                    (_, "macrosheet") => {}
                    (_, name) if xml.depth() == 1 => {
                        let message = format!("the root element '{name}' is not that of a sheet");
                        return Err(xml.error(codes::DAMAGED.code, message));
                    }
                    (Some(Ns::Main), "sheetData") => {
                        let plain = start.name().0 == "sheetData";
                        self.sheet_data(&mut xml, plain, &extras.links)?;
                    }
                    _ => xml.skip()?,
                },
                Event::Eof => break,
                _ => {}
            }
        }
        self.rows.skip_to_the_end(&|| xml.place())?;
        self.rows.sheet_end(&|| xml.place())
    }

    /// Reads the rows. `plain` is whether names without a prefix are those of spreadsheets.
    fn sheet_data(&mut self, xml: &mut Xml<Part<'_>>, plain: bool, links: &layout::Links) -> Result<()> {
        let depth = xml.depth();
        let mut buffer = std::mem::take(&mut self.buffers.event);
        while self.rows.is_open() {
            while plain && xml.depth() > depth && self.rows.is_open() && self.plain_cell(xml, links)? {}
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Main), "row") => self.row_start(xml, &start)?,
                    (Some(Ns::Main), "c") => self.cell(xml, &start, links)?,
                    _ => xml.skip()?,
                },
                Event::End(_) if xml.depth() == depth => break,
                _ => {}
            }
        }
        self.buffers.event = buffer;
        Ok(())
    }

    /// Reads the number of a row; the row itself starts with its first cell.
    fn row_start(&mut self, xml: &Xml<Part<'_>>, start: &BytesStart<'_>) -> Result<()> {
        self.at = (self.at.0 + 1, 0);
        for attribute in start.attributes().with_checks(false).flatten() {
            if attribute.key.0 == "r"
                && let Ok(number @ 1..) = xml.value(&attribute)?.trim().parse::<usize>()
            {
                self.at.0 = number;
            }
        }
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml<Part<'_>>, start: &BytesStart<'_>, links: &layout::Links) -> Result<()> {
        let (mut at, mut kind, mut style) = (None, Type::Number, 0);
        for attribute in start.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                return Err(xml.error(codes::SYNTAX.code, "this is not well-formed XML: malformed attribute"));
            };
            match attribute.key.0 {
                "r" => at = reference::cell(attribute.value.as_bytes()),
                "s" => style = attribute.value.trim().parse().unwrap_or(0),
                "t" => kind = Type::of(&attribute.value),
                _ => {}
            }
        }
        let column = self.go_to(xml, at)?;
        let mut buffers = std::mem::take(&mut self.buffers);
        let result = self.content(xml, kind, &mut buffers);
        let result = result.and_then(|()| self.finish(xml, kind, style, column, links, &mut buffers));
        self.buffers = buffers;
        result
    }

    /// Goes to the row of a cell, given its column and row if it has a reference. Returns the column.
    fn go_to(&mut self, xml: &Xml<Part<'_>>, at: Option<(usize, usize)>) -> Result<usize> {
        let (mut row, column) = at.map_or(self.at, |(column, row)| (row + 1, column));
        // Rows are counted from 1 here, and `next` is the row after the current one.
        let next = self.rows.next_row() + 1;
        if row >= next {
            self.rows.row(row - 1, &|| xml.place())?;
        } else if row + 1 < next {
            self.findings.disorder += 1;
            row = next;
            self.rows.row(row - 1, &|| xml.place())?;
        }
        self.at = (row, column.saturating_add(1));
        Ok(column)
    }

    /// Reads the next cell, if it is in the common form.
    fn plain_cell(&mut self, xml: &mut Xml<Part<'_>>, links: &layout::Links) -> Result<bool> {
        let Some(raw) = fast::cell(xml.ahead()?) else { return Ok(false) };
        let style = raw.style.iter().try_fold(0_usize, |number, &digit| {
            let digit = char::from(digit).to_digit(10)?;
            number.checked_mul(10)?.checked_add(digit as usize)
        });
        let kind = Type::of(std::str::from_utf8(raw.kind).unwrap_or_default());
        let at = reference::cell(raw.reference);
        self.buffers.clear();
        if raw.inline {
            self.buffers.rich.push(raw.content);
        } else {
            self.buffers.stored.push_str(raw.content);
        }
        let length = raw.length;
        xml.pass_over(length);
        let column = self.go_to(xml, at)?;
        let mut buffers = std::mem::take(&mut self.buffers);
        let result = self.finish(xml, kind, style.unwrap_or(0), column, links, &mut buffers);
        self.buffers = buffers;
        result.map(|()| true)
    }

    /// Reads the content of a cell, to its end.
    fn content(&mut self, xml: &mut Xml<Part<'_>>, kind: Type, buffers: &mut Buffers) -> Result<()> {
        buffers.clear();
        let depth = xml.depth();
        let (mut formula, mut has_value) = (false, false);
        loop {
            match xml.next(&mut buffers.inner)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Main), "v") => {
                        has_value = true;
                        text(xml, &mut buffers.inner, &mut buffers.stored)?;
                    }
                    (Some(Ns::Main), "f") => {
                        formula = true;
                        xml.skip()?;
                    }
                    (Some(Ns::Main), "is") => buffers.rich.read(xml, &mut buffers.inner)?,
                    _ => xml.skip()?,
                },
                Event::End(_) if xml.depth() == depth => break,
                _ => {}
            }
        }
        self.findings.formulas += usize::from(formula);
        // An empty value only counts if the result of the formula is a text.
        let without = !has_value || (buffers.stored.is_empty() && kind != Type::Text);
        self.findings.uncomputed += usize::from(formula && without && kind != Type::Inline);
        Ok(())
    }

    fn finish(
        &mut self,
        xml: &Xml<Part<'_>>,
        kind: Type,
        style: usize,
        column: usize,
        links: &layout::Links,
        buffers: &mut Buffers,
    ) -> Result<()> {
        let style = self.styles.get(style);
        let Buffers { stored, shown, rich, rendered, .. } = buffers;
        let cell_style = style.cell_style;
        let texts = |text| (text, text_kind(cell_style, text), None);
        let mut runs: &[Run] = &[];
        let (mut text, kind, value) = match kind {
            Type::Text => {
                rich.push(stored);
                texts(&*rich.text)
            }
            _ if kind != Type::Inline && stored.trim().is_empty() => texts(""),
            Type::Shared => {
                let index = stored.trim().parse::<usize>().unwrap_or(usize::MAX);
                let found = self.strings.get(index);
                self.findings.missing_texts += usize::from(found.is_none());
                runs = self.strings.runs(index);
                texts(found.unwrap_or(""))
            }
            Type::Inline => {
                runs = &rich.runs;
                texts(&*rich.text)
            }
            Type::Error => (&**stored, Kind::Text, None),
            Type::Boolean if !matches!(stored.trim(), "0" | "1" | "true" | "false" | "TRUE" | "FALSE") => {
                self.findings.mistyped += 1;
                (&**stored, Kind::Text, None)
            }
            Type::Boolean => {
                let on = matches!(stored.trim(), "1" | "true" | "TRUE" | "True");
                style.format.show_boolean(on, shown);
                (&**shown, Kind::Boolean, None)
            }
            Type::Number | Type::Date => {
                let found = match kind {
                    Type::Date => {
                        Meaning::of_date(stored, (&style.format, cell_style), self.date_system, shown)
                    }
                    _ => Meaning::of_number(stored, (&style.format, cell_style), self.date_system, shown),
                };
                self.findings.mistyped += usize::from(found.is_none());
                match found {
                    Some(meaning) => (&**shown, meaning.kind, meaning.value),
                    None => (&**stored, Kind::Text, None),
                }
            }
        };
        rendered.clear();
        if kind == Kind::Text && style.format.show_text(text, rendered) {
            (text, runs) = (rendered, &[]);
        }
        let link = if links.is_empty() { None } else { links.get(self.rows.next_row() - 1, column) };
        // LibreOffice turns faces of a whole text into those of its cell; in a file written by `convert`, they are
        // markup.
        let whole = [Run { start: 0, end: text.len(), faces: style.faces }];
        if style.faces != 0
            && kind == Kind::Text
            && runs.is_empty()
            && link.is_none()
            && self.rows.is_round_trip()
        {
            runs = &whole;
        }
        let marks = if link.is_none() && runs.is_empty() { Vec::new() } else { marks(text, runs, link) };
        self.rows.cell(column, Cell { text, kind, style: cell_style, marks, value }, &|| xml.place())
    }
}

impl Findings {
    /// Reports them.
    pub(crate) fn report(&self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        if self.formulas > 0 {
            diagnostics.report(codes::FORMULA.note(plural(
                self.formulas,
                "cell has a formula; its stored value is read",
                "cells have formulas; their stored values are read",
            )))?;
        }
        if self.drawings > 0 {
            diagnostics.report(codes::DRAWING.note(plural(
                self.drawings,
                "sheet has pictures, charts or shapes, which are left out",
                "sheets have pictures, charts or shapes, which are left out",
            )))?;
        }
        if self.uncomputed > 0 {
            let message = plural(
                self.uncomputed,
                "formula has no result in the file; its cell is empty",
                "formulas have no result in the file; their cells are empty",
            );
            let hint = "to compute formulas, open the file in a spreadsheet program and save it";
            diagnostics.report(codes::UNCOMPUTED_FORMULA.warning(message).hint(hint))?;
        }
        if self.disorder > 0 {
            let message = plural(
                self.disorder,
                "cell comes after a row that it should come before",
                "cells come after rows that they should come before",
            );
            diagnostics.report(Diagnostic::warning("xlsx-order", message).hint("each starts a new row"))?;
        }
        if self.mistyped > 0 {
            let message = plural(
                self.mistyped,
                "cell has a value that does not match its type",
                "cells have values that do not match their types",
            );
            let hint = "the stored value is read as text";
            diagnostics.report(codes::MISTYPED_VALUE.warning(message).hint(hint))?;
        }
        if self.missing_texts > 0 {
            let message = plural(
                self.missing_texts,
                "cell refers to a text that is not in the file",
                "cells refer to texts that are not in the file",
            );
            let hint = "the file is damaged; such cells are read as empty";
            diagnostics.report(Diagnostic::warning("xlsx-no-text", message).hint(hint))?;
        }
        Ok(())
    }
}
