//! Files of the package that was in a directory before and that the new package does not have.

use super::files::Files;
use crate::paths::{DESCRIPTOR, resources};
use model::{Diagnostic, Result, plural};
use std::path::{Path, PathBuf};

/// How many of them the message names.
const NAMED: usize = 3;

/// Reports the files that only the descriptor to be replaced names. They are never deleted.
pub(super) fn report_stale(files: &Files<'_>, directory: &Path) -> Result<()> {
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
    let message = format!(
        "{} in '{}': {}",
        plural(stale.len(), "file of an earlier split remains", "files of an earlier split remain"),
        directory.display(),
        names.join(", ")
    );
    let hint = "the new datapackage.json does not list them; remove them if you do not need them";
    files.diagnostics.report(Diagnostic::warning("split-stale", message).hint(hint))
}
