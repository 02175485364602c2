//! Checks the size of a workbook before it is held: calamine lays out sheets as whole rectangles.

use super::compound::{Compound, u16_at};
use super::guard::damaged;
use model::{Error, Hint, Place, ReadSeek, Result, codes, plural};
use sheets::read::SheetReadOptions;
use std::io::{Cursor, Read, Write};

/// Returns the stream of a workbook, and a new, plain compound file with it, after checking that all of its sheets
/// together do not span more cells than are allowed. The declared sizes of sheets, which calamine trusts, are removed.
pub(super) fn checked(bytes: &mut dyn ReadSeek, options: &SheetReadOptions) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut all = Vec::new();
    bytes.take(options.max_size.bytes()).read_to_end(&mut all)?;
    let Some(file) = Compound::new(&all) else { return Err(not_a_compound_file(&all)) };
    if file.has("EncryptedPackage") {
        return Err(encrypted());
    }
    let Some(mut stream) = file.stream("Workbook").or_else(|| file.stream("Book")) else {
        let diagnostic =
            codes::WRONG_FORMAT.error("the file does not contain a workbook").at(Place::default());
        return Err(Error::input(diagnostic.hint("it is another kind of Office file")));
    };
    check_records(&mut stream, options.max_cells)?;
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
    Ok((stream, plain.into_inner().into_inner()))
}

fn not_a_compound_file(bytes: &[u8]) -> Error {
    let diagnostic = codes::WRONG_FORMAT.error("this is not a binary workbook").at(Place::default());
    Error::input(match bytes {
        [0x09, 0 | 2 | 4, ..] => diagnostic.hint("files of Excel 2, 3 and 4 are not supported"),
        _ => diagnostic.hint("the file is damaged, or in another format"),
    })
}

fn check_records(stream: &mut [u8], max_cells: u64) -> Result<()> {
    let mut total = 0_u64;
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
            // Cells with a value; MULRK ends with its last column.
            0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                let number = |at: usize| u16_at(data, at).map(usize::from);
                let (Some(row), Some(column)) = (number(0), number(2)) else { continue };
                let last = if kind == 0x00BD { data.len().checked_sub(2).and_then(number) } else { None };
                total = total.saturating_add(sheet.grow(row, column, last.unwrap_or(column)) as u64);
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
    /// Adds a cell. Returns by how much the rectangle grew.
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

/// The error of a workbook with too many cells.
pub(crate) fn too_many(max_cells: u64) -> Error {
    let most = usize::try_from(max_cells).unwrap_or(usize::MAX);
    let message = format!("the sheets span more than {}", plural(most, "cell", "cells"));
    let diagnostic = codes::TOO_MANY_CELLS.error(message).at(Place::default());
    Error::input(diagnostic.hint(Hint::default().text("if that is intended, raise ").name("max_cells")))
}

/// The error of a workbook with a password.
pub(super) fn encrypted() -> Error {
    let diagnostic = codes::ENCRYPTED.error("the workbook is protected with a password").at(Place::default());
    Error::input(diagnostic.hint("open it in the program that made it and save it without a password"))
}
