//! The table: race results like those of the pages.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes a number of rows as CSV, always the same ones.
pub(super) fn write(path: &Path, rows: usize) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut file = BufWriter::new(File::create(path).map_err(failed)?);
    file.write_all(b"Rank,Heat,Name,Country,Time,Notes\n").map_err(failed)?;
    for row in 0..rows {
        let pick = |from: &[&'static str]| from[row * 7919 % 10_007 % from.len()];
        let (country, notes) = (pick(&["NED", "CHN", "KOR"]), pick(&["Q", "q", "ADV", "PEN", ""]));
        let (rank, heat, number) = (row % 32 + 1, row % 8 + 1, row * 7919 % 100_003);
        let (seconds, thousandths) = (20 + row % 40, row % 1000);
        writeln!(
            file,
            "{rank},{heat},Athlete Name {row} van 't Wout de la Très Long Étienne Krūzbergs {number},{country},\
             1:{seconds:02}.{thousandths:03},{notes}"
        )
        .map_err(failed)?;
    }
    file.flush().map_err(failed)
}
