//! From a source to an output: one function for each [`Strategy`], which lists its stages in the order in which data
//! passes through them.

mod look;
mod opened;
mod read;
mod rows;

pub use look::outline;
pub(crate) use rows::ROWS;
#[cfg(feature = "serde")]
pub(crate) use rows::rows;

use crate::chosen::Chosen;
use crate::decision::Decision;
use crate::output::Noticing;
use crate::stage::{
    After, BlankSpans, Buffered, Cells, Columns, HeaderRows, Known, Lent, Limit, MetBy, Reshape, Rows,
    Select, SettledColumns, Stack, StackJob, Stages, SuperscriptDigits, Tables, TextKinds, Unnest, Whole,
    Widen,
};
use crate::strategy::{Strategy, tables_by_number};
use crate::{Job, Outline, Source, TableInfo, View};
use look::look;
use model::{
    Diagnostic, Diagnostics, Error, FormatInfo, Holds, NoOptions, Output, Result, Shape, Sink, Survey,
    Writer, WriterSpec, Writing,
};
use opened::Opened;
use read::read;
use std::cell::Cell;
use std::io::{BufReader, Seek, SeekFrom, Write, copy};
use tempfile::SpooledTempFile;

/// How many bytes of a spooled output are held in memory.
const MOST_IN_MEMORY: usize = 1 << 20;

/// Bytes of a spooled output read back at a time.
const BLOCK: usize = 256 << 10;

/// Converts one source. The output is complete when this returns; after an error, the bytes written so far are useless.
///
/// # Errors
/// A fault of the input, with its place; what the output cannot hold; I/O.
pub fn convert(
    source: &mut Source,
    job: &Job,
    output: &mut dyn Write,
    diagnostics: &Diagnostics<'_>,
) -> Result<()> {
    Conversion::new(job, diagnostics, Inputs::One).run(source, &mut Target::Output(output))
}

/// Sends the records of one of several sources to a sink that takes late columns.
///
/// # Errors
/// As [`convert`].
pub fn records(
    source: &mut Source,
    job: &Job,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
) -> Result<()> {
    Conversion::new(job, diagnostics, Inputs::Joined).run(source, &mut Target::Sink(sink))
}

/// The writer of a job without an output: it takes everything and cannot be opened.
pub(crate) const NOTHING: WriterSpec = WriterSpec::new(
    FormatInfo::new("documents", "documents in memory"),
    Holds::EVERYTHING,
    &Writing(nothing),
)
.streaming()
.late_columns();

fn nothing<'a>(_: Output<'a>, _: &NoOptions) -> Result<Box<dyn Writer + 'a>> {
    Err(Error::internal("a job without an output has no writer"))
}

/// Sends one source to a sink, in the job's view and with the job's selection.
///
/// # Errors
/// As [`convert`], and those of the sink.
pub(crate) fn send_to(
    source: &mut Source,
    job: &Job,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
) -> Result<()> {
    Conversion::new(job, diagnostics, Inputs::One).run(source, &mut Target::Sink(sink))
}

/// Sends one source, in the job's view, to a sink that knows the tables to come from a first look.
///
/// # Errors
/// As [`convert`].
pub(crate) fn send<S: Sink>(
    source: &mut Source,
    job: &Job,
    diagnostics: &Diagnostics<'_>,
    open: impl FnOnce(Vec<TableInfo>) -> S,
) -> Result<S> {
    let (outline, chosen) = look(source, job, diagnostics)?;
    let mut sink = open(chosen.iter().filter_map(|&index| outline.tables.get(index)).cloned().collect());
    let conversion = Conversion::new(job, diagnostics, Inputs::One);
    let stages = conversion.cells(Some((&outline, &chosen)))?.then_if(conversion.widen(&outline, &chosen));
    conversion.read(source, stages.before(Box::new(Lent(&mut sink))))?.finish()?;
    Ok(sink)
}

