//! Modules that know each other in a circle.

use super::modules::Modules;
use super::{Broken, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// A circle among the children of one module.
struct Circle {
    /// What knows each other.
    names: Vec<String>,
    /// Some of it has children of its own.
    folders: bool,
    /// For each arrow of the circle, files that make it.
    because: Vec<String>,
}

/// No folder of modules is in a circle: its arrows to what is beside it run one way.
pub(super) fn of_folders(tree: &Tree) -> Vec<Broken> {
    of(tree, true)
}

/// No file is in a circle with another of its folder, or only with a reason.
pub(super) fn of_files(tree: &Tree) -> Vec<Broken> {
    of(tree, false)
}

fn of(tree: &Tree, folders: bool) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (package, folder) in tree.packages() {
        let modules = Modules::of(tree, folder);
        for (parent, module) in modules.all.iter().enumerate() {
            let of_parent = circles(&modules, parent).into_iter().filter(|circle| circle.folders == folders);
            broken.extend(of_parent.map(|circle| {
                let within = [&[package.to_owned()], module.path.as_slice()].concat().join("::");
                let message = format!("these know each other: {}", circle.because.join(", "));
                Broken::new(format!("{within}: {}", circle.names.join(", ")), message)
            }));
        }
    }
    broken
}

/// The circles among the children of a module, each taken with all that is inside. A child is part of its parent and may
/// use what that has: such arrows make no circle.
fn circles(modules: &Modules, parent: usize) -> Vec<Circle> {
    let above = &modules.all[parent].path;
    // The name of the child that a module is, or is in.
    let part = |module: usize| {
        let inside = modules.all[module].path.strip_prefix(above.as_slice())?;
        inside.first().map(String::as_str)
    };
    let mut arrows: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    let mut folders = BTreeSet::new();
    for (number, module) in modules.all.iter().enumerate() {
        let Some(from) = part(number) else { continue };
        if module.path.len() > above.len() + 1 {
            folders.insert(from);
        }
        for &known in &module.knows {
            if let Some(to) = part(known).filter(|&to| to != from) {
                let because = || format!("{} -> {}", name(modules, number), name(modules, known));
                arrows.entry(from).or_default().entry(to).or_insert_with(because);
            }
        }
    }
    let mut left: BTreeSet<&str> = arrows.keys().copied().collect();
    let mut circles = Vec::new();
    while let Some(first) = left.pop_first() {
        let reached = reach(&arrows, first);
        let circle: BTreeSet<&str> =
            reached.iter().copied().filter(|&name| reach(&arrows, name).contains(first)).collect();
        left.retain(|name| !circle.contains(name));
        if circle.len() > 1 {
            let inside = |name: &&str| circle.contains(*name);
            let because = circle.iter().flat_map(|from| &arrows[from]).filter(|(to, _)| inside(to));
            circles.push(Circle {
                names: circle.iter().map(|&name| name.to_owned()).collect(),
                folders: circle.iter().any(|name| folders.contains(name)),
                because: because.map(|(_, files)| files.clone()).collect(),
            });
        }
    }
    circles
}

/// All that can be reached from here, by one arrow at least.
fn reach<'m>(arrows: &BTreeMap<&'m str, BTreeMap<&'m str, String>>, from: &str) -> BTreeSet<&'m str> {
    let mut reached = BTreeSet::new();
    let next =
        |name: &str| arrows.get(name).into_iter().flat_map(|to| to.keys().copied()).collect::<Vec<_>>();
    let mut open = next(from);
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(next(name));
        }
    }
    reached
}

/// What messages call a module.
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
        check(of_files, &files, &["k: a, b, c: these know each other: a -> b, b -> c, c -> a"]);
        check(of_folders, &files, &[]);
        check(of_files, &[("lib", "mod a; mod b;"), ("a", "use crate::b::B;"), ("b", "")], &[]);
    }

    #[test]
    fn folders_have_arrows_one_way() {
        // No file is in a circle here, but the folders are.
        let files = [
            ("lib", "mod a; mod b;"),
            ("a", "pub mod one; pub mod two;"),
            ("a/one", "use crate::b;"),
            ("a/two", ""),
            ("b", "use crate::a::two;"),
        ];
        check(of_folders, &files, &["k: a, b: these know each other: a::one -> b, b -> a::two"]);
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
    fn circles_are_found_in_every_folder() {
        let files = [
            ("lib", "mod a;"),
            ("a", "mod b; mod c;"),
            ("a/b", "use super::c;"),
            ("a/c", "use super::b::B;"),
        ];
        check(of_files, &files, &["k::a: b, c: these know each other: a::b -> a::c, a::c -> a::b"]);
    }
}
