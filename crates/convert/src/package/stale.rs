//! Files of the package that was in a directory before, and are none of the new one's.

use crate::directory::Files;
use crate::paths::{DESCRIPTOR, folder};
use model::{Diagnostic, Result, Value, counted};
use std::path::{Component, Path, PathBuf};

/// How many of them are named.
const NAMED: usize = 3;

/// Says which files stay that the descriptor to be replaced names and the new one does not. None is ever deleted.
pub(crate) fn say_what_stays(files: &Files<'_>, directory: &Path) -> Result<()> {
    let paths = resources(&directory.join(DESCRIPTOR));
    let stale: Vec<&PathBuf> = paths.iter().filter(|path| !files.has(path) && path.is_file()).collect();
    if stale.is_empty() {
        return Ok(());
    }
    let names = stale.iter().take(NAMED).filter_map(|path| path.strip_prefix(directory).ok());
    let mut names: Vec<String> = names.map(|name| name.display().to_string()).collect();
    if stale.len() > names.len() {
        names.push("…".into());
    }
    let stay = if stale.len() == 1 { "stays" } else { "stay" };
    let message = format!(
        "{} of an earlier --split {stay} in '{}': {}",
        counted(stale.len(), "file"),
        directory.display(),
        names.join(", ")
    );
    let hint = "the new datapackage.json does not name them; remove them if they are not wanted";
    files.diagnostics.report(Diagnostic::warning("split-stale", message).hint(hint))
}

/// The files that a descriptor names, whether they are there or not; those outside of its folder are none.
pub(crate) fn resources(descriptor: &Path) -> Vec<PathBuf> {
    let Ok(text) = std::fs::read_to_string(descriptor) else { return Vec::new() };
    let Ok(package) = data::parse(&text) else { return Vec::new() };
    let resources = package.get("resources").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let paths = resources.iter().filter_map(|resource| resource.get("path")).flat_map(|path| match path {
        Value::Array(parts) => parts.iter().filter_map(Value::as_str).collect(),
        path => path.as_str().into_iter().collect::<Vec<_>>(),
    });
    let is_below =
        |path: &&str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    paths.filter(is_below).map(|path| folder(descriptor).join(path)).collect()
}
