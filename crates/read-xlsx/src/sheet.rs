//! The rows of a sheet.

use crate::book::Sheet;
use crate::ns::Ns;
use crate::package::{Package, Part};
use crate::strings::{Rich, Strings, marks, text};
use crate::styles::Styles;
use crate::{Xml, fast, layout, reference};
use model::{Diagnostic, Diagnostics, Kind, Result, codes};
use number_format::DateSystem;
use outline::Assembler;
use sheets::Run;
use sheets::read::{Cell, Meaning, Rows, Visibility, text_kind};
use xml::quick_xml::events::{BytesStart, Event};

/// What is the same for all sheets of a workbook.
pub(crate) struct Sheets<'c, 's> {
    pub(crate) styles: Styles,
    pub(crate) strings: Strings,
    pub(crate) date_system: DateSystem,
    pub(crate) rows: Rows<'c, Assembler<'s>>,
    pub(crate) diagnostics: &'c Diagnostics<'c>,
    pub(crate) findings: Findings,
    pub(crate) buffers: Buffers,
    /// The row, from 1, and the column, from 0, of a cell that does not say where it is.
    pub(crate) at: (usize, usize),
}

/// What is reported once, at the end.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    formulas: usize,
    without_value: usize,
    drawings: usize,
    /// Cells that come after rows they should come before.
    disorder: usize,
    odd_values: usize,
    /// Cells that name a shared text which is not there.
    missing_texts: usize,
}

/// Buffers, kept from cell to cell.
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

/// What `t` says of a cell.
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
    /// Reads one sheet, or as much of it as is wanted.
    pub(crate) fn read(&mut self, package: &mut Package<'_>, sheet: &Sheet) -> Result<()> {
        let beside = layout::read(package, sheet, &self.styles)?;
        self.findings.drawings += beside.drawings;
        self.at = (0, 0);
        self.rows.sheet_start(&sheet.name, Visibility::of_hidden(sheet.hidden), beside.layout)?;
        let Some(mut xml) = package.xml(&sheet.part)? else {
            let message = format!("sheet '{}': the package has no part {}", sheet.name, sheet.part);
            self.diagnostics
                .report(codes::MISSING_PART.warning(message).hint("the sheet is taken as an empty one"))?;
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
                        self.sheet_data(&mut xml, plain, &beside.links)?;
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

    /// Reads the rows. `plain` says that names without a prefix are those of spreadsheets.
    fn sheet_data(&mut self, xml: &mut Xml<Part<'_>>, plain: bool, links: &layout::Links) -> Result<()> {
        let outside = xml.depth();
        let mut buffer = std::mem::take(&mut self.buffers.event);
        while self.rows.is_open() {
            while plain && xml.depth() > outside && self.rows.is_open() && self.plain_cell(xml, links)? {}
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Main), "row") => self.row_start(xml, &start)?,
                    (Some(Ns::Main), "c") => self.cell(xml, &start, links)?,
                    _ => xml.skip()?,
                },
                Event::End(_) if xml.depth() == outside => break,
                _ => {}
            }
        }
        self.buffers.event = buffer;
        Ok(())
    }

    /// Takes the number of a row; the row starts with its first cell.
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
                return Err(
                    xml.error(codes::SYNTAX.code, "this is not well-formed XML: an attribute is broken")
                );
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

    /// Goes to the row of a cell, with its column and row where it says them. Returns the column.
    fn go_to(&mut self, xml: &Xml<Part<'_>>, at: Option<(usize, usize)>) -> Result<usize> {
        let (mut row, column) = at.map_or(self.at, |(column, row)| (row + 1, column));
        // Rows count from 1 here, and `next` is the one after the current one.
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

    /// Takes the cell that comes next, if it is in the form in which most cells are written.
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

    /// Reads what is in a cell, to its end.
    fn content(&mut self, xml: &mut Xml<Part<'_>>, kind: Type, buffers: &mut Buffers) -> Result<()> {
        buffers.clear();
        let outside = xml.depth();
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
                Event::End(_) if xml.depth() == outside => break,
                _ => {}
            }
        }
        self.findings.formulas += usize::from(formula);
        // An empty value is one only of a formula that makes a text.
        let without = !has_value || (buffers.stored.is_empty() && kind != Type::Text);
        self.findings.without_value += usize::from(formula && without && kind != Type::Inline);
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
                self.findings.odd_values += 1;
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
                self.findings.odd_values += usize::from(found.is_none());
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
        // LibreOffice makes a look that all of a text has one of its cell; where it is ours, it is markup.
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
        let note = |count: usize, code, message: &str| match count {
            0 => Ok(()),
            count => diagnostics.report(Diagnostic::note(code, format!("{count} {message}"))),
        };
        let warning = |count: usize, code, message: &str, hint: &'static str| match count {
            0 => Ok(()),
            count => diagnostics.report(Diagnostic::warning(code, format!("{count} {message}")).hint(hint)),
        };
        note(self.formulas, codes::FORMULA.code, "cells have formulas; their values as stored are read")?;
        note(
            self.drawings,
            codes::DRAWING.code,
            "sheets have pictures, charts or drawings, which are left out",
        )?;
        warning(
            self.without_value,
            codes::UNCOMPUTED_FORMULA.code,
            "formulas have no value stored",
            "their cells are empty; open the file in a spreadsheet program and save it",
        )?;
        warning(
            self.disorder,
            "xlsx-order",
            "cells come after rows that they should come before",
            "each starts a row of its own",
        )?;
        warning(
            self.odd_values,
            codes::MISTYPED_VALUE.code,
            "cells have a value that is none of their type",
            "what is stored is taken, as text",
        )?;
        warning(
            self.missing_texts,
            "xlsx-no-text",
            "cells name a text that the file does not have",
            "they are empty; the file is damaged",
        )
    }
}
