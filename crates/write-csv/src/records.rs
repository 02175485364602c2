//! The records layout: a header and rows.

use crate::field::Fields;
use model::{Error, Event, Result};

/// Writes the one table of a records document.
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
                    return Err(Error::internal("records came as more than one table"));
                }
                // A table without a header has no first line to invent.
                if head.columns.is_empty() {
                    return Ok(());
                }
                head.columns.iter().for_each(|column| fields.field(&column.name));
                fields.end_record()
            }
            Event::Row(row) => fields.row(row),
            Event::Columns(_) => Err(Error::internal("csv cannot take columns after its header")),
            Event::Block(..) => Err(Error::internal("records hold nothing but a table")),
            Event::DocumentStart(_) | Event::TableEnd | Event::DocumentEnd => Ok(()),
        }
    }
}
