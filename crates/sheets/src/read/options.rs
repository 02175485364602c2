//! Options for reading: how sheets are read, and limits that keep a small file from exhausting memory and time.

use model::Mebibytes;

model::options! {
    /// How spreadsheets are read.
    pub struct SheetReadOptions {
        /// Reject spreadsheets with more cells than this, counting repeated cells (default: 20000000)
        pub max_cells: u64 = 20_000_000,
        /// Reject spreadsheets that exceed this many MiB when decompressed or with repeated cells (default: 4096)
        pub max_size: Mebibytes = Mebibytes(4096),
        /// Treat parts of a sheet that are separated by blank rows or columns as separate tables
        pub regions: bool,
    }
}
