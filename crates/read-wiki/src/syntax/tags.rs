//! The HTML tags that MediaWiki allows in text.

use crate::syntax::page_text::PageText;

/// The effect of a tag on the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Bold,
    Italic,
    Underline,
    Strike,
    Code,
    Small,
    Sub,
    Sup,
    /// Any other element within a line.
    Inline,
    /// An element that may contain paragraphs; each of its tags is handled alone and starts a new line.
    Block,
    /// Has no closing tag: `<hr>`.
    Void,
    /// `<br>`
    Break,
    /// Controls transclusion and is not shown.
    Unseen,
}

/// The tags that MediaWiki allows; others are text.
pub(crate) const TAGS: &[(&str, Class)] = &[
    ("b", Class::Bold),
    ("strong", Class::Bold),
    ("i", Class::Italic),
    ("em", Class::Italic),
    ("u", Class::Underline),
    ("s", Class::Strike),
    ("strike", Class::Strike),
    ("code", Class::Code),
    ("small", Class::Small),
    ("sub", Class::Sub),
    ("sup", Class::Sup),
    ("span", Class::Inline),
    ("abbr", Class::Inline),
    ("bdi", Class::Inline),
    ("bdo", Class::Inline),
    ("big", Class::Inline),
    ("cite", Class::Inline),
    ("data", Class::Inline),
    ("del", Class::Inline),
    ("dfn", Class::Inline),
    ("font", Class::Inline),
    ("ins", Class::Inline),
    ("kbd", Class::Inline),
    ("mark", Class::Inline),
    ("q", Class::Inline),
    ("rb", Class::Inline),
    ("rp", Class::Inline),
    ("rt", Class::Inline),
    ("rtc", Class::Inline),
    ("ruby", Class::Inline),
    ("samp", Class::Inline),
    ("time", Class::Inline),
    ("tt", Class::Inline),
    ("var", Class::Inline),
    ("div", Class::Block),
    ("center", Class::Block),
    ("p", Class::Block),
    ("blockquote", Class::Block),
    ("table", Class::Block),
    ("caption", Class::Block),
    ("thead", Class::Block),
    ("tbody", Class::Block),
    ("tfoot", Class::Block),
    ("tr", Class::Block),
    ("td", Class::Block),
    ("th", Class::Block),
    ("ul", Class::Block),
    ("ol", Class::Block),
    ("li", Class::Block),
    ("dl", Class::Block),
    ("dt", Class::Block),
    ("dd", Class::Block),
    ("h1", Class::Block),
    ("h2", Class::Block),
    ("h3", Class::Block),
    ("h4", Class::Block),
    ("h5", Class::Block),
    ("h6", Class::Block),
    ("hr", Class::Void),
    ("wbr", Class::Void),
    ("br", Class::Break),
    ("noinclude", Class::Unseen),
    ("onlyinclude", Class::Unseen),
    ("translate", Class::Unseen),
];

/// The class of a tag, by its index in [`TAGS`].
pub(crate) fn class(tag: usize) -> Class {
    TAGS.get(tag).map_or(Class::Inline, |(_, class)| *class)
}

/// Whether the tag may be closed in another block.
pub(crate) fn is_block(tag: usize) -> bool {
    class(tag) == Class::Block
}

/// The index of the tag that may start here, if MediaWiki allows it, and the end of its name.
pub(crate) fn known_tag(source: &PageText<'_>, at: usize, limit: usize) -> Option<(usize, usize)> {
    let bytes = source.bytes();
    let start = at + 1 + usize::from(bytes.get(at + 1) == Some(&b'/'));
    let length =
        bytes[start.min(limit)..limit].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let end = start + length;
    let name = source.slice(start..end);
    let known = TAGS.iter().position(|(tag, _)| tag.eq_ignore_ascii_case(name))?;
    matches!(bytes.get(end), Some(b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>')).then_some((known, end))
}

/// Whether a tag may start here.
pub(crate) fn starts_tag(source: &PageText<'_>, at: usize, limit: usize) -> bool {
    known_tag(source, at, limit).is_some()
}
