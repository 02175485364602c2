//! Facts about the world: nations and their codes, and how dates and quantities are written.

mod dates;
mod nations;

pub(crate) use dates::{DateOrder, written as date};

use crate::options::Flags;
use std::borrow::Cow;

/// The name of a nation given by its code or its name.
pub(crate) fn nation(given: &str, flags: Option<Flags>) -> Cow<'_, str> {
    let name = nations::name(given).unwrap_or(given);
    let code = flags.and_then(|flags| Some((flags, nations::code(given)?)));
    match code {
        Some((Flags::Code, code)) => code.into(),
        Some((Flags::Both, code)) => format!("{name} ({code})").into(),
        _ => name.into(),
    }
}

/// The code of a nation, for tight places: after an athlete's name, or in place of a flag.
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

/// The parts of a citation, in the order in which they are written.
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
