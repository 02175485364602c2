//! What is known of a file beside its sheets.

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
}
