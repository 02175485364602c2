//! The output of functions: MediaWiki's on text and numbers, and our own on data.

use super::facts;
use super::frame::Frame;
use super::rules::Function;
use crate::options::Flags;
use crate::syntax::page_text::BLANK;
use crate::syntax::template::Key;

/// The MediaWiki functions that are implemented.
const FUNCTIONS: &[&str] = &[
    "#if",
    "#ifeq",
    "#ifexpr",
    "#expr",
    "#switch",
    "#tag",
    "lc",
    "uc",
    "lcfirst",
    "ucfirst",
    "formatnum",
    "#formatdate",
];

/// Whether a call is one of a function, according to the name before its colon.
pub(crate) fn is_function(title: &str) -> bool {
    title.split_once(':').is_some_and(|(name, _)| known(name))
}

/// Whether this is the name of an implemented MediaWiki function.
pub(super) fn known(name: &str) -> bool {
    FUNCTIONS.iter().any(|function| function.eq_ignore_ascii_case(name))
}

/// The output of a data function, as wiki text; its arguments are requested by their index, from 0.
pub(super) fn data(
    function: Function,
    argument: &dyn Fn(usize) -> Option<String>,
    frame: &Frame<'_>,
    flags: Option<Flags>,
) -> Option<String> {
    Some(match function {
        Function::Nation => facts::nation(&argument(0)?, flags).into_owned(),
        Function::Code => facts::code(&argument(0)?, flags).into_owned(),
        Function::Icon => String::new(),
        Function::Date => {
            let (year, month, day, day_first) = (argument(0)?, argument(1)?, argument(2)?, argument(3)?);
            facts::date(&[&year, &month, &day], facts::DateOrder::from_df(&day_first)).unwrap_or_else(|| {
                let parts = [year, month, day];
                parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
            })
        }
        Function::List => format!("\n{}", argument(0)?),
        Function::Last => frame.positional().next_back()?.to_owned(),
        Function::Quantity => facts::quantity(&frame.positional().take(4).collect::<Vec<_>>()),
        Function::Cite => {
            let values = facts::SOURCE.iter().filter_map(|&key| frame.get(&Key::Name(key.to_owned())));
            values.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(". ")
        }
    })
}

/// An attribute with its value in quotes.
pub(super) fn quoted(attribute: &str) -> String {
    match attribute.split_once('=') {
        Some((name, value)) if !value.trim_start_matches(BLANK).starts_with(['"', '\'']) => {
            format!("{}=\"{}\"", name.trim_matches(BLANK), value.trim_matches(BLANK))
        }
        _ => attribute.to_owned(),
    }
}

/// A number without commas.
pub(super) fn ungrouped(number: &str) -> String {
    number.replace(',', "")
}

/// A number with commas between groups of three digits; any other text without commas.
pub(super) fn grouped(number: &str) -> String {
    let number = ungrouped(number);
    let (sign, rest) = number.split_at(number.len() - number.trim_start_matches(['-', '−']).len());
    let (whole, fraction) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return number;
    }
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

/// Whether two values are equal as text or as numbers.
pub(super) fn same(left: &str, right: &str) -> bool {
    left == right
        || left.parse::<f64>().is_ok_and(|left| right.parse::<f64>().is_ok_and(|right| left == right))
}

/// A text with its first letter changed.
pub(super) fn first_letter(text: &str, change: impl Fn(char) -> String) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| change(first) + rest.as_str())
}
