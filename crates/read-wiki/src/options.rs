//! The options of the reader.

use model::TextFile;

model::choices! {
    /// How a template without a rule is rendered.
    pub enum UnknownTemplates {
        /// As its source.
        #[default]
        Raw = "raw",
        /// As its arguments.
        Args = "args",
        /// Not at all: it is an error.
        Error = "error",
    }
}

model::choices! {
    /// How flags and country codes are rendered.
    pub enum Flags {
        /// The country's name: `Netherlands`.
        #[default]
        Name = "name",
        /// The country's code: `NED`.
        Code = "code",
        /// Both: `Netherlands (NED)`.
        Both = "both",
    }
}

model::options! {
    /// How wiki text is read.
    pub struct WikiReadOptions {
        /// How to render a template that has no rule: as its source (raw), as its arguments (args), or fail (error)
        pub unknown_templates: UnknownTemplates,
        /// A file of template rules, which add to and override the built-in ones; may be repeated
        pub templates: Vec<TextFile>,
        /// How to render flags and country codes: as the country's name, its code, or both (default: like the page)
        pub flags: Option<Flags>,
        /// Move the countries of athletes and others to a column of their own, as codes or as set by `flags`
        pub split_flags: bool,
    }
}