/// Where a conversion goes.
enum Target<'t> {
    /// A writer's output.
    Output(&'t mut dyn Write),
    /// A sink that the caller ends.
    Sink(&'t mut dyn Sink),
}

impl Target<'_> {
    fn writer<'s>(
        &'s mut self,
        job: &'s Job,
        diagnostics: &'s Diagnostics<'s>,
        survey: Option<&'s Survey>,
    ) -> Box<dyn Writer + 's> {
        match self {
            Target::Output(output) => Box::new(Opened::new(job, diagnostics, survey, *output)),
            Target::Sink(sink) => Box::new(Lent(*sink)),
        }
    }
}

/// How many inputs the output has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inputs {
    One,
    Joined,
}

/// How a strategy ended.
#[derive(PartialEq, Eq)]
enum Done {
    Written,
    /// The strategy does not suit the input.
    GivenUp,
}

/// What a first look found: the outline, and the selected tables in it.
type Found<'o> = (&'o Outline, &'o [usize]);

/// One conversion.
struct Conversion<'a> {
    job: &'a Job,
    diagnostics: &'a Diagnostics<'a>,
    inputs: Inputs,
    /// Takes what the reader reports, if only a part of the input is selected.
    chosen: Option<Chosen<'a>>,
}

impl<'a> Conversion<'a> {
    fn new(job: &'a Job, diagnostics: &'a Diagnostics<'a>, inputs: Inputs) -> Self {
        let chosen = job.chooses().then(|| Chosen::new(diagnostics, job.reader));
        Conversion { job, diagnostics, inputs, chosen }
    }

    fn run(&self, source: &mut Source, target: &mut Target<'_>) -> Result<()> {
        let recording = source.recording();
        let mut next = Some(Strategy::for_job(self.job));
        while let Some(strategy) = next {
            if strategy.keeps_stream(self.job) {
                source.keep_for(self.job.reader)?;
            }
            // Diagnostics wait until it is clear that the input is not read again, or they would be reported twice.
            self.diagnostics.hold();
            let decision = Decision::new(&recording, self.diagnostics);
            let done = match strategy {
                Strategy::Straight => self.straight(source, target, &decision),
                Strategy::RowsSpooled => self.rows_spooled(source, target, &decision),
                Strategy::OutputSpooled => self.output_spooled(source, target, &decision),
                Strategy::Buffered => self.buffered(source, target, &decision),
                Strategy::TwoLooks => {
                    self.diagnostics.release();
                    self.two_looks(source, target)
                }
            };
            match done {
                Ok(Done::GivenUp) => {
                    self.diagnostics.forget();
                    if let Some(chosen) = &self.chosen {
                        chosen.forget();
                    }
                }
                done => {
                    self.diagnostics.release();
                    return done.map(|_| ());
                }
            }
            next = strategy.otherwise(self.job);
        }
        Err(Error::internal("no strategy suits this input"))
    }

    fn straight(
        &self,
        source: &mut Source,
        target: &mut Target<'_>,
        decision: &Decision<'_>,
    ) -> Result<Done> {
        let Job { reader, writer, .. } = self.job;
        let stages = self.cells(None)?;
        let stages = match self.job.view() {
            View::Records if reader.many_documents => stages.then(self.stack(Known::ManyDocuments(decision))),
            View::Records => stages.then(self.stack(Known::OneTable(decision))),
            View::Document => {
                let reshapes = self.reshapes();
                if reader.late_columns && (reshapes || !writer.late_columns) {
                    stages.then(Whole(decision)).then_if(reshapes.then_some(Reshape(Shape::Page)))
                } else {
                    decision.settle();
                    stages.then_if(reshapes.then_some(Reshape(Shape::Page)))
                }
            }
        };
        let stages = self.choice(stages);
        let way = self.read(source, stages.before(target.writer(self.job, self.diagnostics, None)))?;
        finish(way, decision)
    }

    fn rows_spooled(
        &self,
        source: &mut Source,
        target: &mut Target<'_>,
        decision: &Decision<'_>,
    ) -> Result<Done> {
        let stages = self.cells(None)?.then(self.stack(Known::ManyDocuments(decision)));
        let stages = self.choice(stages).then(SettledColumns::default());
        let way = self.read(source, stages.before(target.writer(self.job, self.diagnostics, None)))?;
        finish(way, decision)
    }

