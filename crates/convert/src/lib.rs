//! Converts documents between formats: the registry, the pipeline between a reader and a writer, and its stages.
//!
//! Readers, writers and the model do no file I/O and read no environment; this crate does. The `convert` binary is
//! a thin layer over it.
//!
//! ```
//! use convert::{Job, convert_bytes};
//!
//! let job = Job::new("csv", "ndjson")?;
//! let json = convert_bytes(b"Rank,Name\n1,Sun Long\n", &job, |diagnostic| eprintln!("{diagnostic}"))?;
//! assert_eq!(json, b"{\"Rank\":1,\"Name\":\"Sun Long\"}\n");
//! # Ok::<(), model::Error>(())
//! ```

mod ahead;
mod aside;
pub mod cli;
mod codes;
mod compression;
mod console;
pub mod explain;
mod job;
mod list;
mod outline;
mod output;
mod package;
mod pipeline;
mod progress;
pub mod registry;
mod report;
mod run;
mod screen;
mod signals;
mod source;
mod stage;
mod tree;

pub use job::{Context, Header, Job, Options, View};
pub use outline::{Outline, TableInfo};
pub use package::{FOLDER as PACKAGE_FOLDER, split};
pub use pipeline::{convert, convert_bytes, outline};
pub use progress::When as ProgressWhen;
pub use run::main;
pub use source::Source;
pub use stage::{RowRange, Wanted};
pub use tree::{read_documents, write_documents};
