//! What the binary does with its arguments.

mod batch;
mod clock;
mod collisions;
mod inputs;
mod join;
mod one;
mod ordered;
mod plan;
mod summary;

use crate::cli::{self, Request};
use crate::console::{Form, eprint};
use crate::screen::{self, printable};
use crate::stdout::print;
use crate::{explain, list, name, panics, report, signals};
use model::ErrorKind;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command line and says how it went: 0 done, 1 an input or output failed, 2 wrong usage.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let name = name::take(arguments.first().map(OsString::as_os_str));
    let form = Form::of(&arguments);
    let matches = match cli::command(name).try_get_matches_from(cli::attach_number(arguments)) {
        Ok(matches) => matches,
        Err(error) if form == Form::Json && error.use_stderr() => {
            eprint(&report::render(None, &report::of_usage(&error.render().to_string()), form));
            return ExitCode::from(2);
        }
        Err(error) => {
            // Help and version come as an "error" with status 0. A closed pipe is nobody's fault. A mistake repeats
            // an argument, whatever is in it.
            let text = error.render();
            if error.use_stderr() && text.to_string().chars().any(|c| c.is_control() && c != '\n') {
                let lines: Vec<_> =
                    text.to_string().lines().map(|line| printable(line).into_owned()).collect();
                eprint(&(lines.join("\n") + "\n"));
            } else {
                let _ = error.print();
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    panics::quiet_those_caught();
    signals::watch();
    let done = cli::request(matches).and_then(|request| match request {
        Request::ListFormats => print(list::formats(screen::is_there().then(screen::columns))).map(|()| true),
        Request::Completions(shell) => print(cli::completions(name, shell)).map(|()| true),
        Request::Man => cli::man(name).and_then(print).map(|()| true),
        Request::Explain(code) => explain::explain(&code).and_then(print).map(|()| true),
        Request::Convert(arguments) => batch::run(&arguments),
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            let name = (form == Form::Text).then_some(name);
            eprint(&report::render(name, &report::of_error(&error), form));
            if matches!(error.kind(), ErrorKind::Usage(_)) { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}
