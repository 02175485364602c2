//! Each table as a separate file, in any format.

use super::files::Files;
use super::names::name;
use crate::{Source, TableInfo, View, pipeline};
use model::{
    Block, Diagnostic, Error, Event, Files as _, Flow, Heading, Hint, Meta, Outlet, Result, Shape, Sink,
    Survey, TableHead, Writer, codes, plural,
};

/// Writes each table of a source to a file.
///
/// # Errors
/// Those of reading and of writing.
pub(crate) fn tables<'a>(source: &mut Source, files: &mut Files<'a>, survey: &'a Survey) -> Result<()> {
    let (job, diagnostics) = (files.job, files.diagnostics);
    pipeline::send(source, job, diagnostics, |tables| Tables::new(files, tables, survey))?.finish()
}

/// Writes each table to a file: in the document view as a document with the headings above the table, in the records
/// view as its records.
struct Tables<'f, 'a> {
    files: &'f mut Files<'a>,
    tables: Vec<TableInfo>,
    next: usize,
    meta: Meta,
    headings: Vec<Heading>,
    writer: Option<Box<dyn Writer + 'a>>,
    /// How many blocks are not in any file.
    left: usize,
    survey: &'a Survey,
}

/// What to do to lose nothing.
fn keeps() -> Hint {
    Hint::default().name("split").text(" ").setting("to", "csv").text(" keeps everything")
}

/// Reports what the files do not hold: blocks other than tables, and the markup of tables that are written as plain
/// ones.
pub(super) fn report_left_out(
    files: &Files<'_>,
    blocks: usize,
    plain: &[TableInfo],
    hint: Hint,
) -> Result<()> {
    let marked: usize = plain.iter().map(|table| table.cells.marked).sum();
    let notes: usize = plain.iter().map(|table| table.cells.notes).sum();
    // If only some tables were asked for, the other blocks are left out on purpose.
    let blocks = if files.job.options.tables.is_empty() { blocks } else { 0 };
    let left = [
        (blocks > 0).then(|| plural(blocks, "block", "blocks")),
        (notes > 0).then(|| plural(notes, "note", "notes")),
        (marked > 0).then(|| format!("markup in {}", plural(marked, "cell", "cells"))),
    ];
    let left: Vec<String> = left.into_iter().flatten().collect();
    if left.is_empty() {
        return Ok(());
    }
    let message = format!("the files hold only the tables; left out: {}", left.join(", "));
    files.diagnostics.report(codes::BESIDE_TABLES.note(message).hint(hint))
}

impl<'f, 'a> Tables<'f, 'a> {
    fn new(files: &'f mut Files<'a>, tables: Vec<TableInfo>, survey: &'a Survey) -> Self {
        let (meta, headings) = (Meta::default(), Vec::new());
        Tables { files, tables, next: 0, meta, headings, writer: None, left: 0, survey }
    }

    /// Reports what the files do not hold.
    fn finish(self) -> Result<()> {
        if self.next == 0 {
            let message = "the input has no tables; there is nothing to write";
            self.files.diagnostics.report(Diagnostic::warning("split-no-tables", message).hint(keeps()))
        } else {
            let plain = self.files.job.view() == View::Records;
            report_left_out(self.files, self.left, if plain { &self.tables } else { &[] }, keeps())
        }
    }

    fn start(&mut self, head: &TableHead) -> Result<()> {
        let table = self.tables.get(self.next);
        let table = table.ok_or_else(|| Error::internal("the second look found another table"))?;
        self.next += 1;
        let ((stem, _), width) = (name(self.next, self.tables.len(), table), table.width);
        let file = format!("{stem}.{}", self.files.extension());
        let mut writer = self.files.open(&file, self.survey)?;
        let mut file = Outlet::new(&mut writer);
        if self.files.job.view() == View::Records {
            let meta = Meta { shape: Shape::Records, ..Meta::default() };
            file.event(Event::DocumentStart(&meta))?;
            file.event(Event::TableStart(&records_head(head, width)))?;
        } else {
            file.event(Event::DocumentStart(&Meta { shape: Shape::Page, ..self.meta.clone() }))?;
            for heading in &self.headings {
                file.event(Event::Block(&Block::Heading(heading.clone()), None))?;
            }
            file.event(Event::TableStart(head))?;
        }
        self.writer = Some(writer);
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        if let Some(mut writer) = self.writer.take() {
            let mut file = Outlet::new(&mut writer);
            file.event(Event::TableEnd)?;
            file.event(Event::DocumentEnd)?;
            writer.finish()?;
        }
        self.files.close()
    }
}

/// The head of records: one row of names that can be keys.
fn records_head(head: &TableHead, width: usize) -> TableHead {
    let keys = head.keys(if head.columns.is_empty() { 0 } else { width });
    let names = TableHead::with_names(keys.iter().map(String::as_str));
    let mut columns = names.columns;
    for (column, given) in columns.iter_mut().zip(&head.columns) {
        column.path.clone_from(&given.path);
    }
    TableHead { columns, header: names.header, ..TableHead::default() }
}

impl Sink for Tables<'_, '_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => {
                self.meta = meta.clone();
                self.headings.clear();
            }
            Event::Block(Block::Heading(heading), _) => {
                self.headings.retain(|above| above.level < heading.level);
                self.headings.push(heading.clone());
            }
            Event::Block(..) => self.left += 1,
            Event::TableStart(head) => self.start(head)?,
            Event::Row(_) => {
                let writer = self.writer.as_mut();
                let writer = writer.ok_or_else(|| Error::internal("a row outside of a table"))?;
                // A file that wants no more does not speak for the others.
                let _ = writer.event(event)?;
            }
            Event::Columns(_) => return Err(Error::internal("columns after the header of a file")),
            Event::TableEnd => self.end()?,
            Event::DocumentEnd => {}
        }
        Ok(Flow::Continue)
    }
}
