//! Files of the package that was in a directory before, and are not among the new one's.

use super::files::Files;
use crate::paths::{DESCRIPTOR, resources};
use model::{Diagnostic, Result, plural};
use std::path::{Path, PathBuf};

/// How many of them are named.
const NAMED: usize = 3;

/// Says which files stay that the descriptor to be replaced names and the new one does not. None is ever deleted.
pub(super) fn say_what_stays(files: &Files<'_>, directory: &Path) -> Result<()> {
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
        "{} of an earlier split {stay} in '{}': {}",
        plural(stale.len(), "file", "files"),
        directory.display(),
        names.join(", ")
    );
    let hint = "the new datapackage.json does not name them; remove them if they are not wanted";
    files.diagnostics.report(Diagnostic::warning("split-stale", message).hint(hint))
}