    /// The output waits in memory while it is small, and then in a temporary file. If there is no room for that, the
    /// strategy is given up.
    fn output_spooled(
        &self,
        source: &mut Source,
        target: &mut Target<'_>,
        decision: &Decision<'_>,
    ) -> Result<Done> {
        let (mut spooled, failed) = (SpooledTempFile::new(MOST_IN_MEMORY), Cell::new(false));
        let mut noticing = Noticing { output: &mut spooled, failed: &failed };
        let mut waiting = Target::Output(&mut noticing);
        let stages = self.choice(self.cells(None)?.then(self.stack(Known::OneTableSoFar(decision))));
        let way = self.read(source, stages.before(waiting.writer(self.job, self.diagnostics, None)));
        let done = way.and_then(|way| finish(way, decision));
        if failed.get() {
            return Ok(Done::GivenUp);
        }
        if let (Ok(Done::Written), Target::Output(output)) = (&done, target) {
            self.diagnostics.release();
            spooled.seek(SeekFrom::Start(0))?;
            copy(&mut BufReader::with_capacity(BLOCK, spooled), output)?;
        }
        done
    }

    fn buffered(
        &self,
        source: &mut Source,
        target: &mut Target<'_>,
        decision: &Decision<'_>,
    ) -> Result<Done> {
        let limit = if self.job.reader.streaming { Limit::Bounded } else { Limit::Unbounded };
        let mut documents = Buffered::new(limit, decision);
        let way = self.read(source, self.cells(None)?.before(Box::new(Lent(&mut documents))))?;
        if finish(way, decision)? == Done::GivenUp {
            return Ok(Done::GivenUp);
        }
        // The input is not read again. Diagnostics come before the output.
        self.diagnostics.release();
        let outline = std::mem::take(&mut documents.outline);
        let chosen: Vec<usize> = (0..outline.tables.len()).collect();
        let stages = self.choice(Stages::default().then(self.stack(Known::Outline(&outline, &chosen))));
        let mut way = stages.before(target.writer(self.job, self.diagnostics, None));
        documents.replay(&mut way)?;
        way.finish().map(|()| Done::Written)
    }

    fn two_looks(&self, source: &mut Source, target: &mut Target<'_>) -> Result<Done> {
        let (outline, chosen) = look(source, self.job, self.diagnostics)?;
        let stages = self.cells(Some((&outline, &chosen)))?;
        let stages = match self.job.view() {
            View::Records => stages.then(self.stack(Known::Outline(&outline, &chosen))),
            View::Document => stages
                .then_if(self.widen(&outline, &chosen))
                .then_if(self.reshapes().then_some(Reshape(Shape::Page))),
        };
        let survey = outline.survey();
        let stages = self.choice(stages);
        let way = stages.before(target.writer(self.job, self.diagnostics, Some(&survey)));
        self.read(source, way)?.finish().map(|()| Done::Written)
    }

