//! The `convert` binary: arguments, batches, reports, lists, progress, signals.
//!
//! Conversion itself is in [`convert_tables`]; this crate has what needs a terminal, an environment or an exit status.
//! It is a library so that the chores of this workspace can package the binary.

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
