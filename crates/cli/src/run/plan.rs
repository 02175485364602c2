//! Where each input's output goes, known before anything is written.

use super::clock;
use super::inputs::{Input, Inputs};
use crate::cli::Arguments;
use crate::list::PREVIEW;
use convert_tables::internal::Compression;
use convert_tables::internal::output::Folder;
use convert_tables::{Format, registry};
use model::{Error, Result, Timestamp, WriterSpec};
use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;
use std::path::{Component, Path, PathBuf};

/// The name of an output below the output directory, unless the command line has another.
const FILE: &str = "{dir}/{stem}.{ext}";
const DIRECTORY: &str = "{dir}/{stem}";

/// Where outputs go.
#[derive(Debug)]
pub(super) struct Plan<'s> {
    /// The format to write; none for a list as text.
    pub(super) writer: Option<&'static WriterSpec>,
    /// When outputs say that they were made.
    pub(super) created: Option<Timestamp>,
    goes: Goes<'s>,
    /// The directory, if it was made: it goes again if it stays empty.
    folder: Option<Folder>,
}

#[derive(Debug)]
enum Goes<'s> {
    Stdout,
    /// The one output is this file, or this directory.
    To(&'s Path),
    /// Each has a name of its own below a directory.
    Below(&'s Path, &'s str),
}

impl<'s> Plan<'s> {
    /// Makes a plan.
    ///
    /// # Errors
    /// Wrong usage: no such format, or no place for the outputs.
    pub(super) fn new(arguments: &'s Arguments, inputs: &Inputs) -> Result<Self> {
        let writer = match arguments.preview {
            _ if arguments.list => list_writer(arguments)?,
            Some(_) => Some(preview_writer(arguments)?),
            None => Some(writer(arguments)?),
        };
        let created = writer.map_or(Ok(None), |writer| clock::created(arguments, writer))?;
        Ok(Plan { writer, created, goes: goes(arguments, inputs, writer)?, folder: None })
    }

    /// Makes the directory that outputs go to.
    ///
    /// # Errors
    /// It cannot be made.
    pub(super) fn make_folder(&mut self) -> Result<()> {
        if let Goes::Below(directory, _) = self.goes {
            self.folder = Some(Folder::make(directory)?);
        }
        Ok(())
    }

    /// Where the output of an input goes, which is the `number`th from 1; `None` is standard output.
    pub(super) fn target(&self, number: usize, input: &Input) -> Result<Option<PathBuf>> {
        match self.goes {
            Goes::Stdout => Ok(None),
            Goes::To(path) => Ok(Some(path.to_owned())),
            Goes::Below(directory, template) => {
                let name = named(template, number, input, self.writer)?;
                Ok(Some(directory.join(name)))
            }
        }
    }

    /// Whether outputs have directories of their own, which may have to be made.
    pub(super) fn makes_directories(&self) -> bool {
        matches!(self.goes, Goes::Below(..))
    }

    /// Whether the output goes to standard output.
    pub(super) fn prints(&self) -> bool {
        matches!(self.goes, Goes::Stdout)
    }
}

/// The format to write: named, or by the output's extension.
fn writer(arguments: &Arguments) -> Result<&'static WriterSpec> {
    let known = || registry::writers().map(|writer| writer.format.id).collect::<Vec<_>>().join(", ");
    match (&arguments.to, &arguments.output) {
        (Some(name), _) => registry::writer(name),
        (None, Some(path)) => match registry::by_extension(path) {
            Some(id) => registry::writer(id),
            None if arguments.split => Format::Csv.writer(),
            None => Err(Error::usage(format!(
                "the format of '{}' cannot be told from its name; say it with --to: {}",
                path.display(),
                known()
            ))),
        },
        (None, None) if arguments.split => Format::Csv.writer(),
        (None, None) => {
            let last = arguments.inputs.last().filter(|last| arguments.inputs.len() > 1 && !last.exists());
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
fn list_writer(arguments: &Arguments) -> Result<Option<&'static WriterSpec>> {
    match arguments.to.as_deref() {
        None => Ok(None),
        Some("json") => registry::writer("json").map(Some),
        Some(other) => Err(Error::usage(format!("--list comes as text or as json, not as {other}"))),
    }
}

fn preview_writer(arguments: &Arguments) -> Result<&'static WriterSpec> {
    match &arguments.to {
        None => Ok(&PREVIEW),
        Some(other) => Err(Error::usage(format!(
            "--preview is for reading, and takes no --to (the first rows as {other}: --rows :10)"
        ))),
    }
}

