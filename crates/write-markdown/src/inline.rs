//! Text with marks, escaped so that CommonMark shows exactly this text.

use crate::Page;
use crate::link::{address, destination, is_reference, stands_alone};
use markup::{Step, steps, tag_of};
use model::{Mark, MarkKind};
use std::borrow::Cow;

/// Where a text is, which decides what would be markup.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a paragraph or list item, from the start of a line.
    Line,
    /// In a paragraph, after the start of a line.
    Inside,
    /// In a heading.
    Heading,
    /// In a table cell.
    Cell,
}

fn is_kept(mark: &Mark) -> bool {
    match mark.kind {
        MarkKind::Reference { .. } => mark.start == mark.end,
        MarkKind::Link { .. } | MarkKind::ExternalLink { .. } => mark.start < mark.end,
        ref kind => mark.start < mark.end && tag_of(kind).is_some(),
    }
}

impl Page {
    /// Writes text with its marks.
    pub(crate) fn text(&mut self, text: &str, marks: &[Mark], place: Place) {
        self.lost.marks(marks.iter().map(|mark| &mark.kind));
        let steps = steps(text, marks, is_kept);
        let begin = self.out.len();
        let mut open: Vec<(&MarkKind, Cow<'static, str>)> = Vec::new();
        let mut waiting = Vec::new();
        let (mut at, mut index) = (0, 0);
        while let Some(step) = steps.get(index) {
            index += 1;
            match *step {
                Step::Text(part, start) => {
                    Escape { text, place, begin }.write(&mut self.out, start..start + part.len());
                    at = start + part.len();
                }
                Step::Close(_) => {
                    if let Some((_, close)) = open.pop() {
                        self.out.push_str(&close);
                    }
                    if !open.iter().any(|(kind, _)| is_link(kind)) {
                        waiting.drain(..).for_each(|kind| self.reference(kind));
                    }
                }
                // A footnote in a link follows it: links do not nest.
                Step::Point(kind) if open.iter().any(|(kind, _)| is_link(kind)) => waiting.push(kind),
                Step::Point(kind) => self.reference(kind),
                Step::Open(kind, end) => {
                    let inner = text.get(at..end).unwrap_or("");
                    // Most marks contain only text.
                    let plain = matches!(steps.get(index..), Some([Step::Text(part, _), Step::Close(_), ..]) if *part == inner);
                    if plain && let Some(whole) = self.whole(kind, inner) {
                        self.out.push_str(&whole);
                        (at, index) = (end, index + 2);
                        continue;
                    }
                    let inside =
                        open.iter().any(|(other, _)| *other == kind || (is_link(other) && is_link(kind)));
                    let close =
                        if inside { Cow::Borrowed("") } else { self.open(kind, &steps, index, begin) };
                    open.push((kind, close));
                }
            }
        }
    }

    /// A mark and its text in short form, if there is one.
    fn whole(&self, kind: &MarkKind, inner: &str) -> Option<String> {
        if stands_alone(kind, inner) {
            return Some(format!("<{inner}>"));
        }
        let odd = |c: char| matches!(c, '`' | '|' | '\\') || (c.is_control() && c != '\t');
        // Parsers differ about spaces at the edges.
        let edges = inner.starts_with(char::is_whitespace) || inner.ends_with(char::is_whitespace);
        let apart = !self.out.ends_with('`');
        let simple = *kind == MarkKind::Code && apart && !edges && !inner.contains(odd);
        simple.then(|| format!("`{inner}`"))
    }

    /// Writes the opening of a mark; returns its closing.
    fn open(&mut self, kind: &MarkKind, steps: &[Step<'_>], index: usize, begin: usize) -> Cow<'static, str> {
        if is_link(kind) {
            let Some(address) = address(kind) else {
                self.lost.add("links with unsafe addresses");
                return Cow::Borrowed("");
            };
            self.not_an_image();
            self.out.push('[');
            let mut close = "](".to_owned();
            destination(&mut close, &address);
            close.push(')');
            return Cow::Owned(close);
        }
        let sign = match kind {
            MarkKind::Bold => "**",
            MarkKind::Italic => "*",
            MarkKind::Strike => "~~",
            _ => "",
        };
        let before = self.out[begin..].chars().next_back();
        if !sign.is_empty() && is_flanked(before, steps, index) {
            self.out.push_str(sign);
            return Cow::Borrowed(sign);
        }
        let tag = tag_of(kind).unwrap_or("span");
        self.out.push_str(&format!("<{tag}>"));
        Cow::Owned(format!("</{tag}>"))
    }

    fn reference(&mut self, kind: &MarkKind) {
        if let MarkKind::Reference { name, group, text } = kind {
            let number = self.footnotes.number(group.as_deref(), name.as_deref(), text);
            self.not_an_image();
            self.out.push_str(&format!("[^{number}]"));
        }
    }

    /// Escapes a `!` at the end of the text, which would make the following link an image.
    fn not_an_image(&mut self) {
        if self.out.ends_with('!') {
            self.out.pop();
            self.out.push_str("\\!");
        }
    }
}

fn is_link(kind: &MarkKind) -> bool {
    matches!(kind, MarkKind::Link { .. } | MarkKind::ExternalLink { .. })
}

/// Whether delimiters around what follows would be read as emphasis
/// ([left- and right-flanking](https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run)): the text begins and
/// ends with a letter or digit, or is surrounded by spaces or punctuation, and there are no delimiters next to them.
fn is_flanked(before: Option<char>, steps: &[Step<'_>], index: usize) -> bool {
    const FAR: usize = 32;
    let apart = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    if matches!(before, Some('*' | '~' | '\\')) {
        return false;
    }
    let mut depth = 0_usize;
    let close = steps.iter().enumerate().skip(index).take(FAR).find(|(_, step)| {
        match step {
            Step::Open(..) => depth += 1,
            Step::Close(_) if depth == 0 => return true,
            Step::Close(_) => depth -= 1,
            Step::Text(..) | Step::Point(_) => {}
        }
        false
    });
    let Some((close, _)) = close else { return false };
    let first = match steps.get(index) {
        Some(Step::Text(text, _)) => text.chars().next(),
        Some(Step::Open(kind, _)) if is_link(kind) => Some('['),
        _ => return false,
    };
    let last = match steps.get(close - 1) {
        Some(Step::Text(text, _)) => text.chars().next_back(),
        Some(Step::Close(kind)) if is_link(kind) => Some(')'),
        _ => return false,
    };
    let after = match steps.get(close + 1) {
        Some(Step::Text(text, _)) => text.chars().next(),
        None => None,
        // Anything else counts as a letter next to the delimiters.
        _ => Some('x'),
    };
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    !is_space(first)
        && !is_space(last)
        && (is_word(first) || apart(before))
        && (is_word(last) || apart(after))
}

/// Plain text to escape.
struct Escape<'t> {
    text: &'t str,
    place: Place,
    /// Where the whole text begins in the output.
    begin: usize,
}

impl Escape<'_> {
    fn write(&self, out: &mut String, range: std::ops::Range<usize>) {
        let text = self.text;
        let part = text.get(range.clone()).unwrap_or("");
        for (step, c) in part.char_indices() {
            let at = range.start + step;
            let rest = &text[at..];
            let mut after = rest.chars().skip(1);
            let next = after.next();
            let first = out.len() == self.begin;
            let is_edge = first || next.is_none();
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            match c {
                '\\' | '*' | '`' | '[' | ']' | '<' | '~' => out.extend(['\\', c]),
                '_' if is_word(next) && is_word(text[..at].chars().next_back()) => out.push('_'),
                '_' => out.push_str("\\_"),
                '&' if is_reference(rest) => out.push_str("\\&"),
                '|' if self.place == Place::Cell && text[..at].ends_with('\\') => out.push_str("&#124;"),
                '|' => out.push_str("\\|"),
                '\r' if next == Some('\n') => {}
                // A line with only a tag would be an HTML block.
                '\n' | '\r' if first => out.push_str("&#10;"),
                '\n' | '\r' => out.push_str("<br>"),
                '\0' => out.push('\u{FFFD}'),
                '\u{FEFF}' => out.push_str("&#65279;"),
                c if is_edge && c.is_whitespace() => out.push_str(&format!("&#{};", u32::from(c))),
                c if c.is_control() && c != '\t' => out.push_str(&format!("&#{};", u32::from(c))),
                '#' if self.place == Place::Heading && next.is_none() => out.push_str("\\#"),
                '#' | '>' | '=' if first && self.place == Place::Line => out.extend(['\\', c]),
                '-' | '+' if first && self.place == Place::Line && !is_word(next) => out.extend(['\\', c]),
                '.' | ')' if self.is_number_before(at) && next.is_none_or(char::is_whitespace) => {
                    out.extend(['\\', c]);
                }
                // After a footnote or link it would be markup.
                ':' | '(' if out.ends_with(']') && !out.ends_with("\\]") => out.extend(['\\', c]),
                // It would start a caption.
                ':' if self.place == Place::Line && &text[..at] == "Table" => out.push_str("\\:"),
                c => out.push(c),
            }
        }
    }

    /// Whether everything before this is a number, as in a numbered list.
    fn is_number_before(&self, at: usize) -> bool {
        self.place == Place::Line
            && (1..10).contains(&at)
            && self.text[..at].bytes().all(|byte| byte.is_ascii_digit())
    }
}
