//! Where the output of each input goes, determined before anything is written.

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

/// The default templates for the names of outputs below the output directory.
const FILE: &str = "{dir}/{stem}.{ext}";
const DIRECTORY: &str = "{dir}/{stem}";

/// Where outputs go.
#[derive(Debug)]
pub(super) struct Plan<'s> {
    /// The format to write; `None` for a list as text.
    pub(super) writer: Option<&'static WriterSpec>,
    /// The creation date of outputs.
    pub(super) created: Option<Timestamp>,
    goes: Goes<'s>,
    /// The output directory, if it was made: it is removed again if it stays empty.
    folder: Option<Folder>,
}

#[derive(Debug)]
enum Goes<'s> {
    Stdout,
    /// The only output is this file or directory.
    To(&'s Path),
    /// Outputs have names below a directory.
    Below(&'s Path, &'s str),
}

impl<'s> Plan<'s> {
    /// Makes a plan.
    ///
    /// # Errors
    /// Wrong usage: an unknown format, or no place for the outputs.
    pub(super) fn new(arguments: &'s Arguments, inputs: &Inputs) -> Result<Self> {
        let writer = match arguments.preview {
            _ if arguments.list => list_writer(arguments)?,
            Some(_) => Some(preview_writer(arguments)?),
            None => Some(writer(arguments)?),
        };
        let created = writer.map_or(Ok(None), |writer| clock::created(arguments, writer))?;
        Ok(Plan { writer, created, goes: goes(arguments, inputs, writer)?, folder: None })
    }

    /// Makes the output directory.
    ///
    /// # Errors
    /// It cannot be made.
    pub(super) fn make_folder(&mut self) -> Result<()> {
        if let Goes::Below(directory, _) = self.goes {
            self.folder = Some(Folder::make(directory)?);
        }
        Ok(())
    }

    /// Where the output of the `number`th input (from 1) goes; `None` is standard output.
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

    /// Whether outputs go below a directory, where they may need directories.
    pub(super) fn makes_directories(&self) -> bool {
        matches!(self.goes, Goes::Below(..))
    }

    /// Whether the output goes to standard output.
    pub(super) fn prints(&self) -> bool {
        matches!(self.goes, Goes::Stdout)
    }
}

/// The format to write: the one named, or that of the output's extension.
fn writer(arguments: &Arguments) -> Result<&'static WriterSpec> {
    let known = || registry::writers().map(|writer| writer.format.id).collect::<Vec<_>>().join(", ");
    match (&arguments.to, &arguments.output) {
        (Some(name), _) => registry::writer(name),
        (None, Some(path)) => match registry::by_extension(path) {
            Some(id) => registry::writer(id),
            None if arguments.split => Format::Csv.writer(),
            None => match path.extension().and_then(|extension| extension.to_str()) {
                // Any text may be in a file called .txt.
                Some(extension) if extension != "txt" && registry::is_foreign(extension) => {
                    registry::writer(extension)
                }
                _ => {
                    Err(Error::usage(format!("cannot tell the format of '{}' from its name", path.display()))
                        .hint(format!("name it with --to: {}", known())))
                }
            },
        },
        (None, None) if arguments.split => Format::Csv.writer(),
        (None, None) => {
            let last = arguments.inputs.last().filter(|last| arguments.inputs.len() > 1 && !last.exists());
            let hint = match last {
                Some(last) => format!("write -o {} if that is the output file", last.display()),
                None => "use --to or -o".to_owned(),
            };
            Err(Error::usage("no output format given").hint(hint))
        }
    }
}

/// A list is text, or on request JSON.
fn list_writer(arguments: &Arguments) -> Result<Option<&'static WriterSpec>> {
    match arguments.to.as_deref() {
        None => Ok(None),
        Some("json") => registry::writer("json").map(Some),
        Some(other) => Err(Error::usage(format!("cannot write a list as '{other}'"))
            .hint("expected json, or no --to for text")),
    }
}

fn preview_writer(arguments: &Arguments) -> Result<&'static WriterSpec> {
    match &arguments.to {
        None => Ok(&PREVIEW),
        Some(_) => {
            Err(Error::usage("--preview cannot be used with --to").hint("--rows :10 converts the first rows"))
        }
    }
}

fn goes<'s>(arguments: &'s Arguments, inputs: &Inputs, writer: Option<&WriterSpec>) -> Result<Goes<'s>> {
    let template = arguments.name_template.as_deref();
    let Some(output) = arguments.output.as_deref().filter(|path| *path != Path::new("-")) else {
        if arguments.split {
            return Err(Error::usage("--split needs an output directory").hint("name it with --output"));
        }
        if template.is_some() || inputs.several && !arguments.is_look() && !arguments.join {
            return Err(Error::usage("several inputs need an output directory")
                .hint("name it with --output, or write one table of all with --join"));
        }
        if let Some(writer) = writer.filter(|writer| writer.format.binary && std::io::stdout().is_terminal())
        {
            let message = format!("{} is binary and is not written to a terminal", writer.format.id);
            return Err(Error::usage(message).hint("name a file with --output"));
        }
        return Ok(Goes::Stdout);
    };
    let slash = output.as_os_str().to_string_lossy().ends_with(std::path::MAIN_SEPARATOR);
    let is_directory = output.is_dir() || slash;
    let is_like_a_file = !is_directory && registry::by_extension(output).is_some();
    if arguments.split && is_like_a_file {
        let output = output.display();
        let message = format!("--split needs an output directory, but '{output}' looks like a file");
        let hint = format!("write '{output}{}' if it is a directory", std::path::MAIN_SEPARATOR);
        return Err(Error::usage(message).hint(hint));
    }
    if arguments.join || !inputs.several && template.is_none() && (arguments.split || !is_directory) {
        return Ok(Goes::To(output));
    }
    if is_like_a_file {
        let output = output.display();
        let message = format!("several inputs need an output directory, but '{output}' looks like a file");
        let error = Error::usage(message);
        let joins = !arguments.is_look() && template.is_none();
        return Err(if joins { error.hint("--join writes them all to one file") } else { error });
    }
    Ok(Goes::Below(output, template.unwrap_or(if arguments.split { DIRECTORY } else { FILE })))
}

/// The name of an output by a template, in which `{dir}`, `{stem}`, `{name}`, `{ext}` and `{number}` are the input's
/// directory, its name without and with its extension, the output's extension, and the input's number.
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
            closed.ok_or_else(|| Error::usage("invalid --name-template: a '{' is never closed"))?;
        text.push(before);
        match placeholder {
            "dir" if input.below.as_os_str().is_empty() => text.push("."),
            "dir" => text.push(&input.below),
            "stem" => text.push(stem),
            "name" => text.push(name),
            "ext" => text.push(extension),
            "number" => text.push(number.to_string()),
            other => {
                let message = format!("invalid --name-template: unknown placeholder '{{{other}}}'");
                return Err(Error::usage(message).hint("expected {dir}, {stem}, {name}, {ext} or {number}"));
            }
        }
        rest = after;
    }
    text.push(rest);
    let path = PathBuf::from(text);
    let down = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if !path.components().all(down) || path.file_name().is_none() {
        let message = format!("invalid --name-template: '{}' is not a file below --output", path.display());
        return Err(Error::usage(message));
    }
    Ok(path.components().filter(|part| matches!(part, Component::Normal(_))).collect())
}

/// The name of a file without its extension and that of its compression.
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
