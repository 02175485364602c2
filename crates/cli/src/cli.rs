//! The command line: one description, from which arguments, help, completions, the man page and checks come.
//!
//! | file | what is there |
//! | --- | --- |
//! | `command` | every option, described once |
//! | `argument`, `format_options` | what options are made of; those of formats |
//! | `help` | what stands below the options: examples, environment, exit status |
//! | `settable`, `environment` | defaults from the environment |
//! | `preview` | `--preview N`, whose number may be left out |
//! | `request`, `arguments` | what is asked for |
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

/// What the command line asks to be done.
#[derive(Debug)]
pub enum Request {
    /// Convert, list, or show.
    Convert(Box<Arguments>),
    /// Print the formats.
    ListFormats,
    /// Print what a message's code means, or list the codes.
    Explain(String),
    /// Print the completions for a shell.
    Completions(clap_complete::Shell),
    /// Print the man page.
    Man,
}
