//! Settings as the command line spells them: `quote_char` is `--quote-char`, and `view=document` is `--view document`.

use model::{CodeSpec, Hint, Usage};
use std::borrow::Cow;

/// What an option of this name is called among arguments, without its dashes.
pub(crate) fn argument(name: &str) -> String {
    name.replace('_', "-")
}

/// The flag of a setting.
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

/// A value as a shell takes it: in quotes where a character has a meaning there.
fn quoted(value: &str) -> Cow<'_, str> {
    let is_plain = |character: char| character.is_alphanumeric() || "_-.,:/=+@%".contains(character);
    if !value.is_empty() && value.chars().all(is_plain) {
        return Cow::Borrowed(value);
    }
    Cow::Owned(format!("'{}'", value.replace('\'', "'\\''")))
}

/// A hint.
pub(crate) fn hint(hint: &Hint) -> String {
    hint.spelled(setting)
}

/// A text in which settings stand in backticks.
pub(crate) fn text(text: &str) -> String {
    CodeSpec::spelled(text, setting)
}

/// What is wrong with a request, without what to do.
pub(crate) fn usage(usage: &Usage) -> String {
    match &usage.setting {
        Some(setting) => format!("{} {}", flag(setting), usage.message),
        None => usage.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Error, ErrorKind};

    #[test]
    fn settings_are_flags() {
        let named =
            Hint::from("name it with ").setting("encoding", "utf-16le").text(" or ").name("max_cells");
        assert_eq!(hint(&named), "name it with --encoding utf-16le or --max-cells");
        assert_eq!(
            text("`view=document` keeps all, `flags` some"),
            "--view document keeps all, --flags some"
        );
        assert_eq!(text("`delimiter=;`, `table=Men's`"), r"--delimiter ';', --table 'Men'\''s'");
        let said = |error: Error| match error.kind() {
            ErrorKind::Usage(wrong) => usage(wrong),
            other => format!("{other:?}"),
        };
        assert_eq!(said(Error::setting("quote_char", "takes a, not 'b'")), "--quote-char takes a, not 'b'");
        assert_eq!(said(Error::usage("no quote_char")), "no quote_char");
    }
}
