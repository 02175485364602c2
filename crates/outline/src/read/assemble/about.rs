//! What is known of a file beside its sheets, and what was asked for.

use model::{Params, Result};
use sheets::read::Limits;

/// What is known of a file beside its sheets.
#[derive(Debug, Default)]
pub struct About {
    /// Its title, which counts where it has no outline.
    pub title: Option<String>,
    /// The user-defined field of ours.
    pub marker: Option<String>,
    /// How many sheets there are, where the file says so.
    pub sheets: Option<usize>,
    /// Tables, by number, whose details come after them without the outline saying so.
    pub late: Vec<u64>,
    /// Whether sheets have no header, so that every row counts, blank ones at the start too.
    pub bare: bool,
    /// Whether blank rows and columns part the tables of a sheet.
    pub regions: bool,
    /// How many blank cells rows may get to be as long as the others of their table.
    pub padding: usize,
}

impl About {
    /// Takes what was asked for.
    ///
    /// # Errors
    /// What is no number.
    pub fn set(&mut self, params: &Params) -> Result<()> {
        self.bare = params.get("header") == Some("none");
        self.regions = params.is_set("regions");
        // A blank cell takes less room than any other, but not none in a format that has no gaps.
        self.padding = Limits::new(params)?.cells.saturating_mul(10);
        Ok(())
    }
}
