//! The writer options.

use data::Flatten;

model::options! {
    /// Options for writing YAML.
    pub struct YamlWriteOptions {
        /// Separator between the keys of nested values in column names, or 'none' to keep nested values as JSON in one
        /// cell (default: a dot). If only the output is JSON or YAML, column names are split there
        pub flatten: Option<Flatten>,
    }
}
