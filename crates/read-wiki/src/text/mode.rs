//! How the lines of a range are read.

/// What line feeds and line starts mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// One paragraph: a line feed is a blank.
    Line,
    /// A cell of pipe rows: as `Line`, and `\|` is a bar.
    PipeCell,
    /// Paragraphs and lists. The range starts in the middle of a line.
    Flow,
    /// Paragraphs and lists. The range starts a line.
    FlowStart,
}
