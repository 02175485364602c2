//! How much is looked at before a shape is fixed, and how wide a table may be.

/// How many records are looked at before the columns of their table are fixed.
pub const WINDOW_RECORDS: usize = 1000;

/// How many lines are looked at before it is clear that they are records, and before their columns are fixed.
pub const WINDOW_LINES: usize = 20;

/// How many bytes of a value are looked at before its shape is fixed.
pub const WINDOW_BYTES: usize = 1 << 20;

/// The most columns that a table of records may have; records with more are not read as a table.
pub const MAX_COLUMNS: usize = 16_384;
