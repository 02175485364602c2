//! The parts common to the reader and the writer of wiki text.

pub mod address;
pub mod names;
pub mod templates;

use model::FormatInfo;

/// Wiki text: MediaWiki markup, and plain pipe rows.
pub const WIKI: FormatInfo = FormatInfo::new("wiki", "wiki text")
    .aliases(&["mediawiki", "wikitext"])
    .extensions(&["wiki", "mediawiki", "wikitext"])
    .media_types(&["text/x-wiki"]);

/// The URL schemes that start an address.
pub const SCHEMES: &[&str] = &[
    "https://",
    "http://",
    "//",
    "mailto:",
    "ftp://",
    "ftps://",
    "sftp://",
    "ssh://",
    "git://",
    "svn://",
    "irc://",
    "ircs://",
    "news:",
    "nntp://",
    "tel:",
    "sip:",
    "sips:",
    "sms:",
    "xmpp:",
    "magnet:",
    "urn:",
    "geo:",
    "gopher://",
    "telnet://",
    "worldwind://",
    "bitcoin:",
    "matrix:",
    "redis://",
];

/// Whether a text starts with a scheme.
pub fn has_scheme(text: &str) -> bool {
    address::scheme(text).is_some()
}
