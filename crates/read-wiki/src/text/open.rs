//! What is open: elements, bold and italic, list items.

#[derive(Debug)]
pub(super) struct Open {
    pub(super) kind: OpenKind,
    pub(super) mark: usize,
    /// Where in the page it starts.
    pub(super) at: usize,
    /// What was pending when an element began that is not shown.
    pub(super) hidden: Option<Pending>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenKind {
    Bold,
    Italic,
    /// A tag, by its place in the table of tags.
    Tag(usize),
    Item,
}

/// What a line feed leaves to append before further text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pending {
    Nothing,
    Blank,
    Lines(usize),
}
