//! How large a workbook is before anything holds it: calamine lays out sheets as whole rectangles, and inflates parts
//! whole.

use crate::compound::{Compound, u16_at};
use crate::guard::damaged;
use model::{Diagnostic, Error, Place, Result, Source};
use std::io::{Cursor, Read, SeekFrom, Write};
use workbook::read::Limits;

/// Makes a new, plain compound file of a workbook, once it is sure that its sheets do not span more cells than are
/// allowed, all of them together. What sheets say of their size, which calamine believes, is taken out.
pub(crate) fn checked_xls(bytes: &mut dyn Source, limits: Limits) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    bytes.take(limits.bytes).read_to_end(&mut all)?;
    let Some(file) = Compound::new(&all) else { return Err(no_compound_file(&all)) };
    if file.has("EncryptedPackage") {
        return Err(encrypted());
    }
    let Some(mut stream) = file.stream("Workbook").or_else(|| file.stream("Book")) else {
        let diagnostic =
            Diagnostic::error("xls-not-a-workbook", "there is no workbook in this file").at(Place::default());
        return Err(Error::input(diagnostic.hint("it is some other file of an old Office program")));
    };
    check_records(&mut stream, limits.cells)?;
    let inner = Cursor::new(Vec::new());
    let mut plain = cfb::CompoundFile::create_with_version(cfb::Version::V3, inner).map_err(damaged)?;
    let mut put = |name: &str, content: &[u8]| {
        plain.create_stream(format!("/{name}")).and_then(|mut stream| stream.write_all(content))
    };
    put("Workbook", &stream).map_err(damaged)?;
    for name in ["\u{5}SummaryInformation", "\u{5}DocumentSummaryInformation"] {
        if let Some(content) = file.stream(name) {
            put(name, &content).map_err(damaged)?;
        }
    }
    plain.flush().map_err(damaged)?;
    Ok(plain.into_inner().into_inner())
}

fn no_compound_file(bytes: &[u8]) -> Error {
    let diagnostic =
        Diagnostic::error("xls-not-a-workbook", "this is no binary workbook").at(Place::default());
    Error::input(match bytes {
        [0x09, 0 | 2 | 4, ..] => diagnostic.hint("it is a file of Excel 2, 3 or 4, which are too old"),
        _ => diagnostic.hint("the file is damaged, or is something else"),
    })
}

fn check_records(stream: &mut [u8], max_cells: usize) -> Result<()> {
    let mut total = 0_usize;
    let mut sheet = Extent::default();
    let mut at = 0;
    while let (Some(kind), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let start = at + 4;
        let end = start + usize::from(length);
        let Some(data) = stream.get_mut(start..end) else { break };
        at = end;
        match kind {
            // A substream starts.
            0x0809 => sheet = Extent::default(),
            // What follows is encrypted.
            0x002F => return Err(encrypted()),
            0x0200 => data.fill(0),
            // The cells that hold something; MULRK ends with its last column.
            0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                let number = |at: usize| u16_at(data, at).map(usize::from);
                let (Some(row), Some(column)) = (number(0), number(2)) else { continue };
                let last = if kind == 0x00BD { data.len().checked_sub(2).and_then(number) } else { None };
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

/// Makes sure that a package does not inflate beyond measure.
pub(crate) fn check_xlsb(bytes: &mut dyn Source, limits: Limits) -> Result<()> {
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
            if total > limits.bytes {
                let most = limits.bytes >> 20;
                let message = format!("the package inflates to more than {most} MiB");
                let diagnostic = Diagnostic::error("xls-too-large", message).at(Place::default());
                return Err(Error::input(diagnostic.hint("if that is meant, raise --max-size")));
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
    let diagnostic = Diagnostic::error("sheet-too-many-cells", message).at(Place::default());
    Error::input(diagnostic.hint("if they are meant, raise --max-cells"))
}

/// The error of a workbook with a password.
pub(crate) fn encrypted() -> Error {
    let diagnostic =
        Diagnostic::error("xls-encrypted", "the workbook is protected with a password").at(Place::default());
    Error::input(diagnostic.hint("open it in the program that made it and save it without a password"))
}
