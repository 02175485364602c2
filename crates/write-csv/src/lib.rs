//! Writes CSV and TSV.
//!
//! ```
//! use convert_write_csv::model::{Block, Document, Meta, Shape, Table, TableHead};
//!
//! let mut heat = Table { head: TableHead::with_names(["Rank", "Name", "Time"]), ..Table::default() };
//! heat.rows.push(["1", "Jens van 't Wout", "1:24.537"].into_iter().collect());
//! heat.rows.push(["2", "Sun \"Long\"", "1:24.565"].into_iter().collect());
//! let meta = Meta { shape: Shape::Records, ..Meta::default() };
//! let document = Document { meta, blocks: vec![Block::Table(heat)] };
//! assert_eq!(
//!     convert_write_csv::write_to_string(&document)?,
//!     "Rank,Name,Time\n1,Jens van 't Wout,1:24.537\n2,\"Sun \"\"Long\"\"\",1:24.565\n"
//! );
//! # Ok::<(), model::Error>(())
//! ```
//!
//! *Records* (a document of shape [`Shape::Records`]) are a plain rectangular table: one header, one record per row,
//! quoted as in [RFC 4180] only where needed. Any other document is written whole, one record per block or row, in the
//! layout that the `document` module of `read-csv` describes and reads back to an equal document.
//!
//! Lines end in LF, as in the output of every comparable command-line tool; [`crlf`](CsvWriteOptions::crlf) gives the
//! CRLF of the standard.
//!
//! [RFC 4180]: https://www.rfc-editor.org/rfc/rfc4180

mod document;
mod field;
mod options;
mod records;

pub use dsv::Delimiter;
pub use model;
pub use options::{CsvWriteOptions, Quoting, TsvWriteOptions};

use dsv::{CSV, TSV};
use field::Fields;
use model::{Document, Error, Event, Flow, Holds, Output, Result, Shape, Sink, Writer, WriterSpec, Writing};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[
    WriterSpec::new(CSV, Holds::EVERYTHING, &Writing(open_with)).records().streaming().survey(),
    WriterSpec::new(TSV, Holds::EVERYTHING, &Writing(open_tsv_with)).records().streaming().survey(),
];

/// Writes a document as CSV: as a plain table if its shape is [`Shape::Records`], otherwise whole. For options, and to
/// write row by row, use [`open_with`].
///
/// # Errors
/// Returns an error if the records have more than one table.
pub fn write_to_string(document: &Document) -> Result<String> {
    model::write_text(document, open)
}

/// Opens a CSV writer.
///
/// # Errors
/// None at present.
pub fn open<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    open_with(output, &CsvWriteOptions::default())
}

/// Opens a CSV writer with options.
///
/// # Errors
/// None at present.
pub fn open_with<'a>(output: Output<'a>, options: &CsvWriteOptions) -> Result<Box<dyn Writer + 'a>> {
    let fields = Fields::new(output.bytes, options);
    let width = output.survey.map(|survey| survey.width);
    Ok(Box::new(CsvWriter { fields, width, layout: Layout::Unknown }))
}

/// Opens a TSV writer.
///
/// # Errors
/// None at present.
pub fn open_tsv<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    open_tsv_with(output, &TsvWriteOptions::default())
}

/// Opens a TSV writer with options.
///
/// # Errors
/// None at present.
pub fn open_tsv_with<'a>(output: Output<'a>, options: &TsvWriteOptions) -> Result<Box<dyn Writer + 'a>> {
    open_with(output, &options.into())
}

struct CsvWriter<'a> {
    fields: Fields<'a>,
    /// The width of the widest row, if a first pass determined it.
    width: Option<usize>,
    layout: Layout,
}

/// The layout of the documents, which the first one determines.
enum Layout {
    Unknown,
    Records(records::Records),
    Document(document::Document),
}

impl Sink for CsvWriter<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        if let (Layout::Unknown, Event::DocumentStart(meta)) = (&self.layout, event) {
            self.layout = if meta.shape == Shape::Records {
                Layout::Records(records::Records::default())
            } else {
                let width =
                    self.width.ok_or_else(|| Error::internal("CSV needs a survey to write documents"))?;
                Layout::Document(document::Document::begin(&mut self.fields, width)?)
            };
        }
        match &mut self.layout {
            Layout::Unknown => return Err(Error::internal("an event came before the first document")),
            Layout::Records(records) => records.event(&mut self.fields, event)?,
            Layout::Document(document) => document.event(&mut self.fields, event)?,
        }
        Ok(Flow::Continue)
    }

    fn flush(&mut self) -> Result<()> {
        self.fields.flush()
    }
}

impl Writer for CsvWriter<'_> {
    fn finish(mut self: Box<Self>) -> Result<()> {
        self.fields.flush()
    }
}
