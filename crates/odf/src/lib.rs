//! What the ODF reader and writer share: the formats, the namespaces, cell range addresses.
//!
//! How a document is laid out in a spreadsheet is no matter of ODF: see the crate `convert-outline`.

mod formats;
pub mod names;

pub use formats::{FODS, ODS, ODS_MEDIA_TYPE};
