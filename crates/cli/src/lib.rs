//! The `convert` binary: arguments, batches, reports, lists, progress, signals.
//!
//! What it does with documents is in [`convert_tables`]; here is what has a terminal, an environment and an exit
//! status. It is a library for the chores of this workspace, which make packages of the binary.

mod bar;
pub mod cli;
mod codes;
mod console;
pub mod explain;
mod list;
mod name;
mod panics;
mod progress;
mod report;
mod run;
mod screen;
mod signals;
mod spell;
mod stdout;

pub use run::main;
