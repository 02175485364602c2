//! Rules for single files.

use super::source::code;
use super::{Broken, Tree};

/// What is at the top level, besides dotfiles and the build directory.
const TOP: &[&str] = &["Cargo.toml", "Cargo.lock", "crates", "testdata", "xtask", "README.md", "LICENSE"];
/// The maximum number of lines in a file.
const LONGEST: usize = 600;

/// The top level has nothing else.
pub(super) fn top_level(tree: &Tree) -> Vec<Broken> {
    let known = |name: &&String| name.starts_with('.') || name == &"target" || TOP.contains(&name.as_str());
    let stray = tree.top.iter().filter(|name| !known(name));
    stray.map(|name| Broken::new(name, format!("the top level has only {}", TOP.join(", ")))).collect()
}

/// The first line of every file says what it is about.
pub(super) fn opening_line(tree: &Tree) -> Vec<Broken> {
    let silent = tree.rust().filter(|(_, text)| !text.starts_with("//! "));
    silent
        .map(|(path, _)| Broken::new(path, "the first line must be a `//!` that says what the file is about"))
        .collect()
}

/// A module with children is `name.rs` next to `name/`. Tests may share a `tests/common/mod.rs`, because cargo would
/// run `tests/common.rs` as a test.
pub(super) fn no_mod_rs(tree: &Tree) -> Vec<Broken> {
    let named = tree.rust().filter(|(path, _)| path.ends_with("/mod.rs") && !path.contains("/tests/"));
    named
        .map(|(path, _)| {
            let better = format!("{}.rs", path.trim_end_matches("/mod.rs"));
            Broken::new(path, format!("must be named {better}"))
        })
        .collect()
}

/// No file is too long.
pub(super) fn length(tree: &Tree) -> Vec<Broken> {
    let lengths = tree.rust().map(|(path, text)| (path, text.lines().count()));
    let long = lengths.filter(|(_, lines)| *lines > LONGEST);
    long.map(|(path, lines)| Broken::new(path, format!("has {lines} lines, more than {LONGEST}: split it")))
        .collect()
}

/// Nothing is left unfinished.
pub(super) fn unfinished(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (path, text) in tree.rust().filter(|(path, _)| !path.starts_with("xtask/src/tidy/")) {
        let code = code(text);
        let left =
            |word: &&&str| if **word == "FIXME" { text.contains(**word) } else { code.contains(**word) };
        if let Some(word) = ["todo!", "unimplemented!", "FIXME"].iter().find(left) {
            broken.push(Broken::new(path, format!("has a `{word}`")));
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(rule: fn(&Tree) -> Vec<Broken>, files: &[(&str, &str)]) -> Vec<String> {
        rule(&Tree::of(files)).into_iter().map(|broken| broken.place).collect()
    }

    #[test]
    fn the_top_level_is_known() {
        let files = [("README.md", ""), (".ci/run", ""), ("target/debug", ""), ("notes/plan.md", "")];
        assert_eq!(places(top_level, &files), ["notes"]);
    }

    #[test]
    fn files_open_with_their_topic() {
        let files = [
            ("crates/a/src/a.rs", "//! A.\n"),
            ("crates/a/src/b.rs", "// B.\n"),
            ("crates/a/Cargo.toml", ""),
        ];
        assert_eq!(places(opening_line, &files), ["crates/a/src/b.rs"]);
    }

    #[test]
    fn modules_are_not_mod_rs() {
        let files =
            [("crates/a/src/b/mod.rs", ""), ("crates/a/src/b.rs", ""), ("crates/a/tests/common/mod.rs", "")];
        assert_eq!(places(no_mod_rs, &files), ["crates/a/src/b/mod.rs"]);
        assert!(no_mod_rs(&Tree::of(&files))[0].message.ends_with("crates/a/src/b.rs"));
    }

    #[test]
    fn long_files_are_reported() {
        let (short, long) = ("\n".repeat(600), "\n".repeat(601));
        assert_eq!(places(length, &[("crates/a.rs", &short), ("crates/b.rs", &long)]), ["crates/b.rs"]);
    }

    #[test]
    fn unfinished_code_is_found() {
        let files = [
            ("crates/a.rs", "fn a() { todo!() }"),
            ("crates/b.rs", "fn a() { unimplemented!(\"b\") }"),
            ("crates/c.rs", "// FIXME: later"),
            ("crates/d.rs", "// not a todo!()\nfn d() { \"todo!()\" }"),
        ];
        assert_eq!(places(unfinished, &files), ["crates/a.rs", "crates/b.rs", "crates/c.rs"]);
    }
}
