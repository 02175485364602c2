//! How fast spreadsheets are written and read, and in how much memory, compared with other programs.
//!
//! Every contender does the whole job in its own process, taking turns with the others: from a CSV of 100,000 rows and
//! 6 columns to a spreadsheet, and from a spreadsheet of convert and one of LibreOffice to all of its cells. The best
//! time of several runs counts, and the peak memory of all. Missing contenders are listed: LibreOffice, pandas in the
//! Python that `CONVERT_TEST_PYTHON` names, and the programs of [`peers`], which the feature `peers` adds.

mod contenders;
mod peers;
mod table;

use crate::compare::{compare, warn_of_memory};
use std::path::Path;

const ROWS: usize = 100_000;
const FORMATS: [&str; 3] = ["ods", "fods", "xlsx"];

/// Measures in a directory, and leaves the files there.
pub(crate) fn run(directory: &str, slow: bool) -> Result<(), String> {
    let directory = Path::new(directory);
    std::fs::create_dir_all(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    let directory = directory.canonicalize().map_err(|error| error.to_string())?;
    let (csv, long) = (directory.join("table.csv"), directory.join("table-10x.csv"));
    table::write(&csv, ROWS)?;
    table::write(&long, 10 * ROWS)?;
    warn_of_memory();
    contenders::warm_up(&directory, &csv);
    for format in FORMATS {
        let name = |program: &str| directory.join(format!("{program}.{format}"));
        let mut contenders = contenders::writing(&directory, &csv, format, slow);
        contenders.push(contenders::ours("convert, 10 times the rows", &long, &name("convert-10x")));
        compare(&format!("write .{format}"), &contenders);
    }
    for format in FORMATS {
        for writer in ["convert", "libreoffice"] {
            let file = directory.join(format!("{writer}.{format}"));
            let title = format!("read .{format} by {writer}");
            if !file.exists() {
                println!("\n{title}: missing");
                continue;
            }
            let mut contenders = contenders::reading(&directory, &file, format, slow);
            let long = directory.join(format!("convert-10x.{format}"));
            if writer == "convert" {
                contenders.push(contenders::ours(
                    "convert, 10 times the rows",
                    &long,
                    &directory.join("10x.csv"),
                ));
            }
            compare(&title, &contenders);
        }
    }
    Ok(())
}

/// Does one contender's job in this process.
pub(crate) fn peer(arguments: &[&str]) -> Result<(), String> {
    match arguments {
        ["convert", from, to] => contenders::convert(Path::new(from), Path::new(to)),
        [name, from, to] => peers::run(name, Path::new(from), Path::new(to)),
        _ => Err("sheets-peer is an internal part of bench-sheets".into()),
    }
}
