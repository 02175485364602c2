//! The MediaWiki parser tests as an oracle for tables.
//!
//! A case is a line of JSON: a page, and the tables that MediaWiki makes of it, with the text of every grid position
//! (spans expanded) and whether it is a header. Blank rows, blank cells at the end of a row and differences in white
//! space are ignored. The templates that the cases define are the rules. The cases are derived from the
//! `tests/parser/*.txt` of MediaWiki's Parsoid by a script, and are not part of this repository.

use convert_tables::{read_documents, registry};
use std::collections::BTreeMap;

use model::{AnyOptions, Block, Diagnostics, Document, Given, ReaderSpec, Row, Table, TextFile};
use serde_json::Value;

/// A table: for each cell its text and whether it is a header.
type Grid = Vec<Vec<(String, bool)>>;

/// Runs the cases of some files and prints those that fail.
pub(crate) fn run(files: &[&str]) -> Result<(), String> {
    let (mut passed, mut failed) = (0_usize, 0_usize);
    let mut cases: Vec<Value> = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        let lines = text.lines().filter(|line| !line.is_empty()).map(serde_json::from_str);
        cases.extend(lines.collect::<Result<Vec<_>, _>>().map_err(|error| format!("{file}: {error}"))?);
    }
    // A template that one case defines is available to all: the templates of other cases use it.
    let mut templates = BTreeMap::new();
    for (name, source) in cases.iter().filter_map(|case| case["templates"].as_object()).flatten() {
        templates.insert(name.replace('_', " ").to_lowercase(), source);
    }
    let text = serde_json::to_string(&templates).map_err(|error| error.to_string())?;
    let reader = registry::reader("wiki").map_err(|error| error.to_string())?;
    let mut options = reader.default_options();
    // JSON is YAML, and so it is a valid file of template rules.
    let file = TextFile { path: "the templates of the cases".into(), text };
    options.give("templates", Given::File(file)).map_err(|error| error.to_string())?;
    for case in &cases {
        let (expected, found) = (expected(case), found(case, reader, &options)?);
        if expected == found {
            passed += 1;
        } else {
            failed += 1;
            println!("FAIL {} ({}:{})", case["name"], case["file"], case["line"]);
            println!("     expected {expected:?}\n     found    {found:?}");
        }
    }
    println!("{passed} passed, {failed} failed");
    Ok(())
}

fn expected(case: &Value) -> Vec<Grid> {
    let tables = case["tables"].as_array().into_iter().flatten();
    let grid = |table: &Value| {
        let rows = table["grid"].as_array().into_iter().flatten();
        let headers = table["header"].as_array().into_iter().flatten();
        let row = |(texts, headers): (&Value, &Value)| {
            let texts = texts.as_array().into_iter().flatten().map(|text| text.as_str().unwrap_or_default());
            let headers =
                headers.as_array().into_iter().flatten().map(|header| header.as_bool().unwrap_or(false));
            texts.zip(headers).map(|(text, header)| (collapsed(text), header)).collect()
        };
        trimmed(rows.zip(headers).map(row).collect())
    };
    tables.map(grid).collect()
}

/// The tables of a page, each followed by the tables nested in it.
fn found(case: &Value, reader: &ReaderSpec, options: &AnyOptions) -> Result<Vec<Grid>, String> {
    let page = case["wikitext"].as_str().unwrap_or_default();
    let documents = read_documents(page.as_bytes(), reader, options, &Diagnostics::ignore())
        .map_err(|error| error.to_string())?;
    let mut grids = Vec::new();
    documents.iter().flat_map(Document::tables).for_each(|table| collect(table, &mut grids));
    Ok(grids)
}

fn collect(table: &Table, grids: &mut Vec<Grid>) {
    let row = |row: Row<'_>, all: bool| -> Vec<(String, bool)> {
        row.cells().map(|cell| (collapsed(cell.text), all || cell.is_header())).collect()
    };
    let header = table.head.header.iter().map(|cells| row(cells.as_row(), true));
    grids.push(trimmed(header.chain(table.rows().map(|cells| row(cells, false))).collect()));
    let rows = table.head.header.iter().chain(&table.rows);
    for extra in rows.flat_map(|row| row.as_row().extras()) {
        for block in &extra.blocks {
            if let Block::Table(table) = block {
                collect(table, grids);
            }
        }
    }
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn trimmed(mut grid: Grid) -> Grid {
    for row in &mut grid {
        while row.last().is_some_and(|(text, _)| text.is_empty()) {
            row.pop();
        }
    }
    grid.retain(|row| !row.is_empty());
    grid
}
