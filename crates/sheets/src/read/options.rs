//! The options of reading: the limits that keep a small file from taking a machine's memory and days, and how sheets are
//! taken.

use model::Mebibytes;

model::options! {
    /// How spreadsheets are read.
    pub struct SheetReadOptions {
        /// Stop at spreadsheets with more cells than this, repeated ones counted (default: 20000000)
        pub max_cells: u64 = 20_000_000,
        /// Stop at spreadsheets that inflate, or whose repeated cells grow, to more MiB than this (default: 4096)
        pub max_size: Mebibytes = Mebibytes(4096),
        /// Take what blank rows and blank columns part on a sheet for tables of their own
        pub regions: bool,
    }
}
