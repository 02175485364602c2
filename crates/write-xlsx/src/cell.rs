//! One cell as XML (ECMA-376 part 1, section 18.3.1.4).

use crate::format_code::serial;
use crate::styles::{Base, Style, Styles, run_properties};
use model::{Cell, Kind, Mark, MarkKind};
use sheets::chars::cut;
use sheets::write::{Content, Plan, width};
use sheets::{CellStyle, Face, Look, Run, are_simple, names, runs_of_marks, xml};

/// How many characters fit in the widest column.
pub(crate) const WIDEST: usize = 48;

/// The longest address of a link.
const LONGEST_LINK: usize = 2_079;

/// Where a cell is, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) column: usize,
    pub(crate) row: usize,
}

impl At {
    /// Appends the reference, such as `C7`. This runs for every cell, so it does not allocate.
    fn push(self, out: &mut Vec<u8>) {
        names::push_column(out, self.column);
        push_number(out, self.row + 1);
    }
}

/// Appends a number in digits.
pub(crate) fn push_number(out: &mut Vec<u8>, number: usize) {
    let start = out.len();
    let mut rest = number;
    loop {
        out.push(b'0' + (rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out[start..].reverse();
}

/// Shows the reference, such as `C7`.
impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", names::column_letters(self.column), self.row + 1)
    }
}

/// Adapts the plan to Excel: values that it cannot store become text, and whatever its cells cannot express is left to
/// the details.
pub(crate) fn adapt(cell: Cell<'_>, plan: &mut Plan) {
    if let Content::Value { kind, value, .. } = &plan.content
        && serial(*kind, value).is_none()
    {
        plan.content = Content::Text;
    }
    let marks = cell.marks();
    plan.lossy |= !(marks.is_empty() || are_faces(marks) || link(cell).is_some())
        || cell.text.contains('\r')
        || has_escape(cell.text)
        || is_cut(cell.text);
}

/// Whether a text is too long for an Excel cell.
pub(crate) fn is_cut(text: &str) -> bool {
    cut(text).len() < text.len()
}

fn are_faces(marks: &[Mark]) -> bool {
    are_simple(marks) && marks.iter().all(|mark| Face::of(&mark.kind).is_some())
}

/// The target of a cell that is a link as a whole.
pub(crate) fn link(cell: Cell<'_>) -> Option<&str> {
    match cell.marks() {
        [Mark { start: 0, end, kind: MarkKind::ExternalLink { url } }] if *end == cell.text.len() => {
            fits(url).then_some(url)
        }
        _ => None,
    }
}

/// The target of a click on the cell, which is that of its first link.
pub(crate) fn click(marks: &[Mark]) -> Option<&str> {
    marks.iter().find_map(|mark| match &mark.kind {
        MarkKind::ExternalLink { url } if fits(url) => Some(url.as_str()),
        _ => None,
    })
}

fn fits(url: &str) -> bool {
    !url.is_empty() && url.len() <= LONGEST_LINK && !sheets::chars::has_illegal(url)
}

/// Appends a cell. Returns whether characters were replaced.
pub(crate) fn write(
    out: &mut Vec<u8>,
    at: At,
    cell: Cell<'_>,
    plan: &Plan,
    look: Look,
    styles: &mut Styles,
) -> bool {
    let format = match &plan.content {
        Content::Value { format, .. } | Content::Number(format) | Content::Seconds(_, format) => {
            Some(*format)
        }
        Content::Blank | Content::Text => None,
    };
    let is_text = plan.content == Content::Text;
    let style = Style {
        base: Base::Cell(plan.style),
        format,
        link: is_text && click(cell.marks()).is_some(),
        wrap: is_text && (cell.text.contains('\n') || width::overflows(cell.text, WIDEST)),
        look: if is_text { look } else { look.with_marks_of(cell) },
    };
    start(out, at, styles.id(at.column, style));
    match &plan.content {
        Content::Blank => {
            out.extend_from_slice(b"/>");
            return false;
        }
        Content::Text => return string(out, style.base, cell.text, cell.marks()),
        Content::Number(_) => value(out, cell.text),
        Content::Seconds(text, _) => value(out, text),
        Content::Value { kind, value: text, .. } => {
            if *kind == Kind::Boolean {
                out.extend_from_slice(b" t=\"b\"");
            }
            value(out, &serial(*kind, text).unwrap_or_default());
        }
    }
    false
}

/// Appends an empty cell with a style.
pub(crate) fn blank(out: &mut Vec<u8>, at: At, cell_style: CellStyle, look: Look, styles: &mut Styles) {
    start(out, at, styles.id(at.column, Style { look, ..Style::of(Base::Cell(cell_style)) }));
    out.extend_from_slice(b"/>");
}

/// Appends a cell with a text, or an empty cell.
pub(crate) fn text(
    out: &mut Vec<u8>,
    at: At,
    text: &str,
    marks: &[Mark],
    style: Style,
    styles: &mut Styles,
) -> bool {
    start(out, at, styles.id(at.column, style));
    if text.is_empty() {
        out.extend_from_slice(b"/>");
        return false;
    }
    string(out, style.base, text, marks)
}

/// Appends a cell with a text and no style.
pub(crate) fn plain(out: &mut Vec<u8>, at: At, text: &str) -> bool {
    start(out, at, 0);
    string(out, Base::Cell(CellStyle::None), text, &[])
}

fn start(out: &mut Vec<u8>, at: At, style: usize) {
    out.extend_from_slice(b"<c r=\"");
    at.push(out);
    out.push(b'"');
    if style != 0 {
        out.extend_from_slice(b" s=\"");
        push_number(out, style);
        out.push(b'"');
    }
}

fn value(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(b"><v>");
    out.extend_from_slice(text.as_bytes());
    out.extend_from_slice(b"</v></c>");
}

/// Appends the rest of a cell with a text. The string is inline, so that it need not be kept until the end of the file.
fn string(out: &mut Vec<u8>, base: Base, text: &str, marks: &[Mark]) -> bool {
    out.extend_from_slice(b" t=\"inlineStr\"><is>");
    let text = cut(text);
    let faces = runs_of_marks(marks);
    let replaced = if faces.is_empty() { run(out, text) } else { runs(out, base, text, &faces) };
    out.extend_from_slice(b"</is></c>");
    replaced
}

/// Appends a text as runs with the same faces.
fn runs(out: &mut Vec<u8>, base: Base, text: &str, faces: &[Run]) -> bool {
    let mut replaced = false;
    let mut at = 0;
    let mut piece = |out: &mut Vec<u8>, from: usize, to: usize, faces: u8| {
        let Some(text) = text.get(from..to).filter(|text| !text.is_empty()) else { return };
        out.extend_from_slice(b"<r>");
        run_properties(out, base, faces);
        replaced |= run(out, text);
        out.extend_from_slice(b"</r>");
    };
    for run in faces {
        piece(out, at, run.start, 0);
        piece(out, run.start, run.end.min(text.len()), run.faces);
        at = run.end;
    }
    piece(out, at, text.len(), 0);
    replaced
}

fn run(out: &mut Vec<u8>, text: &str) -> bool {
    let bare = !text.starts_with([' ', '\n', '\t']) && !text.ends_with([' ', '\n', '\t']);
    out.extend_from_slice(if bare { b"<t>" } else { b"<t xml:space=\"preserve\">" });
    let replaced = escaped(out, text);
    out.extend_from_slice(b"</t>");
    replaced
}

/// Appends a text with sequences such as `_x0041_` escaped, which Excel would read as a character (ECMA-376 part 1,
/// section 22.9.2.19).
pub(crate) fn escaped(out: &mut Vec<u8>, text: &str) -> bool {
    let mut replaced = false;
    let mut rest = text;
    while let Some(at) = escape_at(rest) {
        replaced |= xml::text(out, &rest[..at]);
        out.extend_from_slice(b"_x005F_");
        rest = &rest[at + 1..];
    }
    xml::text(out, rest) || replaced
}

fn has_escape(text: &str) -> bool {
    escape_at(text).is_some()
}

/// Where the first sequence starts that looks like an escape.
fn escape_at(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'_', bytes).find(|&at| {
        bytes.get(at + 1) == Some(&b'x')
            && bytes.get(at + 2..at + 6).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            && bytes.get(at + 6) == Some(&b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(write: impl FnOnce(&mut Vec<u8>), expected: &str) {
        let mut out = Vec::new();
        write(&mut out);
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn references() {
        check(|out| At { column: 0, row: 0 }.push(out), "A1");
        check(|out| At { column: 701, row: 1_048_575 }.push(out), "ZZ1048576");
        check(|out| At { column: 16_383, row: 9 }.push(out), "XFD10");
    }

    #[test]
    fn sequences_that_look_like_escapes_are_escaped() {
        check(|out| assert!(!escaped(out, "a_x0041_b_x00")), "a_x005F_x0041_b_x00");
        check(|out| assert!(!escaped(out, "_x_x12aF_")), "_x_x005F_x12aF_");
    }

    #[test]
    fn runs_have_faces() {
        let faces = Face::Bold.bit() | Face::Sup.bit();
        let faces = [Run { start: 1, end: 2, faces }];
        check(
            |out| assert!(!runs(out, Base::Cell(CellStyle::None), "abc ", &faces)),
            "<r><rPr><rFont val=\"Arial\"/><sz val=\"10\"/></rPr><t>a</t></r>\
             <r><rPr><rFont val=\"Arial\"/><b/><sz val=\"10\"/><vertAlign val=\"superscript\"/></rPr><t>b</t></r>\
             <r><rPr><rFont val=\"Arial\"/><sz val=\"10\"/></rPr><t xml:space=\"preserve\">c </t></r>",
        );
    }
}
