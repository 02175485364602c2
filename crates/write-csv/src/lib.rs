//! Writes CSV and TSV.
//!
//! *Records* (a document of shape [`Shape::Records`]) are a plain rectangular table: one
//! header, one record a row, quoted by [RFC 4180] only where it is needed. Any other document is written whole, one
//! record a block or row, in the layout that `read-csv` documents as `document` and reads back to an equal document.
//!
//! Lines end in LF, as every command-line peer writes them; `--crlf` gives the standard's CRLF.
//!
//! [RFC 4180]: https://www.rfc-editor.org/rfc/rfc4180

mod document;
mod field;
mod records;

use dsv::{CSV, DELIMITER, TSV};
use field::{Fields, Quoting, Style};
use model::{Error, Event, Holds, OptionSpec, Output, Params, Result, Shape, Sink, Writer, WriterSpec};

const OUTPUT_DELIMITER: OptionSpec = OptionSpec {
    name: "output-delimiter",
    value: Some("CHAR"),
    choices: &[],
    help: "What separates the fields of a CSV output: one character, or 'tab' (default: comma)",
};

const CRLF: OptionSpec = OptionSpec {
    name: "crlf",
    value: None,
    choices: &[],
    help: "End CSV lines in CR LF, as RFC 4180 has it",
};

const BOM: OptionSpec = OptionSpec {
    name: "bom",
    value: None,
    choices: &[],
    help: "Start CSV output with a byte order mark, by which Excel knows UTF-8",
};

const QUOTE: OptionSpec = OptionSpec {
    name: "quote",
    value: Some("WHICH"),
    choices: &["minimal", "all", "nonnumeric"],
    help: "Which fields of a CSV output are quoted: those that need it, all, or all but numbers (default: minimal)",
};

const GUARD: OptionSpec = OptionSpec {
    name: "guard-formulas",
    value: None,
    choices: &[],
    help: "Put a ' before the cells of a CSV output that a spreadsheet would run as formulas (numbers stay as they are)",
};

const HOLDS: Holds = Holds { documents: true, many: true, types: true, markup: true };

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[
    WriterSpec {
        format: CSV,
        holds: HOLDS,
        records: true,
        streaming: true,
        late_columns: false,
        survey: true,
        options: &[DELIMITER, OUTPUT_DELIMITER, QUOTE, GUARD, CRLF, BOM],
        codes: &[],
        open,
    },
    WriterSpec {
        format: TSV,
        holds: HOLDS,
        records: true,
        streaming: true,
        late_columns: false,
        survey: true,
        options: &[QUOTE, GUARD, CRLF, BOM],
        codes: &[],
        open: open_tsv,
    },
];

/// Opens a CSV writer. Options: `output-delimiter` (or `delimiter`), `quote`, `guard-formulas`, `crlf`, `bom`.
pub fn open<'a>(output: Output<'a>, params: &Params) -> Result<Box<dyn Writer + 'a>> {
    let named =
        ["output-delimiter", "delimiter"].into_iter().find_map(|name| Some((name, params.get(name)?)));
    let delimiter = named.map_or(Ok(b','), |(option, name)| dsv::delimiter(option, name))?;
    open_with(output, params, delimiter)
}

/// Opens a TSV writer. Options: those of CSV but for the delimiter.
pub fn open_tsv<'a>(output: Output<'a>, params: &Params) -> Result<Box<dyn Writer + 'a>> {
    open_with(output, params, b'\t')
}

fn open_with<'a>(output: Output<'a>, params: &Params, delimiter: u8) -> Result<Box<dyn Writer + 'a>> {
    let style = Style {
        delimiter,
        quoting: match params.get("quote") {
            Some("all") => Quoting::All,
            Some("nonnumeric") => Quoting::NonNumeric,
            _ => Quoting::Minimal,
        },
        guard: params.is_set("guard-formulas"),
        crlf: params.is_set("crlf"),
        bom: params.is_set("bom"),
    };
    let fields = Fields::new(output.bytes, style);
    let width = output.survey.map(|survey| survey.width);
    Ok(Box::new(CsvWriter { fields, width, layout: Layout::Unknown }))
}

struct CsvWriter<'a> {
    fields: Fields<'a>,
    /// The widest row to come, where a first look was taken.
    width: Option<usize>,
    layout: Layout,
}

/// How the documents are laid out; the first one decides.
enum Layout {
    Unknown,
    Records(records::Records),
    Document(document::Document),
}

impl Sink for CsvWriter<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        if let (Layout::Unknown, Event::DocumentStart(meta)) = (&self.layout, event) {
            self.layout = if meta.shape == Shape::Records {
                Layout::Records(records::Records::default())
            } else {
                let width =
                    self.width.ok_or_else(|| Error::internal("csv needs a survey to write documents"))?;
                Layout::Document(document::Document::begin(&mut self.fields, width)?)
            };
        }
        match &mut self.layout {
            Layout::Unknown => Err(Error::internal("an event stands before the first document")),
            Layout::Records(records) => records.event(&mut self.fields, event),
            Layout::Document(document) => document.event(&mut self.fields, event),
        }
    }
}

impl Writer for CsvWriter<'_> {
    fn finish(self: Box<Self>) -> Result<()> {
        self.fields.finish()
    }
}
