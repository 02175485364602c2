//! How line breaks in a range are interpreted.

/// The meaning of line feeds and line starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// One paragraph: a line feed is a blank.
    Line,
    /// A cell of a pipe row: like `Line`, and `\|` is a bar.
    PipeCell,
    /// Paragraphs and lists. The range starts in the middle of a line.
    Flow,
    /// Paragraphs and lists. The range starts a line.
    FlowStart,
}