fn goes<'s>(arguments: &'s Arguments, inputs: &Inputs, writer: Option<&WriterSpec>) -> Result<Goes<'s>> {
    let template = arguments.name_template.as_deref();
    let Some(output) = arguments.output.as_deref().filter(|path| *path != Path::new("-")) else {
        if arguments.split {
            return Err(Error::usage("--split needs a directory to write to: name it with --output"));
        }
        if template.is_some() || inputs.several && !arguments.is_look() && !arguments.join {
            return Err(Error::usage("several inputs need a directory to go to: name it with --output"));
        }
        if writer.is_some_and(|writer| writer.format.binary) && std::io::stdout().is_terminal() {
            return Err(Error::usage(
                "this format is binary and does not belong on a terminal; use --output",
            ));
        }
        return Ok(Goes::Stdout);
    };
    let slash = output.as_os_str().to_string_lossy().ends_with(std::path::MAIN_SEPARATOR);
    let is_directory = output.is_dir() || slash;
    let is_like_a_file = !is_directory && registry::by_extension(output).is_some();
    if arguments.split && is_like_a_file {
        return Err(Error::usage(format!(
            "--split writes a directory, and '{0}' is named like a file ('{0}{1}' is a directory)",
            output.display(),
            std::path::MAIN_SEPARATOR
        )));
    }
    if arguments.join || !inputs.several && template.is_none() && (arguments.split || !is_directory) {
        return Ok(Goes::To(output));
    }
    if is_like_a_file {
        let joined =
            if arguments.is_look() || template.is_some() { "" } else { " (--join writes all to one)" };
        return Err(Error::usage(format!(
            "several inputs need a directory to go to, and '{}' is named like a file{joined}",
            output.display()
        )));
    }
    Ok(Goes::Below(output, template.unwrap_or(if arguments.split { DIRECTORY } else { FILE })))
}

/// The name of an input's output by a template, in which `{dir}`, `{stem}`, `{name}`, `{ext}` and `{number}` stand for
/// the input's directory, its name without and with its extension, the output's extension and the input's number.
fn named(template: &str, number: usize, input: &Input, writer: Option<&WriterSpec>) -> Result<PathBuf> {
    let extension = writer.and_then(|writer| writer.format.extensions.first()).copied().unwrap_or("txt");
    let stdin = OsStr::new("stdin");
    let (stem, name) = if input.is_stdin() {
        (stdin, stdin)
    } else {
        (stem(&input.path), input.path.file_name().unwrap_or_default())
    };
    let mut text = OsString::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let closed = after.split_once('}');
        let (placeholder, after) =
            closed.ok_or_else(|| Error::usage("--name-template has a '{' without a '}'"))?;
        text.push(before);
        match placeholder {
            "dir" if input.below.as_os_str().is_empty() => text.push("."),
            "dir" => text.push(&input.below),
            "stem" => text.push(stem),
            "name" => text.push(name),
            "ext" => text.push(extension),
            "number" => text.push(number.to_string()),
            other => {
                return Err(Error::usage(format!(
                    "--name-template has {{{other}}}; it knows {{dir}}, {{stem}}, {{name}}, {{ext}} and {{number}}"
                )));
            }
        }
        rest = after;
    }
    text.push(rest);
    let path = PathBuf::from(text);
    let down = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if !path.components().all(down) || path.file_name().is_none() {
        let message = format!("--name-template makes '{}', which is no file below --output", path.display());
        return Err(Error::usage(message));
    }
    Ok(path.components().filter(|part| matches!(part, Component::Normal(_))).collect())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_names_files_below_the_output_directory() {
        let input = Input { path: "in/a/page.wiki.gz".into(), below: "a".into() };
        let csv = registry::writer("csv").ok();
        let name = |template: &str| named(template, 7, &input, csv).map_err(|error| error.to_string());
        assert_eq!(name(FILE), Ok("a/page.csv".into()));
        assert_eq!(name("{number}-{name}.{ext}.gz"), Ok("7-page.wiki.gz.csv.gz".into()));
        assert_eq!(name("x/{stem}"), Ok("x/page".into()));
        for bad in ["../{stem}", "/{stem}", "{dir}/..", "", "{title}"] {
            assert!(name(bad).is_err(), "{bad}");
        }
    }
}
