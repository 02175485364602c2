//! From a source to an output: reader, stages, writer.

mod attempt;
mod opened;

use crate::ahead;
use crate::output::Noticing;
use crate::stage::{HeaderRows, Raise, Unnest};
use crate::{Header, Job, Outline, Source, TableInfo, View};
use attempt::Attempt;
use model::{Diagnostics, Input, Result, Sink};
use opened::Opened;
use std::cell::Cell;
use std::io::{BufReader, Seek, SeekFrom, Write, copy};
use tempfile::SpooledTempFile;

/// How many bytes of an output put aside are held in memory.
const MOST_ASIDE: usize = 1 << 20;

/// Bytes of it read back at a time.
const BLOCK: usize = 256 << 10;

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
    // Records of an input that may be one plain table are tried straight, then held.
    let looks: &[Look<'_>] = match job.view() {
        View::Document => &[Look::None],
        View::Records if is_plain(job) => &[Look::None, Look::Held],
        View::Records if job.reader.late_columns && !job.options.infobox => &[Look::Tried, Look::Held],
        View::Records => &[Look::Held],
    };
    in_turn(source, job, diagnostics, looks, |source, look, settled| match look {
        Look::Tried => tried(source, job, output, diagnostics, settled),
        look => attempt(source, job, output, diagnostics, look, settled),
    })
}

