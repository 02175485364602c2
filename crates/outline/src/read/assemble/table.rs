//! A sheet as a table: its head, with what the outline adds to it, and its rows with the details of their cells.

use super::{Assembler, BufferedSheet, Sheet};
use crate::read::details::{TableDetails, follow_columns};
use crate::read::outline::TableRef;
use model::shape::{attributes_from_value, text_from_value};
use model::{
    Block, Column, Diagnostic, Error, Event, Heading, Hint, Result, Row, RowBuf, TableHead, Text, Value,
    codes, plural,
};
use sheets::chars::shows_as;

impl Assembler<'_> {
    /// Sends the head of the current sheet's table.
    pub(super) fn begin_table(&mut self) -> Result<()> {
        if !self.round_trip && self.started && self.about.sheets != Some(1) && !self.current.continues {
            self.heading(&self.current.name.clone())?;
        }
        if !matches!(self.sheet, Sheet::Streaming(_)) {
            let mut details = self.place.as_ref().and_then(|place| self.details.take(&place.range));
            let mut current = std::mem::take(&mut self.current);
            let body = self.send_head(&mut current, details.as_mut())?;
            debug_assert!(body.is_empty());
            self.current = current;
            self.sheet = Sheet::Streaming(details.map(Box::new));
        }
        Ok(())
    }

    /// Sends the head of a sheet's table. Returns the rows after the header.
    pub(super) fn send_head(
        &mut self,
        sheet: &mut BufferedSheet,
        mut details: Option<&mut TableDetails>,
    ) -> Result<Vec<(usize, RowBuf)>> {
        let mut count = sheet.header_rows;
        if count == 0 {
            count = self.expected_header_rows().min(sheet.rows.len());
        }
        let body = sheet.rows.split_off(count);
        let shown = names(sheet.rows.iter().map(|(_, row)| untyped(row.as_row())).collect());
        let written = self.place.as_ref().map(TableRef::columns).unwrap_or_default();
        let columns = (written != shown && !written.is_empty() && !shown.is_empty())
            .then(|| follow_columns(&written, &shown));
        if let (Some(details), Some(columns)) = (details.as_deref_mut(), &columns) {
            details.follow_columns(columns, shown.len());
        }
        let mut header: Vec<RowBuf> = Vec::new();
        for (number, row) in sheet.rows.drain(..) {
            header.push(match details.as_deref_mut() {
                Some(details) => {
                    let mut detailed = RowBuf::default();
                    details.apply_to_header(number, row.as_row(), &mut detailed);
                    detailed
                }
                None => row,
            });
        }
        // The cells of a header row are untyped, whatever their values are.
        let header = header.iter().map(|row| untyped(row.as_row())).collect();
        let mut head = TableHead { hidden: sheet.hidden, ..TableHead::with_header(header) };
        match &self.place {
            Some(place) => self.describe(&mut head, place, &sheet.name, columns.as_deref())?,
            None => head.name = Some(sheet.name.clone()),
        }
        self.width = head.columns.len();
        self.sink.event(Event::TableStart(&head))?;
        Ok(body)
    }

    /// Adds what the outline has about a table to its head.
    fn describe(
        &self,
        head: &mut TableHead,
        place: &TableRef,
        sheet: &str,
        moved: Option<&[Option<usize>]>,
    ) -> Result<()> {
        let details = &place.details;
        if let Some(name) = details.get("name").and_then(Value::as_str) {
            // If its sheet was renamed, a table with a name of its own is renamed too.
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
                Diagnostic::warning(
                    "sheet-bad-details",
                    format!("the details of table '{sheet}' in the outline are damaged: {problem}"),
                )
                .hint("the table is read as its sheet shows it"),
            )?,
        }
        // Columns that are named as in the sheet may have more details: the path to a nested value, line breaks.
        let columns = details.get("columns").and_then(Value::as_array);
        for (at, detailed) in columns.into_iter().flatten().enumerate() {
            let at = moved.map_or(Some(at), |moved| moved.get(at).copied().flatten());
            let Some(column) = at.and_then(|at| head.columns.get_mut(at)) else { continue };
            let detailed = column_of(detailed);
            if detailed.name.replace('\n', " ") == column.name {
                *column = detailed;
            }
        }
        Ok(())
    }

    pub(super) fn stream(&mut self, row: &mut RowBuf, number: usize) -> Result<()> {
        if let Sheet::Streaming(Some(details)) = &mut self.sheet {
            details.push(number, row.as_row());
            if !details.is_full() || !details.pop(&mut self.scratch) {
                return Ok(());
            }
            return self.send_scratch();
        }
        self.spend(row.len())?;
        row.pad(self.width, model::Kind::Null);
        self.sink.event(Event::Row(row.as_row()))
    }

    fn send_scratch(&mut self) -> Result<()> {
        self.spend(self.scratch.len())?;
        self.scratch.pad(self.width, model::Kind::Null);
        self.sink.event(Event::Row(self.scratch.as_row()))
    }

    /// Deducts the blank cells that pad a row to the width of the table.
    fn spend(&mut self, cells: usize) -> Result<()> {
        let padding = self.width.saturating_sub(cells);
        let Some(left) = self.padding.checked_sub(padding as u64) else {
            let message = format!(
                "sheet '{}' has too many blank cells in rows of {}",
                self.current.name,
                plural(self.width, "column", "columns")
            );
            let diagnostic = codes::TOO_MANY_CELLS.error(message);
            let hint = Hint::default().text("if that is intended, raise ").name("max_cells");
            return Err(Error::input(diagnostic.hint(hint)));
        };
        self.padding = left;
        Ok(())
    }

    /// Sends the rows that are still held, and reports details whose rows were not found.
    pub(super) fn end_rows(&mut self, details: Option<Box<TableDetails>>) -> Result<()> {
        let Some(mut details) = details else { return Ok(()) };
        while details.pop(&mut self.scratch) {
            self.send_scratch()?;
        }
        let (rows, Some(place)) = (details.left(), &self.place) else { return Ok(()) };
        if rows == 0 {
            return Ok(());
        }
        self.diagnostics.report(
            Diagnostic::note(
                "sheet-details-unused",
                format!(
                    "table '{}': {}",
                    place.sheet,
                    plural(
                        rows,
                        "row with cell details was not found",
                        "rows with cell details were not found"
                    )
                ),
            )
            .hint("they were deleted or rewritten; what the sheet shows is used"),
        )
    }

    pub(super) fn end_table(&mut self) -> Result<()> {
        self.sink.event(Event::TableEnd)?;
        self.place = None;
        Ok(())
    }

    /// Sends the current sheet, and streams the rest of it.
    pub(super) fn release_current(&mut self) -> Result<()> {
        let mut current = std::mem::take(&mut self.current);
        if !current.continues {
            self.heading(&current.name)?;
        }
        let body = self.send_head(&mut current, None)?;
        self.current = current;
        self.sheet = Sheet::Streaming(None);
        for (number, mut row) in body {
            if !self.sink.is_open() {
                break;
            }
            self.stream(&mut row, number)?;
        }
        Ok(())
    }

    pub(super) fn heading(&mut self, name: &str) -> Result<()> {
        let heading = Heading { level: 2, text: Text::plain(name) };
        self.sink.event(Event::Block(&Block::Heading(heading), None))
    }

    pub(super) fn foreign_table(&mut self, buffered: BufferedSheet) -> Result<()> {
        if !buffered.continues {
            self.heading(&buffered.name)?;
        }
        self.buffered_table(buffered)
    }

    /// Sends a sheet that was held.
    pub(super) fn buffered_table(&mut self, mut buffered: BufferedSheet) -> Result<()> {
        let mut details = self.place.as_ref().and_then(|place| self.details.take(&place.range));
        let body = self.send_head(&mut buffered, details.as_mut())?;
        self.sheet = Sheet::Streaming(details.map(Box::new));
        for (number, mut row) in body {
            if !self.sink.is_open() {
                break;
            }
            self.stream(&mut row, number)?;
        }
        if let Sheet::Streaming(details) = std::mem::replace(&mut self.sheet, Sheet::Unknown) {
            self.end_rows(details)?;
        }
        self.sink.event(Event::TableEnd)?;
        self.place = None;
        Ok(())
    }
}

/// The names of a header's columns.
fn names(header: Vec<RowBuf>) -> Vec<String> {
    TableHead::with_header(header).columns.into_iter().map(|column| column.name).collect()
}

/// A column as stored in details: a name, or a path.
fn column_of(value: &Value) -> Column {
    let path = value.as_array().into_iter().flatten().filter_map(Value::as_str);
    let path: Vec<String> = path.map(str::to_owned).collect();
    Column { name: value.as_str().map_or_else(|| path.join("."), str::to_owned), path }
}

impl TableRef {
    /// Whether a sheet may be the table: it has at least half of the names of columns, if they are known.
    pub(super) fn may_be(&self, sheet: &BufferedSheet) -> bool {
        let (columns, first) = (self.columns(), sheet.rows.first());
        let has =
            |name: &&String| first.is_some_and(|(_, row)| row.as_row().texts().any(|text| text == **name));
        2 * columns.iter().filter(has).count() >= columns.len()
    }

    /// The names of the table's columns as they were written, if they are known.
    fn columns(&self) -> Vec<String> {
        let columns = ["columns", "names"].into_iter().find_map(|key| self.details.get(key)?.as_array());
        columns.into_iter().flatten().map(|column| column_of(column).name.replace('\n', " ")).collect()
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
