//! The inputs: files, directories, patterns and lists of files, in the order in which they are given.

use crate::cli::Arguments;
use convert_tables::internal::output::is_same_file;
use convert_tables::internal::{input_cause, paths};
use convert_tables::registry;
use globset::GlobBuilder;
use ignore::WalkBuilder;
use model::{Diagnostic, Error, Result, plural};
use std::ffi::OsString;
use std::io::{IsTerminal, Read};
use std::path::{Component, Path, PathBuf};

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// Its path; `-` is standard input.
    pub(super) path: PathBuf,
    /// The directory that its output goes to below the output directory; empty for most.
    pub(super) below: PathBuf,
}

impl Input {
    fn new(path: PathBuf) -> Self {
        Input { path, below: PathBuf::new() }
    }

    /// Standard input.
    pub(super) fn stdin() -> Self {
        Input::new(PathBuf::from("-"))
    }

    /// Whether it is standard input.
    pub(super) fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }

    /// Its name in data: the path, with bytes that are not text as `\xE9`.
    pub(super) fn document(&self) -> String {
        let mut name = String::new();
        for chunk in self.path.as_os_str().as_encoded_bytes().utf8_chunks() {
            name += chunk.valid();
            chunk.invalid().iter().for_each(|byte| name += &format!("\\x{byte:02X}"));
        }
        name
    }

    /// Its file; `None` for standard input.
    pub(super) fn file(&self) -> Option<PathBuf> {
        (!self.is_stdin()).then(|| paths::input(&self.path))
    }

    /// The name of an input in messages.
    pub(super) fn name(file: Option<&Path>) -> String {
        file.map_or_else(|| "<stdin>".to_owned(), |file| file.display().to_string())
    }
}

/// The inputs that were found.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// The inputs.
    pub(super) list: Vec<Input>,
    /// Whether there may be several, so that they need an output directory.
    pub(super) several: bool,
    /// Directories that cannot be read.
    pub(super) failures: Vec<String>,
    /// Notes and warnings about the inputs as a whole.
    pub(super) notes: Vec<Diagnostic>,
}

/// Finds the inputs that the arguments ask for.
///
/// # Errors
/// No input is given, or a list of inputs cannot be read.
pub(super) fn find(arguments: &Arguments) -> Result<Inputs> {
    let mut inputs = Inputs { several: arguments.inputs.len() > 1, ..Inputs::default() };
    if let Some(list) = &arguments.files_from {
        inputs.several = true;
        inputs.list = listed(list)?;
    } else if arguments.inputs.is_empty() {
        if std::io::stdin().is_terminal() {
            return Err(Error::usage("no input given").hint("name a file, or pipe one in"));
        }
        inputs.list.push(Input::stdin());
    }
    let mut left_out = 0;
    for path in &arguments.inputs {
        if arguments.recursive && path.is_dir() && !is_package(path) {
            inputs.several = true;
            left_out += walk(path, arguments, &mut inputs);
        } else if let Some(pattern) = pattern(path) {
            inputs.several = true;
            matching(pattern, &mut inputs)?;
        } else {
            inputs.list.push(Input::new(path.clone()));
        }
    }
    if inputs.list.iter().filter(|input| input.is_stdin()).count() > 1 {
        return Err(Error::usage("standard input is given twice, but can only be read once"));
    }
    if left_out > 0 {
        let message =
            plural(left_out, "file of unknown format is left out", "files of unknown format are left out");
        let hint = "if they all have the same format, name it with --from";
        inputs.notes.push(Diagnostic::note("batch-left-out", message).hint(hint));
    }
    if inputs.list.is_empty() && inputs.failures.is_empty() {
        inputs.notes.push(Diagnostic::warning("batch-empty", "there is nothing to convert"));
    }
    Ok(inputs)
}

fn is_package(directory: &Path) -> bool {
    paths::is_descriptor(&paths::input(directory))
}

