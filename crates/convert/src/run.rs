//! What the binary does: inputs in turn, each to its output.

use crate::cli::{self, Request, Settings};
use crate::compression::{Compression, Packer};
use crate::output::{Folder, Output};
use crate::report::{Report, eprint};
use crate::{Job, Source, list, package, pipeline, registry};
use model::{Diagnostic, Diagnostics, Error, ErrorKind, ReaderSpec, Result, WriterSpec};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs the command line and says how it went: 0 done, 1 an input or output failed, 2 wrong usage.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let matches = match cli::command().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            // Help and version come as an "error" with status 0. A closed pipe is nobody's fault.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let done = cli::request(&matches).and_then(|request| match request {
        Request::ListFormats => print(&list::formats()).map(|()| true),
        Request::Convert(mut settings) => {
            settings.options.params.add("created", created());
            convert_all(&settings)
        }
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            eprint(&format!("convert: error: {error}\n"));
            if matches!(error.kind(), ErrorKind::Usage(_)) { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

/// When outputs are said to be made, in seconds since 1970: now, unless the environment asks for a fixed time
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
fn created() -> String {
    match std::env::var_os("SOURCE_DATE_EPOCH") {
        Some(time) => time.to_string_lossy().into_owned(),
        None => {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            now.unwrap_or_default().as_secs().to_string()
        }
    }
}

fn print(text: &str) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    Ok(stdout.flush()?)
}

