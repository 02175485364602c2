//! Standard error: how messages get there, and in what form.

use crate::bar;
use anstream::{AutoStream, ColorChoice, adapter};
use std::ffi::OsString;
use std::io::Write;

/// Writes to standard error, with colours if they are wanted. A failure is ignored: there is nowhere to report it.
pub(crate) fn eprint(text: &str) {
    let stderr = std::io::stderr();
    // One write per message, so that messages of other programs come between ours and not inside of them.
    bar::suspend(|| {
        let _ = match AutoStream::choice(&stderr) {
            ColorChoice::Never => stderr.lock().write_all(adapter::strip_str(text).to_string().as_bytes()),
            _ => AutoStream::auto(stderr.lock()).write_all(text.as_bytes()),
        };
    });
}

/// The width of messages: that of the terminal, within reason.
pub(crate) fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stderr());
    terminal.map_or(110, |(width, _)| usize::from(width.0).clamp(40, 140))
}

/// The form of messages. It is taken from the arguments before they are parsed, since parsing may fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// For a person.
    #[default]
    Text,
    /// For a program: one JSON object per line.
    Json,
}

impl Form {
    /// Returns the form that the arguments ask for, or else the environment, and sets the colours for the whole run.
    pub(crate) fn of(arguments: &[OsString]) -> Self {
        let set = |option: &str, variable: &str| {
            let given = value(arguments, option).map(str::to_owned);
            given.or_else(|| std::env::var(variable).ok()).unwrap_or_default()
        };
        match set("--color", "CONVERT_COLOR").as_str() {
            "always" => ColorChoice::Always.write_global(),
            "never" => ColorChoice::Never.write_global(),
            _ => {}
        }
        match set("--diagnostics", "CONVERT_DIAGNOSTICS").as_str() {
            "json" => Form::Json,
            _ => Form::Text,
        }
    }
}

/// The last value of an option, given as `--name value` or `--name=value`.
fn value<'a>(arguments: &'a [OsString], name: &str) -> Option<&'a str> {
    let mut found = None;
    let mut arguments = arguments.iter().map(|argument| argument.to_str().unwrap_or_default());
    while let Some(argument) = arguments.next().filter(|argument| *argument != "--") {
        if argument == name {
            found = arguments.next();
        } else if let Some(value) = argument.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
            found = Some(value);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_found_among_other_arguments() {
        let arguments = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        let form = |text: &str| value(&arguments(text), "--diagnostics").map(str::to_owned);
        assert_eq!(form("convert --diagnostics json a.csv").as_deref(), Some("json"));
        assert_eq!(form("convert --diagnostics=json a.csv").as_deref(), Some("json"));
        assert_eq!(form("convert --diagnostics=json --diagnostics text").as_deref(), Some("text"));
        assert_eq!(form("convert -- --diagnostics=json"), None);
        assert_eq!(form("convert --diagnostics-of=json --diagnostics"), None);
    }
}
