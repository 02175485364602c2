//! One input to its output.

use super::inputs::Input;
use super::ordered::Printed;
use super::plan::Plan;
use crate::cli::Arguments;
use crate::list::{self, PreviewOptions};
use crate::report::{Messages, Report};
use crate::screen::{self, Styles};
use crate::{progress, spell, stdout};
use convert_tables::internal::{Existing, Job, JobOptions, KnownBy, Source, output, paths, pipeline, split};
use convert_tables::{View, registry};
use model::{AnyOptions, Diagnostic, Diagnostics, Error, ErrorKind, Result, WriterSpec};
use std::cell::RefCell;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// The outcome of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Converted,
    /// Its output exists and is kept.
    Kept,
    Failed,
}

/// What happened to an input.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) fate: Fate,
    pub(super) warnings: usize,
    pub(super) printed: Printed,
}

/// Converts an input, the `number`th from 1. Messages are printed at once, or kept for the caller.
///
/// # Errors
/// Wrong usage, and a closed pipe. Other errors are reported.
pub(super) fn convert(
    arguments: &Arguments,
    plan: &Plan<'_>,
    number: usize,
    input: &Input,
    messages: Messages,
) -> Result<Outcome> {
    let path = input.file();
    let name = Input::name(path.as_deref());
    let report = RefCell::new(Report::new(&name, path.as_deref(), arguments, messages));
    let (mut stdout, keep) = (Vec::new(), messages == Messages::Kept);
    let diagnostics = arguments.diagnostics(|diagnostic| report.borrow_mut().add(&diagnostic));
    let done = plan.target(number, input).and_then(|target| {
        if let (Some(target), Some(path)) =
            (target.as_deref().filter(|_| arguments.skip_newer), path.as_deref())
            && is_newer(target, path)
        {
            return Ok(Fate::Kept);
        }
        let kept = keep.then_some(&mut stdout);
        let source = open(arguments, path.as_deref())?;
        convert_to(arguments, plan, number, source, target.as_deref(), kept, &diagnostics)
    });
    let mut report = report.borrow_mut();
    let fate = match done.map_err(|error| arguments.blamed(error)) {
        Ok(fate) => fate,
        Err(error) if error.is_broken_pipe() => return Err(error),
        Err(error) if matches!(error.kind(), ErrorKind::Usage(_)) && !keep => return Err(error),
        Err(error) => {
            report.fail(&error);
            Fate::Failed
        }
    };
    let warnings = report.warnings();
    Ok(Outcome { fate, warnings, printed: Printed { messages: report.close(), stdout } })
}

fn convert_to(
    arguments: &Arguments,
    plan: &Plan<'_>,
    number: usize,
    mut source: Source,
    target: Option<&Path>,
    printed: Option<&mut Vec<u8>>,
    diagnostics: &Diagnostics<'_>,
) -> Result<Fate> {
    let start = Instant::now();
    let tell = |message: String| match arguments.verbose {
        true => diagnostics.report(Diagnostic::note("verbose", message)),
        false => Ok(()),
    };
    let writer = plan.writer.map_or_else(|| registry::writer("json"), Ok)?;
    let (mut job, unused) = job(arguments, plan, &mut source, writer)?;
    tell(format!("read as {}, {}", job.reader.format.id, known_by(job.known_by)))?;
    let written = |path: &Path| {
        let what = if arguments.list {
            "outline written".into()
        } else {
            format!("written as {}", writer.format.id)
        };
        tell(format!("{what} to {} in {} ms", path.display(), start.elapsed().as_millis()))
    };
    if !arguments.is_look() {
        note_unused(&unused, &job, diagnostics)?;
    }
    if !arguments.list
        && let Some(rows) = arguments.preview
    {
        let name = printed.is_some().then(|| source.name().to_owned());
        preview(&mut job, rows, number, name, styles(arguments));
    }
    if arguments.split {
        let directory = target.ok_or_else(|| Error::internal("--split without a directory"))?;
        let existing = if arguments.no_clobber { Existing::Keep } else { Existing::Replace };
        split(&mut source, &job, directory, existing, diagnostics)?;
        return written(directory).map(|()| Fate::Converted);
    }
    if let Some(target) = target {
        if arguments.no_clobber && target.exists() {
            return diagnostics.report(output::kept(target)).map(|()| Fate::Kept);
        }
        if plan.makes_directories() {
            output::directory_of(target)?;
        }
    }
    // If several inputs are shown, they come in order.
    if let Some(printed) = printed.filter(|_| arguments.is_look() && target.is_none()) {
        show(arguments, &mut source, &job, plan, printed, diagnostics)?;
        return Ok(Fate::Converted);
    }
    write(target, |output| {
        if arguments.is_look() {
            show(arguments, &mut source, &job, plan, output, diagnostics)
        } else {
            pipeline::convert(&mut source, &job, output, diagnostics)
        }
    })?;
    written(target.unwrap_or(Path::new("<stdout>"))).map(|()| Fate::Converted)
}

