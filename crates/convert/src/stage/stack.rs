//! The records view: every document becomes one plain table.
//!
//! One table is passed on unchanged. Several are stacked: first the columns that say where they come from (`section`,
//! `table`; `document` if there are several), then the union of their columns by name. Without a table, the infobox
//! becomes the columns `key` and `value`. What is left out is reported once.

mod begin;
mod columns;
mod heads;

use super::Stage;
use super::left_out::LeftOut;
use super::spool::Spool;
use crate::decision::Decision;
use crate::{Context, Outline};
use columns::StackedColumns;
use model::{
    Block, Column, Diagnostic, Diagnostics, Event, Extra, Flow, HeadingPath, Infobox, Kind, Meta, Outlet,
    Result, Row, RowBuf, Shape, TableHead,
};

/// What the stage has to know about the job.
pub(crate) struct StackJob<'j> {
    /// Only the infobox is selected.
    pub(crate) infobox: bool,
    /// Only some tables are selected.
    pub(crate) selects: bool,
    pub(crate) context: Context,
    /// Data that is not a table is passed on unchanged, if the whole source is not known.
    pub(crate) passes_data: bool,
    /// The output's format, for messages.
    pub(crate) format: &'static str,
    pub(crate) diagnostics: &'j Diagnostics<'j>,
}

/// What is known about the source before it is read.
#[derive(Clone, Copy)]
pub(crate) enum Known<'k> {
    /// Nothing. It may be one plain table; if it is not, the strategy is given up.
    OneTable(&'k Decision<'k>),
    /// Nothing. It may be one table of records without late columns; as soon as it is not, the strategy is given up.
    OneTableSoFar(&'k Decision<'k>),
    /// It is many documents: columns are added as they turn up.
    ManyDocuments(&'k Decision<'k>),
    /// What a first look found, and the selected tables, by index in the outline.
    Outline(&'k Outline, &'k [usize]),
}

/// Stacks tables.
pub(crate) struct Stack<'k> {
    job: StackJob<'k>,
    known: Known<'k>,
    mode: Mode,
    path: HeadingPath,
    documents: usize,
    title: Option<String>,
    /// Tables so far, and those of the current document.
    tables: usize,
    in_document: usize,
    infoboxes: usize,
    /// For each output column after the context, the current table's column.
    map: Vec<Option<usize>>,
    /// The current table's keys until its first row, when they become the map: many tables may have no rows.
    keys: Vec<String>,
    /// The map is the table's columns in order, and then nothing.
    is_straight: bool,
    /// The first cells of each row of the current table.
    lead: Vec<(String, Kind)>,
    row: RowBuf,
    /// What is left out, if no first look has counted it.
    left_out: LeftOut,
}

enum Mode {
    Begin,
    /// The source is one table, which is passed on; its columns so far, once it has begun.
    Pass(Option<Vec<Column>>),
    /// One table of a document, which is passed on.
    Single {
        width: usize,
        columns: Vec<Column>,
    },
    /// Several tables, stacked.
    Stacked {
        lead: Lead,
        union: StackedColumns,
        /// The current table, if the union grows by its columns.
        growing: Option<Growing>,
    },
    /// Many documents without a table so far: the infoboxes, in case there is none.
    Waiting(Spool, u64),
    /// No table, but the writer takes any data.
    Data,
    /// No table: the infoboxes.
    Entries(Numbered),
    Nothing,
}

/// The current table, while the union of columns grows.
#[derive(Default)]
struct Growing {
    /// Whether the output's table has begun: it begins with its first columns or its first row.
    has_begun: bool,
    /// The columns of the current table in its source.
    columns: Vec<Column>,
    /// The width of its widest row so far.
    width: usize,
}

/// Which columns say where a row comes from.
#[derive(Clone, Copy)]
struct Lead {
    document: bool,
    context: bool,
}

/// Whether the entries of infoboxes have the number of their infobox.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbered {
    Yes,
    No,
}

impl<'k> Stack<'k> {
    pub(crate) fn new(job: StackJob<'k>, known: Known<'k>) -> Self {
        Stack {
            job,
            known,
            mode: Mode::Begin,
            path: HeadingPath::default(),
            documents: 0,
            title: None,
            tables: 0,
            in_document: 0,
            infoboxes: 0,
            map: Vec::new(),
            keys: Vec::new(),
            is_straight: false,
            lead: Vec::new(),
            row: RowBuf::default(),
            left_out: LeftOut::default(),
        }
    }

