//! Where each input's output goes, known before anything is written.

use super::inputs::{Input, Inputs};
use crate::cli::Settings;
use crate::compression::Compression;
use crate::list::PREVIEW;
use crate::output::{Folder, overwrites};
use crate::{package, registry};
use model::{Error, Result, WriterSpec};
use std::collections::{HashMap, HashSet};
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
    /// Makes a plan, in which no two outputs are one file and none is an input.
    ///
    /// # Errors
    /// Wrong usage: no such format, no place for the outputs, or one place for two.
    pub(super) fn new(settings: &'s Settings, inputs: &Inputs) -> Result<Self> {
        let writer = match settings.preview {
            _ if settings.list => list_writer(settings)?,
            Some(_) => Some(preview_writer(settings)?),
            None => Some(writer(settings)?),
        };
        let mut plan = Plan { writer, goes: goes(settings, inputs, writer)?, folder: None };
        plan.check(settings, &inputs.list)?;
        if let (Goes::Below(directory, _), false) = (&plan.goes, settings.dry_run) {
            plan.folder = Some(Folder::make(directory)?);
        }
        Ok(plan)
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

    /// Finds outputs that would be one, and those that would be an input.
    fn check(&self, settings: &Settings, inputs: &[Input]) -> Result<()> {
        let mut taken: HashMap<PathBuf, usize> = HashMap::new();
        let mut known: Option<HashSet<PathBuf>> = None;
        let mut places = Places::default();
        let (mut first, mut collisions) = (None, 0);
        for (at, input) in inputs.iter().enumerate() {
            let Some(target) = self.target(at + 1, input)? else { return check_stdout(settings, inputs) };
            let place = places.of(&target);
            if target.is_file() && known.get_or_insert_with(|| all_inputs(settings, inputs)).contains(&place)
            {
                return Err(overwrites(&target));
            }
            // One output of all is no collision.
            if matches!(self.goes, Goes::To(_)) {
                return Ok(());
            }
            if let Some(other) = taken.insert(place, at) {
                collisions += 1;
                first.get_or_insert((other, at, target));
            }
        }
        let Some((other, at, target)) = first else {
            return check_directories(&taken, inputs);
        };
        let (other, input) = (&inputs[other].path, &inputs[at].path);
        let more =
            if collisions > 1 { format!(", and {} more like this", collisions - 1) } else { String::new() };
        if other == input {
            return Err(Error::usage(format!("'{}' is named twice{more}", input.display())));
        }
        Err(Error::usage(format!(
            "'{}' and '{}' would both become '{}'{more} (--name-template '{{dir}}/{{number}}-{{stem}}.{{ext}}' tells them apart)",
            other.display(),
            input.display(),
            target.display()
        )))
    }
}

/// Standard output may not go to what is read: that would never end, or be gone before it is read.
fn check_stdout(settings: &Settings, inputs: &[Input]) -> Result<()> {
    let stdout = std::fs::canonicalize("/dev/stdout").ok().filter(|path| path.is_file()).map(lower);
    if stdout.is_some_and(|stdout| all_inputs(settings, inputs).contains(&stdout)) {
        return Err(Error::usage("standard output goes to an input; convert never overwrites one"));
    }
    Ok(())
}

/// An output cannot be a file and the directory of another.
fn check_directories(taken: &HashMap<PathBuf, usize>, inputs: &[Input]) -> Result<()> {
    for (place, at) in taken {
        let inner = inputs.get(*at).map_or(0, |input| input.below.components().count());
        if let Some((above, other)) =
            place.ancestors().skip(1).take(inner).find_map(|above| taken.get_key_value(above))
            && let (Some(other), Some(input)) = (inputs.get(*other), inputs.get(*at))
        {
            return Err(Error::usage(format!(
                "'{}' would become '{}', and '{}' a file in a directory of that name",
                other.path.display(),
                above.display(),
                input.path.display()
            )));
        }
    }
    Ok(())
}

/// All files that are read: inputs, those that packages among them name, and those that options name.
fn all_inputs(settings: &Settings, inputs: &[Input]) -> HashSet<PathBuf> {
    let read = inputs.iter().filter(|input| !input.is_stdin()).flat_map(|input| package::files(&input.path));
    let named = settings.options.params.all_files().map(|file| PathBuf::from(&file.path));
    let stdin = PathBuf::from("/dev/stdin");
    let all = read.chain(named).chain(settings.files_from.clone()).chain([stdin]);
    all.filter_map(|path| std::fs::canonicalize(path).ok()).map(lower).collect()
}

/// Where outputs really are, whatever links lead there. Directories are looked at once.
#[derive(Default)]
struct Places(HashMap<PathBuf, PathBuf>);

impl Places {
    /// What tells a file from others.
    fn of(&mut self, target: &Path) -> PathBuf {
        if target.is_symlink()
            && let Ok(real) = std::fs::canonicalize(target)
        {
            return lower(real);
        }
        let directory =
            target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let real = match self.0.get(directory) {
            Some(real) => real,
            None => {
                let real = real(directory, MOST_LINKS);
                self.0.entry(directory.to_owned()).or_insert(real)
            }
        };
        lower(real.join(target.file_name().unwrap_or_default()))
    }
}

/// How many links one path may lead over.
const MOST_LINKS: usize = 40;

/// Where a directory is, or will be once it is made.
fn real(directory: &Path, links: usize) -> PathBuf {
    if let Ok(real) = std::fs::canonicalize(directory) {
        return real;
    }
    let parent =
        directory.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    let Some(parent) = parent.filter(|_| links > 0) else { return directory.to_owned() };
    match std::fs::read_link(directory) {
        // A link to what is not there yet.
        Ok(target) => real(&parent.join(target), links - 1),
        Err(_) => real(parent, links).join(directory.file_name().unwrap_or_default()),
    }
}

/// A path as its file system knows it: some do not mind the case.
fn lower(path: PathBuf) -> PathBuf {
    if cfg!(any(windows, target_os = "macos")) { path.to_string_lossy().to_lowercase().into() } else { path }
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

fn preview_writer(settings: &Settings) -> Result<&'static WriterSpec> {
    match &settings.to {
        None => Ok(&PREVIEW),
        Some(other) => Err(Error::usage(format!(
            "--preview is for reading, and takes no --to (the first rows as {other}: --rows :10)"
        ))),
    }
}

fn goes<'s>(settings: &'s Settings, inputs: &Inputs, writer: Option<&WriterSpec>) -> Result<Goes<'s>> {
    let template = settings.name_template.as_deref();
    let Some(output) = settings.output.as_deref().filter(|path| *path != Path::new("-")) else {
        if settings.split {
            return Err(Error::usage("--split needs a directory to write to: name it with --output"));
        }
        if template.is_some() || inputs.several && !settings.is_look() && !settings.join {
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
    if settings.split && is_like_a_file {
        return Err(Error::usage(format!(
            "--split writes a directory, and '{0}' is named like a file ('{0}{1}' is a directory)",
            output.display(),
            std::path::MAIN_SEPARATOR
        )));
    }
    if settings.join || !inputs.several && template.is_none() && (settings.split || !is_directory) {
        return Ok(Goes::To(output));
    }
    if is_like_a_file {
        let joined =
            if settings.is_look() || template.is_some() { "" } else { " (--join writes all to one)" };
        return Err(Error::usage(format!(
            "several inputs need a directory to go to, and '{}' is named like a file{joined}",
            output.display()
        )));
    }
    Ok(Goes::Below(output, template.unwrap_or(if settings.split { DIRECTORY } else { FILE })))
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
