//! Characters that XML cannot hold: sheets show U+FFFD in their place, details hold them as JSON escapes.

use model::Value;
use std::borrow::Cow;

/// Whether a character cannot stand in XML 1.0, not even as a reference (section 2.2).
pub fn is_illegal(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a text holds characters that XML cannot.
pub fn has_illegal(text: &str) -> bool {
    text.contains(is_illegal)
}

/// The text as XML could hold it.
///
/// ```
/// assert_eq!(convert_sheets::chars::as_written("a\u{1}b\tc"), "a\u{FFFD}b\tc");
/// ```
pub fn as_written(text: &str) -> Cow<'_, str> {
    if has_illegal(text) { text.replace(is_illegal, "\u{FFFD}").into() } else { text.into() }
}

/// How many UTF-16 units a cell of Excel holds.
pub const LONGEST_CELL: usize = 32_767;

/// As much of a text as a cell of Excel holds.
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

/// Whether a sheet that was given the first text shows the second. Some programs keep no carriage returns, and Excel's
/// no more of a text than a cell holds.
pub fn shows_as(text: &str, shown: &str) -> bool {
    let same = |text: &str, shown: &str| as_written(text) == as_written(shown);
    text == shown
        || same(text, shown)
        || (text.contains('\r') && same(&text.replace('\r', ""), &shown.replace('\r', "")))
        || (text.len() > LONGEST_CELL && shown.len() < text.len() && same(cut(text), shown))
}

/// A value as JSON that XML can hold: what serializers leave as it is, U+FFFE and U+FFFF, is escaped too.
///
/// ```
/// assert_eq!(convert_sheets::chars::json(&"\u{1F}\u{FFFF}".into()), r#""\u001f\uffff""#);
/// ```
pub fn json(value: &Value) -> String {
    let json = value.to_string();
    if !has_illegal(&json) {
        return json;
    }
    // Beside the punctuation there are only strings, and in them an escape may stand for any character.
    json.replace('\u{FFFE}', "\\ufffe").replace('\u{FFFF}', "\\uffff")
}
