//! Small programs that use other Rust libraries.

/// Runs one of them from one file to another.
#[cfg(not(feature = "peers"))]
pub(super) fn run(_: &str, _: &std::path::Path, _: &std::path::Path) -> Result<(), String> {
    Err("this xtask was built without the feature 'peers'".into())
}

#[cfg(feature = "peers")]
pub(super) use present::run;

#[cfg(feature = "peers")]
mod present {
    use calamine::{Data, Reader};
    use spreadsheet_ods::{Sheet, Value, WorkBook};
    use std::error::Error;
    use std::hint::black_box;
    use std::path::Path;

    pub(in super::super) fn run(name: &str, from: &Path, to: &Path) -> Result<(), String> {
        let reads = from.extension().is_none_or(|extension| extension != "csv");
        match name {
            "calamine" => calamine(from),
            "rust_xlsxwriter" => rust_xlsxwriter(from, to),
            "spreadsheet-ods" if reads => spreadsheet_ods_read(from),
            "spreadsheet-ods" => spreadsheet_ods_write(from, to),
            _ => Err(format!("unknown peer '{name}'").into()),
        }
        .map_err(|error| error.to_string())
    }

    /// Looks at every cell.
    fn calamine(from: &Path) -> Result<(), Box<dyn Error>> {
        let mut book = calamine::open_workbook_auto(from)?;
        let mut seen = 0;
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name)?;
            let texts = range.used_cells().filter(|cell| matches!(cell.2, Data::String(_)));
            seen += black_box(texts.count());
        }
        some(seen)
    }

    /// A reader must have found some cells.
    fn some(cells: usize) -> Result<(), Box<dyn Error>> {
        if cells == 0 { Err("it found no cells in the file".into()) } else { Ok(()) }
    }

    fn rust_xlsxwriter(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
        let mut book = ::rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory()?;
        for (row, record) in records(from)?.records().enumerate() {
            for (column, text) in record?.iter().enumerate() {
                let (row, column) = (u32::try_from(row)?, u16::try_from(column)?);
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number)?,
                    Err(_) => sheet.write_string(row, column, text)?,
                };
            }
        }
        Ok(book.save(to)?)
    }

    fn spreadsheet_ods_write(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
        let mut book = WorkBook::new_empty();
        let mut sheet = Sheet::new("table");
        for (row, record) in records(from)?.records().enumerate() {
            for (column, text) in record?.iter().enumerate() {
                let (row, column) = (u32::try_from(row)?, u32::try_from(column)?);
                match text.parse::<f64>() {
                    Ok(number) => sheet.set_value(row, column, number),
                    Err(_) => sheet.set_value(row, column, text),
                }
            }
        }
        book.push_sheet(sheet);
        let written = if is_flat(to) {
            spreadsheet_ods::write_fods(&mut book, to)
        } else {
            spreadsheet_ods::write_ods(&mut book, to)
        };
        Ok(written?)
    }

    /// Looks at every cell.
    fn spreadsheet_ods_read(from: &Path) -> Result<(), Box<dyn Error>> {
        let book =
            if is_flat(from) { spreadsheet_ods::read_fods(from)? } else { spreadsheet_ods::read_ods(from)? };
        let mut seen = 0;
        for sheet in book.iter_sheets() {
            let texts = sheet.iter().filter(|(_, cell)| matches!(cell.value(), Value::Text(_)));
            seen += black_box(texts.count());
        }
        some(seen)
    }

    fn is_flat(path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension == "fods")
    }

    fn records(from: &Path) -> Result<csv::Reader<std::fs::File>, csv::Error> {
        csv::ReaderBuilder::new().has_headers(false).from_path(from)
    }
}
