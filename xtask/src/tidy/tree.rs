//! The source files of a workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

/// The files that rules check, by their path from the root, with `/`.
#[derive(Debug, Default)]
pub(super) struct Tree {
    files: BTreeMap<String, String>,
    /// The names at the root.
    pub(super) top: BTreeSet<String>,
}

impl Tree {
    /// Reads the Rust files and manifests of a workspace.
    pub(super) fn read(root: &Path) -> io::Result<Self> {
        let mut tree = Tree::default();
        for entry in fs::read_dir(root)? {
            tree.top.insert(entry?.file_name().to_string_lossy().into_owned());
        }
        let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
        tree.files.insert("Cargo.toml".into(), manifest);
        for folder in ["crates", "xtask"] {
            tree.add(&root.join(folder), folder)?;
        }
        Ok(tree)
    }

    fn add(&mut self, folder: &Path, path: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{path}/{name}");
            if entry.file_type()?.is_dir() {
                if name != "target" {
                    self.add(&entry.path(), &path)?;
                }
            } else if name == "Cargo.toml" || name.ends_with(".rs") {
                self.files.insert(path, fs::read_to_string(entry.path())?);
            }
        }
        Ok(())
    }

    /// A tree for tests.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let files: BTreeMap<String, String> =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let top = files.keys().map(|path| path.split('/').next().unwrap_or(path).to_owned()).collect();
        Tree { files, top }
    }

    /// The text of a file.
    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The Rust files and their text.
    pub(super) fn rust(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        all.filter(|(path, _)| path.ends_with(".rs"))
    }

    /// The packages: the last name of the folder, and the folder.
    pub(super) fn packages(&self) -> impl Iterator<Item = (&str, &str)> {
        let folders = self.files.keys().filter_map(|path| path.strip_suffix("/Cargo.toml"));
        folders.map(|folder| (folder.rsplit('/').next().unwrap_or(folder), folder))
    }

    /// The Rust files of a package's library or program, without tests, benchmarks, examples and build scripts.
    pub(super) fn sources(&self, folder: &str) -> impl Iterator<Item = (&str, &str)> {
        let prefix = format!("{folder}/src/");
        self.rust().filter(move |(path, _)| path.starts_with(&prefix))
    }
}
