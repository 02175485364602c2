//! The options of writing.

use data::Flatten;

model::options! {
    /// How YAML is written.
    pub struct YamlWriteOptions {
        /// What joins the keys of nested values in the names of columns, or 'none' for nested values as JSON in one cell
        /// (default: a dot). Where the input is no JSON or YAML but the output is, names are parted there
        pub flatten: Option<Flatten>,
    }
}
