//! Classifies links by the prefix of their target.

use crate::syntax::page_text::BLANK;
use memchr::memchr;
use wiki::names;

/// The kind of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A link to follow.
    Page,
    /// An image or sound embedded here.
    File,
    /// The category of the page.
    Category,
    /// The same page in another language.
    Language,
}

/// The codes of the larger languages' wikis, sorted.
#[rustfmt::skip]
const LANGUAGES: &[&str] = &[
    "af", "als", "am", "an", "ar", "ast", "az", "azb", "ba", "bar", "be", "bg", "bn", "br", "bs", "ca", "ce", "ceb",
    "ckb", "cs", "cv", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fo", "fr", "fy", "ga", "gd",
    "gl", "gu", "he", "hi", "hr", "ht", "hu", "hy", "ia", "id", "io", "is", "it", "ja", "jv", "ka", "kk", "kn", "ko",
    "ku", "ky", "la", "lb", "li", "lmo", "lt", "lv", "mg", "min", "mk", "ml", "mn", "mr", "ms", "my", "nds", "ne",
    "new", "nl", "nn", "no", "oc", "or", "pa", "pl", "pms", "pnb", "ps", "pt", "qu", "ro", "ru", "sa", "scn", "sco",
    "sd", "sh", "si", "simple", "sk", "sl", "sq", "sr", "su", "sv", "sw", "ta", "te", "tg", "th", "tl", "tr", "tt",
    "uk", "ur", "uz", "vec", "vi", "vo", "wa", "war", "wuu", "xmf", "yi", "yo", "zh",
];

/// Classifies a link target by its prefix.
pub(crate) fn classify(target: &str) -> Target {
    let Some(colon) = memchr(b':', target.as_bytes()) else { return Target::Page };
    let (prefix, name) = (target[..colon].trim_matches(BLANK), &target[colon + 1..]);
    if names::is_file(prefix) || names::is_file_name(prefix, name) {
        Target::File
    } else if names::is_category(prefix) {
        Target::Category
    } else if LANGUAGES.binary_search(&prefix).is_ok() {
        Target::Language
    } else {
        Target::Page
    }
}
