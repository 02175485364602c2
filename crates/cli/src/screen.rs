//! The terminal as a page: its width, the width of a text, styles, and which characters may be shown.

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::io::IsTerminal;
use unicode_width::UnicodeWidthStr;

/// The width of a terminal if it is not known.
const USUAL: usize = 80;

/// The width of lines on standard output: that of `COLUMNS`, of the terminal, or 80.
pub(crate) fn columns() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let asked = || terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
    set.or_else(asked).filter(|&columns| columns > 0).unwrap_or(USUAL)
}

/// Whether standard output is a terminal.
pub(crate) fn is_there() -> bool {
    std::io::stdout().is_terminal()
}

/// The styles of what is printed; plain by default, as in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Styles {
    /// Titles and headers.
    pub(crate) head: Style,
    /// Numbers, and names that can be given on the command line.
    pub(crate) accent: Style,
    /// Rules, sizes, and notes on what is not shown.
    pub(crate) dim: Style,
}

impl Styles {
    /// The styles of standard output: plain unless it is a terminal, or colours are asked for.
    pub(crate) fn of_stdout() -> Self {
        // An old console of Windows has colours, but not by sequences in the text.
        match AutoStream::auto(std::io::stdout()).current_choice() {
            ColorChoice::AlwaysAnsi => Styles {
                head: Style::new().bold(),
                accent: AnsiColor::Cyan.on_default(),
                dim: Style::new().dimmed(),
            },
            _ => Styles::default(),
        }
    }
}

/// A text in a style. An empty one has none, so that blanks at the end of a line can be cut.
pub(crate) fn styled(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// A text from an input in one line, without anything that a terminal would obey: escapes and other control characters
/// are shown as control pictures, and those that change the direction of writing as replacement characters.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| shown(character) == character) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().map(shown).collect())
}

fn shown(character: char) -> char {
    match character {
        '\n' => '↵',
        '\t' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' => char::REPLACEMENT_CHARACTER,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        character => character,
    }
}

/// A printable text that takes at most this many columns; its end is replaced with `…` if it is longer.
pub(crate) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    // Every visible character takes a column, and a few invisible ones may come with each.
    let most = columns.saturating_add(1).saturating_mul(8);
    let end = text.char_indices().nth(most).map_or(text.len(), |(end, _)| end);
    if end == text.len() && width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let room = columns.saturating_sub(1);
    let ends = text[..end].char_indices().map(|(at, character)| at + character.len_utf8());
    let end = ends.take_while(|&end| width(&text[..end]) <= room).last().unwrap_or(0);
    Cow::Owned(format!("{}…", text[..end].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(
            printable("a\u{1b}[31mb\r\nc\td\u{9b}1m\u{202e}x\u{7f}"),
            "a␛[31mb↵c d\u{fffd}1m\u{fffd}x␡"
        );
        assert!(matches!(printable("Krūzbergs 競輪 👩‍👩‍👧"), Cow::Borrowed(_)));
        let all: String = (0..0x3000).filter_map(char::from_u32).collect();
        assert!(!printable(&all).chars().any(char::is_control));
    }

    #[test]
    fn long_texts_are_cut_by_the_columns_that_they_take() {
        assert_eq!(cut("Krūzbergs", 9), "Krūzbergs");
        assert_eq!(cut("Krūzbergs", 8), "Krūzber…");
        assert_eq!(cut("short track", 7), "short…");
        assert_eq!(cut("競輪競輪", 8), "競輪競輪");
        assert_eq!(cut("競輪競輪", 7), "競輪競…");
        assert_eq!(cut("競輪競輪", 6), "競輪…");
        assert_eq!(width(&cut(&"e\u{301}".repeat(10_000), 10)), 10);
        assert_eq!(width(&cut(&format!("a{}", "\u{301}".repeat(10_000)), 10)), 2);
    }
}
