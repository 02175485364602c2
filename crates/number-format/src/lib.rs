//! Number format codes of spreadsheets (ECMA-376 part 1, section 18.8.31): what a cell shows of its number.
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
//! A code is parsed once and renders any number of values. It never fails: what is not a code at all shows itself, as
//! literal text does. Where Excel and LibreOffice differ, it is LibreOffice that is followed, but for the calendar:
//! day 1 is the first of January 1900, as in the programs that wrote the files.
//!
//! [`NumberFormats`] has the formats of a file by their numbers, built-in ones too. [`serial`] is the calendar of
//! spreadsheets: dates as numbers of days, both ways. [`decimal`] has the digits that a spreadsheet knows of a number;
//! [`duration`] and [`lexical`] are values as OpenDocument and ISO 8601 write them.
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
