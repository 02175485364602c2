//! What a format cannot hold of a document, reported once.

use model::{Cell, Diagnostics, Kind, MarkKind, Result, Row, TableHead, codes, infer};
use std::collections::BTreeSet;

/// What was found in a document and not written.
#[derive(Debug, Default)]
pub struct Lost(BTreeSet<&'static str>);

impl Lost {
    /// Adds something that is not written.
    pub fn add(&mut self, what: &'static str) {
        self.0.insert(what);
    }

    /// Adds what is not written of marks.
    pub fn marks<'m>(&mut self, marks: impl IntoIterator<Item = &'m MarkKind>) {
        for kind in marks {
            match kind {
                MarkKind::Template { .. } => self.add("templates (their text is kept)"),
                MarkKind::Comment { .. } => self.add("comments"),
                MarkKind::Source { .. } => self.add("source in text"),
                MarkKind::Element { .. } => self.add("elements in text"),
                _ => {}
            }
        }
    }

    /// Reports everything in one note.
    pub fn report(&self, diagnostics: &Diagnostics<'_>, format: &str) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let what: Vec<&str> = self.0.iter().copied().collect();
        diagnostics.report(codes::NOT_HELD.note(format!("{format} cannot hold {}", what.join(", "))))
    }
}

/// Adds what is not written of the columns of a table.
pub fn lost_in_table(lost: &mut Lost, head: &TableHead) {
    if head.columns.iter().any(|column| !column.path.is_empty()) {
        lost.add("the keys of nested values");
    }
}

/// Adds what is not written of the cells of a row.
pub fn lost_in_row(lost: &mut Lost, row: Row<'_>) {
    let is_lost = |cell: Cell<'_>| {
        let kind = if cell.kind == Kind::Missing { Kind::Null } else { cell.kind };
        kind != Kind::Untyped && kind != infer::data_kind(cell.text, Kind::Untyped)
    };
    if !row.kinds().is_empty() && row.cells().any(is_lost) {
        lost.add("kinds of values");
    }
    if row.joined().contains('\r') {
        lost.add("carriage returns (they become line feeds)");
    }
    for extra in row.extras() {
        if extra.value.is_some() {
            lost.add("kinds of values");
        }
        lost.marks(extra.marks.iter().map(|mark| &mark.kind));
    }
}
