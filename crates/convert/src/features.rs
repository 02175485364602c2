//! What a build does not have: each format and packing is a cargo feature.

use model::Error;

/// This build does not have what a cargo feature brings.
pub(crate) fn not_built(what: &str, feature: &str) -> Error {
    Error::usage(format!("this build of convert-tables has no '{what}' (cargo feature `{feature}`)"))
}
