//! The layers of crates.

use super::{Broken, Tree};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The layers from the top; each may depend on those below. A `*` at the end matches any suffix.
const LAYERS: &[&[&str]] = &[
    // Chores and tests: nothing depends on them.
    &["xtask", "testkit", "fuzz"],
    &["cli", "python"],
    &["convert"],
    // A format built on other formats.
    &["data-package"],
    &["read-*", "write-*"],
    &["wiki", "dsv", "encoding", "data", "markup", "odf", "xml", "sheets", "outline", "number-format"],
    &["model"],
];
/// Within a layer, crates of one kind may depend on each other, but not on another kind.
const KINDS: &[&str] = &["read-", "write-"];

/// Every crate depends only on layers below its own, or on its own kind. Dependencies of tests are ignored.
pub(super) fn layers(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    let shared = shared(tree);
    for (name, folder) in tree.packages() {
        let Some(layer) = layer_of(name) else {
            broken.push(Broken::new(name, "the crate has no layer: add it to layers.rs"));
            continue;
        };
        let manifest = manifest(tree, folder);
        for dependency in dependencies(&manifest, &shared) {
            let Some(below) = layer_of(&dependency) else { continue };
            let place = format!("{name} -> {dependency}");
            if below < layer {
                broken.push(Broken::new(place, "a crate may depend only on the layers below it"));
            } else if below == layer && kind(name) != kind(&dependency) {
                broken.push(Broken::new(place, "readers and writers may not depend on each other"));
            }
        }
    }
    broken
}

/// The number of a crate's layer.
fn layer_of(name: &str) -> Option<usize> {
    let is = |pattern: &&str| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == *pattern,
    };
    LAYERS.iter().position(|layer| layer.iter().any(is))
}

fn kind(name: &str) -> Option<&'static str> {
    KINDS.iter().find(|kind| name.starts_with(**kind)).copied()
}

fn manifest(tree: &Tree, folder: &str) -> Table {
    let path = if folder.is_empty() { "Cargo.toml".into() } else { format!("{folder}/Cargo.toml") };
    tree.get(&path).unwrap_or_default().parse().unwrap_or_default()
}

/// The folders of the workspace's own crates, by their names in manifests.
fn shared(tree: &Tree) -> BTreeMap<String, String> {
    let manifest = manifest(tree, "");
    let table = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let dependencies = table.and_then(Value::as_table).into_iter().flatten();
    dependencies.filter_map(|(name, about)| Some((name.clone(), folder(about)?))).collect()
}

/// The name of a dependency's folder, if it is one of ours.
fn folder(dependency: &Value) -> Option<String> {
    dependency.get("path")?.as_str()?.rsplit('/').next().map(str::to_owned)
}

/// The crates of the workspace that a crate depends on, for any target; without those for its tests.
fn dependencies(manifest: &Table, shared: &BTreeMap<String, String>) -> Vec<String> {
    let targets = manifest.get("target").and_then(Value::as_table);
    let tables = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let tables = std::iter::once(manifest).chain(tables);
    let named = tables.filter_map(|table| table.get("dependencies")?.as_table()).flatten();
    named.filter_map(|(name, about)| folder(about).or_else(|| shared.get(name).cloned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks a crate with this manifest, in a workspace that shares `model` and `write-csv`.
    fn check(name: &str, manifest: &str, expected: &[&str]) {
        let workspace = "[workspace.dependencies]\nmodel = { path = \"crates/model\" }\n\
                         csv-out = { path = \"crates/write-csv\" }\nmemchr = \"2\"\n";
        let folder =
            if name == "xtask" { "xtask/Cargo.toml".into() } else { format!("crates/{name}/Cargo.toml") };
        let tree = Tree::of(&[("Cargo.toml", workspace), (&folder, manifest)]);
        let found: Vec<String> = layers(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "{name}: {manifest}");
    }

    #[test]
    fn dependencies_run_one_way() {
        let shared = "[dependencies]\nmodel.workspace = true\nmemchr.workspace = true\n";
        check("read-csv", shared, &[]);
        check("xtask", "[dependencies]\nconvert = { path = \"../crates/convert\" }", &[]);
        check("read-xls", "[dependencies]\nread-xlsx = { path = \"../read-xlsx\" }", &[]);
        check("odf", "[dependencies]\nxml = { path = \"../xml\" }", &[]);
        let upwards = ["model -> write-csv: a crate may depend only on the layers below it"];
        check("model", "[dependencies]\ncsv-out.workspace = true", &upwards);
        check("model", "[target.'cfg(unix)'.dependencies]\ncsv-out.workspace = true", &upwards);
        check(
            "convert",
            "[dependencies]\ncli = { path = \"../cli\" }",
            &["convert -> cli: a crate may depend only on the layers below it"],
        );
        check(
            "convert",
            "[dependencies]\ntestkit = { path = \"../testkit\" }",
            &["convert -> testkit: a crate may depend only on the layers below it"],
        );
    }

    #[test]
    fn readers_and_writers_are_independent() {
        let apart = ["read-csv -> write-csv: readers and writers may not depend on each other"];
        check("read-csv", "[dependencies]\ncsv-out.workspace = true", &apart);
        check("read-csv", "[dev-dependencies]\ncsv-out.workspace = true", &[]);
        check(
            "write-csv",
            "[dependencies]\nread-csv = { path = \"../read-csv\", optional = true }",
            &["write-csv -> read-csv: readers and writers may not depend on each other"],
        );
    }

    #[test]
    fn every_crate_has_a_layer() {
        check("novel", "", &["novel: the crate has no layer: add it to layers.rs"]);
    }
}
