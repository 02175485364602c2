//! Rows: one shared string, the end of each cell in it, and whatever else a few cells have.

use crate::{Attributes, Block, Kind, Mark, SourceRange, Text};

/// A borrowed row of a table.
///
/// The text of its cells lies end to end in one string, so a row costs two slices however many cells it has. There may
/// be fewer kinds than cells (the rest are [`Kind::Untyped`]), and what only a few cells have (marks, spans,
/// attributes) is a sparse slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row<'a> {
    text: &'a str,
    ends: &'a [usize],
    kinds: &'a [Kind],
    extras: &'a [Extra],
    attributes: &'a [(String, String)],
    source: Option<SourceRange>,
}

impl<'a> Row<'a> {
    /// A row of untyped cells, from joined text and the end of each cell in it.
    ///
    /// The ends must be in ascending order and lie on character boundaries, the last one at most at `text.len()`; a
    /// reader that breaks this gets a panic when the cell is accessed, not a wrong cell.
    #[inline]
    pub fn new(text: &'a str, ends: &'a [usize]) -> Self {
        Row { text, ends, ..Row::default() }
    }

    /// The same row with these kinds (missing ones are untyped).
    #[inline]
    pub fn with_kinds(self, kinds: &'a [Kind]) -> Self {
        Row { kinds, ..self }
    }

    /// The same row, with the range of the source that it comes from.
    #[inline]
    pub fn with_source(self, source: Option<SourceRange>) -> Self {
        Row { source, ..self }
    }

    /// The number of cells.
    #[inline]
    pub fn len(self) -> usize {
        self.ends.len()
    }

    /// Whether there are no cells.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.ends.is_empty()
    }

    /// The text of the cell at a column; empty past the end of the row.
    #[inline]
    pub fn text(self, column: usize) -> &'a str {
        let Some(&end) = self.ends.get(column) else { return "" };
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        &self.text[start..end]
    }

    /// The kind of the cell at a column.
    #[inline]
    pub fn kind(self, column: usize) -> Kind {
        self.kinds.get(column).copied().unwrap_or_default()
    }

    /// The extra of the cell at a column, if it has one.
    #[inline]
    pub fn extra(self, column: usize) -> Option<&'a Extra> {
        // Few rows have extras, and those that do have few.
        if self.extras.is_empty() {
            return None;
        }
        let at = self.extras.binary_search_by_key(&column, |extra| extra.column).ok()?;
        Some(&self.extras[at])
    }

    /// The cell at a column; an empty untyped one past the end of the row.
    #[inline]
    pub fn cell(self, column: usize) -> Cell<'a> {
        Cell { text: self.text(column), kind: self.kind(column), extra: self.extra(column) }
    }

    /// The texts of all cells, in order.
    #[inline]
    pub fn texts(self) -> impl ExactSizeIterator<Item = &'a str> {
        let mut start = 0;
        self.ends.iter().map(move |&end| &self.text[std::mem::replace(&mut start, end)..end])
    }

    /// All cells, in order.
    #[inline]
    pub fn cells(self) -> impl ExactSizeIterator<Item = Cell<'a>> {
        let mut start = 0;
        let mut extras = self.extras;
        self.ends.iter().enumerate().map(move |(column, &end)| {
            let text = &self.text[std::mem::replace(&mut start, end)..end];
            let extra = match extras.split_first() {
                Some((first, rest)) if first.column == column => {
                    extras = rest;
                    Some(first)
                }
                _ => None,
            };
            Cell { text, kind: self.kind(column), extra }
        })
    }

    /// All cells' text end to end.
    #[inline]
    pub fn joined(self) -> &'a str {
        &self.text[..self.ends.last().copied().unwrap_or(0)]
    }

    /// Where each cell ends in [`Row::joined`].
    #[inline]
    pub fn ends(self) -> &'a [usize] {
        self.ends
    }

    /// The kinds, possibly fewer than there are cells.
    #[inline]
    pub fn kinds(self) -> &'a [Kind] {
        self.kinds
    }

    /// The extras, ordered by column.
    #[inline]
    pub fn extras(self) -> &'a [Extra] {
        self.extras
    }

    /// The row's own attributes.
    #[inline]
    pub fn attributes(self) -> &'a [(String, String)] {
        self.attributes
    }

    /// Where in the source the row is.
    #[inline]
    pub fn source(self) -> Option<SourceRange> {
        self.source
    }
}

