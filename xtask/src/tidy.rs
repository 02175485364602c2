//! House rules for the sources: `cargo xtask tidy` checks them, and so does a test.
//!
//! Each rule is a function from the [`Tree`] of sources to the places that break it. Exceptions are in [`allowed`],
//! each with a reason; an exception that is no longer needed is an error.

mod allowed;
mod cycles;
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

/// All rules, with the names that [`ALLOWED`] uses.
const RULES: &[(&str, Rule)] = &[
    ("top-level", files::top_level),
    ("opening-line", files::opening_line),
    ("no-mod-rs", files::no_mod_rs),
    ("length", files::length),
    ("unfinished", files::unfinished),
    ("layers", layers::layers),
    ("printing", printing::printing),
    ("folder-cycle", cycles::of_folders),
    ("file-cycle", cycles::of_files),
];

/// A place where a rule is broken, and how.
#[derive(Debug, PartialEq, Eq)]
struct Broken {
    /// A file, a crate, or the files of a cycle, as [`ALLOWED`] names it.
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
        lines => {
            let places = model::plural(lines.len(), "place breaks", "places break");
            Err(format!("{}\n{places} the house rules", lines.join("\n")))
        }
    }
}

/// Reports places that break a rule without an exception, and exceptions that are not needed.
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
        lines
            .push(format!("[{rule}] {place}: this exception is no longer needed: delete it from allowed.rs"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_tidy() {
        if let Err(broken) = run() {
            panic!("{broken}");
        }
    }

    #[test]
    fn exceptions_must_be_needed() {
        let tree = Tree::of(&[("crates/model/src/lib.rs", "mod a;\n")]);
        let allow = |place| Allowance { rule: "opening-line", place, _reason: "a test" };
        assert_eq!(check(&tree, &[]).len(), 1);
        assert_eq!(check(&tree, &[allow("crates/model/src/lib.rs")]), [""; 0]);
        let stale = check(&Tree::of(&[]), &[allow("gone.rs")]);
        assert_eq!(
            stale,
            ["[opening-line] gone.rs: this exception is no longer needed: delete it from allowed.rs"]
        );
    }
}
