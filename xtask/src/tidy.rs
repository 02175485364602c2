//! The rules of the house, kept by a test: `cargo xtask tidy`, and `cargo test` with everything else.
//!
//! Each rule is a function from the [`Tree`] of sources to what breaks it. What is broken on purpose is in [`allowed`],
//! with a reason; an entry that is not needed any more is broken itself.

mod allowed;
mod circles;
mod files;
mod layers;
mod modules;
mod printing;
mod source;
mod tree;

use allowed::{ALLOWED, Allowance};
use std::fmt;
use tree::Tree;

/// A rule.
type Rule = fn(&Tree) -> Vec<Broken>;

/// All of them, by the name that [`ALLOWED`] has for them.
const RULES: &[(&str, Rule)] = &[
    ("top-level", files::top_level),
    ("opening-line", files::opening_line),
    ("no-mod-rs", files::no_mod_rs),
    ("length", files::length),
    ("unfinished", files::unfinished),
    ("layers", layers::layers),
    ("printing", printing::printing),
    ("folder-circle", circles::of_folders),
    ("file-circle", circles::of_files),
];

/// Where a rule is broken, and how.
#[derive(Debug, PartialEq, Eq)]
struct Broken {
    /// A file, a crate, or the files of a circle: what [`ALLOWED`] names.
    place: String,
    message: String,
}

impl Broken {
    fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Broken { place: place.into(), message: message.into() }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.message)
    }
}

/// Checks the workspace that this program was built from.
pub(crate) fn run() -> Result<(), String> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let tree = Tree::read(root.as_ref()).map_err(|error| format!("{root}: {error}"))?;
    match check(&tree, ALLOWED).as_slice() {
        [] => Ok(()),
        lines => Err(format!("{}\n{} rules are broken", lines.join("\n"), lines.len())),
    }
}

/// What is broken and not allowed, and what is allowed and not broken.
fn check(tree: &Tree, allowed: &[Allowance]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut needed = vec![false; allowed.len()];
    for (rule, broken) in
        RULES.iter().flat_map(|(name, rule)| rule(tree).into_iter().map(move |b| (*name, b)))
    {
        match allowed.iter().position(|allowance| allowance.rule == rule && allowance.place == broken.place) {
            Some(at) => needed[at] = true,
            None => lines.push(format!("[{rule}] {broken}")),
        }
    }
    for (Allowance { rule, place, .. }, _) in allowed.iter().zip(needed).filter(|(_, needed)| !needed) {
        lines.push(format!("[{rule}] {place}: nothing is broken here any more: delete it from allowed.rs"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        if let Err(broken) = run() {
            panic!("{broken}");
        }
    }

    #[test]
    fn what_is_allowed_has_to_be_needed() {
        let tree = Tree::of(&[("crates/model/src/lib.rs", "mod a;\n")]);
        let allow = |place| Allowance { rule: "opening-line", place, _reason: "made up" };
        assert_eq!(check(&tree, &[]).len(), 1);
        assert_eq!(check(&tree, &[allow("crates/model/src/lib.rs")]), [""; 0]);
        let stale = check(&Tree::of(&[]), &[allow("gone.rs")]);
        assert_eq!(
            stale,
            ["[opening-line] gone.rs: nothing is broken here any more: delete it from allowed.rs"]
        );
    }
}