/// Compares cells and attributes, but not where a row came from.
impl PartialEq for Row<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.attributes == other.attributes && self.len() == other.len() && self.cells().eq(other.cells())
    }
}

/// One borrowed cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell<'a> {
    /// What the page or the sheet shows in the cell.
    pub text: &'a str,
    /// The kind of value that the source declared.
    pub kind: Kind,
    /// What only a few cells have.
    pub extra: Option<&'a Extra>,
}

impl<'a> Cell<'a> {
    /// The marks over the cell's text.
    #[inline]
    pub fn marks(self) -> &'a [Mark] {
        self.extra.map_or(&[], |extra| &extra.marks)
    }

    /// Whether the cell lies under the span of another cell; its text is then that of the other.
    #[inline]
    pub fn is_covered(self) -> bool {
        self.extra.is_some_and(|extra| extra.covered)
    }

    /// Whether the cell is a header cell.
    #[inline]
    pub fn is_header(self) -> bool {
        self.extra.is_some_and(|extra| extra.header)
    }

    /// How many columns and rows the cell spans, at least 1 each.
    #[inline]
    pub fn span(self) -> (usize, usize) {
        self.extra.map_or((1, 1), |extra| (extra.columns.max(1), extra.rows.max(1)))
    }

    /// The value in machine-readable form, if the text only displays it (`2026-02-10`, `PT1M24.537S`, `0.125`).
    #[inline]
    pub fn value(self) -> Option<&'a str> {
        self.extra.and_then(|extra| extra.value.as_deref())
    }

    /// The cell's text and marks, owned.
    #[inline]
    pub fn to_text(self) -> Text {
        Text { text: self.text.to_owned(), marks: self.marks().to_vec() }
    }
}

/// What only a few cells have, in addition to text and kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra {
    /// The cell's column in its row, from 0.
    pub column: usize,
    /// Markup over the cell's text.
    pub marks: Vec<Mark>,
    /// The number of columns spanned; 0 and 1 both mean one.
    pub columns: usize,
    /// The number of rows spanned; 0 and 1 both mean one.
    pub rows: usize,
    /// The cell lies under the span of another and repeats its text.
    pub covered: bool,
    /// The cell is a header.
    pub header: bool,
    /// The attributes of the cell in the source, except spans.
    pub attributes: Attributes,
    /// The value in machine-readable form, if the text only displays it.
    pub value: Option<String>,
    /// A note attached to the cell.
    pub note: Option<Text>,
    /// Blocks inside the cell that its text cannot hold (nested tables).
    pub blocks: Vec<Block>,
}

impl Extra {
    /// Whether it holds nothing at all.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
            && self.columns <= 1
            && self.rows <= 1
            && !self.covered
            && !self.header
            && self.attributes.is_empty()
            && self.value.is_none()
            && self.note.is_none()
            && self.blocks.is_empty()
    }
}

/// The buffers behind a [`Row`]: cleared for each row, never freed.
///
/// ```
/// use convert_model::{Kind, RowBuf};
///
/// let mut row = RowBuf::default();
/// row.push("1", Kind::Number);
/// row.push("Pietro Sighel", Kind::Untyped);
/// assert_eq!(row.as_row().texts().collect::<Vec<_>>(), ["1", "Pietro Sighel"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct RowBuf {
    text: String,
    ends: Vec<usize>,
    kinds: Vec<Kind>,
    extras: Vec<Extra>,
    attributes: Attributes,
    source: Option<SourceRange>,
}