/// Converts every input; `false` when one failed. The others are still done.
fn convert_all(settings: &Settings) -> Result<bool> {
    let standard = [PathBuf::from("-")];
    let inputs = if settings.inputs.is_empty() { &standard[..] } else { &settings.inputs };
    if settings.inputs.is_empty() && std::io::stdin().is_terminal() {
        return Err(Error::usage("there is no input: name a file, or pipe one in (try --help)"));
    }
    let writer = if settings.list { list_writer(settings)? } else { Some(writer(settings)?) };
    let (targets, _folder) = targets(settings, inputs, writer)?;
    let mut good = true;
    for (input, target) in inputs.iter().zip(targets) {
        match one(settings, input, target.as_deref(), writer) {
            Ok(fine) => good &= fine,
            Err(error) if error.is_broken_pipe() => return Ok(good),
            // What is wrong with one input of many stops none of the others.
            Err(error) if inputs.len() > 1 => {
                eprint(&format!("{}: error: {error}\n", name(input)));
                good = false;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(good)
}

/// What messages call an input.
fn name(input: &Path) -> String {
    if input == Path::new("-") { "<stdin>".to_owned() } else { package::input(input).display().to_string() }
}

/// The format to write: named, or by the output's extension.
fn writer(settings: &Settings) -> Result<&'static WriterSpec> {
    let known = || registry::writers().map(|writer| writer.format.id).collect::<Vec<_>>().join(", ");
    match (&settings.to, &settings.output) {
        (Some(name), _) => registry::writer(name),
        (None, Some(path)) => match registry::by_extension(path) {
            Some(id) => registry::writer(id),
            None if settings.split => registry::writer(dsv::CSV.id),
            None => Err(Error::usage(format!(
                "the format of '{}' cannot be told from its name; say it with --to: {}",
                path.display(),
                known()
            ))),
        },
        (None, None) if settings.split => registry::writer(dsv::CSV.id),
        (None, None) => {
            let last = settings.inputs.last().filter(|last| settings.inputs.len() > 1 && !last.exists());
            let meant = last
                .map_or(String::new(), |last| format!(" (for an output file, write -o {})", last.display()));
            Err(Error::usage(format!(
                "what to convert to is not said; name it with --to: {}{meant}",
                known()
            )))
        }
    }
}

/// A list is text, or JSON on request.
fn list_writer(settings: &Settings) -> Result<Option<&'static WriterSpec>> {
    match settings.to.as_deref() {
        None => Ok(None),
        Some("json") => registry::writer("json").map(Some),
        Some(other) => Err(Error::usage(format!("--list comes as text or as json, not as {other}"))),
    }
}

/// Where each input's output goes; `None` is standard output. Collisions are found before anything is written.
fn targets(
    settings: &Settings,
    inputs: &[PathBuf],
    writer: Option<&WriterSpec>,
) -> Result<(Vec<Option<PathBuf>>, Option<Folder>)> {
    let Some(output) = settings.output.as_deref().filter(|path| *path != Path::new("-")) else {
        if settings.split {
            return Err(Error::usage("--split needs a directory to write to: name it with --output"));
        }
        if inputs.len() > 1 && !settings.list {
            return Err(Error::usage("several inputs need a directory to go to: name it with --output"));
        }
        if writer.is_some_and(|writer| writer.format.binary) && std::io::stdout().is_terminal() {
            return Err(Error::usage(
                "this format is binary and does not belong on a terminal; use --output",
            ));
        }
        return Ok((vec![None; inputs.len()], None));
    };
    let slash = output.as_os_str().to_string_lossy().ends_with(std::path::MAIN_SEPARATOR);
    if inputs.len() == 1 && (settings.split || !output.is_dir() && !slash) {
        return Ok((vec![Some(output.to_owned())], None));
    }
    if !settings.split && !output.is_dir() && !slash && registry::by_extension(output).is_some() {
        return Err(Error::usage(format!(
            "several inputs need a directory to go to, and '{}' is named like a file",
            output.display()
        )));
    }
    let extension = writer.and_then(|writer| writer.format.extensions.first()).copied().unwrap_or("json");
    let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut targets = Vec::with_capacity(inputs.len());
    for input in inputs {
        let stem = if input == Path::new("-") { OsStr::new("stdin") } else { stem(input) };
        let mut name = stem.to_owned();
        if !settings.split {
            name.push(".");
            name.push(extension);
        }
        let target = output.join(name);
        if let Some(other) = taken.insert(target.clone(), input) {
            return Err(Error::usage(format!(
                "'{}' and '{}' would both become '{}'",
                other.display(),
                input.display(),
                target.display()
            )));
        }
        targets.push(Some(target));
    }
    Ok((targets, Some(Folder::make(output)?)))
}

/// A file's name without its extension, and without that of its compression.
fn stem(path: &Path) -> &OsStr {
    let stem = path.file_stem().unwrap_or_default();
    if Compression::by_extension(path).is_some() {
        Path::new(stem).file_stem().unwrap_or_default()
    } else {
        stem
    }
}

/// Converts one input. `Ok(false)` when it failed and that was said; an error is one of usage, or a closed pipe.
fn one(
    settings: &Settings,
    input: &Path,
    target: Option<&Path>,
    writer: Option<&'static WriterSpec>,
) -> Result<bool> {
    let name = name(input);
    let path = (input != Path::new("-")).then(|| package::input(input));
    let report = std::cell::RefCell::new(Report::new(&name, path.as_deref(), settings.quiet));
    let diagnostics =
        Diagnostics::new(|diagnostic| report.borrow_mut().say(&diagnostic)).strict(settings.strict);
    let done = convert_one(settings, input, target, writer, &diagnostics);
    let mut report = report.borrow_mut();
    let good = match done {
        Ok(()) => true,
        Err(error) if error.is_broken_pipe() => return Err(error),
        Err(error) if matches!(error.kind(), ErrorKind::Usage(_)) => return Err(error),
        Err(error) => {
            report.fail(&error);
            false
        }
    };
    report.close();
    Ok(good)
}

fn convert_one(
    settings: &Settings,
    input: &Path,
    target: Option<&Path>,
    writer: Option<&'static WriterSpec>,
    diagnostics: &Diagnostics<'_>,
) -> Result<()> {
    let mut source = if input == Path::new("-") { Source::stdin() } else { package::open(input)? };
    let reader = reader(settings, &mut source)?;
    let writer_or_any = writer.map_or_else(|| registry::writer("json"), Ok)?;
    let mut job = Job { reader, writer: writer_or_any, options: settings.options.clone() };
    if let Some(descriptor) = source.file().filter(|_| reader.format.id == package::ID) {
        job.options.params.add(package::FOLDER, package::folder(descriptor).display().to_string());
    }
    if settings.split {
        let directory = target.ok_or_else(|| Error::internal("--split without a directory"))?;
        return package::split(&mut source, &job, directory, settings.no_clobber, diagnostics);
    }
    if let Some(target) = target {
        if source.file().is_some_and(|input| is_same_file(input, target)) {
            return Err(Error::usage(format!(
                "'{}' is the input; convert never overwrites one",
                target.display()
            )));
        }
        if settings.no_clobber && target.exists() {
            let kept = format!("'{}' exists and is kept", target.display());
            return diagnostics.report(Diagnostic::note("output-kept", kept));
        }
    }
    let mut output = Output::open(target)?;
    let compression = target.and_then(Compression::by_extension).map(|(compression, _)| compression);
    let mut write = |output: &mut Output| {
        let mut output = Packer::new(compression, output)?;
        if settings.list {
            let outline = pipeline::outline(&mut source, &job)?;
            let list =
                if writer.is_some() { list::json(&outline) } else { list::text(&outline, source.name()) };
            output.write_all(list.as_bytes())?;
        } else {
            pipeline::convert(&mut source, &job, &mut output, diagnostics)?;
        }
        Ok(output.finish()?)
    };
    match write(&mut output) {
        Ok(()) => output.finish(),
        Err(error) => Err(output.discard(error)),
    }
}

/// The reader: named, or by the extension, or by the content.
fn reader(settings: &Settings, source: &mut Source) -> Result<&'static ReaderSpec> {
    if let Some(name) = &settings.from {
        return registry::reader(name);
    }
    if source.file().is_some_and(package::is_descriptor) {
        return registry::reader(package::ID);
    }
    if let Some(id) = source.file().and_then(registry::by_extension) {
        return registry::reader(id);
    }
    registry::by_content(&source.start()?)
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (std::fs::canonicalize(one), std::fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
