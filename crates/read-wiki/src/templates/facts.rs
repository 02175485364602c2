//! What is known about the world: nations and their codes, how dates and quantities are written.

mod dates;
mod nations;

pub(crate) use dates::{DateOrder, written as date};

use crate::options::Flags;
use std::borrow::Cow;

/// A nation given by its code or its name, as a name.
pub(crate) fn nation(given: &str, flags: Option<Flags>) -> Cow<'_, str> {
    let name = nations::name(given).unwrap_or(given);
    let code = flags.and_then(|flags| Some((flags, nations::code(given)?)));
    match code {
        Some((Flags::Code, code)) => code.into(),
        Some((Flags::Both, code)) => format!("{name} ({code})").into(),
        _ => name.into(),
    }
}

/// A nation as a code, where there is little room: behind the name of an athlete, or instead of a flag.
pub(crate) fn code(given: &str, flags: Option<Flags>) -> Cow<'_, str> {
    match (flags, nations::name(given)) {
        (Some(Flags::Name), Some(name)) => name.into(),
        (Some(Flags::Both), Some(name)) => format!("{name}, {given}").into(),
        _ => given.into(),
    }
}

/// A nation in a column of its own.
pub(crate) fn in_column(given: &str, flags: Option<Flags>) -> String {
    nation(given, Some(flags.unwrap_or(Flags::Code))).into_owned()
}

/// What a source is written out of, in order.
pub(crate) const SOURCE: &[&str] =
    &["last", "author", "title", "work", "website", "publisher", "date", "year"];

/// `1000|m|ft` as `1000 m`, `5|to|10|km` as `5 to 10 km`.
pub(crate) fn quantity(args: &[&str]) -> String {
    let argument = |at: usize| args.get(at).copied().unwrap_or("");
    let (first, second, third, fourth) = (argument(0), argument(1), argument(2), argument(3));
    match second {
        "-" | "–" => format!("{first}–{third} {fourth}"),
        "to" | "and" | "or" | "by" => format!("{first} {second} {third} {fourth}"),
        "x" | "×" => format!("{first} × {third} {fourth}"),
        "" => first.to_owned(),
        unit => format!("{first} {unit}"),
    }
}
