//! Lists the tables of a wiki page: their names, their sizes and their first rows.
//!
//! `cargo run --example tables_of_a_page -- page.wiki`

#![allow(clippy::print_stdout, reason = "an example prints")]

use convert_tables::{Format, Result};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wiki/short-track-1000m.wiki");

/// One line per table of a page, and one per first row.
pub(crate) fn tables(page: &str) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for table in convert_tables::from(page).outline()?.tables {
        lines.push(format!(
            "{}: {} rows of {}",
            table.path.join(" > "),
            table.rows,
            table.columns.join(", ")
        ));
    }
    // Whole tables in memory. For long tables, `records` returns row after row.
    for table in convert_tables::from(page).tables()?.output {
        if let Some(first) = table.rows().next() {
            lines.push(first.texts().collect::<Vec<_>>().join(" | "));
        }
    }
    Ok(lines)
}

fn main() -> Result<()> {
    let page = std::env::args().nth(1);
    for line in tables(page.as_deref().unwrap_or(PAGE))? {
        println!("{line}");
    }
    // All tables as one CSV, in which each row has its section.
    convert_tables::from(PAGE).to(Format::Csv).write_to(std::io::stdout())?;
    Ok(())
}
