//! Which crate may depend on which.

use super::{Broken, Tree};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The layers from the top; each knows those below. `*` ends a name that stands for many.
const LAYERS: &[&[&str]] = &[
    // Chores and tests: nothing depends on them.
    &["xtask", "testkit", "fuzz"],
    &["cli", "python"],
    &["convert"],
    // A format that is made of another.
    &["data-package"],
    &["read-*", "write-*"],
    &["wiki", "dsv", "encoding", "data", "markup", "odf", "xml", "sheets", "outline", "number-format"],
    &["model"],
];
/// In a layer, crates of one kind may know each other, and none of another.
const KINDS: &[&str] = &["read-", "write-"];

/// Every crate depends only on layers below its own, or on its own kind. What only tests need does not count.
pub(super) fn layers(tree: &Tree) -> Vec<Broken> {
    let mut broken = Vec::new();
    let shared = shared(tree);
    for (name, folder) in tree.packages() {
        let Some(layer) = layer_of(name) else {
            broken.push(Broken::new(name, "the crate is in no layer: give it one in layers.rs"));
            continue;
        };
        let manifest = manifest(tree, folder);
        for dependency in dependencies(&manifest, &shared) {
            let Some(below) = layer_of(&dependency) else { continue };
            let place = format!("{name} -> {dependency}");
            if below < layer {
                broken.push(Broken::new(place, "a crate knows only the layers below it"));
            } else if below == layer && kind(name) != kind(&dependency) {
                broken.push(Broken::new(place, "a reader knows no writer, and a writer no reader"));
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

/// The folders of the workspace's own crates by the names that manifests have for them.
fn shared(tree: &Tree) -> BTreeMap<String, String> {
    let manifest = manifest(tree, "");
    let table = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let dependencies = table.and_then(Value::as_table).into_iter().flatten();
    dependencies.filter_map(|(name, about)| Some((name.clone(), folder(about)?))).collect()
}

/// The last name of the folder that a dependency is in, if it is one of ours.
fn folder(dependency: &Value) -> Option<String> {
    dependency.get("path")?.as_str()?.rsplit('/').next().map(str::to_owned)
}

/// The crates of the workspace that a crate depends on, for any target; not for its tests.
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

    /// What a crate with this manifest, in a workspace that shares `model` and `write-csv`, breaks.
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
    fn arrows_run_one_way() {
        let shared = "[dependencies]\nmodel.workspace = true\nmemchr.workspace = true\n";
        check("read-csv", shared, &[]);
        check("xtask", "[dependencies]\nconvert = { path = \"../crates/convert\" }", &[]);
        check("read-xls", "[dependencies]\nread-xlsx = { path = \"../read-xlsx\" }", &[]);
        check("odf", "[dependencies]\nxml = { path = \"../xml\" }", &[]);
        let upwards = ["model -> write-csv: a crate knows only the layers below it"];
        check("model", "[dependencies]\ncsv-out.workspace = true", &upwards);
        check("model", "[target.'cfg(unix)'.dependencies]\ncsv-out.workspace = true", &upwards);
        check(
            "convert",
            "[dependencies]\ncli = { path = \"../cli\" }",
            &["convert -> cli: a crate knows only the layers below it"],
        );
        check(
            "convert",
            "[dependencies]\ntestkit = { path = \"../testkit\" }",
            &["convert -> testkit: a crate knows only the layers below it"],
        );
    }

    #[test]
    fn readers_and_writers_are_apart() {
        let apart = ["read-csv -> write-csv: a reader knows no writer, and a writer no reader"];
        check("read-csv", "[dependencies]\ncsv-out.workspace = true", &apart);
        check("read-csv", "[dev-dependencies]\ncsv-out.workspace = true", &[]);
        check(
            "write-csv",
            "[dependencies]\nread-csv = { path = \"../read-csv\", optional = true }",
            &["write-csv -> read-csv: a reader knows no writer, and a writer no reader"],
        );
    }

    #[test]
    fn every_crate_has_a_layer() {
        check("novel", "", &["novel: the crate is in no layer: give it one in layers.rs"]);
    }
}
