//! Shapes of plain data: what the readers and writers of JSON and YAML share.
//!
//! A syntax is a stream of [`Token`]s. The shape of a value made of them determines its form as a document:
//!
//! | value | document |
//! | --- | --- |
//! | `{"title": …, "infobox": …, "blocks": […], "sections": […]}` | the document that was written this way |
//! | `[{"a": 1}, {"a": 2, "b": {"c": 3}}]` | one table of records; nested keys are columns with a path (`b.c`) |
//! | `[["a", 1], ["b", 2]]` | one table without a header |
//! | `{"a": 1, "b": "x"}` | one infobox |
//! | `{"Heats": [{…}, …], "Finals": […]}` | one table under a heading for each key |
//! | `{"columns": [...], "data": [[...]]}` (pandas' `split`) | one table with a header |
//! | anything else | one value, kept as it is |
//!
//! [`read`] looks at the first [`WINDOW_RECORDS`] records ([`WINDOW_LINES`] of NDJSON) or [`WINDOW_BYTES`] bytes of a
//! value; after that, the rows of a slow stream are passed on as they arrive. A shorter value is classified exactly. In a
//! longer one, tables and documents stream in constant memory: the shape is determined by the beginning, and a later
//! deviation from it is an error with a place. [`DataWriter`] is the way back: it lays a document out by its
//! [`Shape`](model::Shape) and leaves the syntax to an [`Emitter`].
//!
//! The tokens of JSON are here as well ([`Json`]), because a nested value in a cell is JSON in every format.

mod classify;
mod codes;
mod flatten;
mod format;
mod json;
mod limits;
mod lookahead;
mod members;
mod page;
mod read;
mod records;
mod report;
mod rows;
mod token;
mod value;
pub mod write;

pub use codes::CODES;
pub use flatten::{Flatten, nest};
pub use format::{JSON, NDJSON, YAML};
pub use json::{Json, parse};
pub use limits::{MAX_COLUMNS, WINDOW_BYTES, WINDOW_LINES, WINDOW_RECORDS};
pub use read::{Framing, read, read_rows};
pub use token::{Lines, MAX_DEPTH, Token, Tokens};
pub use value::{Values, value_of};
pub use write::{DataWriter, Emitter, Layout};
