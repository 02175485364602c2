//! Modules that depend on each other.

use super::modules::Modules;
use super::{Broken, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// A cycle among the children of one module.
struct Cycle {
    /// The modules of the cycle.
    names: Vec<String>,
    /// Whether one of them has children.
    folders: bool,
    /// For each dependency in the cycle, the files that cause it.
    because: Vec<String>,
}

/// No folder of modules is part of a cycle: dependencies between siblings run one way.
pub(super) fn of_folders(tree: &Tree) -> Vec<Broken> {
    of(tree, true)
}

/// No file is in a cycle with another of its folder.
pub(super) fn of_files(tree: &Tree) -> Vec<Broken> {
    of(tree, false)
}

fn of(tree: &Tree, folders: bool) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (package, folder) in tree.packages() {
        let modules = Modules::of(tree, folder);
        for (parent, module) in modules.all.iter().enumerate() {
            let of_parent = cycles(&modules, parent).into_iter().filter(|cycle| cycle.folders == folders);
            broken.extend(of_parent.map(|cycle| {
                let within = [&[package.to_owned()], module.path.as_slice()].concat().join("::");
                let message = format!("these depend on each other: {}", cycle.because.join(", "));
                Broken::new(format!("{within}: {}", cycle.names.join(", ")), message)
            }));
        }
    }
    broken
}

/// The cycles among the children of a module, where a child includes everything inside it. A child may use the items of
/// its parent: such dependencies are not part of a cycle.
fn cycles(modules: &Modules, parent: usize) -> Vec<Cycle> {
    let above = &modules.all[parent].path;
    // The name of the child that a module is, or is in.
    let part = |module: usize| {
        let inside = modules.all[module].path.strip_prefix(above.as_slice())?;
        inside.first().map(String::as_str)
    };
    let mut dependencies: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    let mut folders = BTreeSet::new();
    for (number, module) in modules.all.iter().enumerate() {
        let Some(from) = part(number) else { continue };
        if module.path.len() > above.len() + 1 {
            folders.insert(from);
        }
        for &known in &module.knows {
            if let Some(to) = part(known).filter(|&to| to != from) {
                let because = || format!("{} -> {}", name(modules, number), name(modules, known));
                dependencies.entry(from).or_default().entry(to).or_insert_with(because);
            }
        }
    }
    let mut left: BTreeSet<&str> = dependencies.keys().copied().collect();
    let mut cycles = Vec::new();
    while let Some(first) = left.pop_first() {
        let reached = reach(&dependencies, first);
        let cycle: BTreeSet<&str> =
            reached.iter().copied().filter(|&name| reach(&dependencies, name).contains(first)).collect();
        left.retain(|name| !cycle.contains(name));
        if cycle.len() > 1 {
            let inside = |name: &&str| cycle.contains(*name);
            let because = cycle.iter().flat_map(|from| &dependencies[from]).filter(|(to, _)| inside(to));
            cycles.push(Cycle {
                names: cycle.iter().map(|&name| name.to_owned()).collect(),
                folders: cycle.iter().any(|name| folders.contains(name)),
                because: because.map(|(_, files)| files.clone()).collect(),
            });
        }
    }
    cycles
}

/// Everything that can be reached from here, in one step or more.
fn reach<'m>(dependencies: &BTreeMap<&'m str, BTreeMap<&'m str, String>>, from: &str) -> BTreeSet<&'m str> {
    let mut reached = BTreeSet::new();
    let next =
        |name: &str| dependencies.get(name).into_iter().flat_map(|to| to.keys().copied()).collect::<Vec<_>>();
    let mut open = next(from);
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(next(name));
        }
    }
    reached
}

/// The name of a module in messages.
fn name(modules: &Modules, module: usize) -> String {
    match modules.all[module].path.join("::") {
        root if root.is_empty() => "lib".into(),
        path => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: fn(&Tree) -> Vec<Broken>, files: &[(&str, &str)], expected: &[&str]) {
        let files: Vec<(String, &str)> =
            files.iter().map(|(name, text)| (format!("crates/k/src/{name}.rs"), *text)).collect();
        let mut files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        files.push(("crates/k/Cargo.toml", ""));
        let found: Vec<String> = rule(&Tree::of(&files)).iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn files_of_a_folder_are_named() {
        let files = [
            ("lib", "mod a; mod b; mod c;"),
            ("a", "use crate::b::B;"),
            ("b", "use crate::c;"),
            ("c", "use crate::a;"),
        ];
        check(of_files, &files, &["k: a, b, c: these depend on each other: a -> b, b -> c, c -> a"]);
        check(of_folders, &files, &[]);
        check(of_files, &[("lib", "mod a; mod b;"), ("a", "use crate::b::B;"), ("b", "")], &[]);
    }

    #[test]
    fn folders_depend_one_way() {
        // Here no file is in a cycle, but the folders are.
        let files = [
            ("lib", "mod a; mod b;"),
            ("a", "pub mod one; pub mod two;"),
            ("a/one", "use crate::b;"),
            ("a/two", ""),
            ("b", "use crate::a::two;"),
        ];
        check(of_folders, &files, &["k: a, b: these depend on each other: a::one -> b, b -> a::two"]);
        check(of_files, &files, &[]);
    }

    #[test]
    fn a_child_is_part_of_its_parent() {
        let files =
            [("lib", "mod a;"), ("a", "mod b;\nstruct A;\nfn f() { b::f() }"), ("a/b", "use super::A;")];
        check(of_files, &files, &[]);
        check(of_folders, &files, &[]);
    }

    #[test]
    fn cycles_are_found_in_every_folder() {
        let files = [
            ("lib", "mod a;"),
            ("a", "mod b; mod c;"),
            ("a/b", "use super::c;"),
            ("a/c", "use super::b::B;"),
        ];
        check(of_files, &files, &["k::a: b, c: these depend on each other: a::b -> a::c, a::c -> a::b"]);
    }
}
