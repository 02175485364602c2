//! One input to its output.

use super::inputs::Input;
use super::ordered::Said;
use super::plan::Plan;
use crate::cli::Settings;
use crate::output::{self, is_same_file, overwrites};
use crate::report::Report;
use crate::{Job, Source, list, package, pipeline, registry};
use model::{Diagnostic, Diagnostics, Error, ErrorKind, Result, WriterSpec};
use std::cell::RefCell;
use std::io::Write;
use std::path::Path;

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
    let path = (!input.is_stdin()).then(|| package::input(&input.path));
    let report = RefCell::new(Report::new(&input.name(), path.as_deref(), settings, keep));
    let mut printed = Vec::new();
    let diagnostics =
        Diagnostics::new(|diagnostic| report.borrow_mut().say(&diagnostic)).strict(settings.strict);
    let done = plan
        .target(number, input)
        .and_then(|target| convert_to(settings, plan, input, target.as_deref(), &mut printed, &diagnostics));
    let mut report = report.borrow_mut();
    let fate = match done {
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
    input: &Input,
    target: Option<&Path>,
    printed: &mut Vec<u8>,
    diagnostics: &Diagnostics<'_>,
) -> Result<Fate> {
    if let Some(target) = target.filter(|_| settings.skip_newer)
        && is_newer(target, &input.path)
    {
        return Ok(Fate::Kept);
    }
    let mut source = open(settings, input)?;
    let writer = plan.writer.map_or_else(|| registry::writer("json"), Ok)?;
    let job = job(settings, &mut source, writer)?;
    if settings.split {
        let directory = target.ok_or_else(|| Error::internal("--split without a directory"))?;
        return package::split(&mut source, &job, directory, settings.no_clobber, diagnostics)
            .map(|()| Fate::Converted);
    }
    if let Some(target) = target {
        if source.file().is_some_and(|input| is_same_file(input, target)) {
            return Err(overwrites(target));
        }
        if settings.no_clobber && target.exists() {
            let kept = format!("'{}' exists and is kept", target.display());
            return diagnostics.report(Diagnostic::note("output-kept", kept)).map(|()| Fate::Kept);
        }
    }
    if settings.list && target.is_none() {
        write_list(&mut source, &job, plan, printed)?;
        return Ok(Fate::Converted);
    }
    let written = output::write(target, |output| {
        if settings.list {
            write_list(&mut source, &job, plan, output)
        } else {
            pipeline::convert(&mut source, &job, output, diagnostics)
        }
    });
    written.map(|()| Fate::Converted)
}

fn write_list(source: &mut Source, job: &Job, plan: &Plan<'_>, output: &mut dyn Write) -> Result<()> {
    let outline = pipeline::outline(source, job)?;
    let list = if plan.writer.is_some() { list::json(&outline) } else { list::text(&outline, source.name()) };
    Ok(output.write_all(list.as_bytes())?)
}

/// Opens an input.
pub(super) fn open(settings: &Settings, input: &Input) -> Result<Source> {
    if input.is_stdin() {
        if settings.files_from.as_deref() == Some(Path::new("-")) {
            return Err(Error::usage("standard input has the names of the files, and is none of them"));
        }
        return Ok(Source::stdin());
    }
    package::open(&input.path)
}

/// What is to be done with a source.
pub(super) fn job(settings: &Settings, source: &mut Source, writer: &'static WriterSpec) -> Result<Job> {
    let reader = settings.from.as_deref().map(registry::reader).transpose()?;
    Job::new(source, reader, writer, settings.options.clone())
}

/// Whether an output is there that is no older than its input.
fn is_newer(target: &Path, input: &Path) -> bool {
    let changed = |path: &Path| std::fs::metadata(path).and_then(|metadata| metadata.modified());
    match (changed(target), changed(&package::input(input))) {
        (Ok(target), Ok(input)) => target >= input,
        _ => false,
    }
}