impl RowBuf {
    /// Empties the row and keeps its buffers.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.kinds.clear();
        self.extras.clear();
        self.attributes.clear();
        self.source = None;
    }

    /// Appends a cell.
    pub fn push(&mut self, text: &str, kind: Kind) {
        self.text.push_str(text);
        self.end_cell(kind);
    }

    /// Appends a cell with an extra; `extra.column` is set here, and an empty extra is dropped.
    pub fn push_with(&mut self, text: &str, kind: Kind, mut extra: Extra) {
        if !extra.is_empty() {
            extra.column = self.ends.len();
            self.extras.push(extra);
        }
        self.push(text, kind);
    }

    /// The text of the cell being built: what is appended here belongs to the next cell that ends.
    pub fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }

    /// Ends the cell whose text was appended to [`RowBuf::text_mut`].
    pub fn end_cell(&mut self, kind: Kind) {
        if kind != Kind::Untyped || !self.kinds.is_empty() {
            self.kinds.resize(self.ends.len(), Kind::Untyped);
            self.kinds.push(kind);
        }
        self.ends.push(self.text.len());
    }

    /// The extra of the last cell, created on demand; `None` if there is no cell yet.
    pub fn last_extra(&mut self) -> Option<&mut Extra> {
        let column = self.ends.len().checked_sub(1)?;
        if self.extras.last().is_none_or(|extra| extra.column != column) {
            self.extras.push(Extra { column, ..Extra::default() });
        }
        self.extras.last_mut()
    }

    /// Appends the texts and kinds of a row.
    pub fn append(&mut self, row: Row<'_>) {
        let (text, cells) = (self.text.len(), self.ends.len());
        self.text.push_str(row.joined());
        self.ends.extend(row.ends.iter().map(|end| text + end));
        if !(self.kinds.is_empty() && row.kinds.is_empty()) {
            self.kinds.resize(cells, Kind::Untyped);
            self.kinds.extend_from_slice(&row.kinds[..row.kinds.len().min(row.len())]);
        }
    }

    /// Appends empty cells of a kind until the row has `width` of them.
    pub fn pad(&mut self, width: usize, kind: Kind) {
        while self.ends.len() < width {
            self.end_cell(kind);
        }
    }

    /// The number of finished cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no finished cells.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The row's own attributes.
    pub fn attributes_mut(&mut self) -> &mut Attributes {
        &mut self.attributes
    }

    /// Sets the range of the source that the row comes from.
    pub fn set_source(&mut self, source: Option<SourceRange>) {
        self.source = source;
    }

    /// Copies another row.
    pub fn set(&mut self, row: Row<'_>) {
        self.clear();
        self.text.push_str(row.joined());
        self.ends.extend_from_slice(row.ends);
        self.kinds.extend_from_slice(row.kinds);
        self.extras.extend_from_slice(row.extras);
        self.attributes.extend_from_slice(row.attributes);
        self.source = row.source;
    }

    /// The row, borrowed.
    pub fn as_row(&self) -> Row<'_> {
        Row {
            text: &self.text,
            ends: &self.ends,
            kinds: &self.kinds,
            extras: &self.extras,
            attributes: &self.attributes,
            source: self.source,
        }
    }
}

impl From<Row<'_>> for RowBuf {
    fn from(row: Row<'_>) -> Self {
        let mut buf = RowBuf::default();
        buf.set(row);
        buf
    }
}

impl<'t> FromIterator<&'t str> for RowBuf {
    fn from_iter<I: IntoIterator<Item = &'t str>>(texts: I) -> Self {
        let mut row = RowBuf::default();
        for text in texts {
            row.push(text, Kind::Untyped);
        }
        row
    }
}

/// Compares cells and attributes, but not where a row came from.
impl PartialEq for RowBuf {
    fn eq(&self, other: &Self) -> bool {
        self.as_row() == other.as_row()
    }
}
