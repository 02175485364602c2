//! What is known of a file beside its sheets, and what was asked for.

use model::Params;

/// What is known of a file beside its sheets.
#[derive(Debug, Default)]
pub(crate) struct About {
    pub(crate) title: Option<String>,
    /// The user-defined field of ours.
    pub(crate) marker: Option<String>,
    /// How many sheets there are, where the file says so.
    pub(crate) sheets: Option<usize>,
    /// Tables, by number, whose details come after them without the outline saying so.
    pub(crate) late: Vec<u64>,
    /// Whether sheets have no header, so that every row counts, blank ones at the start too.
    pub(crate) bare: bool,
    /// Whether blank rows and columns part the tables of a sheet.
    pub(crate) regions: bool,
}

impl About {
    /// Takes what was asked for.
    pub(crate) fn set(&mut self, params: &Params) {
        self.bare = params.get("header") == Some("none");
        self.regions = params.is_set("regions");
    }
}
