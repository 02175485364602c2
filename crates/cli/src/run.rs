//! What the binary does.

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
use crate::screen::{self, Styles};
use crate::stdout::print;
use crate::{explain, list, name, panics, report, signals};
use model::{Error, ErrorKind};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::process::ExitCode;

/// Runs the command line and returns the exit status: 0 for success, 1 if an input or output failed, 2 for wrong usage.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let name = name::take(arguments.first().map(OsString::as_os_str));
    let form = Form::of(&arguments);
    if arguments.len() < 2 && form == Form::Text && std::io::stdin().is_terminal() {
        eprint(&cli::command(name).render_help().ansi().to_string());
        return ExitCode::from(2);
    }
    let matches = match cli::command(name).try_get_matches_from(cli::attach_number(arguments)) {
        Ok(matches) => matches,
        Err(error) if error.use_stderr() => return failed(&cli::mistake(&error, None), form),
        Err(help) => {
            // Help and version come as an "error". A closed pipe is not one.
            let _ = help.print();
            return ExitCode::SUCCESS;
        }
    };
    panics::quiet_those_caught();
    signals::watch();
    let done = cli::request(matches).and_then(|request| match request {
        Request::ListFormats => {
            let columns = screen::is_there().then(screen::columns);
            print(list::formats(columns, Styles::of_stdout())).map(|()| true)
        }
        Request::Completions(shell) => print(cli::completions(name, shell)).map(|()| true),
        Request::Man => cli::man(name).and_then(print).map(|()| true),
        Request::Explain(code) => explain::explain(&code).and_then(print).map(|()| true),
        Request::Convert(arguments) => batch::run(&arguments),
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => failed(&error, form),
    }
}

/// Reports an error that ends the run.
fn failed(error: &Error, form: Form) -> ExitCode {
    let name = (form == Form::Text).then_some(name::get());
    eprint(&report::render(name, &report::of_error(error), form));
    if matches!(error.kind(), ErrorKind::Usage(_)) { ExitCode::from(2) } else { ExitCode::FAILURE }
}
