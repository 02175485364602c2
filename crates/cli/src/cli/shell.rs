//! Completions and the man page.

use super::command::command;
use super::help::{STATUSES, VARIABLES, defaults, examples};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use model::Result;

/// Returns the completions for a shell, for a program of this name.
pub fn completions(name: &str, shell: Shell) -> Vec<u8> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut command(name), name, &mut out);
    match (shell, String::from_utf8(out)) {
        // In zsh, two colons mean that no option follows the first input.
        (Shell::Zsh, Ok(script)) => script.replace("'*::input", "'*:input").into_bytes(),
        (_, Ok(script)) => script.into_bytes(),
        (_, Err(error)) => error.into_bytes(),
    }
}

/// Returns the man page of a program of this name.
///
/// # Errors
/// None: the page is written to memory.
pub fn man(name: &str) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    // The page would leave out what the short help hides.
    let man = Man::new(command(name).mut_args(|arg| arg.hide_short_help(false)));
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    let mut below = Roff::new();
    below.control("SH", ["EXAMPLES"]);
    pairs(&mut below, &examples(name));
    below.control("SH", ["ENVIRONMENT"]);
    pairs(&mut below, &[("CONVERT_OPTION", &format!("Sets the default of an option. {}", defaults()))]);
    pairs(&mut below, VARIABLES);
    below.control("SH", ["EXIT STATUS"]);
    pairs(&mut below, STATUSES);
    below.to_writer(&mut out)?;
    Ok(out)
}

fn pairs<T: AsRef<str>>(roff: &mut Roff, pairs: &[(T, &str)]) {
    for (left, right) in pairs {
        roff.control("TP", []);
        roff.text([bold(left.as_ref())]);
        roff.text([roman(*right)]);
    }
}
