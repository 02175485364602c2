//! One cell: the value and format that show exactly its text, or else a string.

use super::Durations;
use crate::chars::has_illegal;
use crate::{CellStyle, Format, are_simple, value};
use model::{Cell, Extra, Kind, Mark, infer};
use number_format::duration;

/// What untyped numbers in a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Column {
    /// Numbers.
    #[default]
    Numbers,
    /// Whole numbers are codes.
    Codes,
    /// Words.
    Words,
    /// Decimals are durations in seconds.
    Seconds,
}

/// The content of a cell in a sheet.
#[derive(Debug, PartialEq)]
pub enum Content {
    /// Nothing.
    Blank,
    /// The text.
    Text,
    /// A value, and the format that shows the text.
    Value {
        /// Its kind: boolean, percentage, date, date-time, time of day or duration.
        kind: Kind,
        /// The value in the lexical form of ODF 1.3 part 3, section 18.
        value: String,
        /// The format.
        format: Format,
    },
    /// A number whose text is the value.
    Number(Format),
    /// A duration as a number of seconds.
    Seconds(String, Format),
}

/// How a cell is written.
#[derive(Debug, PartialEq)]
pub struct Plan {
    /// Its content.
    pub content: Content,
    /// Its style.
    pub style: CellStyle,
    /// Whether reading the cell returns less than was written.
    pub lossy: bool,
}

/// Decides how a body cell is written, regardless of its column.
pub fn plan(cell: Cell<'_>, durations: Durations) -> Plan {
    plan_in(Column::Numbers, cell, durations)
}

/// Decides how a body cell of a column is written.
pub(super) fn plan_in(column: Column, cell: Cell<'_>, durations: Durations) -> Plan {
    let (content, mut style) = content(column, cell, durations);
    let typed = !matches!(content, Content::Text | Content::Blank);
    let Some(extra) = cell.extra else {
        let lossy = !typed && loses_kind(cell, style);
        return Plan { content, style, lossy };
    };
    let mut lossy = is_lossy(cell, extra) || (!typed && loses_kind(cell, style));
    if typed {
        // The value as read is the one that the text implies; any other value is lost.
        lossy |=
            extra.value.as_deref().is_some_and(|value| !infer::is_implied(cell.text, cell.kind, Some(value)));
        // Programs drop the markup of a value.
        lossy |= !extra.marks.is_empty();
    } else {
        lossy |= extra.value.is_some();
    }
    if extra.header {
        // In a cell that is bold as a whole, a reader cannot tell which part of the text is bold.
        lossy |= !extra.marks.is_empty();
        match style {
            CellStyle::None => style = CellStyle::RowHeader,
            _ => lossy = true,
        }
    }
    Plan { content, style, lossy }
}

/// Decides how a cell of a header row is written: always its text.
pub fn plan_header(cell: Cell<'_>) -> Plan {
    let content = if cell.text.is_empty() { Content::Blank } else { Content::Text };
    let has_more = |extra: &Extra| is_lossy(cell, extra) || extra.value.is_some() || !extra.marks.is_empty();
    let lossy = cell.extra.is_some_and(has_more);
    Plan { content, style: CellStyle::None, lossy }
}

/// Whether a cell has more than a text, value and kind, and its markup cannot express the rest.
fn is_lossy(cell: Cell<'_>, extra: &Extra) -> bool {
    !extra.attributes.is_empty()
        || !extra.blocks.is_empty()
        || extra.note.as_ref().is_some_and(|note| !note.marks.is_empty() || note.text.is_empty())
        || !are_simple(&extra.marks)
        || (!extra.marks.is_empty() && (cell.text.contains('\r') || has_illegal(cell.text)))
        || extra.marks.iter().any(|mark| crosses_a_break(cell.text, mark))
}

/// Whether a mark crosses a line break: each paragraph has its own spans, which do not show that they were one mark.
fn crosses_a_break(text: &str, mark: &Mark) -> bool {
    text.get(mark.start..mark.end).is_some_and(|marked| marked.contains('\n'))
}

/// Whether a string or blank cell would be read as another kind.
fn loses_kind(cell: Cell<'_>, style: CellStyle) -> bool {
    match cell.kind {
        Kind::Untyped | Kind::Text | Kind::Null | Kind::Missing => false,
        Kind::Number => style != CellStyle::NumberText,
        Kind::Json => style != CellStyle::JsonText,
        kind => !infer::is_implied(cell.text, kind, None),
    }
}

