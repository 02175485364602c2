//! The rules for rendering templates: the built-in ones, and those of the user.

mod compile;

use crate::syntax::template::Key;
use model::{Error, Result, TextFile};
use std::collections::HashMap;
use std::sync::OnceLock;
use wiki::templates::{self, BUILT_IN};

/// What a template shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The source of the template, reduced to what matters.
    pub(crate) body: String,
    /// The source compiled to parts that can be rendered without parsing wiki text, if possible. Without them, it may
    /// produce tables.
    pub(crate) parts: Option<Vec<Part>>,
    /// Whether it replaces a whole table cell, with its own attributes.
    pub(crate) cell: bool,
    /// Whether its source produces rows or cells, whatever its arguments.
    pub(crate) structural: bool,
}

/// A part of what a template shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Text without markup.
    Text(String),
    /// An argument; the template is unknown without it.
    Argument(Key),
    /// An argument, or these parts if it is not given.
    Or(Key, Vec<Part>),
    /// The first parts if an argument is not empty, else the second.
    If(Key, Vec<Part>, Vec<Part>),
    /// A data function.
    Function(Function, Vec<Key>),
    /// All positional arguments that are not empty, joined.
    Join(String),
}

/// A data function. It takes arguments by their keys, rather than wiki text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    /// The name of a nation, by its code.
    Nation,
    /// The code of a nation.
    Code,
    /// A flag.
    Icon,
    /// A date from year, month and day.
    Date,
    /// A list, one item per line.
    List,
    /// The last positional argument.
    Last,
    /// A quantity with its unit.
    Quantity,
    /// A source.
    Cite,
}

/// All rules of a conversion.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// The user's rules, by name.
    own: HashMap<String, Rule>,
}

/// The built-in rules, each compiled when first used: a page needs few of them.
static RULES: [OnceLock<Rule>; BUILT_IN.len()] = [const { OnceLock::new() }; BUILT_IN.len()];

impl Rules {
    /// The built-in rules and those of files; the last rule for a template wins.
    pub(crate) fn new(files: &[TextFile]) -> Result<Self> {
        let mut own = HashMap::new();
        for file in files {
            let definitions =
                templates::read(&file.text).map_err(|problem| Error::usage(problem.of(&file.path)))?;
            for definition in definitions {
                let rule = Rule::new(&definition.body, definition.cell);
                own.extend(definition.names.into_iter().map(|name| (name, rule.clone())));
            }
        }
        Ok(Rules { own })
    }

    /// The rule for a template; the case of the name does not matter.
    pub(crate) fn find(&self, title: &str) -> Option<&Rule> {
        if !self.own.is_empty()
            && let Some(rule) = self.own.get(&templates::normal(title))
        {
            return Some(rule);
        }
        let at = templates::find(title)?;
        let (rule, built_in) = (RULES.get(at)?, BUILT_IN.get(at)?);
        Some(rule.get_or_init(|| Rule::new(built_in.body, built_in.cell)))
    }
}
