//! What the ODF reader and writer share: formats, namespaces and cell range addresses.
//!
//! How a document is laid out in a spreadsheet does not depend on ODF: see the crate `convert-outline`.

mod formats;
pub mod names;

pub use formats::{FODS, ODS, ODS_MEDIA_TYPE};
