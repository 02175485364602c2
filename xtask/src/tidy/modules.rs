//! The modules of a crate and their dependencies, found by the paths in them.

use super::Tree;
use super::source::{code, without_tests, words};
use std::collections::{BTreeMap, BTreeSet};

/// Through how many re-exports a name is followed.
const DEEPEST: usize = 8;

/// The modules of a crate, each a file.
#[derive(Debug, Default)]
pub(super) struct Modules {
    pub(super) all: Vec<Module>,
}

/// A module in its own file.
#[derive(Debug, Default)]
pub(super) struct Module {
    /// Its path in the crate; empty for the root.
    pub(super) path: Vec<String>,
    /// The modules whose items it names, by index.
    pub(super) knows: BTreeSet<usize>,
    /// The items defined in it.
    items: BTreeSet<String>,
    /// Imports: names and their paths.
    imports: BTreeMap<String, Vec<String>>,
    /// Glob imports.
    globs: Vec<Vec<String>>,
    /// Other paths.
    paths: Vec<Vec<String>>,
    /// The modules that it declares.
    declares: BTreeSet<String>,
}

impl Modules {
    /// The modules of the package in a folder, without those for tests only.
    pub(super) fn of(tree: &Tree, folder: &str) -> Self {
        let root = ["lib.rs", "main.rs"].map(|name| format!("{folder}/src/{name}"));
        let Some(root) = root.into_iter().find(|path| tree.get(path).is_some()) else {
            return Self::default();
        };
        let mut modules = Modules::default();
        let mut found: Vec<Module> = Vec::new();
        for (path, text) in tree.sources(folder) {
            let is_root = path == root;
            let inside = path.trim_start_matches(folder).trim_start_matches("/src/");
            let name = inside.trim_end_matches(".rs").trim_end_matches("/mod");
            if !is_root && (name == "main" || name.starts_with("bin/")) {
                continue;
            }
            let path = if is_root { Vec::new() } else { name.split('/').map(str::to_owned).collect() };
            found.push(Module { path, ..parse(text) });
        }
        // Parents come before their children, so that undeclared files can be skipped.
        found.sort_by(|a, b| (a.path.len(), &a.path).cmp(&(b.path.len(), &b.path)));
        for module in found {
            let declared = match module.path.split_last() {
                None => true,
                Some((name, parent)) => {
                    modules.find(parent).is_some_and(|parent| modules.all[parent].declares.contains(name))
                }
            };
            if declared {
                modules.all.push(module);
            }
        }
        modules.link();
        modules
    }

    fn link(&mut self) {
        let known: Vec<BTreeSet<usize>> = (0..self.all.len())
            .map(|module| {
                let Module { imports, globs, paths, .. } = &self.all[module];
                let named = imports.values().chain(globs).chain(paths);
                named
                    .filter_map(|path| self.resolve(module, path, 0))
                    .filter(|&known| known != module)
                    .collect()
            })
            .collect();
        for (module, knows) in self.all.iter_mut().zip(known) {
            module.knows = knows;
        }
    }

    /// The module at a path.
    fn find(&self, path: &[String]) -> Option<usize> {
        self.all.iter().position(|module| module.path == path)
    }

    fn child(&self, module: usize, name: &str) -> Option<usize> {
        let parent = &self.all[module].path;
        self.all.iter().position(|module| {
            module.path.split_last().is_some_and(|(last, path)| last == name && path == parent)
        })
    }

    fn parent(&self, module: usize) -> usize {
        let path = &self.all[module].path;
        self.find(&path[..path.len().saturating_sub(1)]).unwrap_or(0)
    }

    /// The module that defines the item that a path in a module names; `None` if that is in another crate.
    fn resolve(&self, module: usize, path: &[String], depth: usize) -> Option<usize> {
        if depth > DEEPEST {
            return None;
        }
        let (first, rest) = path.split_first()?;
        let mut here = match first.as_str() {
            "crate" => 0,
            "self" => module,
            "super" => self.parent(module),
            name => match self.child(module, name) {
                Some(child) => child,
                None => {
                    // An imported module; an import of itself ends here.
                    let import = self.all[module].imports.get(name).filter(|import| *import != path)?;
                    let whole: Vec<String> = import.iter().chain(rest).cloned().collect();
                    return self.resolve(module, &whole, depth + 1);
                }
            },
        };
        for name in rest {
            here = match (name.as_str(), self.child(here, name)) {
                ("self", _) => here,
                ("super", _) => self.parent(here),
                (_, Some(child)) => child,
                (name, None) => return self.item(here, name, depth),
            };
        }
        Some(here)
    }

    /// The module that defines an item named in this one.
    fn item(&self, module: usize, name: &str, depth: usize) -> Option<usize> {
        let Module { items, imports, globs, .. } = &self.all[module];
        if items.contains(name) {
            return Some(module);
        }
        if let Some(import) = imports.get(name) {
            return self.resolve(module, import, depth + 1);
        }
        let globs = globs.iter().filter_map(|glob| self.resolve(module, glob, depth + 1));
        let holds = |&glob: &usize| glob != module && self.all[glob].items.contains(name);
        Some(globs.into_iter().find(holds).unwrap_or(module))
    }
}

