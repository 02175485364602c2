//! `.xls`: values are read by calamine, their number formats by [`formats`].

mod compound;
mod formats;
mod guard;
mod records;
mod size;

use crate::rows::{Merge, Sheets, left_out};
use crate::value::Value;
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use formats::Formats;
pub use guard::THREAD;
use guard::{damaged, guarded};
use model::{Input, Result, Sink};
use number_format::DateSystem;
use outline::{About, Assembler};
use sheets::read::SheetReadOptions;
pub(crate) use size::too_many;
use std::io::Cursor;

/// Reads `.xls`.
pub(crate) fn read(input: Input<'_>, options: &SheetReadOptions, sink: &mut dyn Sink) -> Result<()> {
    let Input { bytes, diagnostics, header, .. } = input;
    crate::check_start(bytes)?;
    let (stream, plain) = size::checked(bytes, options)?;
    let mut file = guarded(|| {
        Xls::new(Cursor::new(plain)).map_err(|error| match error {
            XlsError::Password => size::encrypted(),
            error => damaged(error),
        })
    })?;
    let tables = tables(&file);
    for (name, what) in &tables.left_out {
        left_out(name, what, diagnostics)?;
    }
    let title = guarded(|| Ok(file.workbook_properties().ok().and_then(|properties| properties.title)))?;
    let about = About { title, sheets: Some(tables.sheets.len()), ..About::default() };
    let mut assembler = Assembler::new(sink, header, options, diagnostics);
    assembler.about(about)?;
    let formats = Formats::new(stream);
    let mut sheets = Sheets::new(&mut assembler, options, DateSystem::of_flag(file.has_1904_epoch()));
    for (index, name, hidden) in tables.sheets {
        let (range, merges) = guarded(|| {
            let range = file.worksheet_range(&name).map_err(damaged)?;
            Ok((range, file.merge_cells_by_sheet_name(&name).unwrap_or_default()))
        })?;
        let position = |(row, column): (u32, u32)| (row as usize, column as usize);
        let merges: Vec<Merge> = merges
            .iter()
            .map(|merge| Merge { first: position(merge.start), last: position(merge.end) })
            .collect();
        sheets.start(&name, hidden, &merges)?;
        let mut formats = formats.sheet(index);
        let (top, left) = range.start().map(position).unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            if !sheets.is_open() {
                return Ok(());
            }
            let at = (top + row, left + column);
            let format = formats.get(at);
            match data {
                Data::Error(error) => sheets.cell(at, Value::Error(&error.to_string()), format)?,
                data => sheets.cell(at, value(data), format)?,
            }
        }
        sheets.end(formats.formulas)?;
    }
    sheets.finish(diagnostics)?;
    assembler.end()
}

fn value(data: &Data) -> Value<'_> {
    match data {
        Data::Int(number) => Value::Number(*number as f64),
        Data::Float(number) => Value::Number(*number),
        Data::DateTime(instant) => Value::Number(instant.as_f64()),
        Data::Bool(on) => Value::Boolean(*on),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Value::Text(text),
        Data::Empty | Data::Error(_) => Value::Text(""),
    }
}

/// The sheets of a workbook.
#[derive(Default)]
struct Tables {
    /// Those that hold cells: index, name, and whether the sheet is hidden.
    sheets: Vec<(usize, String, bool)>,
    /// The others: name, and what the sheet is.
    left_out: Vec<(String, &'static str)>,
}

fn tables<R: std::io::Read + std::io::Seek>(file: &Xls<R>) -> Tables {
    let mut tables = Tables::default();
    for (index, sheet) in file.sheets_metadata().iter().enumerate() {
        let what = match sheet.typ {
            SheetType::ChartSheet => "a chart",
            SheetType::DialogSheet => "a dialog",
            SheetType::Vba => "a VBA module",
            _ => {
                let hidden = sheet.visible != SheetVisible::Visible;
                tables.sheets.push((index, sheet.name.clone(), hidden));
                continue;
            }
        };
        tables.left_out.push((sheet.name.clone(), what));
    }
    tables
}
