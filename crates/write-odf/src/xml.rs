//! Text as XML, with ODF's white space (part 3, section 6.1) and markup.

use sheets::Run;
use sheets::xml::text as escape;
pub(crate) use sheets::xml::{attribute, set, set_number};
use std::io::Write;
use std::ops::Range;

/// Markup inside a text: runs with the same faces, and links. Each are in order and do not overlap.
#[derive(Default)]
pub(crate) struct Inline {
    pub(crate) runs: Vec<Run>,
    pub(crate) links: Vec<(Range<usize>, String)>,
}

/// Appends a text as paragraphs, one per line. Returns whether it had characters that XML does not allow.
pub(crate) fn paragraphs(out: &mut Vec<u8>, text: &str, inline: &Inline) -> bool {
    if inline.runs.is_empty() && inline.links.is_empty() && is_plain(text) {
        out.extend_from_slice(b"<text:p>");
        out.extend_from_slice(text.as_bytes());
        out.extend_from_slice(b"</text:p>");
        return false;
    }
    let mut replaced = false;
    let mut start = 0;
    for line in text.split('\n') {
        out.extend_from_slice(b"<text:p>");
        replaced |= paragraph(out, line, start, inline);
        out.extend_from_slice(b"</text:p>");
        start += line.len() + 1;
    }
    replaced
}

/// Appends a note. Returns whether it had characters that XML does not allow.
///
/// The note does not have a size: LibreOffice accepts one only together with a position on the sheet, which depends on
/// the heights of all rows above. Without a size, LibreOffice makes the note as high as its text, next to its cell.
pub(crate) fn annotation(out: &mut Vec<u8>, text: &str) -> bool {
    out.extend_from_slice(b"<office:annotation>");
    let replaced = paragraphs(out, text, &Inline::default());
    out.extend_from_slice(b"</office:annotation>");
    replaced
}

/// Whether a text is one paragraph that needs no escaping.
fn is_plain(text: &str) -> bool {
    let mut after_space = true;
    for &byte in text.as_bytes() {
        if byte == b' ' {
            if after_space {
                return false;
            }
            after_space = true;
        } else {
            if byte < b' ' || matches!(byte, b'<' | b'>' | b'&' | 0xEF) {
                return false;
            }
            after_space = false;
        }
    }
    !after_space
}

/// Appends one paragraph. `line` starts at byte `start` of the whole text, to which the markup refers.
fn paragraph(out: &mut Vec<u8>, line: &str, start: usize, inline: &Inline) -> bool {
    let mut replaced = false;
    let mut at = 0;
    let clip = |range: &Range<usize>| {
        let from = range.start.max(start) - start;
        from..range.end.saturating_sub(start).min(line.len())
    };
    for (range, url) in &inline.links {
        let range = clip(range);
        if range.start >= range.end || range.start < at {
            continue;
        }
        replaced |= faces(out, line, at..range.start, start, &inline.runs);
        out.extend_from_slice(b"<text:a");
        replaced |= set(out, "xlink:href", url);
        out.extend_from_slice(b" xlink:type=\"simple\">");
        replaced |= piece(out, line, range.clone());
        out.extend_from_slice(b"</text:a>");
        at = range.end;
    }
    faces(out, line, at..line.len(), start, &inline.runs) || replaced
}

/// Appends a stretch without links.
fn faces(out: &mut Vec<u8>, line: &str, stretch: Range<usize>, start: usize, runs: &[Run]) -> bool {
    let mut replaced = false;
    let mut at = stretch.start;
    for run in runs {
        let from = run.start.saturating_sub(start).max(at);
        let to = run.end.saturating_sub(start).min(stretch.end);
        if from >= to || !line.is_char_boundary(from) || !line.is_char_boundary(to) {
            continue;
        }
        replaced |= piece(out, line, at..from);
        let _ = write!(out, "<text:span text:style-name=\"{}\">", face_style(run.faces));
        replaced |= piece(out, line, from..to);
        out.extend_from_slice(b"</text:span>");
        at = to;
    }
    piece(out, line, at..stretch.end) || replaced
}

/// The name of the text style with these faces.
pub(crate) fn face_style(faces: u8) -> String {
    format!("T{faces}")
}

/// Appends part of a line. Spaces that readers would collapse become `text:s`; tabs become `text:tab`.
fn piece(out: &mut Vec<u8>, line: &str, range: Range<usize>) -> bool {
    let Some(text) = line.get(range.clone()) else { return false };
    let mut replaced = false;
    let mut rest = text;
    while let Some(at) = rest.find([' ', '\t']) {
        replaced |= escape(out, &rest[..at]);
        let tail = &rest[at..];
        if let Some(after) = tail.strip_prefix('\t') {
            out.extend_from_slice(b"<text:tab/>");
            rest = after;
            continue;
        }
        let after = tail.trim_start_matches(' ');
        let mut spaces = tail.len() - after.len();
        let from = range.start + text.len() - tail.len();
        let to = from + spaces;
        let before = from.checked_sub(1).and_then(|at| line.as_bytes().get(at));
        if !matches!(before, None | Some(b' ' | b'\t')) && to < line.len() {
            out.push(b' ');
            spaces -= 1;
        }
        match spaces {
            0 => {}
            1 => out.extend_from_slice(b"<text:s/>"),
            _ => {
                let _ = write!(out, "<text:s text:c=\"{spaces}\"/>");
            }
        }
        rest = after;
    }
    escape(out, rest) || replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = Vec::new();
        paragraphs(&mut out, text, &Inline::default());
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn spaces_and_lines() {
        check("a b", "<text:p>a b</text:p>");
        check("", "<text:p></text:p>");
        check(" a  b ", "<text:p><text:s/>a <text:s/>b<text:s/></text:p>");
        check("a\n\nb", "<text:p>a</text:p><text:p></text:p><text:p>b</text:p>");
        check("a\tb", "<text:p>a<text:tab/>b</text:p>");
        check("   ", "<text:p><text:s text:c=\"3\"/></text:p>");
    }

    #[test]
    fn special_and_illegal_characters() {
        check("<&>\"", "<text:p>&lt;&amp;&gt;\"</text:p>");
        check("a\u{1}b\u{FFFF}\u{FFFD}ﬁ", "<text:p>a\u{FFFD}b\u{FFFD}\u{FFFD}ﬁ</text:p>");
    }

    #[test]
    fn markup_crosses_lines() {
        let inline = Inline { runs: vec![Run { start: 1, end: 4, faces: 1 }], links: Vec::new() };
        let mut out = Vec::new();
        paragraphs(&mut out, "ab\ncd", &inline);
        let expected = "<text:p>a<text:span text:style-name=\"T1\">b</text:span></text:p>\
                        <text:p><text:span text:style-name=\"T1\">c</text:span>d</text:p>";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