/// Finds what a file declares, defines and names.
fn parse(text: &str) -> Module {
    let code = without_tests(&code(text));
    let words = words(&code);
    let mut module = Module::default();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&word) = words.get(at) {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let before = at.checked_sub(1).map_or("", |before| words[before]);
        match word {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            "mod" if words.get(at + 2) == Some(&";") => _ = module.declares.insert(next.into()),
            "use" if depth == 0 || before == ";" || before == "{" || before == "}" => {
                at = tree(&words, at + 1, &[], &mut module);
                continue;
            }
            "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union" if depth == 0 => {
                module.items.insert(next.into());
            }
            "macro_rules" => _ = words.get(at + 2).map(|name| module.items.insert((*name).into())),
            _ if next == "::" && !["::", "in"].contains(&before) => {
                let (path, end) = path(&words, at);
                module.paths.push(path);
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    module
}

/// The names of the path that starts here, and where it ends.
fn path(words: &[&str], mut at: usize) -> (Vec<String>, usize) {
    let mut path = vec![words[at].to_owned()];
    at += 1;
    while words.get(at) == Some(&"::") {
        match words.get(at + 1) {
            Some(name) if name.starts_with(|c: char| c == '_' || c.is_alphanumeric()) => {
                path.push((*name).to_owned());
            }
            _ => return (path, at + 1),
        }
        at += 2;
    }
    (path, at)
}

/// Reads a tree of imports below a path; returns where it ends.
fn tree(words: &[&str], mut at: usize, above: &[String], module: &mut Module) -> usize {
    let mut path = above.to_vec();
    loop {
        match words.get(at).copied() {
            Some("::") => at += 1,
            Some("*") => {
                module.globs.push(path);
                return at + 1;
            }
            Some("{") => {
                at += 1;
                while let Some(&word) = words.get(at) {
                    match word {
                        "}" => return at + 1,
                        "," => at += 1,
                        _ => at = tree(words, at, &path, module),
                    }
                }
                return at;
            }
            Some("as") => {
                module.imports.insert(words.get(at + 1).copied().unwrap_or_default().into(), path);
                return at + 2;
            }
            Some("self") if !path.is_empty() => at += 1,
            Some("}" | "," | ";") | None => {
                if let Some(name) = path.last() {
                    module.imports.insert(name.clone(), path);
                }
                return at;
            }
            Some(name) => {
                path.push(name.to_owned());
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the dependencies of a crate, written as `a -> b`.
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let files: Vec<(String, &str)> =
            files.iter().map(|(name, text)| (format!("crates/a/src/{name}.rs"), *text)).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let modules = Modules::of(&Tree::of(&files), "crates/a");
        let name = |number: usize| match modules.all[number].path.join("::") {
            root if root.is_empty() => "lib".to_owned(),
            path => path,
        };
        let arrows = |(number, module): (usize, &Module)| {
            module
                .knows
                .iter()
                .map(|&known| format!("{} -> {}", name(number), name(known)))
                .collect::<Vec<_>>()
        };
        assert_eq!(modules.all.iter().enumerate().flat_map(arrows).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn imports_and_paths_name_modules() {
        let root = "mod a; mod b; mod c; mod d;";
        check(
            &[
                ("lib", root),
                ("a", "use crate::{b::B, c};"),
                ("b", "fn b() { super::c::f(&crate::d::D) }"),
                ("c", ""),
                ("d", "use std::fmt;"),
            ],
            &["a -> b", "a -> c", "b -> c", "b -> d"],
        );
        check(
            &[
                ("lib", root),
                ("a", "mod e;\nfn a() { e::f() }"),
                ("a/e", "use super::super::b;\nfn f() { b::g() }"),
                ("b", ""),
                ("c", ""),
                ("d", ""),
            ],
            &["a -> a::e", "a::e -> b"],
        );
    }

    #[test]
    fn names_are_followed_to_their_definition() {
        check(
            &[
                ("lib", "mod a;\nmod b;\npub use b::{B, Other as Mine};\npub use b::inner::*;\nstruct Own;"),
                ("a", "use crate::{B, Deep, Mine};"),
                ("b", "mod inner;\npub struct B;\npub struct Other;"),
                ("b/inner", "use crate::Own;\npub struct Deep;"),
            ],
            &["lib -> b", "lib -> b::inner", "a -> b", "a -> b::inner", "b::inner -> lib"],
        );
    }

    #[test]
    fn tests_do_not_count() {
        let files = [
            ("lib", "mod a;\nmod b;\n#[cfg(test)]\nmod tests;"),
            ("a", "// use crate::b::B;\n#[cfg(test)]\nmod tests { use crate::b::B; }"),
            ("b", "pub(in crate::a) struct B;"),
            ("tests", "use crate::a;"),
        ];
        check(&files, &[]);
    }
}
