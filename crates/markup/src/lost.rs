//! What a format that shows a document does not hold of it, said once.

use model::{Cell, Diagnostics, Kind, MarkKind, Result, Row, TableHead, codes, infer};
use std::collections::BTreeSet;

/// What was met and not written.
#[derive(Debug, Default)]
pub struct Lost(BTreeSet<&'static str>);

impl Lost {
    /// Notes what is not written.
    pub fn add(&mut self, what: &'static str) {
        self.0.insert(what);
    }

    /// Notes the marks that are not of these kinds.
    pub fn marks<'m>(&mut self, marks: impl IntoIterator<Item = &'m MarkKind>) {
        for kind in marks {
            match kind {
                MarkKind::Template { .. } => self.add("templates (what they show is kept)"),
                MarkKind::Comment { .. } => self.add("comments"),
                MarkKind::Source { .. } => self.add("source in texts"),
                MarkKind::Element { .. } => self.add("elements of texts"),
                _ => {}
            }
        }
    }

    /// Says it, in one note.
    pub fn report(&self, diagnostics: &Diagnostics<'_>, format: &str) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let what: Vec<&str> = self.0.iter().copied().collect();
        diagnostics.report(codes::NOT_HELD.note(format!("{format} does not hold {}", what.join(", "))))
    }
}

/// Notes what is not written of a table's head, should it be no more than names and marks.
pub fn lost_in_table(lost: &mut Lost, head: &TableHead) {
    if head.columns.iter().any(|column| !column.path.is_empty()) {
        lost.add("the keys of nested values");
    }
}

/// Notes what is not written of a row's values.
pub fn lost_in_row(lost: &mut Lost, row: Row<'_>) {
    let said = |cell: Cell<'_>| {
        let kind = if cell.kind == Kind::Missing { Kind::Null } else { cell.kind };
        kind != Kind::Untyped && kind != infer::data_kind(cell.text, Kind::Untyped)
    };
    if !row.kinds().is_empty() && row.cells().any(said) {
        lost.add("kinds of values");
    }
    if row.joined().contains('\r') {
        lost.add("carriage returns (line feeds stand for them)");
    }
    for extra in row.extras() {
        if extra.value.is_some() {
            lost.add("kinds of values");
        }
        lost.marks(extra.marks.iter().map(|mark| &mark.kind));
    }
}
