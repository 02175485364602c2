//! Marks and their elements.

use model::MarkKind;

const TAGS: &[(&str, MarkKind)] = &[
    ("b", MarkKind::Bold),
    ("i", MarkKind::Italic),
    ("u", MarkKind::Underline),
    ("s", MarkKind::Strike),
    ("code", MarkKind::Code),
    ("small", MarkKind::Small),
    ("sub", MarkKind::Sub),
    ("sup", MarkKind::Sup),
];

/// The element for a mark.
pub fn tag_of(kind: &MarkKind) -> Option<&'static str> {
    TAGS.iter().find(|(_, known)| known == kind).map(|(tag, _)| *tag)
}

/// The mark for an element, by its name in lower case.
pub fn kind_of(tag: &str) -> Option<MarkKind> {
    let tag = match tag {
        "strong" => "b",
        "em" | "cite" | "dfn" | "var" => "i",
        "ins" => "u",
        "del" | "strike" => "s",
        "kbd" | "samp" | "tt" => "code",
        tag => tag,
    };
    TAGS.iter().find(|(name, _)| *name == tag).map(|(_, kind)| kind.clone())
}
