//! Writes a CSV file as a spreadsheet: sets its delimiter, selects columns, and keeps one of them as text.
//!
//! `cargo run --example csv_to_spreadsheet -- table.csv table.ods`

#![allow(clippy::print_stdout, reason = "an example prints")]

use convert_tables::Result;
use convert_tables::csv::{CsvReadOptions, Delimiter};

const CSV: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/csv/semicolon.csv");

/// Writes some columns of a CSV file to a spreadsheet (`.ods`, `.fods` or `.xlsx`), and returns the warnings.
pub(crate) fn spreadsheet(csv: &str, sheet: &str) -> Result<Vec<String>> {
    let options = CsvReadOptions { delimiter: Some(Delimiter::SEMICOLON), ..CsvReadOptions::default() };
    let converted = convert_tables::from(csv)
        .read_options(options)
        .columns(["Name", "Points"])
        .rename("Points", "Score")
        .text("Score")
        .write(sheet)?;
    Ok(converted.warnings().map(ToString::to_string).collect())
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let csv = arguments.next().unwrap_or_else(|| CSV.into());
    let sheet = arguments.next().unwrap_or_else(|| "table.ods".into());
    for warning in spreadsheet(&csv, &sheet)? {
        println!("{csv}: {warning}");
    }
    Ok(())
}
