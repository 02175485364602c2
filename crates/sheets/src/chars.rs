//! Characters that XML cannot hold: sheets show U+FFFD in their place, and details keep them as JSON escapes.

use model::Value;
use std::borrow::Cow;

/// Whether a character is not allowed in XML 1.0, not even as a character reference (section 2.2).
pub fn is_illegal(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a text has characters that XML cannot hold.
pub fn has_illegal(text: &str) -> bool {
    text.contains(is_illegal)
}

/// The text with U+FFFD in place of characters that XML cannot hold.
///
/// ```
/// assert_eq!(convert_sheets::chars::as_written("a\u{1}b\tc"), "a\u{FFFD}b\tc");
/// ```
pub fn as_written(text: &str) -> Cow<'_, str> {
    if has_illegal(text) { text.replace(is_illegal, "\u{FFFD}").into() } else { text.into() }
}

/// The most UTF-16 units that an Excel cell can hold.
pub const LONGEST_CELL: usize = 32_767;

/// Cuts a text to the length that an Excel cell can hold.
///
/// ```
/// use convert_sheets::chars::{LONGEST_CELL, cut};
/// assert_eq!(cut("short"), "short");
/// assert_eq!(cut(&"🥇".repeat(20_000)).chars().count(), LONGEST_CELL / 2);
/// ```
pub fn cut(text: &str) -> &str {
    if text.len() <= LONGEST_CELL {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_CELL
    });
    end.map_or(text, |(end, _)| &text[..end])
}

/// Whether a sheet to which the first text was written may show the second. Some programs drop carriage returns, and
/// texts are cut to the length that an Excel cell can hold.
pub fn shows_as(text: &str, shown: &str) -> bool {
    let same = |text: &str, shown: &str| as_written(text) == as_written(shown);
    text == shown
        || same(text, shown)
        || (text.contains('\r') && same(&text.replace('\r', ""), &shown.replace('\r', "")))
        || (text.len() > LONGEST_CELL && shown.len() < text.len() && same(cut(text), shown))
}

/// A value as JSON that XML can hold: U+FFFE and U+FFFF, which serializers leave alone, are escaped too.
///
/// ```
/// assert_eq!(convert_sheets::chars::json(&"\u{1F}\u{FFFF}".into()), r#""\u001f\uffff""#);
/// ```
pub fn json(value: &Value) -> String {
    let json = value.to_string();
    if !has_illegal(&json) {
        return json;
    }
    // These characters only occur in strings, where any character may be escaped.
    json.replace('\u{FFFE}', "\\ufffe").replace('\u{FFFF}', "\\uffff")
}
