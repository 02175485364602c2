//! Open constructs: elements, bold and italic, list items.

#[derive(Debug)]
pub(super) struct Open {
    pub(super) kind: OpenKind,
    pub(super) mark: usize,
    /// Its offset in the page.
    pub(super) at: usize,
    /// For a hidden element, what was pending when it started.
    pub(super) hidden: Option<Pending>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenKind {
    Bold,
    Italic,
    /// A tag, by its index in [`TAGS`](crate::syntax::tags::TAGS).
    Tag(usize),
    Item,
}

/// What to append before further text because of a line feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pending {
    Nothing,
    Blank,
    Lines(usize),
}
