//! What every package contains: the binary and its documentation.

use super::{Entry, text};
use clap_complete::Shell;
use std::path::{Path, PathBuf};

/// The files, under a name for the binary.
pub(super) struct Files {
    pub(super) name: String,
    pub(super) binary: Vec<u8>,
    pub(super) man: Vec<u8>,
    pub(super) completions: Vec<(Shell, Vec<u8>)>,
    pub(super) readme: Vec<u8>,
    pub(super) license: String,
}

const SHELLS: [Shell; 4] = [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell];

impl Files {
    pub(super) fn new(root: &Path, binary: &[u8], name: &str) -> Result<Self, String> {
        let read = |file: &str| std::fs::read(root.join(file)).map_err(|error| format!("{file}: {error}"));
        let man = convert_cli::cli::man(name).map_err(text)?;
        let completions = SHELLS.map(|shell| (shell, convert_cli::cli::completions(name, shell)));
        Ok(Files {
            name: name.to_owned(),
            binary: binary.to_owned(),
            man,
            completions: completions.into(),
            readme: read("README.md")?,
            license: String::from_utf8(read("LICENSE")?).map_err(text)?,
        })
    }

    /// The files with their paths in an archive; the binary has a suffix on some systems.
    pub(super) fn archive(&self, suffix: &str) -> Vec<Entry> {
        let name = &self.name;
        let entry = |path: PathBuf, bytes: &[u8]| Entry { path, bytes: bytes.to_owned(), runs: false };
        let mut entries = vec![
            Entry { runs: true, ..entry(format!("{name}{suffix}").into(), &self.binary) },
            entry("README.md".into(), &self.readme),
            entry("LICENSE".into(), self.license.as_bytes()),
            entry(format!("man/man1/{name}.1").into(), &self.man),
        ];
        entries.extend(self.completions.iter().map(|(shell, script)| {
            let file = match shell {
                Shell::Bash => format!("{name}.bash"),
                Shell::Zsh => format!("_{name}"),
                Shell::Fish => format!("{name}.fish"),
                _ => format!("_{name}.ps1"),
            };
            entry(Path::new("completions").join(file), script)
        }));
        entries
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The files of a fake binary.
    pub(in super::super) fn files(name: &str) -> Files {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        Files::new(&root, b"\x7FELF", name).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn an_archive_has_all_files_under_its_name() {
        let entries = files("convert-tables").archive("");
        let paths: BTreeSet<&str> = entries.iter().filter_map(|entry| entry.path.to_str()).collect();
        let expected = [
            "convert-tables",
            "README.md",
            "LICENSE",
            "man/man1/convert-tables.1",
            "completions/convert-tables.bash",
            "completions/_convert-tables",
            "completions/convert-tables.fish",
            "completions/_convert-tables.ps1",
        ];
        assert_eq!(paths, expected.into());
        for entry in &entries[3..] {
            let text = String::from_utf8_lossy(&entry.bytes).replace("\\-", "-");
            assert!(text.contains("convert-tables"), "{}", entry.path.display());
        }
    }
}
