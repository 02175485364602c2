//! Kinds of options: texts, files, choices and switches.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ValueHint, value_parser};
use std::path::PathBuf;

pub(super) fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    // Shells complete file names unless told otherwise.
    Arg::new(name).long(name).value_name(value).value_hint(ValueHint::Other).help(help)
}

pub(super) fn file(name: &'static str, value: &'static str, hint: ValueHint, help: &'static str) -> Arg {
    text(name, value, help).value_parser(value_parser!(PathBuf)).value_hint(hint)
}

pub(super) fn choice(name: &'static str, values: &'static [&'static str], help: &'static str) -> Arg {
    choosing_from(Arg::new(name).long(name).help(help), values)
}

/// The name of the value lists the choices, so the help does not list them again.
pub(super) fn choosing_from(arg: Arg, values: &'static [&'static str]) -> Arg {
    let parser = PossibleValuesParser::new(values.iter().copied());
    arg.value_name(values.join("|")).value_parser(parser).hide_possible_values(true)
}

pub(super) fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

pub(super) fn many(arg: Arg) -> Arg {
    arg.action(ArgAction::Append)
}
