//! Reads the rows of a wiki page into a struct, and writes other structs as CSV.
//!
//! `cargo run --example serde_records -- page.wiki`

#![allow(clippy::print_stdout, reason = "an example prints")]

use convert_tables::{Format, Result};
use serde::{Deserialize, Serialize};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wiki/short-track-1000m.wiki");

/// A row of the page.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Heat {
    /// Missing if the skater did not finish.
    rank: Option<u32>,
    heat: u32,
    name: String,
    time: String,
    /// How the skater qualified, if at all: `Q`, for example.
    notes: Option<String>,
}

/// A row of the output.
#[derive(Serialize)]
struct Qualified {
    name: String,
    heat: u32,
    seconds: f64,
}

/// The skaters who won their heats and qualified, as CSV.
pub(crate) fn winners(page: &str) -> Result<String> {
    let mut winners = Vec::new();
    for heat in convert_tables::from(page).table("Heats").deserialize()? {
        let Heat { rank, heat, name, time, notes } = heat?;
        let seconds = time.split_once(':').and_then(|(minutes, seconds)| {
            Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
        });
        if let (Some(1), Some(_), Some(seconds)) = (rank, notes, seconds) {
            winners.push(Qualified { name, heat, seconds });
        }
    }
    // `convert_tables::to("winners.ods")` would write a spreadsheet.
    Ok(convert_tables::to_text(Format::Csv).serialize(winners)?.output)
}

fn main() -> Result<()> {
    let page = std::env::args().nth(1);
    print!("{}", winners(page.as_deref().unwrap_or(PAGE))?);
    Ok(())
}