    /// Whether a document is not a table and is passed on unchanged.
    fn is_data(&self, meta: &Meta) -> bool {
        matches!(meta.shape, Shape::Data | Shape::Fields)
            && self.job.passes_data
            && !matches!(self.known, Known::OneTableSoFar(_))
    }

    /// The input is not read again.
    fn settle(&self) {
        if let Known::OneTable(decision) | Known::ManyDocuments(decision) = self.known {
            decision.settle();
        }
    }

    fn report_no_infobox(&self) -> Result<()> {
        self.job.diagnostics.report(Diagnostic::warning("select-no-infobox", "the input has no infobox"))
    }

    fn body_row(&mut self, row: Row<'_>, next: &mut Outlet<'_>) -> Result<()> {
        if let Mode::Stacked { growing: Some(Growing { width, .. }), .. } = &self.mode {
            self.left_out.row(row);
            if row.len() > *width {
                self.grow(row.len(), next)?;
            }
            self.begin_growing(next)?;
        }
        if !self.keys.is_empty() {
            self.map_columns();
        }
        let buffer = &mut self.row;
        match &self.mode {
            Mode::Pass(_) | Mode::Single { .. } if self.map.is_empty() => {
                if row.extras().is_empty()
                    && !matches!(self.mode, Mode::Single { width, .. } if row.len() < width)
                {
                    return next.event(Event::Row(row));
                }
                buffer.clear();
                (0..row.len()).for_each(|column| copy(row, column, buffer));
                if let Mode::Single { width, .. } = self.mode {
                    buffer.pad(width, Kind::Missing);
                }
            }
            Mode::Pass(_) | Mode::Stacked { .. } => {
                buffer.clear();
                self.lead.iter().for_each(|(text, kind)| buffer.push(text, *kind));
                if self.is_straight && row.extras().is_empty() && row.len() <= self.map.len() {
                    buffer.append(row);
                    buffer.pad(self.lead.len() + self.map.len(), Kind::Missing);
                    return next.event(Event::Row(self.row.as_row()));
                }
                for column in &self.map {
                    match column {
                        Some(column) if *column < row.len() => copy(row, *column, buffer),
                        _ => buffer.push("", Kind::Missing),
                    }
                }
                // Later documents may be wider than the map of the first.
                (self.map.iter().flatten().max().map_or(0, |last| last + 1)..row.len())
                    .filter(|_| matches!(self.mode, Mode::Pass(_)))
                    .for_each(|column| copy(row, column, buffer));
            }
            _ => return Ok(()),
        }
        next.event(Event::Row(self.row.as_row()))
    }

    fn infobox(&mut self, infobox: &Infobox, next: &mut Outlet<'_>) -> Result<()> {
        self.infoboxes += 1;
        // Nothing else is selected, so they need not wait.
        if self.job.infobox && matches!(self.mode, Mode::Waiting(..)) {
            self.mode = entries(Numbered::Yes, next)?;
        }
        let numbered = match self.mode {
            Mode::Entries(numbered) => numbered,
            Mode::Waiting(..) => Numbered::Yes,
            _ => return Ok(()),
        };
        for entry in &infobox.entries {
            self.row.clear();
            if numbered == Numbered::Yes {
                self.row.push(&self.infoboxes.to_string(), Kind::Number);
            }
            self.row.push(&entry.key, Kind::Text);
            self.row.push(&entry.value.text, entry.kind);
            match &mut self.mode {
                Mode::Waiting(rows, count) => {
                    rows.push(self.row.as_row())?;
                    *count += 1;
                }
                _ => next.event(Event::Row(self.row.as_row()))?,
            }
        }
        Ok(())
    }

    /// Ends many documents, and reports what was left out.
    fn end_documents(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        if self.job.infobox {
            return if self.infoboxes == 0 { self.report_no_infobox() } else { Ok(()) };
        }
        self.left_out.tables = self.tables;
        self.left_out.report_nested(self.job.diagnostics)?;
        self.left_out.report(self.job.format, self.job.diagnostics)?;
        if let Mode::Stacked { union, .. } = &self.mode {
            union.report_renamed(self.job.diagnostics)?;
        }
        let Mode::Waiting(rows, count) = &mut self.mode else { return Ok(()) };
        let (rows, count) = (std::mem::take(rows), *count);
        if count > 0 {
            self.mode = entries(Numbered::Yes, next)?;
            let mut rows = rows.rows()?;
            for _ in 0..count {
                next.event(Event::Row(rows.next()?))?;
            }
        }
        Ok(())
    }

