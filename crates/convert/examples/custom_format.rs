//! A reader and a writer for a small format, which can then be converted from and to all others: LTSV, lines of
//! labelled values between tabs (<http://ltsv.org>).
//!
//! `cargo run --example custom_format < access.ltsv`, and back with `-- --from-csv`

#![allow(clippy::print_stdout, reason = "an example prints")]

use convert_tables::model::{
    Column, Confidence, Diagnostic, Error, Event, Flow, FormatInfo, Holds, Input, Kind, Meta, NoOptions,
    Outlet, Output, Place, ReaderSpec, Reading, RowBuf, Shape, Sink, TableHead, Writer, WriterSpec, Writing,
    unique_names,
};
use convert_tables::{Format, Result};
use std::io::{BufRead, Write};

const LTSV: FormatInfo = FormatInfo::new("ltsv", "labelled tab separated values").extensions(&["ltsv"]);

/// The reader: it streams, and a new label may turn up in any row.
pub(crate) const READER: ReaderSpec =
    ReaderSpec::new(LTSV, |_| Confidence::Maybe, &Reading(read)).streaming().late_columns();

/// The writer: it writes records, and takes late columns.
pub(crate) const WRITER: WriterSpec =
    WriterSpec::new(LTSV, Holds::TABLES, &Writing(open)).records().streaming().late_columns();

/// A reader is a function that sends the events of a document to a sink.
fn read(input: Input<'_>, _: &NoOptions, sink: &mut dyn Sink) -> Result<()> {
    let mut sink = Outlet::new(sink);
    sink.event(Event::DocumentStart(&Meta { shape: Shape::Records, ..Meta::default() }))?;
    sink.event(Event::TableStart(&TableHead::default()))?;
    let (mut columns, mut row) = (Vec::<Column>::new(), RowBuf::default());
    for (number, line) in input.bytes.lines().enumerate() {
        let (line, known) = (line?, columns.len());
        let mut values = vec![None; known];
        for field in line.split('\t') {
            let Some((label, value)) = field.split_once(':') else {
                let place = Place::at(number as u64 + 1, 1);
                return Err(Error::input(Diagnostic::error("ltsv-label", "a field has no label").at(place)));
            };
            let at = columns.iter().position(|column| column.name == label).unwrap_or_else(|| {
                columns.push(Column::new(label));
                values.push(None);
                columns.len() - 1
            });
            values[at] = Some(value);
        }
        if columns.len() > known {
            sink.event(Event::Columns(&columns))?;
        }
        row.clear();
        for value in values {
            row.push(value.unwrap_or_default(), if value.is_some() { Kind::Untyped } else { Kind::Missing });
        }
        sink.row(&mut row)?;
        if !sink.is_open() {
            return Ok(());
        }
    }
    sink.event(Event::TableEnd)?;
    sink.event(Event::DocumentEnd)
}

/// A writer is a sink that can be finished.
struct LtsvWriter<'a> {
    output: Box<dyn Write + 'a>,
    labels: Vec<String>,
}

fn open<'a>(output: Output<'a>, _: &NoOptions) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(LtsvWriter { output: output.bytes, labels: Vec::new() }))
}

impl Sink for LtsvWriter<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::TableStart(head) => self.labels = head.keys(0),
            Event::Columns(columns) => {
                self.labels = unique_names(columns.iter().map(|column| column.name.as_str()), 0);
            }
            Event::Row(row) => {
                let cells =
                    self.labels.iter().zip(row.cells()).filter(|(_, cell)| cell.kind != Kind::Missing);
                let fields: Vec<String> =
                    cells.map(|(label, cell)| format!("{label}:{}", cell.text)).collect();
                writeln!(self.output, "{}", fields.join("\t"))?;
            }
            _ => {}
        }
        Ok(Flow::Continue)
    }
}

impl Writer for LtsvWriter<'_> {
    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.output.flush()?)
    }
}

/// Converts LTSV to CSV.
pub(crate) fn to_csv(ltsv: impl Into<Vec<u8>>) -> Result<String> {
    Ok(convert_tables::from_bytes(ltsv).with_reader(&READER).to(Format::Csv).into_text()?.output)
}

/// Converts CSV to LTSV.
pub(crate) fn from_csv(csv: impl Into<Vec<u8>>) -> Result<String> {
    Ok(convert_tables::from_bytes(csv).from_format(Format::Csv).with_writer(&WRITER).into_text()?.output)
}

fn main() -> Result<()> {
    let input = std::io::read_to_string(std::io::stdin())?;
    let output = match std::env::args().nth(1).as_deref() {
        Some("--from-csv") => from_csv(input)?,
        _ => to_csv(input)?,
    };
    print!("{output}");
    Ok(())
}
