//! The source files of the crates, without those that are only for tests.

use std::path::Path;
use syn::{Attribute, File, Item};

/// Crates for tests only.
const SKIPPED: &[&str] = &["testkit"];

/// All of them in order of their paths, each parsed.
pub(super) fn all(root: &Path) -> Result<Vec<(String, File)>, String> {
    let folders = std::fs::read_dir(root.join("crates")).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for folder in folders {
        let folder = folder.map_err(|error| error.to_string())?;
        if SKIPPED.iter().any(|skipped| folder.file_name() == *skipped) {
            continue;
        }
        let source = folder.path().join("src");
        for file in ["lib.rs", "main.rs"].map(|name| source.join(name)) {
            if file.exists() {
                add(root, &file, &source, &mut found)?;
            }
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found)
}

/// Adds a file and those of its modules, which are in a folder.
fn add(root: &Path, path: &Path, folder: &Path, found: &mut Vec<(String, File)>) -> Result<(), String> {
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| fault(&error))?;
    let file = syn::parse_file(&text).map_err(|error| fault(&error))?;
    for item in &file.items {
        if let Item::Mod(module) = item
            && module.content.is_none()
            && !is_test(&module.attrs)
        {
            let below = folder.join(module.ident.to_string());
            let path = below.with_extension("rs");
            add(root, &path, &below, found)?;
        }
    }
    let name = path.strip_prefix(root).unwrap_or(path);
    let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
    found.push((name.join("/"), file));
    Ok(())
}

/// Whether an item is only for tests.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || (attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test")))
    })
}
