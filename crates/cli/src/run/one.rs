//! One input to its output.

use super::inputs::Input;
use super::ordered::Said;
use super::plan::Plan;
use crate::cli::Settings;
use crate::list::{self, Preview};
use crate::report::Report;
use crate::{progress, screen, stdout};
use convert_tables::internal::{Job, Source, output, paths, pipeline, split};
use convert_tables::{View, registry};
use model::{Diagnostic, Diagnostics, Error, ErrorKind, Result, WriterSpec};
use std::cell::RefCell;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// How an input fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Converted,
    /// Its output is there and stays.
    Kept,
    Failed,
}

/// What became of an input.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) fate: Fate,
    pub(super) warnings: usize,
    pub(super) said: Said,
}

/// Converts an input, the `number`th from 1. What is to be said is said at once, or kept for the one who asks.
///
/// # Errors
/// Wrong usage, and a closed pipe. All else is said.
pub(super) fn convert(
    settings: &Settings,
    plan: &Plan<'_>,
    number: usize,
    input: &Input,
    keep: bool,
) -> Result<Outcome> {
    let path = input.file();
    let report = RefCell::new(Report::new(&Input::name(path.as_deref()), path.as_deref(), settings, keep));
    let mut printed = Vec::new();
    let diagnostics =
        Diagnostics::new(|diagnostic| report.borrow_mut().say(&diagnostic)).strict(settings.strict);
    let done = plan.target(number, input).and_then(|target| {
        if let (Some(target), Some(path)) =
            (target.as_deref().filter(|_| settings.skip_newer), path.as_deref())
            && is_newer(target, path)
        {
            return Ok(Fate::Kept);
        }
        let printed = keep.then_some(&mut printed);
        let source = open(settings, path.as_deref())?;
        convert_to(settings, plan, number, source, target.as_deref(), printed, &diagnostics)
    });
    let mut report = report.borrow_mut();
    let fate = match done.map_err(|error| settings.blamed(error)) {
        Ok(fate) => fate,
        Err(error) if error.is_broken_pipe() => return Err(error),
        Err(error) if matches!(error.kind(), ErrorKind::Usage(_)) && !keep => return Err(error),
        Err(error) => {
            report.fail(&error);
            Fate::Failed
        }
    };
    let warnings = report.warnings();
    Ok(Outcome { fate, warnings, said: Said { messages: report.close(), printed } })
}

fn convert_to(
    settings: &Settings,
    plan: &Plan<'_>,
    number: usize,
    mut source: Source,
    target: Option<&Path>,
    printed: Option<&mut Vec<u8>>,
    diagnostics: &Diagnostics<'_>,
) -> Result<Fate> {
    let begun = Instant::now();
    let tell = |message: String| match settings.verbose {
        true => diagnostics.report(Diagnostic::note("verbose", message)),
        false => Ok(()),
    };
    let writer = plan.writer.map_or_else(|| registry::writer("json"), Ok)?;
    let mut job = job(settings, &mut source, writer)?;
    tell(format!("read as {}, {}", job.reader.format.id, job.known))?;
    let written = |path: &Path| {
        let what =
            if settings.list { "outline written".into() } else { format!("written as {}", writer.format.id) };
        tell(format!("{what} to {} in {} ms", path.display(), begun.elapsed().as_millis()))
    };
    if !settings.is_look() {
        say_unused(settings, &job, diagnostics)?;
    }
    if !settings.list
        && let Some(rows) = settings.preview
    {
        preview(&mut job, rows, number, printed.is_some().then(|| source.name()));
    }
    if settings.split {
        let directory = target.ok_or_else(|| Error::internal("--split without a directory"))?;
        split(&mut source, &job, directory, settings.no_clobber, diagnostics)?;
        return written(directory).map(|()| Fate::Converted);
    }
    if let Some(target) = target {
        if settings.no_clobber && target.exists() {
            return diagnostics.report(output::kept(target)).map(|()| Fate::Kept);
        }
        if plan.makes_directories() {
            output::directory_of(target)?;
        }
    }
    // What is shown of several inputs comes in their order.
    if let Some(printed) = printed.filter(|_| settings.is_look() && target.is_none()) {
        show(settings, &mut source, &job, plan, printed, diagnostics)?;
        return Ok(Fate::Converted);
    }
    write(target, |output| {
        if settings.is_look() {
            show(settings, &mut source, &job, plan, output, diagnostics)
        } else {
            pipeline::convert(&mut source, &job, output, diagnostics)
        }
    })?;
    written(target.unwrap_or(Path::new("<stdout>"))).map(|()| Fate::Converted)
}

