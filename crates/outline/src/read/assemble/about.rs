//! What is known about a file apart from its sheets, and the contents of its marker.

use super::Assembler;
use crate::schema::MARKER;
use model::{Diagnostic, Result, Shape, Value};

/// What is known about a file apart from its sheets.
#[derive(Debug, Default)]
pub struct About {
    /// Its title, which is used if there is no outline.
    pub title: Option<String>,
    /// The value of the user-defined field [`MARKER`].
    pub marker: Option<String>,
    /// How many sheets there are, if the file declares it.
    pub sheets: Option<usize>,
    /// The numbers of tables whose details come after them, although the outline does not tell.
    pub late: Vec<u64>,
}

impl Assembler<'_> {
    /// Sets what is known about the file, before its first sheet.
    pub fn about(&mut self, about: About) -> Result<()> {
        self.late = about.late.iter().map(|&number| late_range(number)).collect();
        if let Some(marker) = &about.marker {
            match data::parse(marker) {
                Ok(marker) => self.marker(&marker)?,
                Err(error) => self.diagnostics.report(
                    Diagnostic::warning(
                        "sheet-bad-details",
                        format!("the field '{MARKER}' is damaged: {error}"),
                    )
                    .hint("the sheets are read as they are"),
                )?,
            }
        }
        self.about = about;
        if self.by_region {
            self.about.sheets = None;
        }
        Ok(())
    }

    fn marker(&mut self, marker: &Value) -> Result<()> {
        self.round_trip = true;
        if let Some(version) = marker.get("version").and_then(Value::as_u64)
            && version > crate::schema::VERSION
        {
            self.diagnostics.report(
                Diagnostic::warning(
                    "sheet-newer",
                    format!("the file was written by a newer version of convert (outline version {version})"),
                )
                .hint("unknown parts are read as text"),
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
            self.plain = true;
            for row in rows {
                self.outline.row_value(row, self.diagnostics)?;
            }
            self.outline_end()?;
        }
        Ok(())
    }
}

fn late_range(number: u64) -> String {
    crate::table_range(usize::try_from(number).unwrap_or(0))
}
