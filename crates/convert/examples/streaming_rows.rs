//! Reads rows one after the other, from a stream of any length, in flat memory.
//!
//! `zcat log.ndjson.gz | cargo run --example streaming_rows -- Time`

#![allow(clippy::print_stdout, reason = "an example prints")]

use convert_tables::{Error, Format, Result};
use std::io::Read;

/// The row with the least number in a column. Memory holds only that row.
pub(crate) fn least(
    stream: impl Read + Send + 'static,
    format: Format,
    column: &str,
) -> Result<Option<String>> {
    let mut least: Option<(f64, String)> = None;
    for row in convert_tables::from_reader(stream).from_format(format).records()? {
        let row = row?;
        let Some(number) = row.get(column).and_then(|text| text.parse().ok()) else { continue };
        if least.as_ref().is_none_or(|(so_far, _)| number < *so_far) {
            least = Some((number, row.texts().collect::<Vec<_>>().join(" ")));
        }
    }
    Ok(least.map(|(_, row)| row))
}

fn main() -> Result<()> {
    let column = std::env::args().nth(1).ok_or_else(|| Error::usage("name a column"))?;
    match least(std::io::stdin(), Format::Ndjson, &column)? {
        Some(row) => println!("{row}"),
        None => println!("no row has a number in {column}"),
    }
    Ok(())
}
