//! The options of formats as arguments, made from their descriptions.

use super::argument::{choosing_from, many};
use crate::spell;
use clap::{Arg, ArgAction, ValueHint};
use convert_tables::registry;
use model::{OptionSpec, Takes};

/// The options of all formats, each once.
pub(super) fn all() -> Vec<&'static OptionSpec> {
    let of_readers = registry::readers().flat_map(|reader| reader.options());
    let mut options: Vec<&OptionSpec> = Vec::new();
    for option in of_readers.chain(registry::writers().flat_map(|writer| writer.options())) {
        if options.iter().all(|known| known.name != option.name) {
            options.push(option);
        }
    }
    options
}

/// An option as an argument.
pub(super) fn argument(option: &OptionSpec) -> Arg {
    let name = spell::argument(option.name);
    let arg = Arg::new(name.clone()).long(name).help(help(option));
    match option.takes {
        Takes::Switch => arg.action(ArgAction::SetTrue),
        Takes::Choice(words) => choosing_from(many(arg), words),
        Takes::Value(value) => many(arg).value_name(value).value_hint(ValueHint::Other),
        Takes::Files => many(arg).value_name("FILE").value_hint(ValueHint::FilePath),
        // Any other kind of option takes text.
        _ => many(arg).value_name("VALUE").value_hint(ValueHint::Other),
    }
}

/// The description of an option, without a full stop.
fn help(option: &OptionSpec) -> String {
    let help = spell::text(option.help.trim());
    help.strip_suffix('.').unwrap_or(&help).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_and_their_help_are_spelled_as_arguments_are() {
        for option in all() {
            let (name, help) = (spell::argument(option.name), help(option));
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
            assert!(help.starts_with(char::is_uppercase) && !help.ends_with('.'), "{name}: {help}");
            assert!(!help.contains('`') && !help.contains("  "), "{name}: {help}");
        }
    }
}
