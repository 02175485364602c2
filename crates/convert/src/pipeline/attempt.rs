//! One way of a source through the stages.

use super::{Look, is_plain, read, unnests};
use crate::stage::{
    BlankSpans, Columns, Held, Reshape, Rows, Select, Stack, Terms, TextColumns, TextKinds, Widen,
};
use crate::{Job, Outline, Source, View};
use model::{Diagnostic, Diagnostics, Event, Meta, Result, Shape, Sink};
use std::cell::{Cell, RefCell};

/// One way through the stages; each method puts some in front of the sink it is given.
pub(super) struct Attempt<'a> {
    pub(super) job: &'a Job,
    pub(super) diagnostics: &'a Diagnostics<'a>,
    pub(super) look: Look<'a>,
    /// What a first look found, if one was taken.
    pub(super) outline: Option<&'a Outline>,
    /// The tables that come through, by index in the outline.
    pub(super) chosen: Vec<usize>,
    /// Whether it is one of several inputs of one output.
    pub(super) joined: bool,
    /// Set by a stage that cannot go on without an outline.
    pub(super) wanted: &'a Cell<bool>,
    /// Set when it is clear that the source is not read from its start again.
    pub(super) settled: &'a Cell<bool>,
    /// Set by a stage that wants nothing more of the input.
    pub(super) done: &'a Cell<bool>,
}

impl Attempt<'_> {
    /// The stages behind the view: they see what the writer would.
    pub(super) fn run(&self, source: &mut Source, writer: &mut dyn Sink) -> Result<()> {
        let Job { reader, options, .. } = self.job;
        if options.columns.is_everything() {
            return self.rows(source, writer);
        }
        let at_once = (self.job.view() == View::Records || reader.one_table) && !reader.late_columns;
        let mut columns = Columns::new(writer, &options.columns, at_once);
        match self.rows(source, &mut columns) {
            // A column that was not met may turn up in what is not read any more.
            Err(error) if error.is_enough() && !reader.late_columns && !self.wanted.get() => {
                columns.check().and(Err(error))
            }
            Err(error) => Err(error),
            Ok(()) => columns.check(),
        }
    }

    fn rows(&self, source: &mut Source, sink: &mut dyn Sink) -> Result<()> {
        let Some(range) = self.job.options.rows else { return self.view(source, sink) };
        let done = (self.job.view() == View::Records).then_some(self.done);
        self.view(source, &mut Rows::new(sink, range, done))
    }

    fn view(&self, source: &mut Source, writer: &mut dyn Sink) -> Result<()> {
        let Job { writer: spec, options, .. } = self.job;
        match self.job.view() {
            View::Records => self.records(source, writer),
            // A page names a table's columns before its rows, even in a format whose records need not.
            View::Document if options.view.is_some() || spec.records => {
                self.document(source, &mut Reshape(writer), false)
            }
            View::Document => self.document(source, writer, spec.late_columns),
        }
    }

    fn records(&self, source: &mut Source, writer: &mut dyn Sink) -> Result<()> {
        let Job { writer: spec, options, .. } = self.job;
        let terms = Terms {
            outline: self.outline,
            chosen: self.chosen.clone(),
            infobox: options.infobox,
            context: options.context,
            plain: is_plain(self.job),
            tried: matches!(self.look, Look::Tried),
            data: spec.late_columns && spec.holds.many,
            format: spec.format.id,
            wanted: self.wanted,
            settled: self.settled,
            diagnostics: self.diagnostics,
        };
        if !matches!(self.look, Look::Held) {
            let mut stack = Stack::new(writer, terms);
            self.until_done(self.cells(source, &mut stack))?;
            return stack.finish();
        }
        let mut held = Held::new(self.wanted, !self.job.reader.streaming);
        self.cells(source, &mut held)?;
        // It is not read again; what is to be said comes before the output.
        self.diagnostics.release();
        let chosen = (0..held.outline.tables.len()).collect();
        let mut stack = Stack::new(writer, Terms { outline: Some(&held.outline), chosen, ..terms });
        self.until_done(held.replay(&mut stack))?;
        stack.finish()
    }

    /// That a stage wants nothing more is no error.
    fn until_done(&self, result: Result<()>) -> Result<()> {
        result.or_else(|error| if error.is_enough() && self.done.get() { Ok(()) } else { Err(error) })
    }

    pub(super) fn document(
        &self,
        source: &mut Source,
        sink: &mut dyn Sink,
        takes_late_columns: bool,
    ) -> Result<()> {
        if !self.job.reader.late_columns || takes_late_columns {
            self.settled.set(true);
            self.diagnostics.release();
            return self.cells(source, sink);
        }
        match self.outline {
            // After the selection, the outline's tables are those chosen.
            Some(outline) => {
                let tables = self.chosen.iter().filter_map(|&index| outline.tables.get(index)).collect();
                self.cells(source, &mut Widen::new(sink, tables))
            }
            None => self.cells(
                source,
                &mut Eager {
                    sink,
                    wanted: self.wanted,
                    settled: self.settled,
                    diagnostics: self.diagnostics,
                },
            ),
        }
    }

    /// The stages that change cells and choose blocks, then the reader.
    fn cells(&self, source: &mut Source, sink: &mut dyn Sink) -> Result<()> {
        let options = &self.job.options;
        let text = RefCell::new(TextColumns::new(&options.text_columns));
        let mut sink: Box<dyn Sink + '_> = Box::new(sink);
        if options.all_text || !options.text_columns.is_empty() {
            sink = Box::new(TextKinds::new(sink, options.all_text, &text));
        }
        if options.blank_spans {
            sink = Box::new(BlankSpans::new(sink));
        }
        if options.infobox {
            let infoboxes = self.outline.map_or(0, Outline::infoboxes);
            if infoboxes == 0 && self.job.view() == View::Document {
                let warning = Diagnostic::warning("select-no-infobox", "the input has no infobox");
                self.diagnostics.report(warning)?;
            }
            sink = Box::new(Select::infobox(sink, infoboxes == 1));
        } else if !options.tables.is_empty() {
            sink = Box::new(Select::tables(sink, self.chosen.clone()));
        }
        let done = read(source, self.job, self.diagnostics, &mut sink, unnests(self.job));
        drop(sink);
        let reader = self.job.reader;
        let is_seen = match &done {
            Ok(()) => true,
            Err(error) => error.is_enough() && !reader.late_columns && !self.wanted.get(),
        };
        // Of several inputs to be joined, another may have the column.
        if is_seen && !self.joined {
            text.borrow().check(self.diagnostics)?;
        }
        done
    }
}
/// Asks for an outline when a document's tables may get columns late.
struct Eager<'s> {
    sink: &'s mut dyn Sink,
    wanted: &'s Cell<bool>,
    settled: &'s Cell<bool>,
    diagnostics: &'s Diagnostics<'s>,
}

impl Sink for Eager<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(Meta { shape: Shape::Records | Shape::Tables, .. }) => {
                self.wanted.set(true);
                return Err(model::Error::enough());
            }
            Event::DocumentStart(_) => {
                self.settled.set(true);
                self.diagnostics.release();
            }
            _ => {}
        }
        self.sink.event(event)
    }
}
