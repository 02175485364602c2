//! `.xlsb` ([MS-XLSB]): a package like that of an `.xlsx`, whose parts consist of binary records.

mod book;
mod records;
mod sheet;
mod strings;
mod styles;

use crate::rows::{Sheets, left_out};
use book::Workbook;
use model::{Error, Input, Place, Result, Sink, codes};
use outline::{About, Assembler};
use read_xlsx::about;
use read_xlsx::package::{Package, Relation};
use sheet::Sheet;
use sheets::read::SheetReadOptions;

/// Reads `.xlsb`.
pub(crate) fn read(input: Input<'_>, options: &SheetReadOptions, sink: &mut dyn Sink) -> Result<()> {
    let Input { bytes, diagnostics, header, .. } = input;
    crate::check_start(bytes)?;
    let mut package = Package::open(bytes, options.max_size)?;
    let book = Workbook::read(&mut package)?;
    let styles = styles::read(&mut package, &book.part("styles", "styles.bin"))?;
    let strings = strings::read(&mut package, &book.part("sharedStrings", "sharedStrings.bin"))?;
    let (tables, others): (Vec<_>, Vec<_>) = book.sheets.iter().partition(|sheet| sheet.what().is_none());
    for sheet in others {
        left_out(&sheet.name, sheet.what().unwrap_or("not a worksheet"), diagnostics)?;
    }
    let title = about(&mut package)?.title;
    let about = About { title, sheets: Some(tables.len()), ..About::default() };
    let mut assembler = Assembler::new(sink, header, options, diagnostics);
    assembler.about(about)?;
    let mut sheets = Sheets::new(&mut assembler, options, book.date_system);
    let mut left = options.max_cells;
    for table in tables {
        let sheet = match Sheet::read(&mut package, &table.part, &mut left, options.max_cells)? {
            Some(sheet) => sheet,
            None => {
                let message = format!(
                    "the package does not contain '{}', the part of sheet '{}'",
                    table.part, table.name
                );
                let diagnostic = codes::MISSING_PART.warning(message);
                diagnostics.report(diagnostic.hint("the sheet is read as empty"))?;
                Sheet::default()
            }
        };
        sheets.start(&table.name, table.hidden, &sheet.merges)?;
        for cell in &sheet.cells {
            if !sheets.is_open() {
                return Ok(());
            }
            sheets.cell(cell.at(), cell.value(&strings), styles.get(cell.style))?;
        }
        sheets.end(sheet.formulas)?;
    }
    sheets.finish(diagnostics)?;
    assembler.end()
}

fn not_a_workbook(name: &str) -> Error {
    let diagnostic = codes::WRONG_FORMAT.error(format!("the package does not contain '{name}'"));
    Error::input(diagnostic.at(Place::default()).hint("it is another kind of zip file"))
}
