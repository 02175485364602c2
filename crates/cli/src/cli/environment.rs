//! Defaults from the environment: `CONVERT_TYPES=text` means `--types text`, unless the command line has the option.

use super::command::command;
use super::mistake::mistake;
use super::settable::{is_settable, variable};
use crate::name;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use model::{Error, Result};
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// The options given on the command line, or else by the environment.
#[derive(Debug)]
pub(super) struct Matches {
    line: ArgMatches,
    environment: ArgMatches,
}

impl Matches {
    /// Reads the variables of options.
    ///
    /// # Errors
    /// An invalid value; the error names the variable.
    pub(super) fn new(line: ArgMatches, read: impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let command = command(name::get());
        let on_line = |name: &str| line.value_source(name) == Some(ValueSource::CommandLine);
        // The command line overrules the option itself and options that conflict with its own.
        let is_overruled = |arg: &Arg| {
            let opposes = |other: &Arg| {
                let conflicts = |one, other: &Arg| {
                    command.get_arg_conflicts_with(one).iter().any(|id| id.get_id() == other.get_id())
                };
                on_line(other.get_id().as_str()) && (conflicts(arg, other) || conflicts(other, arg))
            };
            on_line(arg.get_id().as_str()) || command.get_arguments().any(opposes)
        };
        let settable: Vec<&Arg> =
            command.get_arguments().filter(|arg| is_settable(arg.get_id().as_str())).collect();
        let own = Command::new(name::get())
            .no_binary_name(true)
            .disable_help_flag(true)
            .args(settable.iter().copied());
        let mut arguments = Vec::new();
        for arg in settable {
            let name = variable(arg.get_id().as_str());
            let Some(value) = read(&name).filter(|value| !value.is_empty()) else { continue };
            let Some(argument) = argument(arg, &name, &value)? else { continue };
            // An invalid value is reported even if it is overruled: the next call may use it.
            own.clone().try_get_matches_from([&argument]).map_err(|error| mistake(&error, Some(&name)))?;
            if !is_overruled(arg) {
                arguments.push(argument);
            }
        }
        let environment = own.try_get_matches_from(arguments).map_err(|error| mistake(&error, None))?;
        Ok(Matches { line, environment })
    }

    /// Whether the environment gave an option.
    pub(super) fn is_from_environment(&self, name: &str) -> bool {
        self.environment.try_contains_id(name).unwrap_or(false)
            && self.environment.value_source(name) == Some(ValueSource::CommandLine)
    }

    fn matches(&self, name: &str) -> &ArgMatches {
        if self.is_from_environment(name) { &self.environment } else { &self.line }
    }

    /// The value of an option.
    pub(super) fn one<T: Clone + Send + Sync + 'static>(&self, name: &str) -> Option<T> {
        self.matches(name).get_one(name).cloned()
    }

    /// All values of an option.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        self.matches(name).get_many(name).unwrap_or_default().cloned().collect()
    }

    /// All paths of an argument.
    pub(super) fn paths(&self, name: &str) -> Vec<PathBuf> {
        self.line.get_many(name).unwrap_or_default().cloned().collect()
    }

    /// Whether a switch is on.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.matches(name).get_flag(name)
    }

    /// The name of an option where it was given: that of the option or of its variable.
    pub(super) fn called(&self, name: &str) -> String {
        if self.is_from_environment(name) { variable(name) } else { format!("--{name}") }
    }

    /// The options that the environment gave.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.environment.ids().map(|id| id.as_str().to_owned());
        names.filter(|name| self.is_from_environment(name)).collect()
    }
}

/// A variable as an argument; `None` for a switch that is off.
fn argument(arg: &Arg, variable: &str, value: &OsStr) -> Result<Option<OsString>> {
    let mut argument = OsString::from(format!("--{}", arg.get_id()));
    if matches!(arg.get_action(), ArgAction::SetTrue) {
        return match value.to_string_lossy().to_lowercase().as_str() {
            "1" | "true" | "yes" | "on" => Ok(Some(argument)),
            "0" | "false" | "no" | "off" => Ok(None),
            other => {
                let invalid = Error::usage(format!("invalid {variable} '{other}'"));
                Err(invalid.hint("expected 1, true, yes or on, or 0, false, no or off"))
            }
        };
    }
    argument.push("=");
    argument.push(value);
    Ok(Some(argument))
}

#[cfg(test)]
mod tests {
    use super::super::settable::SETTABLE;
    use super::*;

    fn given(line: &str, environment: &[(&str, &str)]) -> std::result::Result<Matches, String> {
        let line =
            command("convert").get_matches_from(["convert"].into_iter().chain(line.split_whitespace()));
        let find =
            |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into());
        Matches::new(line, find).map_err(|error| error.to_string())
    }

    #[test]
    fn the_command_line_wins_and_nothing_conflicts() {
        let environment = [
            ("CONVERT_TYPES", "text"),
            ("CONVERT_HEADER", "first"),
            ("CONVERT_GUARD_FORMULAS", "1"),
            ("CONVERT_QUIET", "off"),
        ];
        let set = given("", &environment).unwrap();
        assert_eq!((set.one("types"), set.flag("guard-formulas")), (Some("text".to_owned()), true));
        assert!(!set.flag("quiet"));
        assert_eq!(set.called("types"), "CONVERT_TYPES");
        let line = given("--types auto --no-header --split", &environment).unwrap();
        assert_eq!((line.one("types"), line.one::<String>("header")), (Some("auto".to_owned()), None));
        assert!(!line.flag("guard-formulas") && line.flag("no-header"));
        assert!(line.names().is_empty());
    }

    #[test]
    fn an_invalid_value_names_its_variable() {
        for (variable, value, expected) in [
            ("CONVERT_TYPES", "txet", "invalid CONVERT_TYPES 'txet' (did you mean 'text'?)"),
            (
                "CONVERT_QUIET",
                "maybe",
                "invalid CONVERT_QUIET 'maybe' (expected 1, true, yes or on, or 0, false, no or off)",
            ),
            ("CONVERT_JOBS", "0", "invalid CONVERT_JOBS '0' (expected a whole number, 1 or more)"),
        ] {
            let error = given("", &[(variable, value)]).unwrap_err();
            assert_eq!(error, expected);
        }
    }

    #[test]
    fn options_of_a_single_call_have_no_default() {
        for name in ["output", "table", "list", "preview", "to", "dry-run"] {
            assert!(!is_settable(name), "{name}");
        }
        let known = command("convert");
        for name in SETTABLE {
            assert!(known.get_arguments().any(|arg| arg.get_id() == name), "{name}");
        }
    }
}
