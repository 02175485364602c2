//! The options of the reader: how the wiki text of the pages is read, and which pages are.

use model::{Given, OptionValue, Takes, TextFile};
use read_wiki::{Flags, UnknownTemplates, WikiReadOptions};

/// The numbers of the namespaces to read; all if empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namespaces(pub Vec<i32>);

impl Namespaces {
    /// Whether to read a page in this namespace. A page of unknown namespace is read only if all pages are.
    pub(crate) fn want(&self, namespace: Option<&str>) -> bool {
        self.0.is_empty()
            || namespace
                .and_then(|number| number.parse().ok())
                .is_some_and(|number: i32| self.0.contains(&number))
    }
}

/// Repeated options add up.
impl OptionValue for Namespaces {
    const TAKES: Takes = Takes::Value("NUMBERS");

    fn from_text(text: &str) -> Result<Self, String> {
        let numbers = text.split(',').map(|number| number.trim().parse());
        numbers
            .collect::<Result<_, _>>()
            .map(Namespaces)
            .map_err(|_| "numbers separated by commas".to_owned())
    }

    fn give(&mut self, name: &str, given: Given) -> model::Result<()> {
        self.0.extend(model::parsed::<Self>(name, given)?.0);
        Ok(())
    }
}

model::options! {
    /// How an export is read.
    pub struct DumpReadOptions {
        /// Read only the pages of a MediaWiki export in these namespaces, such as 0 or 0,14 (default: all)
        pub namespace: Namespaces,
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

impl DumpReadOptions {
    /// The options for the wiki text of the pages.
    pub(crate) fn wiki(&self) -> WikiReadOptions {
        let DumpReadOptions { namespace: _, unknown_templates, templates, flags, split_flags } = self;
        WikiReadOptions {
            unknown_templates: *unknown_templates,
            templates: templates.clone(),
            flags: *flags,
            split_flags: *split_flags,
        }
    }
}
