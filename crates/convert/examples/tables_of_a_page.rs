//! The tables of a wiki page: what they are called, how large they are, and what is in the first rows.
//!
//! `cargo run --example tables_of_a_page -- page.wiki`

#![allow(clippy::print_stdout, reason = "an example prints")]

use convert_tables::{Format, Result};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wiki/short-track-1000m.wiki");

/// A line for each table of a page, and one for its first row.
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
    // Whole tables, in memory. For long ones there is `records`, which gives row after row.
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
    // And all of them as one CSV, each row with the section that it comes from.
    convert_tables::from(PAGE).to(Format::Csv).write_to(std::io::stdout())?;
    Ok(())
}
