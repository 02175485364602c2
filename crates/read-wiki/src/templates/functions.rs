//! What functions show: those of MediaWiki on texts and numbers, and ours on data.

use super::facts;
use super::frame::Frame;
use super::rules::Function;
use crate::options::Flags;
use crate::syntax::page_text::BLANK;
use crate::syntax::template::Key;

/// The functions of MediaWiki that are done here.
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

/// Whether a call is one of a function: what is before its colon says so.
pub(crate) fn is_function(title: &str) -> bool {
    title.split_once(':').is_some_and(|(name, _)| known(name))
}

/// Whether a function of MediaWiki goes by a name.
pub(super) fn known(name: &str) -> bool {
    FUNCTIONS.iter().any(|function| function.eq_ignore_ascii_case(name))
}

/// What a function for data shows, as wiki text; its arguments are asked for by their number, from 0.
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
            facts::date(&[&year, &month, &day], facts::DateOrder::asked(&day_first)).unwrap_or_else(|| {
                let said = [year, month, day];
                said.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
            })
        }
        Function::List => format!("\n{}", argument(0)?),
        Function::Last => frame.positional().next_back()?.to_owned(),
        Function::Quantity => facts::quantity(&frame.positional().take(4).collect::<Vec<_>>()),
        Function::Cite => {
            let said = facts::SOURCE.iter().filter_map(|&key| frame.get(&Key::Name(key.to_owned())));
            said.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(". ")
        }
    })
}

/// An attribute whose value is in quotes.
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

/// A number with commas between groups of three digits; anything else without commas.
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

/// Whether two values are the same text or the same number.
pub(super) fn same(left: &str, right: &str) -> bool {
    left == right
        || left.parse::<f64>().is_ok_and(|left| right.parse::<f64>().is_ok_and(|right| left == right))
}

/// A text with its first letter changed.
pub(super) fn first_letter(text: &str, change: impl Fn(char) -> String) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| change(first) + rest.as_str())
}
