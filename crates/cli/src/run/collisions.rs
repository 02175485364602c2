//! Collisions, found before anything is written: outputs that are the same file as another output or as an input, also
//! through links.

use super::inputs::Input;
use super::plan::Plan;
use crate::cli::Arguments;
use convert_tables::internal::output::overwrites;
use convert_tables::internal::paths;
use model::{Error, Given, Result};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Finds outputs that would be the same file, or would overwrite an input.
///
/// # Errors
/// A collision.
pub(super) fn check(plan: &Plan<'_>, arguments: &Arguments, inputs: &[Input]) -> Result<()> {
    let mut taken: HashMap<PathBuf, usize> = HashMap::new();
    let mut known: Option<HashSet<PathBuf>> = None;
    let mut places = Places::default();
    let (mut first, mut collisions) = (None, 0);
    for (at, input) in inputs.iter().enumerate() {
        let Some(target) = plan.target(at + 1, input)? else { return check_stdout(arguments, inputs) };
        let place = places.of(&target);
        if target.is_file() && known.get_or_insert_with(|| all_inputs(arguments, inputs)).contains(&place) {
            return Err(overwrites(&target));
        }
        // A single output does not collide with others.
        if !plan.makes_directories() {
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
        return Err(Error::usage(format!("'{}' is given twice{more}", input.display())));
    }
    Err(Error::usage(format!(
        "'{}' and '{}' would both become '{}'{more} (--name-template '{{dir}}/{{number}}-{{stem}}.{{ext}}' tells them apart)",
        other.display(),
        input.display(),
        target.display()
    )))
}

/// Standard output must not be an input: the conversion would never end, or the input would be gone before it is read.
fn check_stdout(arguments: &Arguments, inputs: &[Input]) -> Result<()> {
    let stdout = std::fs::canonicalize("/dev/stdout").ok().filter(|path| path.is_file()).map(lower);
    if stdout.is_some_and(|stdout| all_inputs(arguments, inputs).contains(&stdout)) {
        return Err(Error::usage("standard output is an input; convert never overwrites an input"));
    }
    Ok(())
}

/// An output cannot be a file and at the same time the directory of another output.
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

/// All files that are read: inputs, the files of packages among them, and files given as options.
fn all_inputs(arguments: &Arguments, inputs: &[Input]) -> HashSet<PathBuf> {
    let read = inputs.iter().filter(|input| !input.is_stdin()).flat_map(|input| paths::files(&input.path));
    let named = arguments.given.iter().filter_map(|(_, given)| match given {
        Given::File(file) => Some(PathBuf::from(&file.path)),
        Given::Text(_) => None,
    });
    let stdin = PathBuf::from("/dev/stdin");
    let all = read.chain(named).chain(arguments.files_from.clone()).chain([stdin]);
    all.filter_map(|path| std::fs::canonicalize(path).ok()).map(lower).collect()
}

/// The real places of outputs, with all links resolved. Each directory is resolved once.
#[derive(Default)]
struct Places(HashMap<PathBuf, PathBuf>);

impl Places {
    /// The path that identifies a file.
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

/// The most links in one path.
const MOST_LINKS: usize = 40;

/// The real path of a directory, which may not exist yet.
fn real(directory: &Path, links: usize) -> PathBuf {
    if let Ok(real) = std::fs::canonicalize(directory) {
        return real;
    }
    let parent =
        directory.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    let Some(parent) = parent.filter(|_| links > 0) else { return directory.to_owned() };
    match std::fs::read_link(directory) {
        // A link to a directory that does not exist yet.
        Ok(target) => real(&parent.join(target), links - 1),
        Err(_) => real(parent, links).join(directory.file_name().unwrap_or_default()),
    }
}

/// A path as its file system compares it: some ignore case.
fn lower(path: PathBuf) -> PathBuf {
    if cfg!(any(windows, target_os = "macos")) { path.to_string_lossy().to_lowercase().into() } else { path }
}
