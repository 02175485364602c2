//! Settings as the command line spells them: `quote_char` is `--quote-char`, `view=document` is `--view document`.

use model::{CodeSpec, Hint, Usage};
use std::borrow::Cow;

/// The name of a setting as an option, without its dashes.
pub(crate) fn argument(name: &str) -> String {
    name.replace('_', "-")
}

/// A setting as an option.
pub(crate) fn flag(name: &str) -> String {
    format!("--{}", argument(name))
}

/// A setting with its value, if it has one.
fn setting(name: &str, value: Option<&str>) -> String {
    match value {
        Some(value) => format!("{} {}", flag(name), quoted(value)),
        None => flag(name),
    }
}

/// A value as a shell takes it: in quotes if it has characters with a meaning there.
fn quoted(value: &str) -> Cow<'_, str> {
    let is_plain = |character: char| character.is_alphanumeric() || "_-.,:/=+@%".contains(character);
    if !value.is_empty() && value.chars().all(is_plain) {
        return Cow::Borrowed(value);
    }
    Cow::Owned(format!("'{}'", value.replace('\'', "'\\''")))
}

/// A hint with its settings spelled.
pub(crate) fn hint(hint: &Hint) -> String {
    hint.spelled(setting)
}

/// A text with its settings, which are in backticks, spelled.
pub(crate) fn text(text: &str) -> String {
    CodeSpec::spelled(text, setting)
}

/// What is wrong with a request, without the hint.
pub(crate) fn usage(usage: &Usage) -> String {
    usage.spelled(flag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Error, ErrorKind};

    #[test]
    fn settings_are_spelled_as_options() {
        let named =
            Hint::from("name it with ").setting("encoding", "utf-16le").text(" or ").name("max_cells");
        assert_eq!(hint(&named), "name it with --encoding utf-16le or --max-cells");
        assert_eq!(
            text("`view=document` keeps all, `flags` some"),
            "--view document keeps all, --flags some"
        );
        assert_eq!(text("`delimiter=;`, `table=Men's`"), r"--delimiter ';', --table 'Men'\''s'");
        let message = |error: Error| match error.kind() {
            ErrorKind::Usage(wrong) => usage(wrong),
            other => format!("{other:?}"),
        };
        assert_eq!(
            message(Error::invalid("quote_char", "b", "it is a letter")),
            "invalid --quote-char 'b': it is a letter"
        );
        assert_eq!(message(Error::usage("no quote_char")), "no quote_char");
    }
}
