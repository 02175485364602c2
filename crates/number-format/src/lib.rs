//! Number format codes of spreadsheets (ECMA-376 part 1, section 18.8.31): how a cell displays its number.
//!
//! ```
//! use convert_number_format::{Class, NumberFormat};
//!
//! let format = NumberFormat::new("yyyy-mm-dd hh:mm");
//! assert_eq!(format.show(45000.5), "2023-03-15 12:00");
//! assert_eq!(format.class(), Class::DateTime);
//!
//! assert_eq!(NumberFormat::new("#,##0.00;[Red](#,##0.00)").show(-1234.5), "(1,234.50)");
//! assert_eq!(NumberFormat::new("[m]:ss.000").show(84.537 / 86_400.0), "1:24.537");
//! assert_eq!(NumberFormat::new("# ?/?").show(1.5), "1 1/2");
//! ```
//!
//! A code is parsed once and renders any number of values. Parsing never fails: whatever is not part of a valid code is
//! shown as literal text. Where Excel and LibreOffice differ, this crate follows LibreOffice, except for the calendar:
//! day 1 is January 1, 1900, as in the programs that wrote the files.
//!
//! [`NumberFormats`] holds the formats of a file by number, including the built-in ones. [`serial`] converts between
//! dates and the day numbers of spreadsheets. [`decimal`] has the digits that a spreadsheet keeps of a number;
//! [`duration`] and [`lexical`] handle values in the notation of OpenDocument and ISO 8601.
//!
//! The crate has no dependencies.

mod builtin;
mod code;
mod date;
pub mod decimal;
mod digits;
pub mod duration;
mod format;
mod fraction;
pub mod lexical;
mod names;
mod number;
mod parse;
mod section;
mod separators;
pub mod serial;
mod table;

pub use format::NumberFormat;
pub use section::Class;
pub use serial::DateSystem;
pub use table::NumberFormats;
