//! The options of the reader.

use model::TextFile;

model::choices! {
    /// What a template without a known rendering becomes.
    pub enum UnknownTemplates {
        /// Its source.
        #[default]
        Raw = "raw",
        /// Its arguments.
        Args = "args",
        /// An error.
        Error = "error",
    }
}

model::choices! {
    /// What flags and country codes show.
    pub enum Flags {
        /// The country's name: `Netherlands`.
        #[default]
        Name = "name",
        /// Its code: `NED`.
        Code = "code",
        /// Both: `Netherlands (NED)`.
        Both = "both",
    }
}

model::options! {
    /// How wiki text is read.
    pub struct WikiReadOptions {
        /// What a template without a known rendering becomes: its source (raw), its arguments (args), or an error
        pub unknown_templates: UnknownTemplates,
        /// Rules for what templates show, beside and instead of those that are shipped; may be repeated
        pub templates: Vec<TextFile>,
        /// What flags and country codes show: the country's name, its code, or both (default: as the page does)
        pub flags: Option<Flags>,
        /// Give the countries of athletes and other names a column of their own, as codes or as `flags` says
        pub split_flags: bool,
    }
}
