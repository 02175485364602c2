//! The reader options.

use data::Flatten;

model::options! {
    /// Options for reading JSON or NDJSON.
    pub struct JsonReadOptions {
        /// Separator between the keys of nested values in column names, or 'none' to keep nested values as JSON in one
        /// cell (default: a dot). If only the output is JSON or YAML, column names are split there
        pub flatten: Flatten,
    }
}
