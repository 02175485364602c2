//! How large a workbook is before anything holds it: calamine lays out sheets as whole rectangles, and inflates parts
//! whole.

use crate::guard::damaged;
use model::{Diagnostic, Error, Result, Source};
use std::io::{Read, SeekFrom};

/// The most bytes of a package, inflated.
const MOST_BYTES: u64 = 1 << 30;

/// The most cells that a sheet may say it has: twice as many as one of 65,536 rows.
const MOST_SAID: u64 = 1 << 25;

/// Makes sure that no sheet of an `.xls` file spans more cells than are allowed, nor all of them together.
pub(crate) fn check_xls(bytes: &mut dyn Source, max_cells: usize) -> Result<()> {
    let stream = workbook_stream(bytes)?;
    let mut total = 0_usize;
    let mut sheet = Extent::default();
    let mut rest = &stream[..];
    while let [type_low, type_high, low, high, after @ ..] = rest {
        let kind = u16::from_le_bytes([*type_low, *type_high]);
        let length = usize::from(u16::from_le_bytes([*low, *high]));
        let Some((data, next)) = after.split_at_checked(length) else { break };
        rest = next;
        match kind {
            // A substream starts.
            0x0809 => sheet = Extent::default(),
            // What the sheet says of its size is believed by calamine.
            0x0200 if said_area(data) > MOST_SAID => {
                return Err(damaged("a sheet says that it is larger than any sheet can be"));
            }
            // The cells that hold something; MULRK ends with its last column.
            0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                let at = |index: usize| {
                    let pair = data.get(index..index + 2)?;
                    Some(usize::from(u16::from_le_bytes([pair[0], pair[1]])))
                };
                let (Some(row), Some(column)) = (at(0), at(2)) else { continue };
                let last = if kind == 0x00BD { length.checked_sub(2).and_then(at) } else { None };
                total = total.saturating_add(sheet.grow(row, column, last.unwrap_or(column)));
                if total > max_cells {
                    return Err(too_many(max_cells));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The cells that a DIMENSIONS record speaks of: rows in four bytes each or, in older files, in two.
fn said_area(data: &[u8]) -> u64 {
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
    let (rows, columns) = match data.len() {
        10 => (&data[..4], &data[4..8]),
        14.. => (&data[..8], &data[8..12]),
        _ => return 0,
    };
    let span = |bytes: &[u8]| {
        let (first, end) = bytes.split_at(bytes.len() / 2);
        match (number(first), number(end)) {
            (_, 0) => 1,
            // calamine takes the difference without looking.
            (first, end) if first >= end => u64::MAX,
            (first, end) => end - first,
        }
    };
    span(rows).saturating_mul(span(columns))
}

/// The rectangle that the cells of a sheet span.
#[derive(Default)]
struct Extent {
    area: usize,
    rows: Option<(usize, usize)>,
    columns: (usize, usize),
}

impl Extent {
    /// Takes a cell in. Returns by how much the rectangle grew.
    fn grow(&mut self, row: usize, column: usize, last: usize) -> usize {
        let (first_row, last_row) = self.rows.unwrap_or((row, row));
        if self.rows.is_none() {
            self.columns = (column, column);
        }
        self.rows = Some((first_row.min(row), last_row.max(row)));
        self.columns = (self.columns.0.min(column), self.columns.1.max(last.max(column)));
        let rows = self.rows.map_or(0, |(first, last)| last - first + 1);
        let area = rows * (self.columns.1 - self.columns.0 + 1);
        area - std::mem::replace(&mut self.area, area)
    }
}

fn workbook_stream(bytes: &mut dyn Source) -> Result<Vec<u8>> {
    bytes.seek(SeekFrom::Start(0))?;
    let mut file = cfb::CompoundFile::open(&mut *bytes).map_err(damaged)?;
    if file.exists("/EncryptedPackage") {
        return Err(encrypted());
    }
    let name = ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"].into_iter().find(|name| file.is_stream(name));
    let Some(name) = name else {
        let diagnostic = Diagnostic::error("xls-not-a-workbook", "there is no workbook in this file");
        return Err(Error::input(diagnostic.hint("it is some other file of an old Office program")));
    };
    let mut stream = Vec::new();
    file.open_stream(name).and_then(|mut found| found.read_to_end(&mut stream)).map_err(damaged)?;
    drop(file);
    bytes.seek(SeekFrom::Start(0))?;
    Ok(stream)
}

/// Makes sure that a package does not inflate beyond measure.
pub(crate) fn check_xlsb(bytes: &mut dyn Source) -> Result<()> {
    bytes.seek(SeekFrom::Start(0))?;
    let mut package = zip::ZipArchive::new(&mut *bytes).map_err(damaged)?;
    let mut total = 0;
    let mut buffer = vec![0; 64 << 10];
    for index in 0..package.len() {
        let mut part = package.by_index(index).map_err(damaged)?;
        loop {
            let count = part.read(&mut buffer).map_err(damaged)?;
            total += count as u64;
            if count == 0 {
                break;
            }
            if total > MOST_BYTES {
                return Err(damaged("its parts are longer than 1 GiB when inflated"));
            }
        }
    }
    drop(package);
    bytes.seek(SeekFrom::Start(0))?;
    Ok(())
}

/// The error of a workbook with too many cells.
pub(crate) fn too_many(max_cells: usize) -> Error {
    let message = format!("the sheets span more than {max_cells} cells");
    let diagnostic = Diagnostic::error("sheet-too-many-cells", message);
    Error::input(diagnostic.hint("if they are meant, raise --max-cells"))
}

/// The error of a workbook with a password.
pub(crate) fn encrypted() -> Error {
    let diagnostic = Diagnostic::error("xls-encrypted", "the workbook is protected with a password");
    Error::input(diagnostic.hint("open it in the program that made it and save it without a password"))
}
