//! The rules by which templates render: those that are shipped, and those of the user.

mod compile;

use crate::syntax::template::Key;
use model::{Error, Result, TextFile};
use std::collections::HashMap;
use std::sync::OnceLock;
use wiki::templates::{self, SHIPPED};

/// What a template shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The source of the template, as far as it matters.
    pub(crate) body: String,
    /// The same as parts that need no wiki text to be read, if it has no others. One without them may make tables.
    pub(crate) parts: Option<Vec<Part>>,
    /// It stands for a whole table cell, with attributes of its own.
    pub(crate) cell: bool,
    /// Its source makes rows or cells, whatever its arguments are.
    pub(crate) structural: bool,
}

/// A part of what a template shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A text without markup.
    Text(String),
    /// An argument; the template is unknown without it.
    Argument(Key),
    /// An argument, or these parts where it is not given.
    Or(Key, Vec<Part>),
    /// These parts if an argument says something, else those.
    If(Key, Vec<Part>, Vec<Part>),
    /// A function for data.
    Function(Function, Vec<Key>),
    /// All positional arguments that say something, joined.
    Join(String),
}

/// A function for data. What it takes is not wiki text but arguments, by their keys.
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
    /// A list of lines.
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
    /// The user's, by name.
    own: HashMap<String, Rule>,
}

/// The shipped rules, each made when a page first asks for it: a page needs few of them.
static RULES: [OnceLock<Rule>; SHIPPED.len()] = [const { OnceLock::new() }; SHIPPED.len()];

impl Rules {
    /// The shipped rules and those of files; of several for a template the last counts.
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

    /// The rule for a template; the name may be in any case.
    pub(crate) fn find(&self, title: &str) -> Option<&Rule> {
        if !self.own.is_empty()
            && let Some(rule) = self.own.get(&templates::normal(title))
        {
            return Some(rule);
        }
        let at = templates::find(title)?;
        let (rule, shipped) = (RULES.get(at)?, SHIPPED.get(at)?);
        Some(rule.get_or_init(|| Rule::new(shipped.body, shipped.cell)))
    }
}
