//! Writes YAML that no YAML 1.1 or 1.2 reader mistakes.
//!
//! The layout is that of JSON: whole documents have the same members, records are a sequence of mappings.
//!
//! ```yaml
//! title: Short-track speed skating
//! infobox:
//!   Competitors: 32
//!   Win Value: "1:24.537"
//! blocks: []
//! sections:
//!   - heading: Heats
//!     level: 2
//!     blocks:
//!       - type: table
//!         columns: [Rank, Name, Time]
//!         rows:
//!           - [1, Pietro Sighel, "1:25.740"]
//!     sections: []
//! ```
//!
//! A text is plain only where no reader, of YAML 1.1 (PyYAML) or 1.2, can take it for anything else; any other is
//! in double quotes: `"NO"`, `"1:24.537"`, `"0123"`, `"2026-02-10"`. Numbers have the digits of their source; one that
//! YAML 1.1 would take for a text (`1e3`) carries its tag (`!!float 1e3`). Several documents are separated by `---`.

mod emitter;
mod scalar;

pub use emitter::YamlEmitter;

use data::{DataWriter, YAML};
use model::{Holds, Output, Params, Result, Writer, WriterSpec};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[WriterSpec {
    format: YAML,
    holds: Holds { documents: true, many: true, types: true, markup: true },
    records: false,
    streaming: true,
    late_columns: true,
    survey: false,
    options: &[data::FLATTEN],
    codes: &[data::CODES],
    open,
}];

/// Opens a writer of YAML.
pub fn open<'a>(output: Output<'a>, params: &Params) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(DataWriter::new(output, YamlEmitter::default(), false).with(params)))
}
