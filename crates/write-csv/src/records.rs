//! The records layout: a header and rows.

use crate::field::Fields;
use model::{Error, Event, Result};

/// Writes the only table of a records document.
#[derive(Default)]
pub(crate) struct Records {
    tables: usize,
}

impl Records {
    pub(crate) fn event(&mut self, fields: &mut Fields<'_>, event: Event<'_>) -> Result<()> {
        match event {
            Event::TableStart(head) => {
                self.tables += 1;
                if self.tables > 1 {
                    return Err(Error::internal("records have more than one table"));
                }
                // Without a header, the table has no first line.
                if head.columns.is_empty() {
                    return Ok(());
                }
                head.columns.iter().for_each(|column| fields.field(&column.name));
                fields.end_record()
            }
            Event::Row(row) => fields.row(row),
            Event::Columns(_) => Err(Error::internal("CSV cannot take columns after its header")),
            Event::Block(..) => Err(Error::internal("records contain only a table")),
            Event::DocumentStart(_) | Event::TableEnd | Event::DocumentEnd => Ok(()),
        }
    }
}