fn content(column: Column, cell: Cell<'_>, durations: Durations) -> (Content, CellStyle) {
    let text = cell.text;
    if text.is_empty() {
        return match cell.kind {
            Kind::Text => (Content::Blank, CellStyle::EmptyText),
            Kind::Missing => (Content::Blank, CellStyle::Missing),
            _ => (Content::Blank, CellStyle::None),
        };
    }
    let string = (Content::Text, CellStyle::None);
    let has_value = cell.value().is_some();
    match cell.kind {
        // Its text does not imply its value, which is kept among the details because the cell does not have a kind.
        Kind::Untyped if has_value => string,
        Kind::Untyped => {
            if infer::is_plain_number(text) {
                return untyped_number(column, text, durations);
            }
            if column == Column::Codes && is_digits(text) {
                return (Content::Text, CellStyle::AsText);
            }
            if !may_be_value(text) {
                return string;
            }
            match infer::sheet_value(text) {
                Some(found) => (typed(text, found.kind, found.value, durations), CellStyle::None),
                None => string,
            }
        }
        Kind::Number if !has_value && infer::is_json_number(text) => number(text),
        Kind::Boolean if !has_value && matches!(text, "true" | "false") => {
            let value = text.to_owned();
            (Content::Value { kind: Kind::Boolean, value, format: Format::Lower }, CellStyle::None)
        }
        Kind::Date | Kind::DateTime | Kind::Duration | Kind::Percentage | Kind::Boolean => {
            let found = infer::sheet_value(text).filter(|found| {
                found.kind == cell.kind
                    && cell.value().is_none_or(|held| value::implies(text, cell.kind, held))
            });
            match found {
                Some(found) => (typed(text, found.kind, found.value, durations), CellStyle::None),
                None => string,
            }
        }
        Kind::Time => match (cell.value(), Format::of_clock(text)) {
            (Some(held), Some(format)) if clock_value(text).is_some_and(|value| value == held) => {
                (Content::Value { kind: Kind::Time, value: held.to_owned(), format }, CellStyle::None)
            }
            _ => string,
        },
        Kind::Json => (Content::Text, CellStyle::JsonText),
        _ => string,
    }
}

/// Whether a text consists of digits.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text may be an [`infer::sheet_value`], judging by its first and last characters.
pub(super) fn may_be_value(text: &str) -> bool {
    match text.as_bytes() {
        [b'0'..=b'9', ..] | [.., b'%'] | b"TRUE" | b"FALSE" => true,
        [b'A'..=b'S', .., last] => last.is_ascii_digit(),
        _ => false,
    }
}

fn untyped_number(column: Column, text: &str, durations: Durations) -> (Content, CellStyle) {
    let format = Format::of_seconds(text).filter(|_| durations == Durations::Time);
    match (column, format) {
        (Column::Codes, _) if !text.contains('.') => (Content::Text, CellStyle::AsText),
        (Column::Words, _) => (Content::Text, CellStyle::AsText),
        (Column::Seconds, Some(format)) => {
            let value = duration::of_seconds(text);
            (Content::Value { kind: Kind::Duration, value, format }, CellStyle::Seconds)
        }
        _ => number(text),
    }
}

fn number(text: &str) -> (Content, CellStyle) {
    match Format::of_number(text) {
        Some(format) => (Content::Number(format), CellStyle::None),
        None => (Content::Text, CellStyle::NumberText),
    }
}

fn typed(text: &str, kind: Kind, value: String, durations: Durations) -> Content {
    let Some(format) = Format::of(text, kind) else { return Content::Text };
    if kind == Kind::Duration {
        match durations {
            Durations::Time => {}
            Durations::Text => return Content::Text,
            Durations::Seconds => return in_seconds(&value).unwrap_or(Content::Text),
        }
    }
    Content::Value { kind, value, format }
}

/// `PT00H01M24.537S` as `84.537`: whole seconds are added up, decimals are copied.
fn in_seconds(value: &str) -> Option<Content> {
    let (whole, fraction) =
        value.strip_suffix('S')?.split_once('.').unwrap_or((value.strip_suffix('S')?, ""));
    let total = duration::seconds(&format!("{whole}S"))? as u64;
    let text = if fraction.is_empty() { total.to_string() } else { format!("{total}.{fraction}") };
    let format = Format::of_number(&text)?;
    Some(Content::Seconds(text, format))
}

/// The value of a time of day that is shown as this text.
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
