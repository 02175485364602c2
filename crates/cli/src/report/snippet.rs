//! The source line that a diagnostic is about, with its place underlined.

use super::style::{is_harmful, style};
use crate::console::width;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::Style;
use convert_tables::internal::Compression;
use model::{Diagnostic, Severity};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// How many bytes of a line are kept before and after its place.
const AROUND: usize = 1024;

/// A line, or the part of it around the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) line: String,
    /// The byte of the line where the place is.
    pub(super) at: usize,
}

/// The line that a diagnostic is about, from the reader or from the file. Parts of packages have no lines.
pub(super) fn of(diagnostic: &Diagnostic, path: Option<&Path>) -> Option<Excerpt> {
    let place = diagnostic.place.as_ref().filter(|place| place.part.is_none() && place.line > 0)?;
    let (line, at) = match (&diagnostic.excerpt, path, place.offset) {
        (Some(line), ..) => (line.clone(), None),
        (None, Some(path), Some(offset)) => {
            let (line, at) = line_at(path, offset)?;
            // A byte order mark is not a column.
            (if at.is_none() { line.trim_start_matches('\u{feff}').to_owned() } else { line }, at)
        }
        _ => return None,
    };
    if line.trim().is_empty() || place.column == 0 {
        return None;
    }
    let column = usize::try_from(place.column).unwrap_or(usize::MAX) - 1;
    let at = at.unwrap_or_else(|| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at));
    Some(around(&line, at))
}

/// The part of a line around its place; a line may be as long as a file.
fn around(line: &str, at: usize) -> Excerpt {
    let mut from = at.saturating_sub(AROUND);
    let mut to = line.len().min(at + AROUND);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    while !line.is_char_boundary(to) {
        to -= 1;
    }
    Excerpt { line: line[from..to].to_owned(), at: at - from }
}

/// The line of a file around a byte, and the position of that byte if the start of the line is too far away. Pipes cannot
/// be read again, and compressed files have no lines.
fn line_at(path: &Path, offset: u64) -> Option<(String, Option<usize>)> {
    if !path.is_file() || Compression::of_file(path).is_some() {
        return None;
    }
    let around = AROUND as u64;
    let from = offset.saturating_sub(around);
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(from)).ok()?;
    let mut window = Vec::new();
    file.take(2 * around).read_to_end(&mut window).ok()?;
    let at = usize::try_from(offset - from).ok()?.min(window.len());
    let end = window[at..].iter().position(|&byte| byte == b'\n').map_or(window.len(), |length| at + length);
    let start = window[..at].iter().rposition(|&byte| byte == b'\n').map(|at| at + 1);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match start.or((from == 0).then_some(0)) {
        Some(start) => Some((text(&window[start..end]).trim_end_matches('\r').to_owned(), None)),
        None => {
            // The window may begin inside a character.
            let start = window[..at].iter().take_while(|&&byte| byte & 0xC0 == 0x80).count();
            let before = text(&window[start..at]);
            let at = before.len();
            Some((before + text(&window[at + start..end.max(at + start)]).trim_end_matches('\r'), Some(at)))
        }
    }
}

/// The line, numbered, and its place underlined.
pub(super) fn render(excerpt: &Excerpt, number: u64, severity: Severity) -> String {
    // Characters that a terminal would obey are replaced; the renderer expands tabs.
    let picture = |character: char| match character {
        '\t' => '\t',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        character if is_harmful(character) => '\u{fffd}',
        character => character,
    };
    let shown = |text: &str| text.chars().map(picture).collect::<String>();
    let (before, after) = excerpt.line.split_at_checked(excerpt.at).unwrap_or((&excerpt.line, ""));
    let (place, rest) = after.split_at(extent(after));
    let (before, place, rest) = (shown(before), shown(place), shown(rest));
    let span = before.len()..before.len() + place.len();
    let level = match severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let snippet = Snippet::source(before + &place + &rest)
        .line_start(usize::try_from(number).unwrap_or(usize::MAX))
        .annotation(AnnotationKind::Primary.span(span));
    let renderer = Renderer::styled()
        .term_width(width() - 1)
        .note(style(Severity::Note))
        .warning(style(Severity::Warning))
        .error(style(Severity::Error))
        .line_num(Style::new().dimmed());
    let rendered = renderer.render(&[Group::with_level(level).element(snippet)]);
    // The first line is empty. The others are indented, so that they do not look like lines that begin with a file name.
    rendered.lines().skip(1).flat_map(|line| [" ", line, "\n"]).collect()
}

