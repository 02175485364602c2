//! Compiles the built-in template rules to a table sorted by name, so that no YAML is parsed at run time.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    unreachable_pub,
    dead_code,
    reason = "a build script may panic"
)]

#[path = "src/templates/file.rs"]
mod file;

use std::fmt::Write as _;

fn main() {
    println!("cargo::rerun-if-changed=templates.yaml");
    println!("cargo::rerun-if-changed=src/templates/file.rs");
    let text = std::fs::read_to_string("templates.yaml").expect("templates.yaml exists");
    let rules = file::read(&text).unwrap_or_else(|problem| panic!("{}", problem.of("templates.yaml")));
    let mut names: Vec<_> =
        rules.iter().flat_map(|rule| rule.names.iter().map(move |name| (name, rule))).collect();
    names.sort_by_key(|(name, _)| *name);
    let mut table = String::from("&[\n");
    for (name, rule) in names {
        let _ = writeln!(table, "BuiltIn {{ name: {name:?}, body: {:?}, cell: {} }},", rule.body, rule.cell);
    }
    table.push(']');
    let path =
        std::path::Path::new(&std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("built_in.rs");
    std::fs::write(path, table).expect("OUT_DIR is writable");
}