/// Adds the files of a directory, recursively and sorted by name, except for hidden and ignored ones (`.gitignore`,
/// `.ignore`). A directory that is a package is one input. Returns how many files have an unknown extension.
fn walk(directory: &Path, arguments: &Arguments, inputs: &mut Inputs) -> usize {
    // If the output goes below the directory, what an earlier run has written is not an input.
    let output = arguments.output.as_deref().and_then(|output| std::fs::canonicalize(output).ok());
    let whole = std::fs::canonicalize(directory).ok();
    let output = output.filter(|output| Some(output) != whole.as_ref());
    let mut builder = WalkBuilder::new(directory);
    builder.require_git(false).sort_by_file_name(Ord::cmp);
    if let Some(output) = output {
        builder.filter_entry(move |entry| {
            let is_directory = entry.file_type().is_some_and(|kind| kind.is_dir());
            !is_directory || std::fs::canonicalize(entry.path()).ok().as_ref() != Some(&output)
        });
    }
    // If there are several directories, each keeps its name.
    let base = directory.parent().filter(|_| arguments.inputs.len() > 1).unwrap_or(directory);
    let mut left_out = 0;
    let mut package: Option<PathBuf> = None;
    for entry in builder.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                inputs.failures.push(unread(&error));
                continue;
            }
        };
        let path = entry.path();
        if package.as_ref().is_some_and(|package| path.starts_with(package)) {
            continue;
        }
        let kind = entry.file_type();
        if kind.is_some_and(|kind| kind.is_dir()) {
            if !is_package(path) {
                continue;
            }
            package = Some(path.to_owned());
        } else if !kind.is_some_and(|kind| kind.is_file() || kind.is_symlink() && path.is_file()) {
            continue;
        } else if arguments.from.is_none() && registry::by_extension(path).is_none() {
            left_out += 1;
            continue;
        } else if is_output(arguments, path) {
            continue;
        }
        let below = path.parent().and_then(|parent| parent.strip_prefix(base).ok());
        let below = below.unwrap_or(Path::new("")).to_owned();
        inputs.list.push(Input { path: path.to_owned(), below });
    }
    left_out
}

/// Why something cannot be read, without the system's error number.
fn unread(error: &ignore::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

/// Whether a file is the output.
fn is_output(arguments: &Arguments, path: &Path) -> bool {
    let output = arguments.output.as_deref().filter(|output| output.file_name() == path.file_name());
    output.is_some_and(|output| is_same_file(output, path))
}

/// The pattern that an argument is, unless there is a file of that name: some shells do not expand patterns.
fn pattern(path: &Path) -> Option<&str> {
    let text = path.to_str()?;
    (text.contains(['*', '?', '[']) && path.symlink_metadata().is_err()).then_some(text)
}

/// Adds the files that a pattern matches, except for hidden ones; links to directories are not followed. Files keep their
/// directories from the first wildcard on.
fn matching(pattern: &str, inputs: &mut Inputs) -> Result<()> {
    let is_wild = |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    let base: PathBuf = Path::new(pattern).components().take_while(|part| !is_wild(part)).collect();
    let below: PathBuf = Path::new(pattern).components().skip_while(|part| !is_wild(part)).collect();
    let below = below.to_string_lossy().replace('\\', "/");
    let glob = GlobBuilder::new(&below).literal_separator(true).build();
    let glob =
        glob.map_err(|error| Error::usage(format!("invalid pattern '{pattern}': {}", error.kind())))?;
    let glob = glob.compile_matcher();
    let root = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
    let depth = (!below.contains("**")).then(|| below.split('/').count());
    let mut builder = WalkBuilder::new(root);
    // As in shells, a pattern that begins with a dot means hidden files.
    let hidden = !below.split('/').any(|part| part.starts_with('.'));
    builder.standard_filters(false).hidden(hidden).max_depth(depth).sort_by_file_name(Ord::cmp);
    let before = inputs.list.len();
    for entry in builder.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                // A directory that does not exist has no matches.
                if root.exists() {
                    inputs.failures.push(unread(&error));
                }
                continue;
            }
        };
        let Ok(inner) = entry.path().strip_prefix(root) else { continue };
        if entry.depth() == 0 || !glob.is_match(inner) {
            continue;
        }
        let path = base.join(inner);
        if !path.is_dir() || is_package(&path) {
            inputs.list.push(Input { below: inner.parent().unwrap_or(Path::new("")).to_owned(), path });
        }
    }
    if inputs.list.len() == before {
        inputs.failures.push(format!("{pattern}: no file matches"));
    }
    Ok(())
}

/// The files that a file or standard input lists: one per line, or each ended by a NUL if there are any. A relative path
/// keeps its directories.
fn listed(list: &Path) -> Result<Vec<Input>> {
    let mut bytes = Vec::new();
    let read = if list == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(list).map(|read| bytes = read)
    };
    read.map_err(|error| {
        Error::usage(format!("--files-from: '{}': {}", list.display(), input_cause(&error)))
    })?;
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let names = bytes.split(|&byte| byte == end);
    let names = names.map(|name| if end == 0 { name } else { name.strip_suffix(b"\r").unwrap_or(name) });
    Ok(names.filter(|name| !name.is_empty()).map(|name| Input::kept(path(name))).collect())
}

impl Input {
    /// A file that keeps its directories, unless they lead upwards.
    fn kept(path: PathBuf) -> Self {
        let parent = path.parent().unwrap_or(Path::new(""));
        let down = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        let below = if parent.components().all(down) {
            parent.components().filter(|part| matches!(part, Component::Normal(_))).collect()
        } else {
            PathBuf::new()
        };
        Input { path, below }
    }
}

/// A path from its bytes, whatever they are.
#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(name.to_owned()).into()
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    OsString::from(String::from_utf8_lossy(name).into_owned()).into()
}
