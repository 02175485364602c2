//! The command line: one description, from which parsing, help, completions, the man page and checks are made.
//!
//! | file | contents |
//! | --- | --- |
//! | `command` | every option, described once |
//! | `argument`, `format_options` | kinds of options; the options of formats |
//! | `help` | what follows the options: examples, environment, exit status |
//! | `mistake` | errors of parsing, in our words |
//! | `settable`, `environment` | defaults from the environment |
//! | `preview` | `--preview N`, whose number is optional |
//! | `request`, `arguments` | the parsed command line |
//! | `shell` | completions and the man page |

mod argument;
mod arguments;
mod command;
mod environment;
mod format_options;
mod help;
mod mistake;
mod preview;
mod request;
mod settable;
mod shell;

pub use arguments::Arguments;
pub use command::command;
pub use mistake::mistake;
pub use preview::attach_number;
pub use request::request;
pub use shell::{completions, man};

/// What the command line asks for.
#[derive(Debug)]
pub enum Request {
    /// Convert, list or preview inputs.
    Convert(Box<Arguments>),
    /// List the formats.
    ListFormats,
    /// Explain a code, or list all codes.
    Explain(String),
    /// Print the completions for a shell.
    Completions(clap_complete::Shell),
    /// Print the man page.
    Man,
}
