//! Directories of files, one per table.

mod files;
mod names;
#[cfg(feature = "data-package")]
mod package;
#[cfg(feature = "data-package")]
mod stale;
mod tables;

pub use files::Existing;
pub(crate) use files::Files;
#[cfg(feature = "data-package")]
pub(crate) use package::package;
pub(crate) use tables::tables;
