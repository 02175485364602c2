//! One cell: the value and format that show its very text, else a string.

use crate::format::Format;
use crate::style::Palette;
use crate::xml::{self, Inline};
use model::{Cell, Extra, Kind, Mark, MarkKind, infer};
use odf::chars::has_illegal;
use odf::{Carrier, value};

/// How durations are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durations {
    /// As times that show their text.
    Time,
    /// As text.
    Text,
    /// As a number of seconds.
    Seconds,
}

/// What stands in a cell of the sheet.
#[derive(Debug, PartialEq)]
pub(crate) enum Content {
    /// Nothing.
    Blank,
    /// The text.
    Text,
    /// A value: its type, its value in ODF's form, and the format that shows the text.
    Value { attribute: &'static str, value: String, format: Format },
    /// A number that is its own value.
    Number(Format),
    /// A duration as a number of seconds.
    Seconds(String, Format),
}

/// What stands in a cell, what its style says, and whether that is all there is to say.
#[derive(Debug, PartialEq)]
pub(crate) struct Plan {
    pub(crate) content: Content,
    pub(crate) carrier: Carrier,
    /// Whether reading the cell gives less than there was.
    pub(crate) poorer: bool,
}

/// Decides how a body cell is written.
pub(crate) fn plan(cell: Cell<'_>, durations: Durations) -> Plan {
    let (content, mut carrier) = content(cell, durations);
    let typed = !matches!(content, Content::Text | Content::Blank);
    let Some(extra) = cell.extra else {
        let poorer = !typed && loses_kind(cell, carrier);
        return Plan { content, carrier, poorer };
    };
    let mut poorer = is_poorer(cell, extra) || (!typed && loses_kind(cell, carrier));
    if typed {
        // What a reader makes of the value is what the text implies; a value that says more was not typed.
        poorer |=
            extra.value.as_deref().is_some_and(|value| !infer::is_implied(cell.text, cell.kind, Some(value)));
        // Programs drop markup over a value.
        poorer |= !extra.marks.is_empty();
    } else {
        poorer |= extra.value.is_some();
    }
    if extra.header {
        match carrier {
            Carrier::None => carrier = Carrier::RowHeader,
            _ => poorer = true,
        }
    }
    Plan { content, carrier, poorer }
}

/// Decides how a cell of a header row is written: always its text.
pub(crate) fn plan_header(cell: Cell<'_>) -> Plan {
    let content = if cell.text.is_empty() { Content::Blank } else { Content::Text };
    let poorer = cell.extra.is_some_and(|extra| is_poorer(cell, extra) || extra.value.is_some());
    Plan { content, carrier: Carrier::None, poorer }
}

/// Whether there is more to a cell than its text, value and kind, that its markup cannot say.
fn is_poorer(cell: Cell<'_>, extra: &Extra) -> bool {
    !extra.attributes.is_empty()
        || !extra.blocks.is_empty()
        || extra.note.as_ref().is_some_and(|note| !note.marks.is_empty() || note.text.is_empty())
        || !odf::are_simple(&extra.marks)
        || (!extra.marks.is_empty() && (cell.text.contains('\r') || has_illegal(cell.text)))
        || extra.marks.iter().any(|mark| crosses_a_break(cell.text, mark))
}

/// Whether a mark goes over a line break: each paragraph has its own spans, and what was one mark is not known.
fn crosses_a_break(text: &str, mark: &Mark) -> bool {
    text.get(mark.start..mark.end).is_some_and(|marked| marked.contains('\n'))
}

/// Whether a string or blank cell would be read as another kind.
fn loses_kind(cell: Cell<'_>, carrier: Carrier) -> bool {
    match cell.kind {
        Kind::Untyped | Kind::Text | Kind::Null | Kind::Missing => false,
        Kind::Number => carrier != Carrier::NumberText,
        Kind::Json => carrier != Carrier::JsonText,
        kind => !infer::is_implied(cell.text, kind, None),
    }
}

fn content(cell: Cell<'_>, durations: Durations) -> (Content, Carrier) {
    let text = cell.text;
    if text.is_empty() {
        return match cell.kind {
            Kind::Text => (Content::Blank, Carrier::EmptyText),
            Kind::Missing => (Content::Blank, Carrier::Missing),
            _ => (Content::Blank, Carrier::None),
        };
    }
    let string = (Content::Text, Carrier::None);
    let has_value = cell.value().is_some();
    match cell.kind {
        // Its text is not all it has to say: the value is among the details, for a kind of its own it has none.
        Kind::Untyped if has_value => string,
        Kind::Untyped => {
            if infer::is_plain_number(text) {
                return number(text);
            }
            if !may_be_value(text) {
                return string;
            }
            match infer::sheet_value(text) {
                Some(found) => (typed(text, found.kind, found.value, durations), Carrier::None),
                None => string,
            }
        }
        Kind::Number if !has_value && infer::is_json_number(text) => number(text),
        Kind::Boolean if !has_value && matches!(text, "true" | "false") => {
            let value = text.to_owned();
            (Content::Value { attribute: "boolean", value, format: Format::Lower }, Carrier::None)
        }
        Kind::Date | Kind::DateTime | Kind::Duration | Kind::Percentage | Kind::Boolean => {
            let found = infer::sheet_value(text).filter(|found| {
                found.kind == cell.kind
                    && cell.value().is_none_or(|held| value::says_it_all(text, cell.kind, held))
            });
            match found {
                Some(found) => (typed(text, found.kind, found.value, durations), Carrier::None),
                None => string,
            }
        }
        Kind::Time => match (cell.value(), Format::of_clock(text)) {
            (Some(held), Some(format)) if clock_value(text).is_some_and(|value| value == held) => {
                (Content::Value { attribute: "time", value: held.to_owned(), format }, Carrier::None)
            }
            _ => string,
        },
        Kind::Json => (Content::Text, Carrier::JsonText),
        _ => string,
    }
}

/// A look at the ends of a text: nothing else can be a [`infer::sheet_value`].
fn may_be_value(text: &str) -> bool {
    match text.as_bytes() {
        [b'0'..=b'9', ..] | [.., b'%'] | b"TRUE" | b"FALSE" => true,
        [b'A'..=b'S', .., last] => last.is_ascii_digit(),
        _ => false,
    }
}

fn number(text: &str) -> (Content, Carrier) {
    match Format::of_number(text) {
        Some(format) => (Content::Number(format), Carrier::None),
        None => (Content::Text, Carrier::NumberText),
    }
}

fn typed(text: &str, kind: Kind, value: String, durations: Durations) -> Content {
    let Some(format) = Format::of(text, kind) else { return Content::Text };
    let attribute = match kind {
        Kind::Percentage => "percentage",
        Kind::Boolean => "boolean",
        Kind::Date | Kind::DateTime => "date",
        _ => match durations {
            Durations::Time => "time",
            Durations::Text => return Content::Text,
            Durations::Seconds => return in_seconds(&value).unwrap_or(Content::Text),
        },
    };
    Content::Value { attribute, value, format }
}

/// `PT00H01M24.537S` as `84.537`: whole seconds are counted, decimals copied.
fn in_seconds(value: &str) -> Option<Content> {
    let (whole, fraction) =
        value.strip_suffix('S')?.split_once('.').unwrap_or((value.strip_suffix('S')?, ""));
    let total = odf::value::seconds(&format!("{whole}S"))? as u64;
    let text = if fraction.is_empty() { total.to_string() } else { format!("{total}.{fraction}") };
    let format = Format::of_number(&text)?;
    Some(Content::Seconds(text, format))
}

/// The value of a time of day that shows as this text.
fn clock_value(text: &str) -> Option<String> {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split(':').collect();
    let (hours, minutes, seconds) = match parts[..] {
        [hours, minutes] => (hours, minutes, "00"),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    let valid =
        digits(hours) && hours < "24" && [minutes, seconds].iter().all(|part| digits(part) && **part < *"60");
    valid.then(|| format!("PT{hours}H{minutes}M{seconds}S"))
}

/// The markup a cell shows: faces, and links to addresses.
pub(crate) fn inline(marks: &[Mark], palette: &mut Palette) -> Inline {
    if marks.is_empty() {
        return Inline::default();
    }
    let runs = odf::runs_of_marks(marks);
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

/// Appends a cell. `style` is that of a cell without format or carrier. Returns whether characters were replaced.
pub(crate) fn write(
    out: &mut Vec<u8>,
    cell: Cell<'_>,
    plan: &Plan,
    style: Option<&str>,
    span: (usize, usize),
    palette: &mut Palette,
) -> bool {
    out.extend_from_slice(b"<table:table-cell");
    let header = plan.carrier == Carrier::RowHeader;
    let format = match &plan.content {
        Content::Value { format, .. } | Content::Number(format) | Content::Seconds(_, format) => {
            Some(*format)
        }
        Content::Blank | Content::Text => None,
    };
    let style = match (format, plan.carrier) {
        (Some(format), _) => Some(palette.cell(format, header)),
        (None, Carrier::None) => style,
        (None, carrier) => Some(carrier.style()),
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
        Content::Value { attribute, value, .. } => {
            xml::set(out, "office:value-type", attribute);
            let name = match *attribute {
                "percentage" => "office:value",
                "boolean" => "office:boolean-value",
                "date" => "office:date-value",
                _ => "office:time-value",
            };
            xml::set(out, name, value);
        }
    }
    let note = cell.extra.and_then(|extra| extra.note.as_ref()).filter(|note| !note.text.is_empty());
    if plan.content == Content::Blank && note.is_none() {
        out.extend_from_slice(b"/>");
        return false;
    }
    out.push(b'>');
    let mut replaced = false;
    if let Some(note) = note {
        out.extend_from_slice(b"<office:annotation>");
        replaced |= xml::paragraphs(out, &note.text, &Inline::default());
        out.extend_from_slice(b"</office:annotation>");
    }
    if plan.content != Content::Blank {
        replaced |= match plan.content {
            Content::Text => xml::paragraphs(out, shown, &inline(cell.marks(), palette)),
            _ => xml::paragraphs(out, shown, &Inline::default()),
        };
    }
    out.extend_from_slice(b"</table:table-cell>");
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, kind: Kind, expected: &str) {
        let cell = Cell { text, kind, extra: None };
        let plan = plan(cell, Durations::Time);
        let mut out = Vec::new();
        write(&mut out, cell, &plan, None, (1, 1), &mut Palette::new());
        let out = String::from_utf8(out).unwrap();
        let start =
            out.find(" table:style-name=\"").map(|at| (at, at + 19 + out[at + 19..].find('"').unwrap() + 1));
        let out = match start {
            Some((from, to)) if out[from..to].contains("\"ce") => format!("{}{}", &out[..from], &out[to..]),
            _ => out,
        };
        let poorer = if plan.poorer { "!" } else { "" };
        let out = out
            .replace("table:table-cell", "c")
            .replace("office:", "")
            .replace("table:", "")
            .replace("text:", "");
        assert_eq!(format!("{out}{poorer}"), expected, "{text:?} {kind:?}");
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
