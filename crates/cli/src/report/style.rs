//! How messages look on a terminal: their colours, and escapes for characters that it would obey.

use anstyle::{AnsiColor, Style};
use model::Severity;
use std::borrow::Cow;

pub(super) const BOLD: Style = Style::new().bold();

/// The colour of a severity.
pub(super) const fn style(severity: Severity) -> Style {
    match severity {
        Severity::Note => AnsiColor::Cyan.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Error => AnsiColor::Red.on_default().bold(),
    }
}

/// A text that a terminal only shows: control characters, and those that change the direction of writing, are escaped.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for character in text.chars() {
        if is_harmful(character) { out.extend(character.escape_default()) } else { out.push(character) }
    }
    Cow::Owned(out)
}

/// Whether a terminal would obey a character rather than show it.
pub(super) fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
