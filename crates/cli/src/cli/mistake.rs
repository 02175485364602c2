//! Errors of parsing the command line: clap finds them, but the words are ours.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use model::{Error, alternatives, did_you_mean};
use std::error::Error as _;

/// The most values that a hint lists.
const MOST_VALUES: usize = 20;

/// Returns an error of clap's as ours. `called` names the option if it was not given on the command line but by a variable
/// of the environment.
pub fn mistake(error: &clap::Error, called: Option<&str>) -> Error {
    let texts = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.as_str()],
        Some(ContextValue::Strings(texts)) => texts.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let text = |kind| texts(kind).first().copied().unwrap_or_default();
    let option = called.unwrap_or(bare(text(ContextKind::InvalidArg)));
    let value = text(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let unknown = Error::usage(format!("unknown option '{option}'"));
            match text(ContextKind::SuggestedArg) {
                "" => unknown.hint("--help lists all options"),
                meant => unknown.hint(format!("did you mean '{}'?", bare(meant))),
            }
        }
        ErrorKind::InvalidValue if !value.is_empty() => {
            let valid = texts(ContextKind::ValidValue);
            let meant = did_you_mean(value, valid.iter().copied());
            let expected = match meant.strip_prefix("; ") {
                Some(meant) => Some(meant.to_owned()),
                None => expected(&valid),
            };
            hinted(Error::usage(format!("invalid {option} '{value}'")), expected)
        }
        ErrorKind::ValueValidation => {
            let expected = error.source().map(ToString::to_string);
            hinted(Error::usage(format!("invalid {option} '{value}'")), expected)
        }
        ErrorKind::InvalidValue
        | ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues => {
            let expected = expected(&texts(ContextKind::ValidValue));
            hinted(Error::usage(format!("missing value for {option}")), expected)
        }
        ErrorKind::TooManyValues => {
            Error::usage(format!("unexpected value '{value}' for {option}")).hint("it does not take one")
        }
        ErrorKind::ArgumentConflict => {
            let others: Vec<&str> = texts(ContextKind::PriorArg).into_iter().map(bare).collect();
            if others.is_empty() || others == [option] {
                return Error::usage(format!("{option} is given twice"));
            }
            Error::usage(format!("{option} cannot be used with {}", alternatives(&others)))
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<&str> = texts(ContextKind::InvalidArg).into_iter().map(bare).collect();
            Error::usage(format!("missing {}", missing.join(", ")))
        }
        ErrorKind::InvalidUtf8 => Error::usage("an argument is not valid UTF-8"),
        // The other kinds are about subcommands, which we do not have, or are not mistakes.
        _ => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            Error::usage(line.strip_prefix("error: ").unwrap_or(line))
        }
    }
}

fn hinted(error: Error, hint: Option<String>) -> Error {
    hint.into_iter().fold(error, Error::hint)
}

fn expected(values: &[&str]) -> Option<String> {
    let few = !values.is_empty() && values.len() <= MOST_VALUES;
    few.then(|| format!("expected {}", alternatives(values)))
}

/// An argument without its value and brackets: `--types` for `--types <auto|text>`, `INPUT` for `[INPUT]...`.
fn bare(argument: &str) -> &str {
    let argument = argument.trim_start_matches(['[', '<']);
    argument.split([' ', '=', '[', ']', '<', '>']).next().unwrap_or(argument)
}

#[cfg(test)]
mod tests {
    use super::super::command::command;
    use super::*;
    use std::ffi::OsString;

    fn refused(arguments: impl IntoIterator<Item = OsString>) -> String {
        let arguments = [OsString::from("convert")].into_iter().chain(arguments);
        mistake(&command("convert").try_get_matches_from(arguments).unwrap_err(), None).to_string()
    }

    #[test]
    fn every_mistake_is_one_line() {
        for (line, expected) in [
            ("--tpye", "unknown option '--tpye' (did you mean '--types'?)"),
            ("--tabel=1", "unknown option '--tabel' (did you mean '--table'?)"),
            ("--qqqqqq", "unknown option '--qqqqqq' (--help lists all options)"),
            ("-x", "unknown option '-x' (--help lists all options)"),
            ("--types txet", "invalid --types 'txet' (did you mean 'text'?)"),
            ("--types number", "invalid --types 'number' (expected auto or text)"),
            ("--types", "missing value for --types (expected auto or text)"),
            ("--types=", "missing value for --types (expected auto or text)"),
            ("--output", "missing value for --output"),
            ("--explain", "missing value for --explain"),
            (
                "--completions csh",
                "invalid --completions 'csh' (expected bash, elvish, fish, powershell or zsh)",
            ),
            ("-j 0", "invalid --jobs '0' (expected a whole number, 1 or more)"),
            ("--preview=some", "invalid --preview 'some' (expected a number of rows)"),
            ("--strict=yes", "unexpected value 'yes' for --strict (it does not take one)"),
            ("--to csv -t json", "--to is given twice"),
            ("--strict --strict", "--strict is given twice"),
            ("--list --columns a", "--list cannot be used with --columns"),
            ("--split --columns a --rows 1", "--split cannot be used with --columns or --rows"),
            ("a.csv --files-from list", "INPUT cannot be used with --files-from"),
        ] {
            assert_eq!(refused(line.split(' ').map(OsString::from)), expected, "{line}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn an_argument_that_is_not_text_is_refused() {
        use std::os::unix::ffi::OsStringExt;
        let bytes = OsString::from_vec(b"caf\xe9".to_vec());
        assert_eq!(refused(["--table".into(), bytes]), "an argument is not valid UTF-8");
    }
}
