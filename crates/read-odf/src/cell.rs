//! One cell: its attributes, and its text as they determine it.

use crate::Xml;
use crate::format::{Formats, general};
use crate::styles::{Style, Styles};
use model::{Diagnostics, Kind, Result, codes};
use number_format::lexical;
use odf::names::Ns;
use sheets::read::{kept_value, text_kind};
use sheets::{CellStyle, value};
use std::io::Read;
use std::num::IntErrorKind;
use xml::quick_xml::events::attributes::{AttrError, Attribute};

/// The type in `office:value-type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ValueType {
    #[default]
    None,
    Text,
    Number,
    Percentage,
    Currency,
    Date,
    Time,
    Boolean,
}

/// The attributes of a cell.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) kind: ValueType,
    /// The value in machine-readable form, for all types except text.
    pub(crate) value: String,
    pub(crate) string_value: Option<String>,
    pub(crate) currency: Option<String>,
    pub(crate) style: Option<Style>,
    pub(crate) repeated: usize,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    pub(crate) formula: bool,
    /// Whether the cell is an error such as `#DIV/0!`. Its displayed text counts, not its attributes.
    pub(crate) failed: bool,
    /// Whether the value is not valid for its type. The displayed text counts then.
    pub(crate) invalid: bool,
}

impl Attributes {
    /// Reads the attributes of a cell.
    pub(crate) fn read<'a, R: Read>(
        &mut self,
        xml: &Xml<R>,
        attributes: impl Iterator<Item = std::result::Result<Attribute<'a>, AttrError>>,
        styles: &Styles,
        diagnostics: &Diagnostics<'_>,
    ) -> Result<()> {
        let mut text = std::mem::take(&mut self.value);
        text.clear();
        *self = Attributes { value: text, repeated: 1, columns: 1, rows: 1, ..Attributes::default() };
        for attribute in attributes {
            let Ok(attribute) = attribute else {
                return Err(
                    xml.error(codes::SYNTAX.code, "this is not well-formed XML: malformed attributes")
                );
            };
            let (ns, name) = xml.attribute_name(attribute.key.0);
            match (ns, name) {
                (Some(Ns::Office), "value-type") => self.kind = value_type(&xml.value(&attribute)?),
                (Some(Ns::Office), "value" | "date-value" | "time-value" | "boolean-value") => {
                    self.value.push_str(&xml.value(&attribute)?);
                }
                (Some(Ns::Office), "string-value") => {
                    self.string_value = Some(xml.value(&attribute)?.into_owned());
                }
                (Some(Ns::Office), "currency") => self.currency = Some(xml.value(&attribute)?.into_owned()),
                (Some(Ns::Table), "style-name") => self.style = Some(styles.cell(&xml.value(&attribute)?)),
                (Some(Ns::Table), "number-columns-repeated") => {
                    self.repeated = count(xml, &xml.value(&attribute)?, diagnostics)?;
                }
                (Some(Ns::Table), "number-columns-spanned") => {
                    self.columns = count(xml, &xml.value(&attribute)?, diagnostics)?;
                }
                (Some(Ns::Table), "number-rows-spanned") => {
                    self.rows = count(xml, &xml.value(&attribute)?, diagnostics)?;
                }
                (Some(Ns::Table), "formula") => self.formula = true,
                (Some(Ns::Calcext), "value-type") => self.failed = &*attribute.value == "error",
                _ => {}
            }
        }
        self.invalid = !self.failed && !self.value.is_empty() && !self.kind.allows(&self.value);
        if self.invalid {
            let value: String = self.value.chars().take(40).collect();
            diagnostics.report(
                codes::MISTYPED_VALUE
                    .warning(format!("'{value}' is not a {}", self.kind.name()))
                    .at(xml.place())
                    .hint("the cell is read as text"),
            )?;
        }
        Ok(())
    }

    /// Whether this is a formula without a stored result.
    pub(crate) fn has_no_result(&self, shown: &str) -> bool {
        self.formula && shown.is_empty() && self.value.is_empty() && self.kind != ValueType::Text
    }
}

/// Parses a positive count of any size. Anything else is reported and counts as one.
pub(crate) fn count<R: Read>(xml: &Xml<R>, text: &str, diagnostics: &Diagnostics<'_>) -> Result<usize> {
    let digits = text.trim();
    match digits.parse::<usize>() {
        Ok(count) if count > 0 => return Ok(count),
        Err(error) if *error.kind() == IntErrorKind::PosOverflow => return Ok(usize::MAX),
        _ => {}
    }
    let text: String = text.chars().take(40).collect();
    diagnostics.report(
        codes::MISTYPED_VALUE
            .warning(format!("'{text}' is not a positive number of rows or columns"))
            .at(xml.place())
            .hint("it is read as 1"),
    )?;
    Ok(1)
}

impl ValueType {
    /// Whether a value is valid for this type.
    fn allows(self, value: &str) -> bool {
        match self {
            ValueType::None | ValueType::Text => true,
            ValueType::Number | ValueType::Percentage | ValueType::Currency => lexical::is_number(value),
            ValueType::Date => lexical::is_date(value),
            ValueType::Time => lexical::is_duration(value),
            ValueType::Boolean => lexical::is_boolean(value),
        }
    }