/// How the format of an input is known.
fn known_by(known: KnownBy) -> &'static str {
    match known {
        KnownBy::Request => "as requested",
        KnownBy::Name => "by its name",
        KnownBy::Extension => "by its extension",
        KnownBy::Content => "by its content",
    }
}

/// Notes the options that neither of the two formats has.
pub(super) fn note_unused(unused: &[&str], job: &Job, diagnostics: &Diagnostics<'_>) -> Result<()> {
    let (from, to) = (job.reader.format.id, job.writer.format.id);
    unused.iter().try_for_each(|name| {
        let flag = spell::flag(name);
        let message = if from == to {
            format!("{flag} has no effect here: {from} does not have this option")
        } else {
            format!("{flag} has no effect here: neither {from} nor {to} has this option")
        };
        diagnostics.report(Diagnostic::note("option-unused", message))
    })
}

/// Shows the outline of an input, or its first rows.
fn show(
    arguments: &Arguments,
    source: &mut Source,
    job: &Job,
    plan: &Plan<'_>,
    output: &mut dyn Write,
    diagnostics: &Diagnostics<'_>,
) -> Result<()> {
    if !arguments.list {
        return pipeline::convert(source, job, output, diagnostics);
    }
    // In a pipe, the outline as text has no rows by default: programs may rely on that.
    let on_terminal = arguments.output.is_none() && screen::is_there();
    let rows = arguments.preview.or((on_terminal || plan.writer.is_some()).then_some(list::ROWS));
    let outline = pipeline::outline(source, job, rows.unwrap_or(0))?;
    let list = match plan.writer {
        Some(_) => list::json(&outline),
        None => list::text(&outline, source.name(), rows.map(|_| screen::columns()), styles(arguments)),
    };
    Ok(output.write_all(list.as_bytes())?)
}

/// Sets up the job of a preview.
fn preview(job: &mut Job, rows: usize, number: usize, name: Option<String>, styles: Styles) {
    let Job { reader, options, .. } = job;
    // An infobox is shown as a table, as in records.
    if options.infobox {
        options.view = Some(View::Records);
    }
    // The only table need not be looked for.
    if reader.one_table && options.tables == ["1"] {
        options.tables.clear();
    }
    options.tables.sort();
    options.tables.dedup();
    let tables = if reader.one_table { 1 } else { options.tables.len() };
    job.write_options = AnyOptions::new(PreviewOptions {
        rows,
        columns: screen::columns(),
        tables: (tables > 0).then_some(tables),
        chosen: !options.tables.is_empty(),
        apart: name.is_some() && number > 1,
        name,
        styles,
    });
}

/// The styles of lists and previews: plain in a file.
fn styles(arguments: &Arguments) -> Styles {
    match arguments.output.as_deref() {
        None => Styles::of_stdout(),
        Some(path) if path == Path::new("-") => Styles::of_stdout(),
        Some(_) => Styles::default(),
    }
}

/// Writes a file, or standard output.
pub(super) fn write<T>(target: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    match target {
        Some(target) => output::write(target, write),
        None => stdout::write(write),
    }
}

/// Opens a file, or standard input.
pub(super) fn open(arguments: &Arguments, file: Option<&Path>) -> Result<Source> {
    if let Some(file) = file {
        return paths::open_file(file, progress::counter());
    }
    if arguments.files_from.as_deref() == Some(Path::new("-")) {
        return Err(Error::usage("standard input lists the files, so it cannot be an input itself"));
    }
    Ok(Source::reader("<stdin>", std::io::stdin(), progress::counter()))
}

/// Returns the job for a source, and the options on the command line that neither format has. Defaults from the
/// environment are not among them, since they need not fit every format.
///
/// # Errors
/// The format is not known; the value of an option is invalid.
pub(super) fn job(
    arguments: &Arguments,
    plan: &Plan<'_>,
    source: &mut Source,
    writer: &'static WriterSpec,
) -> Result<(Job, Vec<&'static str>)> {
    let reader = arguments.from.as_deref().map(registry::reader).transpose()?;
    let options = JobOptions { created: plan.created, ..arguments.options.clone() };
    let (mut job, mut unused) = (Job::new(source, reader, writer, options)?, Vec::new());
    for &(name, ref given) in &arguments.given {
        let is_used = job.give(name, given.clone())?;
        if !is_used && !unused.contains(&name) && !arguments.is_from_environment(name) {
            unused.push(name);
        }
    }
    Ok((job, unused))
}

/// Whether an existing output is kept.
pub(super) fn is_kept(arguments: &Arguments, target: &Path, input: &Path) -> bool {
    arguments.no_clobber && !arguments.split && target.exists()
        || arguments.skip_newer && is_newer(target, &paths::input(input))
}

/// Whether an output exists that is not older than its input.
fn is_newer(target: &Path, input: &Path) -> bool {
    let changed = |path: &Path| std::fs::metadata(path).and_then(|metadata| metadata.modified());
    match (changed(target), changed(input)) {
        (Ok(target), Ok(input)) => target >= input,
        _ => false,
    }
}
