//! From a source to an output: reader, stages, writer.

use crate::stage::{BlankSpans, HeaderRows, Reshape, Select, Stack, Terms, TextKinds, Widen};
use crate::{Header, Job, Outline, Source, View};
use model::{Diagnostic, Diagnostics, Event, Input, Meta, Output, Result, Shape, Sink, Survey, Writer};
use std::cell::Cell;
use std::io::Write;

/// Converts one source. Everything that the output holds is written when this returns; after an error what was
/// written is of no use.
///
/// Most conversions read their source once. A second look is taken where the end has to be known at the start:
/// tables chosen by name, several tables stacked, columns that turn up late. A stream is then kept in a temporary
/// file.
///
/// # Errors
/// What is wrong with the input, with a place; what the output cannot hold; I/O.
pub fn convert(
    source: &mut Source,
    job: &Job,
    output: &mut dyn Write,
    diagnostics: &Diagnostics<'_>,
) -> Result<()> {
    if needs_outline(job) {
        let outline = self::outline(source, job, diagnostics)?;
        return attempt(source, job, output, diagnostics, Some(&outline)).map(|_| ());
    }
    if job.reader.seek || may_need_outline(job) {
        source.keep()?;
    }
    if attempt(source, job, output, diagnostics, None)? == Done::OutlineWanted {
        let outline = self::outline(source, job, diagnostics)?;
        attempt(source, job, output, diagnostics, Some(&outline))?;
    }
    Ok(())
}

/// Converts bytes in memory: a pure function of its arguments.
///
/// # Errors
/// As [`convert`].
pub fn convert_bytes(input: &[u8], job: &Job, report: impl FnMut(Diagnostic)) -> Result<Vec<u8>> {
    let mut output = Vec::new();
    convert(&mut Source::memory("input", input), job, &mut output, &Diagnostics::new(report))?;
    Ok(output)
}

/// Takes a first look at a source.
///
/// # Errors
/// As [`convert`].
pub fn outline(source: &mut Source, job: &Job, diagnostics: &Diagnostics<'_>) -> Result<Outline> {
    source.keep()?;
    let mut outline = Outline::default();
    diagnostics.set_muted(true);
    let read = read(source, job, diagnostics, &mut outline);
    diagnostics.set_muted(false);
    read.map(|()| outline)
}

/// Whether an outline is needed whatever the input holds.
fn needs_outline(job: &Job) -> bool {
    !job.options.tables.is_empty() || (job.view() == View::Document && job.writer.survey)
}

/// Whether the input may turn out to need an outline, so that a stream has to be kept.
fn may_need_outline(job: &Job) -> bool {
    !job.reader.one_table || job.options.header != Header::Auto
}

#[derive(PartialEq, Eq)]
enum Done {
    Written,
    OutlineWanted,
}

fn read(source: &mut Source, job: &Job, diagnostics: &Diagnostics<'_>, sink: &mut dyn Sink) -> Result<()> {
    let mut bytes = source.open()?;
    let input = Input { bytes: &mut *bytes, diagnostics };
    match job.options.header {
        Header::Auto => (job.reader.read)(input, &job.options.params, sink),
        header => {
            (job.reader.read)(input, &job.options.params, &mut HeaderRows::new(sink, header == Header::First))
        }
    }
}

fn attempt(
    source: &mut Source,
    job: &Job,
    output: &mut dyn Write,
    diagnostics: &Diagnostics<'_>,
    outline: Option<&Outline>,
) -> Result<Done> {
    let survey = outline.map(Outline::survey);
    let wanted = Cell::new(false);
    let mut writer = Opened { job, diagnostics, survey: survey.as_ref(), output: Some(output), writer: None };
    let result = run(source, job, &mut writer, diagnostics, outline, &wanted);
    match result {
        Err(error) if error.is_enough() && wanted.get() => Ok(Done::OutlineWanted),
        Err(error) => Err(error),
        Ok(()) => writer.finish().map(|()| Done::Written),
    }
}