    fn name(self) -> &'static str {
        match self {
            ValueType::None | ValueType::Text => "text",
            ValueType::Number | ValueType::Percentage | ValueType::Currency => "number",
            ValueType::Date => "date",
            ValueType::Time => "duration",
            ValueType::Boolean => "boolean",
        }
    }
}

fn value_type(name: &str) -> ValueType {
    match name {
        "string" => ValueType::Text,
        "float" => ValueType::Number,
        "percentage" => ValueType::Percentage,
        "currency" => ValueType::Currency,
        "date" => ValueType::Date,
        "time" => ValueType::Time,
        "boolean" => ValueType::Boolean,
        _ => ValueType::None,
    }
}

/// The meaning of a cell: its kind, its text if that is not the displayed one, and its value if the text does not
/// express it.
pub(crate) struct Meaning {
    pub(crate) kind: Kind,
    pub(crate) text: Option<String>,
    pub(crate) value: Option<String>,
}

/// The meaning of a cell that displays this text.
pub(crate) fn meaning(attributes: &mut Attributes, style: Style, formats: &Formats, shown: &str) -> Meaning {
    let plain = |kind| Meaning { kind, text: None, value: None };
    let stored = std::mem::take(&mut attributes.value);
    let kind = match attributes.kind {
        ValueType::None | ValueType::Text => return text(attributes, style, shown),
        _ if attributes.failed => return plain(Kind::Text),
        _ if attributes.invalid => {
            return Meaning { kind: Kind::Text, text: shown.is_empty().then_some(stored), value: None };
        }
        // LibreOffice stores a boolean whose format shows it in lower case as a number.
        ValueType::Number if matches!((shown, stored.as_str()), ("true", "1") | ("false", "0")) => {
            return plain(Kind::Boolean);
        }
        ValueType::Number => Kind::Number,
        ValueType::Percentage => Kind::Percentage,
        ValueType::Currency => Kind::Currency,
        ValueType::Boolean => Kind::Boolean,
        ValueType::Date if stored.contains('T') => Kind::DateTime,
        ValueType::Date => Kind::Date,
        ValueType::Time => {
            if style.cell_style == CellStyle::Seconds {
                let text = value::beyond_seconds(shown, &stored);
                if text.is_some() || value::is_seconds(shown, &stored) {
                    return Meaning { text, ..plain(Kind::Untyped) };
                }
            }
            if style.clock { Kind::Time } else { Kind::Duration }
        }
    };
    let text = shown_by_style(formats, style, kind, &stored, shown);
    let displayed = text.as_deref().unwrap_or(shown);
    let value = kept_value(kind, displayed, stored, attributes.currency.as_deref());
    Meaning { kind, text, value }
}

/// The text that a cell should display, if the stored one is missing or does not follow the style.
fn shown_by_style(formats: &Formats, style: Style, kind: Kind, stored: &str, shown: &str) -> Option<String> {
    if stored.is_empty() {
        return None;
    }
    // Columns that are too narrow show `###` instead of a number.
    if shown.bytes().all(|byte| byte == b'#') {
        let format = style.format.filter(|_| !formats.is_general(style.format));
        let styled = format.and_then(|format| formats.show(format, kind, stored));
        return styled.or_else(|| plain(formats, kind, stored)).or_else(|| Some(value::shown(kind, stored)));
    }
    // Programs differ in the digits and words they store; spreadsheets show values without a format in their own way.
    if (kind == Kind::Number && shown == stored && is_short(stored)) || !formats.is_general(style.format) {
        return None;
    }
    let is_other = match kind {
        Kind::Number => formats.decimals.is_none() && shown.parse::<f64>().is_ok(),
        Kind::Boolean => lexical::is_boolean(shown),
        _ => false,
    };
    plain(formats, kind, stored).filter(|text| is_other && text != shown)
}

/// Whether a number is written with the digits that spreadsheets show. Most are, and the check is cheap.
fn is_short(number: &str) -> bool {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "1"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    number.len() <= 15
        && digits(whole)
        && digits(fraction)
        && (!whole.starts_with('0') || number == "0" || (whole == "0" && fraction.len() < 5))
        && !fraction.ends_with('0')
}

/// A number or a boolean as shown without a format.
fn plain(formats: &Formats, kind: Kind, stored: &str) -> Option<String> {
    match kind {
        Kind::Number => {
            let number = stored.trim().parse().ok().filter(|number: &f64| number.is_finite())?;
            Some(general(number, formats.decimals))
        }
        Kind::Boolean if stored == "1" => Some("TRUE".into()),
        Kind::Boolean if stored == "0" => Some("FALSE".into()),
        Kind::Boolean => Some(stored.trim().to_ascii_uppercase()),
        _ => None,
    }
}

fn text(attributes: &mut Attributes, style: Style, shown: &str) -> Meaning {
    let text = attributes
        .string_value
        .take()
        .filter(|text| text != shown && (!text.is_empty() && !attributes.failed));
    let all = text.as_deref().unwrap_or(shown);
    let kind = text_kind(style.cell_style, all);
    Meaning { kind, text, value: None }
}