/// Says which options of formats were given that neither of the two formats has. A default need not fit everywhere.
pub(super) fn say_unused(settings: &Settings, job: &Job, diagnostics: &Diagnostics<'_>) -> Result<()> {
    let (reader, writer) = (job.reader, job.writer);
    let is_theirs =
        |name: &&&str| reader.options.iter().chain(writer.options).any(|option| option.name == **name);
    let unused = settings.given.iter().filter(|name| !is_theirs(name));
    let (from, to) = (reader.format.id, writer.format.id);
    let none = if from == to { format!("{from} has") } else { format!("{from} and {to} have") };
    for name in unused {
        let message = format!("--{name} says nothing here: {none} no such option");
        diagnostics.report(Diagnostic::note("option-unused", message))?;
    }
    Ok(())
}

/// Shows an input's outline, or its first rows.
fn show(
    settings: &Settings,
    source: &mut Source,
    job: &Job,
    plan: &Plan<'_>,
    output: &mut dyn Write,
    diagnostics: &Diagnostics<'_>,
) -> Result<()> {
    if !settings.list {
        let done = pipeline::convert(source, job, output, diagnostics);
        return done.or_else(|error| if error.is_enough() { Ok(()) } else { Err(error) });
    }
    // Programs that read the outline as text know it without rows.
    let on_terminal = settings.output.is_none() && screen::is_there();
    let rows = settings.preview.or((on_terminal || plan.writer.is_some()).then_some(list::ROWS));
    let mut outline = pipeline::outline_keeping(source, job, rows.unwrap_or(0))?;
    outline.only(&job.options.tables)?;
    let list = match plan.writer {
        Some(_) => list::json(&outline),
        None => list::text(&outline, source.name(), rows.map(|_| screen::columns())),
    };
    Ok(output.write_all(list.as_bytes())?)
}

/// Says to the preview how much is wanted.
fn preview(job: &mut Job, rows: usize, number: usize, name: Option<&str>) {
    let Job { reader, options, .. } = job;
    // An infobox is shown as the table that it is in records.
    if options.infobox {
        options.view = Some(View::Records);
    }
    // That only table needs not be looked for.
    if reader.one_table && options.tables == ["1"] {
        options.tables.clear();
    }
    options.tables.sort();
    options.tables.dedup();
    let tables = if reader.one_table { 1 } else { options.tables.len() };
    let params = &mut options.params;
    params.add(Preview::ROWS, rows.to_string());
    params.add(Preview::COLUMNS, screen::columns().to_string());
    if tables > 0 {
        params.add(Preview::TABLES, tables.to_string());
    }
    params.add(Preview::CHOSEN, (!options.tables.is_empty()).to_string());
    if let Some(name) = name {
        params.add(Preview::NAME, name);
        params.add(Preview::APART, (number > 1).to_string());
    }
}

/// Writes a file, or standard output.
pub(super) fn write<T>(target: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    match target {
        Some(target) => output::write(target, write),
        None => stdout::write(write),
    }
}

/// Opens an input by its file; without one, it is standard input.
pub(super) fn open(settings: &Settings, file: Option<&Path>) -> Result<Source> {
    if let Some(file) = file {
        return paths::open_file(file, progress::counter());
    }
    if settings.files_from.as_deref() == Some(Path::new("-")) {
        return Err(Error::usage("standard input has the names of the files, and is none of them"));
    }
    Ok(Source::reader("<stdin>", std::io::stdin(), progress::counter()))
}

/// What is to be done with a source.
pub(super) fn job(settings: &Settings, source: &mut Source, writer: &'static WriterSpec) -> Result<Job> {
    let reader = settings.from.as_deref().map(registry::reader).transpose()?;
    Job::new(source, reader, writer, settings.options.clone())
}

/// Whether an output that is there stays as it is.
pub(super) fn is_kept(settings: &Settings, target: &Path, input: &Path) -> bool {
    settings.no_clobber && !settings.split && target.exists()
        || settings.skip_newer && is_newer(target, &paths::input(input))
}

/// Whether an output is there that is no older than its input.
fn is_newer(target: &Path, input: &Path) -> bool {
    let changed = |path: &Path| std::fs::metadata(path).and_then(|metadata| metadata.modified());
    match (changed(target), changed(input)) {
        (Ok(target), Ok(input)) => target >= input,
        _ => false,
    }
}
