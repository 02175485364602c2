//! A sheet as a table: its head, with what the outline says beside it, and its rows with the details of their cells.

use super::{Assembler, Held, Sheet};
use crate::chars::shows_as;
use crate::read::details::TableDetails;
use crate::read::outline::TableRef;
use model::shape::{attributes_from_value, text_from_value};
use model::{Block, Column, Diagnostic, Event, Heading, Result, Row, RowBuf, TableHead, Text, Value};

impl Assembler<'_> {
    /// Sends the head of the current sheet's table.
    pub(super) fn begin_table(&mut self) -> Result<()> {
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
    pub(super) fn send_head(
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
    pub(super) fn describe(&self, head: &mut TableHead, place: &TableRef, sheet: &str) -> Result<()> {
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
                Diagnostic::warning("sheet-bad-details", format!("outline, table '{sheet}': {problem}"))
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

    pub(super) fn stream(&mut self, row: &mut RowBuf, number: usize) -> Result<()> {
        if let Sheet::Streaming(Some(details)) = &mut self.sheet {
            details.apply(number, row.as_row(), &mut self.scratch);
            self.scratch.pad(self.width, model::Kind::Null);
            return self.sink.event(Event::Row(self.scratch.as_row()));
        }
        row.pad(self.width, model::Kind::Null);
        self.sink.event(Event::Row(row.as_row()))
    }

    /// Says which details found no row.
    pub(super) fn say_what_is_left(&self, details: Option<&TableDetails>) -> Result<()> {
        let (Some(details), Some(place)) = (details, &self.place) else { return Ok(()) };
        match details.left() {
            0 => Ok(()),
            rows => self.diagnostics.report(
                Diagnostic::warning(
                    "sheet-details-unused",
                    format!("table '{}': details of {rows} rows fit no row any more", place.sheet),
                )
                .hint("the rows were edited or deleted; what the sheet shows is taken"),
            ),
        }
    }

    pub(super) fn end_table(&mut self) -> Result<()> {
        self.sink.event(Event::TableEnd)?;
        self.place = None;
        if self.ours { self.pump() } else { Ok(()) }
    }

    /// Sends the current sheet, and streams the rest of it.
    pub(super) fn release_current(&mut self) -> Result<()> {
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

    pub(super) fn heading(&mut self, name: &str) -> Result<()> {
        let heading = Heading { level: 2, text: Text::plain(name) };
        self.sink.event(Event::Block(&Block::Heading(heading), None))
    }

    pub(super) fn foreign_table(&mut self, held: Held, with_heading: bool) -> Result<()> {
        if with_heading {
            self.heading(&held.name)?;
        }
        self.held_table(held)
    }

    /// Sends a sheet that was held.
    pub(super) fn held_table(&mut self, mut held: Held) -> Result<()> {
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