/// Builds the stages in front of the writer and reads through them.
fn run(
    source: &mut Source,
    job: &Job,
    writer: &mut dyn Sink,
    diagnostics: &Diagnostics<'_>,
    outline: Option<&Outline>,
    wanted: &Cell<bool>,
) -> Result<()> {
    let chosen = match outline {
        Some(outline) => outline.choose(&job.options.tables)?,
        None => Vec::new(),
    };
    match job.view() {
        View::Records => {
            let plain = job.reader.one_table || job.writer.late_columns;
            let format = job.writer.format.id;
            let terms = Terms {
                outline,
                chosen: chosen.clone(),
                infobox: job.options.infobox,
                context: job.options.context,
                plain: plain && !job.options.infobox,
                format,
                wanted,
                diagnostics,
            };
            let mut stack = Stack::new(writer, terms);
            cells(source, job, &mut stack, diagnostics, &chosen)?;
            stack.finish()
        }
        View::Document if job.options.view.is_some() || job.writer.records => {
            let mut reshaped = Reshape(writer);
            document(source, job, &mut reshaped, diagnostics, outline, wanted, &chosen)
        }
        View::Document => document(source, job, writer, diagnostics, outline, wanted, &chosen),
    }
}

fn document(
    source: &mut Source,
    job: &Job,
    sink: &mut dyn Sink,
    diagnostics: &Diagnostics<'_>,
    outline: Option<&Outline>,
    wanted: &Cell<bool>,
    chosen: &[usize],
) -> Result<()> {
    if !job.reader.late_columns || job.writer.late_columns {
        return cells(source, job, sink, diagnostics, chosen);
    }
    match outline {
        // After the selection, the outline's tables are those chosen.
        Some(outline) => {
            let tables = chosen.iter().filter_map(|&index| outline.tables.get(index)).collect();
            cells(source, job, &mut Widen::new(sink, tables), diagnostics, chosen)
        }
        None => cells(source, job, &mut Eager { sink, wanted }, diagnostics, chosen),
    }
}

/// The stages that change cells and choose blocks, then the reader.
fn cells(
    source: &mut Source,
    job: &Job,
    sink: &mut dyn Sink,
    diagnostics: &Diagnostics<'_>,
    chosen: &[usize],
) -> Result<()> {
    let mut sink: Box<dyn Sink + '_> = Box::new(sink);
    if job.options.all_text || !job.options.text_columns.is_empty() {
        sink = Box::new(TextKinds::new(sink, job.options.all_text, job.options.text_columns.clone()));
    }
    if job.options.blank_spans {
        sink = Box::new(BlankSpans::new(sink));
    }
    if job.options.infobox {
        sink = Box::new(Select::infobox(sink));
    } else if !job.options.tables.is_empty() {
        sink = Box::new(Select::tables(sink, chosen.to_vec()));
    }
    read(source, job, diagnostics, &mut sink)
}

/// Asks for an outline when a document's tables may get columns late.
struct Eager<'s> {
    sink: &'s mut dyn Sink,
    wanted: &'s Cell<bool>,
}

impl Sink for Eager<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        if let Event::DocumentStart(Meta { shape: Shape::Records | Shape::Tables, .. }) = event {
            self.wanted.set(true);
            return Err(model::Error::enough());
        }
        self.sink.event(event)
    }
}

/// A writer that is opened at its first event, so that a conversion that starts over has written nothing.
struct Opened<'a> {
    job: &'a Job,
    diagnostics: &'a Diagnostics<'a>,
    survey: Option<&'a Survey>,
    output: Option<&'a mut dyn Write>,
    writer: Option<Box<dyn Writer + 'a>>,
}

impl<'a> Opened<'a> {
    fn writer(&mut self) -> Result<&mut Box<dyn Writer + 'a>> {
        if let Some(bytes) = self.output.take() {
            let output =
                Output { bytes: Box::new(bytes), diagnostics: self.diagnostics, survey: self.survey };
            self.writer = Some((self.job.writer.open)(output, &self.job.options.params)?);
        }
        self.writer.as_mut().ok_or_else(|| model::Error::internal("the writer could not be opened"))
    }

    fn finish(mut self) -> Result<()> {
        self.writer()?;
        self.writer.map_or(Ok(()), Writer::finish)
    }
}

impl Sink for Opened<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match &mut self.writer {
            Some(writer) => writer.event(event),
            None => self.writer()?.event(event),
        }
    }
}
