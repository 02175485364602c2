//! Directories of files, one per table.

mod files;
mod names;
mod tables;

pub(crate) use files::Files;
pub(crate) use tables::Tables;
#[cfg(feature = "data-package")]
pub(crate) use {
    names::slug,
    tables::{name, say_what_is_left_out},
};