    /// Ends the one output document.
    fn close(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        self.begin_growing(next)?;
        if !matches!(
            self.mode,
            Mode::Begin | Mode::Nothing | Mode::Waiting(..) | Mode::Data | Mode::Pass(None)
        ) {
            next.event(Event::TableEnd)?;
        }
        if !matches!(self.mode, Mode::Begin | Mode::Data) {
            next.event(Event::DocumentEnd)?;
        }
        Ok(())
    }
}

impl Lead {
    fn columns(self) -> impl Iterator<Item = Column> {
        let lead = [(self.document, "document"), (self.context, "section"), (self.context, "table")];
        lead.into_iter().filter(|(is_there, _)| *is_there).map(|(_, name)| Column::new(name))
    }
}

fn start(meta: &Meta, next: &mut Outlet<'_>) -> Result<()> {
    next.event(Event::DocumentStart(&Meta { shape: Shape::Records, title: None, ..meta.clone() }))
}

fn table(columns: Vec<Column>, next: &mut Outlet<'_>) -> Result<()> {
    let names = TableHead::with_names(columns.iter().map(|column| column.name.as_str()));
    next.event(Event::TableStart(&TableHead { columns, ..names }))
}

fn entries(numbered: Numbered, next: &mut Outlet<'_>) -> Result<Mode> {
    let names: &[&str] =
        if numbered == Numbered::Yes { &["infobox", "key", "value"] } else { &["key", "value"] };
    table(names.iter().copied().map(Column::new).collect(), next)?;
    Ok(Mode::Entries(numbered))
}

/// Copies only the parts of a cell that records hold.
pub(super) fn copy(row: Row<'_>, column: usize, buffer: &mut RowBuf) {
    let cell = row.cell(column);
    match cell.value() {
        Some(value) => {
            let extra = Extra { value: Some(value.to_owned()), ..Extra::default() };
            buffer.push_with(cell.text, cell.kind, extra);
        }
        None => buffer.push(cell.text, cell.kind),
    }
}

impl Stage for Stack<'_> {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        match event {
            // Most rows are those of one plain table.
            Event::Row(row)
                if matches!(self.mode, Mode::Pass(Some(_)))
                    && self.map.is_empty()
                    && row.extras().is_empty() =>
            {
                next.event(event)?;
            }
            _ if matches!(self.mode, Mode::Data) => next.event(event)?,
            Event::DocumentStart(meta) => {
                self.path.clear();
                self.title = meta.title.clone();
                self.documents += 1;
                self.in_document = 0;
                self.left_out.document(meta.title.is_some());
                if matches!(self.mode, Mode::Begin) {
                    return self.begin(meta, next);
                }
                // The input is not what it seemed to be.
                if let Known::OneTableSoFar(decision) = self.known {
                    return Ok(decision.give_up());
                }
                // Data that follows a table is passed on unchanged.
                if matches!(self.mode, Mode::Pass(_)) && self.is_data(meta) {
                    self.close(next)?;
                    self.mode = Mode::Data;
                    next.event(event)?;
                }
            }
            Event::Block(block, _) => {
                self.left_out.block(block);
                match block {
                    Block::Heading(heading) => self.path.enter(heading),
                    Block::Infobox(infobox) => self.infobox(infobox, next)?,
                    _ => {}
                }
            }
            Event::TableStart(head) => self.head(head, next)?,
            Event::Columns(columns) => match (&mut self.mode, self.known) {
                (_, Known::OneTableSoFar(decision)) => return Ok(decision.give_up()),
                (Mode::Pass(known), _) => {
                    *known = Some(columns.to_vec());
                    next.event(event)?;
                }
                _ => {}
            },
            Event::Row(row) => self.body_row(row, next)?,
            Event::TableEnd | Event::DocumentEnd => {}
        }
        Ok(next.flow())
    }

    fn end(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        if let Known::ManyDocuments(_) = self.known
            && next.is_open()
            && !matches!(self.mode, Mode::Begin)
        {
            self.end_documents(next)?;
        }
        self.close(next)
    }

    fn wants_marks(&self, _: bool) -> bool {
        false
    }
}
