//! Our spreadsheets, read by the libraries that programs use: pandas, openpyxl and calamine.
//!
//! `CONVERT_TEST_PYTHON` names a Python that has them; see `oracles.rs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{convert, fixtures, is_multiple, present, runs};
use std::path::Path;
use std::process::Command;

#[test]
fn values_and_types_are_those_of_the_document() {
    let python = std::env::var("CONVERT_TEST_PYTHON").unwrap_or_else(|_| "python3".into());
    let works = runs(Command::new(&python).args(["-c", "import openpyxl, pandas, python_calamine"]));
    if !present("python with openpyxl, pandas, python_calamine", works) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let documents = fixtures(&["wiki", "csv", "json", "yaml", "fods", "ods"]);
    for (number, fixture) in documents.iter().filter(|fixture| !is_multiple(fixture)).enumerate() {
        for format in ["json", "ods", "xlsx"] {
            let output = folder.path().join(format!("{number}.{format}"));
            convert(fixture, &output, &["--view", "document"]);
        }
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read_sheets.py");
    let run = Command::new(python).arg(script).arg(folder.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