/// The length in bytes of the first token of a text: something quoted or in brackets, a word, or a sign.
fn extent(text: &str) -> usize {
    const PAIRS: [(&str, &str); 4] = [("{{", "}}"), ("[[", "]]"), ("<", ">"), ("\"", "\"")];
    // The renderer does not cut a token that is longer than a line of the terminal.
    let limit = text.char_indices().nth(width() - 24).map_or(text.len(), |(at, _)| at);
    let near = &text[..limit];
    let Some(first) = near.chars().next() else { return 0 };
    if let Some((open, close)) = PAIRS.iter().find(|(open, _)| near.starts_with(open)) {
        return near[open.len()..]
            .find(close)
            .map_or(near.trim_end().len(), |at| open.len() + at + close.len());
    }
    let belongs = |character: char| {
        if first.is_alphanumeric() {
            character.is_alphanumeric() || "_-.:".contains(character)
        } else {
            character == first
        }
    };
    near.find(|character| !belongs(character)).unwrap_or(near.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use anstream::adapter::strip_str;
    use std::io::Write as _;

    fn shown(line: &str, at: usize) -> String {
        let rendered = render(&Excerpt { line: line.into(), at }, 7, Severity::Warning);
        strip_str(&rendered).to_string()
    }

    #[test]
    fn the_token_at_the_place_is_underlined() {
        let part = |text: &str| text[..extent(text)].to_owned();
        assert_eq!(part("2,Bea"), "2");
        assert_eq!(part("1:24.537 x"), "1:24.537");
        assert_eq!(part("{{flag|NED}} x"), "{{flag|NED}}");
        assert_eq!(part("<br/>x"), "<br/>");
        assert_eq!(part("\"never closed  "), "\"never closed");
        assert_eq!(part("''' x"), "'''");
        assert_eq!(part(""), "");
        assert_eq!(part(&"x".repeat(500)).len(), width() - 24);
    }

    #[test]
    fn tabs_and_wide_characters_are_in_place() {
        assert_eq!(shown("a\tb", 2), " 7 | a    b\n   |      ^\n");
        assert_eq!(shown("\u{65e5}\u{672c} x", 7), " 7 | \u{65e5}\u{672c} x\n   |      ^\n");
    }

    #[test]
    fn control_characters_are_pictures() {
        assert_eq!(shown("a\u{1b}[31m\u{9b}b\u{202e}", 0), " 7 | a\u{241b}[31m\u{fffd}b\u{fffd}\n   | ^\n");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = "abcdefg hij ".repeat(1000);
        let lines = shown(&line, 6000);
        assert!(lines.lines().all(|line| line.chars().count() <= width()), "{lines}");
        assert!(lines.lines().nth(1).is_some_and(|line| line.contains("^^^^^^^")), "{lines}");
        // The same if all of it is one token.
        let lines = shown(&format!("{}\"{line}", "x ".repeat(300)), 600);
        assert!(lines.lines().all(|line| line.chars().count() <= width()), "{lines}");
        let excerpt = around(&line, 6000);
        assert!(excerpt.line.len() <= 2 * AROUND && excerpt.line[excerpt.at..].starts_with("abc"));
    }

    #[test]
    fn a_line_is_found_by_its_byte() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let long = "\u{e9}".repeat(5000);
        write!(file, "first\r\nsecond\r\n{long}!").unwrap();
        let at = |offset| line_at(file.path(), offset);
        assert_eq!(at(2), Some(("first".into(), None)));
        assert_eq!(at(9), Some(("second".into(), None)));
        // If the start of the line is too far away, the byte determines the place.
        let (line, at) = at(15 + 9_000).unwrap();
        assert_eq!(at.map(|at| &line[at..]), Some(&*format!("{}!", "\u{e9}".repeat(500))));
    }
}