/// Goes one way after the other until no outline is wanted any more, and else the way that has one.
fn in_turn(
    source: &mut Source,
    job: &Job,
    diagnostics: &Diagnostics<'_>,
    looks: &[Look<'_>],
    mut go: impl FnMut(&mut Source, Look<'_>, &Cell<bool>) -> Result<Done>,
) -> Result<()> {
    let settled = source.remember();
    let looks = if needs_outline(job) { &[] } else { looks };
    for &look in looks {
        // Should there be too much to hold, the source is read again.
        if job.reader.seek || !matches!(look, Look::None) {
            source.keep(job.reader.seek)?;
        }
        // What is said before it is clear whether the input is read again would be said twice.
        diagnostics.hold();
        let done = go(source, look, &settled);
        if !matches!(done, Ok(Done::OutlineWanted)) {
            diagnostics.release();
            return done.map(|_| ());
        }
        diagnostics.forget();
    }
    let outline = look(source, job, diagnostics, unnests(job))?;
    go(source, Look::Outline(&outline), &Cell::default()).map(|_| ())
}

/// How much is known of an input when it is converted.
#[derive(Clone, Copy)]
enum Look<'o> {
    /// Nothing: it goes straight through.
    None,
    /// Nothing: it goes straight through, and the output is put aside until it is clear that no column came late.
    Tried,
    /// Nothing yet: its rows are put aside, and it is looked at as a whole.
    Held,
    /// What a first look over it found.
    Outline(&'o Outline),
}

/// Whether records can be passed on as they come, should the input be one plain table.
fn is_plain(job: &Job) -> bool {
    // Who names the columns wanted knows the output's before any turns up.
    let named = !job.options.columns.names.is_empty();
    (job.reader.one_table || job.writer.late_columns || named) && !job.options.infobox
}

/// Takes a first look at a source.
///
/// # Errors
/// As [`convert`].
pub(crate) fn outline(source: &mut Source, job: &Job) -> Result<Outline> {
    outline_keeping(source, job, 0)
}

/// Takes a first look at a source, and keeps the first rows of each table.
pub fn outline_keeping(source: &mut Source, job: &Job, rows: usize) -> Result<Outline> {
    let mut job = job.clone();
    job.options.params.add("list", "true");
    let mut dialect = None;
    let found = Diagnostics::new(|said| {
        if said.code.ends_with("-dialect") {
            dialect = Some(said.message);
        }
    });
    source.keep(job.reader.seek)?;
    let mut outline = Outline::keeping(rows);
    read(source, &job, &found, &mut outline, true)?;
    drop(found);
    outline.dialect = dialect;
    Ok(outline)
}

/// Sends one source, whole and in the job's view, to a sink that knows the tables to come from a first look.
///
/// # Errors
/// As [`convert`].
pub(crate) fn send<S: Sink>(
    source: &mut Source,
    job: &Job,
    diagnostics: &Diagnostics<'_>,
    open: impl FnOnce(Vec<TableInfo>) -> S,
) -> Result<S> {
    let outline = look(source, job, diagnostics, unnests(job))?;
    let chosen = outline.choose(&job.options.tables)?;
    let mut sink = open(chosen.iter().filter_map(|&index| outline.tables.get(index)).cloned().collect());
    let (look, wanted, settled) = (Look::Outline(&outline), Cell::default(), Cell::default());
    let outline = Some(&outline);
    let done = Cell::default();
    let attempt = Attempt {
        job,
        diagnostics,
        look,
        outline,
        chosen,
        joined: false,
        wanted: &wanted,
        settled: &settled,
        done: &done,
    };
    attempt.document(source, &mut sink, false)?;
    Ok(sink)
}

/// Sends the records of one source to a sink that takes columns as they turn up.
///
/// # Errors
/// As [`convert`].
pub fn records(
    source: &mut Source,
    job: &Job,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
) -> Result<()> {
    in_turn(source, job, diagnostics, &[Look::None, Look::Held], |source, look, settled| {
        pass(source, job, sink, diagnostics, look, true, settled)
    })
}

/// Lets a source pass to a sink once.
fn pass(
    source: &mut Source,
    job: &Job,
    sink: &mut dyn Sink,
    diagnostics: &Diagnostics<'_>,
    look: Look<'_>,
    joined: bool,
    settled: &Cell<bool>,
) -> Result<Done> {
    let outline = if let Look::Outline(outline) = look { Some(outline) } else { None };
    let wanted = Cell::new(false);
    let chosen = match outline {
        Some(outline) => outline.choose(&job.options.tables)?,
        None => by_number(job).unwrap_or_default(),
    };
    let done = &Cell::default();
    let attempt = Attempt { job, diagnostics, look, outline, chosen, joined, wanted: &wanted, settled, done };
    match attempt.run(source, sink) {
        Err(error) if error.is_enough() && wanted.get() => Ok(Done::OutlineWanted),
        Err(error) => Err(error),
        Ok(()) => Ok(Done::Written),
    }
}

fn look(source: &mut Source, job: &Job, diagnostics: &Diagnostics<'_>, unnest: bool) -> Result<Outline> {
    source.keep(job.reader.seek)?;
    let mut outline = Outline::default();
    diagnostics.set_muted(true);
    let read = read(source, job, diagnostics, &mut outline, unnest);
    diagnostics.set_muted(false);
    read.map(|()| outline)
}

/// Whether an outline is needed whatever the input holds.
fn needs_outline(job: &Job) -> bool {
    let document = job.view() == View::Document;
    (!job.options.tables.is_empty() && by_number(job).is_none())
        || (document && (job.writer.survey || job.options.infobox))
}

/// The tables chosen, by index, where they are known before the input is: by number, for one who stops when he has seen
/// them.
fn by_number(job: &Job) -> Option<Vec<usize>> {
    if job.view() == View::Records || job.writer.holds.documents {
        return None;
    }
    let number = |name: &String| name.parse::<usize>().ok()?.checked_sub(1);
    let mut chosen: Vec<usize> = job.options.tables.iter().map(number).collect::<Option<_>>()?;
    chosen.sort_unstable();
    Some(chosen)
}

#[derive(PartialEq, Eq)]
enum Done {
    Written,
    OutlineWanted,
}

/// Whether tables inside of cells count as tables of their own.
fn unnests(job: &Job) -> bool {
    job.view() == View::Records || !job.options.tables.is_empty() || !job.writer.holds.documents
}

fn read(
    source: &mut Source,
    job: &Job,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
    unnest: bool,
) -> Result<()> {
    let (mut raised, mut nested);
    let sink: &mut dyn Sink = if job.view() == View::Records && !job.reader.one_table {
        raised = Raise::new(sink);
        &mut raised
    } else {
        sink
    };
    let sink: &mut dyn Sink = if unnest && !job.reader.one_table {
        nested = Unnest::new(sink, job.view() == View::Document);
        &mut nested
    } else {
        sink
    };
    let mut params = job.options.params.clone();
    if job.view() == View::Records {
        params.add(
            data::RECORDS,
            if job.writer.late_columns && job.writer.holds.many { "data" } else { "table" },
        );
    }
    // Readers that find a header by themselves need not, or may.
    let (mut first, mut none);
    let sink: &mut dyn Sink = match job.options.header {
        Header::Auto => sink,
        Header::First => {
            params.add("header", "first");
            first = HeaderRows::new(sink, true);
            &mut first
        }
        Header::None => {
            params.add("header", "none");
            none = HeaderRows::new(sink, false);
            &mut none
        }
    };
    if let Some(file) = source.plain_file().filter(|file| ahead::is_worth_it(job, file)) {
        return ahead::read(file, source.counter(), job, &params, diagnostics, sink);
    }
    let mut bytes = source.open()?;
    let done = (job.reader.read)(Input { bytes: &mut *bytes, diagnostics }, &params, sink);
    drop(bytes);
    done.map_err(|error| job.explained(source, error))
}

/// Converts to an output put aside, in memory while it is small, then in a temporary file; an outline is wanted where
/// there is no room for it as well.
fn tried(
    source: &mut Source,
    job: &Job,
    output: &mut dyn Write,
    diagnostics: &Diagnostics<'_>,
    settled: &Cell<bool>,
) -> Result<Done> {
    let (mut aside, failed) = (SpooledTempFile::new(MOST_ASIDE), Cell::new(false));
    let mut noticing = Noticing { output: &mut aside, failed: &failed };
    let done = attempt(source, job, &mut noticing, diagnostics, Look::Tried, settled);
    if failed.get() {
        return Ok(Done::OutlineWanted);
    }
    if matches!(done, Ok(Done::Written)) {
        diagnostics.release();
        aside.seek(SeekFrom::Start(0))?;
        copy(&mut BufReader::with_capacity(BLOCK, aside), output)?;
    }
    done
}

fn attempt(
    source: &mut Source,
    job: &Job,
    output: &mut dyn Write,
    diagnostics: &Diagnostics<'_>,
    look: Look<'_>,
    settled: &Cell<bool>,
) -> Result<Done> {
    let outline = if let Look::Outline(outline) = look { Some(outline) } else { None };
    let survey = outline.map(Outline::survey);
    let mut writer = Opened { job, diagnostics, survey: survey.as_ref(), output: Some(output), writer: None };
    match pass(source, job, &mut writer, diagnostics, look, false, settled)? {
        Done::OutlineWanted => Ok(Done::OutlineWanted),
        Done::Written => writer.finish().map(|()| Done::Written),
    }
}
