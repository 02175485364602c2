//! What a build does not support: each format and each compression is a cargo feature.

use model::Error;

/// This build does not have a cargo feature.
pub(crate) fn not_built(what: &str, feature: &str) -> Error {
    Error::usage(format!(
        "this build does not support '{what}' (cargo feature `{feature}` of convert-tables)"
    ))
}
