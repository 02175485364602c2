//! What stands between a reader and a writer: each stage is a sink before another sink.

mod cells;
mod columns;
mod header;
mod held;
mod join;
mod nested;
mod raised;
mod records;
mod rows;
mod select;
mod shape;
mod spool;

pub(crate) use cells::{BlankSpans, TextColumns, TextKinds};
pub use columns::Columns;
pub use columns::Wanted;
pub(crate) use header::HeaderRows;
pub(crate) use held::Held;
pub use join::{Heads, Join, Union};
pub(crate) use nested::Unnest;
pub(crate) use raised::Raise;
pub(crate) use records::{Stack, Terms};
pub use rows::RowRange;
pub use rows::Rows;
pub(crate) use select::Select;
pub(crate) use shape::{Reshape, Widen};
