//! The options of reading.

use data::Flatten;

model::options! {
    /// How YAML is read.
    pub struct YamlReadOptions {
        /// What joins the keys of nested values in the names of columns, or 'none' for nested values as JSON in one cell
        /// (default: a dot). Where the input is no JSON or YAML but the output is, names are parted there
        pub flatten: Flatten,
    }
}
