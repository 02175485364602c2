//! What is known of a file beside its sheets, and what its marker says.

use super::Assembler;
use crate::schema::MARKER;
use model::{Diagnostic, Result, Shape, Value};

/// What is known of a file beside its sheets.
#[derive(Debug, Default)]
pub struct About {
    /// Its title, which counts where it has no outline.
    pub title: Option<String>,
    /// The user-defined field of ours.
    pub marker: Option<String>,
    /// How many sheets there are, where the file says so.
    pub sheets: Option<usize>,
    /// Tables, by number, whose details come after them without the outline saying so.
    pub late: Vec<u64>,
}

impl Assembler<'_> {
    /// Takes what is known of the file, before its first sheet.
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
                    .hint("the sheets are taken as they are"),
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
