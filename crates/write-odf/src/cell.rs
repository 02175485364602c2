//! One cell as XML.

use crate::look::Key;
use crate::style::Palette;
use crate::xml::{self, Inline};
use model::{Cell, Kind, Mark, MarkKind};
use sheets::write::{Content, Plan};
use sheets::{CellStyle, Look};

/// The markup that a cell displays: faces and external links.
pub(crate) fn inline(marks: &[Mark], palette: &mut Palette) -> Inline {
    if marks.is_empty() {
        return Inline::default();
    }
    let runs = sheets::runs_of_marks(marks);
    runs.iter().for_each(|run| palette.use_faces(run.faces));
    let mut links = Vec::new();
    let mut end = 0;
    for mark in marks {
        if let MarkKind::ExternalLink { url } = &mark.kind
            && mark.start >= end
            && mark.end > mark.start
        {
            links.push((mark.start..mark.end, url.clone()));
            end = mark.end;
        }
    }
    Inline { runs, links }
}

/// How a cell was written.
#[derive(Clone, Copy, Default)]
pub(crate) struct Written {
    /// Characters that XML does not allow were replaced.
    pub(crate) replaced: bool,
    /// No style is available for its look.
    pub(crate) plain: bool,
}

/// Appends a cell. `base` is the style of a cell whose plan does not have one.
pub(crate) fn write(
    out: &mut Vec<u8>,
    cell: Cell<'_>,
    plan: &Plan,
    (base, look, wrap): (CellStyle, Look, bool),
    span: (usize, usize),
    note: Option<&str>,
    palette: &mut Palette,
) -> Written {
    let mut written = Written::default();
    out.extend_from_slice(b"<table:table-cell");
    let cell_style = if plan.style == CellStyle::None { base } else { plan.style };
    let format = match &plan.content {
        Content::Value { format, .. } | Content::Number(format) | Content::Seconds(_, format) => {
            Some(*format)
        }
        Content::Blank | Content::Text => None,
    };
    let key = Key { parent: cell_style, format, look, wrap };
    let own = if look.is_plain() && !wrap { None } else { palette.look(key) };
    written.plain = own.is_none() && !look.is_plain();
    let style = match (&own, format, cell_style) {
        (Some(own), ..) => Some(own.as_str()),
        (None, Some(format), _) => Some(palette.cell(format, cell_style)),
        (None, None, CellStyle::None) => None,
        (None, None, cell_style) => Some(cell_style.name()),
    };
    if let Some(style) = style {
        out.extend_from_slice(b" table:style-name=\"");
        out.extend_from_slice(style.as_bytes());
        out.push(b'"');
    }
    if span.0 > 1 || span.1 > 1 {
        xml::set_number(out, "table:number-columns-spanned", span.0);
        xml::set_number(out, "table:number-rows-spanned", span.1);
    }
    let mut shown = cell.text;
    match &plan.content {
        Content::Blank => {}
        Content::Text => {
            out.extend_from_slice(b" office:value-type=\"string\"");
            if cell.text.contains(['\t', '\r']) {
                xml::set(out, "office:string-value", cell.text);
            }
        }
        Content::Number(_) => {
            out.extend_from_slice(b" office:value-type=\"float\" office:value=\"");
            out.extend_from_slice(cell.text.as_bytes());
            out.push(b'"');
        }
        Content::Seconds(text, _) => {
            shown = text;
            xml::set(out, "office:value-type", "float");
            xml::set(out, "office:value", text);
        }
        Content::Value { kind, value, .. } => {
            let (value_type, name) = match kind {
                Kind::Percentage => ("percentage", "office:value"),
                Kind::Boolean => ("boolean", "office:boolean-value"),
                Kind::Date | Kind::DateTime => ("date", "office:date-value"),
                _ => ("time", "office:time-value"),
            };
            xml::set(out, "office:value-type", value_type);
            xml::set(out, name, value);
        }
    }
    if plan.content == Content::Blank && note.is_none() {
        out.extend_from_slice(b"/>");
        return written;
    }
    out.push(b'>');
    if let Some(note) = note {
        written.replaced |= xml::annotation(out, note);
    }
    if plan.content != Content::Blank {
        written.replaced |= match plan.content {
            Content::Text => xml::paragraphs(out, shown, &inline(cell.marks(), palette)),
            _ => xml::paragraphs(out, shown, &Inline::default()),
        };
    }
    out.extend_from_slice(b"</table:table-cell>");
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use sheets::Format;
    use sheets::write::{Durations, plan};

    fn check(text: &str, kind: Kind, expected: &str) {
        let cell = Cell { text, kind, extra: None };
        let plan = plan(cell, Durations::Time);
        let mut out = Vec::new();
        write(
            &mut out,
            cell,
            &plan,
            (CellStyle::None, Look::default(), false),
            (1, 1),
            None,
            &mut Palette::new(),
        );
        let out = String::from_utf8(out).unwrap();
        let start =
            out.find(" table:style-name=\"").map(|at| (at, at + 19 + out[at + 19..].find('"').unwrap() + 1));
        let out = match start {
            Some((from, to)) if out[from..to].contains("\"ce") => format!("{}{}", &out[..from], &out[to..]),
            _ => out,
        };
        let lossy = if plan.lossy { "!" } else { "" };
        let out = out
            .replace("table:table-cell", "c")
            .replace("office:", "")
            .replace("table:", "")
            .replace("text:", "");
        assert_eq!(format!("{out}{lossy}"), expected, "{text:?} {kind:?}");
    }

    #[test]
    fn untyped_texts() {
        check("", Kind::Untyped, "<c/>");
        check("41.400", Kind::Untyped, r#"<c value-type="float" value="41.400"><p>41.400</p></c>"#);
        check("007", Kind::Untyped, r#"<c value-type="string"><p>007</p></c>"#);
        check(
            "1:24.537",
            Kind::Untyped,
            r#"<c value-type="time" time-value="PT00H01M24.537S"><p>1:24.537</p></c>"#,
        );
        check(
            "10 February 2026",
            Kind::Untyped,
            r#"<c value-type="date" date-value="2026-02-10"><p>10 February 2026</p></c>"#,
        );
        check("12.5%", Kind::Untyped, r#"<c value-type="percentage" value="0.125"><p>12.5%</p></c>"#);
        check("TRUE", Kind::Untyped, r#"<c value-type="boolean" boolean-value="true"><p>TRUE</p></c>"#);
        check("true", Kind::Untyped, r#"<c value-type="string"><p>true</p></c>"#);
        check("a\tb", Kind::Untyped, r#"<c value-type="string" string-value="a&#9;b"><p>a<tab/>b</p></c>"#);
    }

    #[test]
    fn kinds() {
        check("1", Kind::Text, r#"<c value-type="string"><p>1</p></c>"#);
        check("1E5", Kind::Number, r#"<c style-name="NumberText" value-type="string"><p>1E5</p></c>"#);
        check(
            "1234567890123456",
            Kind::Number,
            r#"<c style-name="NumberText" value-type="string"><p>1234567890123456</p></c>"#,
        );
        check("true", Kind::Boolean, r#"<c value-type="boolean" boolean-value="true"><p>true</p></c>"#);
        check("", Kind::Missing, r#"<c style-name="Missing"/>"#);
        check("", Kind::Text, r#"<c style-name="EmptyText"/>"#);
        check("[1]", Kind::Json, r#"<c style-name="JsonText" value-type="string"><p>[1]</p></c>"#);
        check("€5", Kind::Currency, r#"<c value-type="string"><p>€5</p></c>!"#);
        check("1:24.5", Kind::Date, r#"<c value-type="string"><p>1:24.5</p></c>!"#);
    }

    #[test]
    fn durations_as_seconds() {
        let cell = Cell { text: "61:25.740", kind: Kind::Untyped, extra: None };
        let expected = Content::Seconds("3685.740".into(), Format::Number(3));
        assert_eq!(plan(cell, Durations::Seconds).content, expected);
    }
}
