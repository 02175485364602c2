//! How much is read of a spreadsheet.

use model::{OptionSpec, Params, Result};

/// What keeps a small file from taking a machine's memory and days.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Cells, repeated ones counted.
    pub cells: usize,
    /// Bytes of a part, inflated, and of all repeated texts.
    pub bytes: u64,
}

impl Limits {
    /// The options of all readers of spreadsheets: those that raise the limits, and how sheets are taken.
    pub const OPTIONS: &[OptionSpec] = &[
        OptionSpec {
            name: "max-cells",
            value: Some("COUNT"),
            choices: &[],
            help: "Stop at spreadsheets with more cells than this, repeated ones counted (default: 20000000)",
        },
        OptionSpec {
            name: "max-size",
            value: Some("MIB"),
            choices: &[],
            help: "Stop at spreadsheets that inflate, or whose repeated cells grow, to more MiB than this (default: 4096)",
        },
        OptionSpec {
            name: "regions",
            value: None,
            choices: &[],
            help: "Take what blank rows and blank columns part on a sheet for tables of their own",
        },
    ];

    /// What was asked for.
    ///
    /// # Errors
    /// What is no number.
    pub fn new(params: &Params) -> Result<Self> {
        let bytes: u64 = params.parse("max-size", 4096)?;
        Ok(Limits { cells: params.parse("max-cells", 20_000_000)?, bytes: bytes.saturating_mul(1 << 20) })
    }
}
