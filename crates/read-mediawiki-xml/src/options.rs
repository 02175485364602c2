//! The options of the reader: those of the pages' wiki text, and which pages.

use model::{Given, OptionValue, Takes, TextFile};
use read_wiki::{Flags, UnknownTemplates, WikiReadOptions};

/// The namespaces whose pages are wanted, by their numbers; all where none is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namespaces(pub Vec<i32>);

impl Namespaces {
    /// Whether a page is wanted, by what it says is its namespace. One that does not say is wanted only where all are.
    pub(crate) fn want(&self, namespace: Option<&str>) -> bool {
        self.0.is_empty()
            || namespace
                .and_then(|number| number.parse().ok())
                .is_some_and(|number: i32| self.0.contains(&number))
    }
}

/// All numbers that are given.
impl OptionValue for Namespaces {
    const TAKES: Takes = Takes::Value("NUMBERS");

    fn from_text(text: &str) -> Result<Self, String> {
        let numbers = text.split(',').map(|number| number.trim().parse());
        numbers.collect::<Result<_, _>>().map(Namespaces).map_err(|_| "takes numbers".to_owned())
    }

    fn give(&mut self, given: Given) -> Result<(), String> {
        let Given::Text(text) = given else { return Err("takes no file".into()) };
        let more = Self::from_text(&text).map_err(|takes| Self::refusal(&text, takes))?;
        self.0.extend(more.0);
        Ok(())
    }
}

model::options! {
    /// How an export is read.
    pub struct DumpReadOptions {
        /// Of a MediaWiki export, read only the pages of these namespaces, such as 0 or 0,14 (default: all)
        pub namespace: Namespaces,
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

impl DumpReadOptions {
    /// Those that concern the wiki text of the pages.
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
