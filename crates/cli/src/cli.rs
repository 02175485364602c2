//! The command line: one description, from which arguments, help, completions, the man page and checks come.
//!
//! | file | what is there |
//! | --- | --- |
//! | `command` | every option, described once |
//! | `help` | what stands below the options: examples, environment, exit status |
//! | `environment` | defaults from the environment |
//! | `preview` | `--preview N`, whose number may be left out |
//! | `request`, `settings` | what is asked for |
//! | `shell` | completions and the man page |

mod command;
mod environment;
mod help;
mod preview;
mod request;
mod settings;
mod shell;

pub use command::command;
pub use preview::arguments;
pub use request::request;
pub use settings::Settings;
pub use shell::{completions, man};

/// What the command line asks to be done.
#[derive(Debug)]
pub enum Request {
    /// Convert, list, or show.
    Convert(Box<Settings>),
    /// Print the formats.
    ListFormats,
    /// Print what a message's code means, or list the codes.
    Explain(String),
    /// Print the completions for a shell.
    Completions(clap_complete::Shell),
    /// Print the man page.
    Man,
}