    /// Reads a source into some stages and a writer, and returns them.
    fn read<'s>(&self, source: &mut Source, mut way: Box<dyn Writer + 's>) -> Result<Box<dyn Writer + 's>> {
        match &self.chosen {
            Some(chosen) => {
                let reported = Diagnostics::passing(|diagnostic| chosen.report(diagnostic));
                read(source, self.job, &reported, &mut way)?;
            }
            None => read(source, self.job, self.diagnostics, &mut way)?,
        }
        Ok(way)
    }

    /// The stages that settle what is a header and a table, select tables, and change cells.
    fn cells<'s>(&'s self, found: Option<Found<'_>>) -> Result<Stages<'s>> {
        let Job { reader, options, .. } = self.job;
        let stages = tables(self.job);
        let stages = if options.infobox {
            let infoboxes = found.map_or(0, |(outline, _)| outline.infoboxes());
            if infoboxes == 0 && self.job.view() == View::Document {
                let warning = Diagnostic::warning("select-no-infobox", "the input has no infobox");
                self.diagnostics.report(warning)?;
            }
            let select = if infoboxes == 1 { Select::only_infobox() } else { Select::infoboxes() };
            stages.then(select.telling(self.chosen.as_ref()))
        } else if !options.tables.is_empty() {
            let select = match found {
                Some((_, chosen)) => Select::tables(chosen.to_vec()),
                None => Select::numbered(tables_by_number(self.job).unwrap_or_default(), &options.tables),
            };
            stages.then(select.telling(self.chosen.as_ref()))
        } else {
            stages.then_if(self.chosen.as_ref().map(Tables))
        };
        let text = options.all_text || !options.text_columns.is_empty();
        let report = (self.inputs == Inputs::One).then_some(self.diagnostics);
        let text = text
            .then(|| TextKinds::new(options.all_text, &options.text_columns, reader.late_columns, report));
        Ok(stages.then_if(options.blank_spans.then(BlankSpans::default)).then_if(text))
    }

    /// The stage that makes records.
    fn stack<'s>(&'s self, known: Known<'s>) -> Stack<'s> {
        let Job { writer, options, .. } = self.job;
        let passes_data = writer.late_columns && writer.holds.many && !options.infobox;
        let job = StackJob {
            infobox: options.infobox,
            selects: !options.tables.is_empty(),
            context: options.context,
            passes_data,
            format: writer.format.id,
            diagnostics: self.diagnostics,
        };
        Stack::new(job, known)
    }

    /// The stages that select columns and rows. They see what the writer would see without them.
    fn choice<'s>(&'s self, stages: Stages<'s>) -> Stages<'s> {
        let Job { reader, writer, options, .. } = self.job;
        let is_records = self.job.view() == View::Records;
        let met_by = match () {
            () if reader.late_columns || (is_records && reader.many_documents) => MetBy::WholeInput,
            () if is_records || reader.one_table => MetBy::FirstRow,
            () => MetBy::End,
        };
        let is_one = is_records || (options.tables.len() == 1 && !writer.holds.documents);
        let after = if is_one { After::Nothing } else { After::Tables };
        let last = options.rows.map(|range| range.last);
        let columns = (!options.columns.is_everything())
            .then(|| Columns::new(&options.columns, met_by).after_row(last));
        stages.then_if(columns).then_if(options.rows.map(|range| Rows::new(range, after)))
    }

    /// The stage that gives tables all their columns from the start, if columns may turn up late and the writer cannot
    /// take them.
    fn widen<'o>(&self, outline: &'o Outline, chosen: &[usize]) -> Option<Widen<'o>> {
        let takes = self.job.writer.late_columns && !self.reshapes() && self.job.view() == View::Document;
        let widens = self.job.reader.late_columns && !takes;
        widens.then(|| Widen::new(chosen.iter().filter_map(|&index| outline.tables.get(index)).collect()))
    }

    /// Whether every document becomes a page. A page names a table's columns before its rows, even in a format whose
    /// records do not.
    fn reshapes(&self) -> bool {
        let Job { writer, options, .. } = self.job;
        self.job.view() == View::Document && (options.view.is_some() || writer.records)
    }
}

/// Finishes the writer, unless the strategy was given up.
fn finish(way: Box<dyn Writer + '_>, decision: &Decision<'_>) -> Result<Done> {
    match decision.is_given_up() {
        true => Ok(Done::GivenUp),
        false => way.finish().map(|()| Done::Written),
    }
}

/// The stages that settle what is a header and what is a table, for a first look and for a conversion.
fn tables<'s>(job: &Job) -> Stages<'s> {
    let stages = Stages::default().then_if(HeaderRows::of(job.options.header));
    if job.reader.one_table {
        return stages;
    }
    let is_records = job.view() == View::Records;
    let unnests = is_records || !job.options.tables.is_empty() || !job.writer.holds.documents;
    let cells = if is_records { Cells::LoseTables } else { Cells::KeepTables };
    stages.then_if(unnests.then(|| Unnest::new(cells))).then_if(is_records.then(SuperscriptDigits::default))
}
