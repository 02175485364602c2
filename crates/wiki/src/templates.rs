//! How templates are rendered.
//!
//! A page contains `{{flagIOC|NED}}` and shows *Netherlands*; the template's source is on another page, which we do not
//! have. Templates that carry data in tables and infoboxes therefore have rules: a built-in file, `templates.yaml`, and
//! files of users, which add to it and override it. A rule is the source of the template, reduced to what matters:
//!
//! ```yaml
//! nowrap | nobr: "{{{1}}}"                            # several names of one template
//! athlete: "{{{1}}} ({{#code:{{{2}}}}})"              # arguments and data functions
//! n/a: {cell: "N/A"}                                  # a whole cell with its own attributes; it shows the first
//!                                                     # argument of the call, or this text if that is empty
//! sort key: ""                                        # shows nothing
//! medal head: "{|\n! Event !! Gold !! Silver !! Bronze"   # a piece of a table
//! ```
//!
//! A rule may use `{{{argument|default}}}`, MediaWiki's `#if`, `#ifeq`, `#ifexpr`, `#expr`, `#switch`, `#tag`, `lc`,
//! `uc`, `ucfirst`, `lcfirst`, `formatnum`, other templates, and these functions:
//!
//! | function | shows |
//! | --- | --- |
//! | `{{#nation:CODE}}` | the nation with this code (as its name, its code or both, according to the reader's option `flags`) |
//! | `{{#code:CODE}}` | the code, as in *Pietro Sighel (ITA)* |
//! | `{{#icon:CODE}}` | nothing, because a flag has no text; but the code if the cell would be empty otherwise |
//! | `{{#date:YEAR\|MONTH\|DAY\|DF}}` | a date, day first unless `DF` is empty |
//! | `{{#join:SEPARATOR}}` | all positional arguments that are not empty |
//! | `{{#last:}}` | the last positional argument |
//! | `{{#list:TEXT}}` | a list, one item per line |
//! | `{{#quantity:}}` | a quantity with its unit, from the arguments of `{{convert}}` |
//! | `{{#cite:}}` | a source, from the arguments of `{{cite web}}` and its kind |

mod file;

pub use file::{Definition, Problem, normal, read};

/// A built-in rule.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// The template's name, normalised by [`normal`].
    pub name: &'static str,
    /// The template's source.
    pub body: &'static str,
    /// Whether it replaces a whole cell, with its own attributes.
    pub cell: bool,
}

/// The built-in rules, sorted by name.
pub const BUILT_IN: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// The index of a template's rule in [`BUILT_IN`]; the case of the name does not matter.
#[must_use]
pub fn find(title: &str) -> Option<usize> {
    let title = title
        .get(..9)
        .filter(|start| start.eq_ignore_ascii_case("template:"))
        .map_or(title, |_| title[9..].trim());
    let start = start(title.as_bytes());
    let mut slot = slot(start);
    while SLOTS[slot] < BUILT_IN.len() && STARTS[SLOTS[slot]] != start {
        slot = (slot + 1) % SLOTS.len();
    }
    let first = SLOTS[slot];
    let same = STARTS.get(first..)?.iter().take_while(|&&other| other == start).count();
    let is = |name: &str| match name.is_ascii() {
        true => name.eq_ignore_ascii_case(title),
        false => name == title.to_lowercase(),
    };
    BUILT_IN.get(first..first + same)?.iter().position(|rule| is(rule.name)).map(|at| first + at)
}

/// Whether a built-in rule replaces a whole cell, with its own attributes.
#[must_use]
pub fn is_cell(title: &str) -> bool {
    find(title).and_then(|at| BUILT_IN.get(at)).is_some_and(|rule| rule.cell)
}

/// The start of each name as a number, because numbers compare faster than strings.
static STARTS: [u64; BUILT_IN.len()] = {
    let mut starts = [0; BUILT_IN.len()];
    let mut at = 0;
    while at < BUILT_IN.len() {
        starts[at] = start(BUILT_IN[at].name.as_bytes());
        at += 1;
    }
    starts
};

/// A hash table from the start of a name to the first name in [`STARTS`] with it, because most templates of a page are
/// looked up here.
static SLOTS: [usize; 2 * BUILT_IN.len().next_power_of_two()] = {
    let mut slots = [usize::MAX; 2 * BUILT_IN.len().next_power_of_two()];
    let mut at = 0;
    while at < STARTS.len() {
        if at == 0 || STARTS[at] != STARTS[at - 1] {
            let mut slot = slot(STARTS[at]);
            while slots[slot] < STARTS.len() {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = at;
        }
        at += 1;
    }
    slots
};

/// The slot at which the search for a start begins.
const fn slot(start: u64) -> usize {
    (start.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % (2 * BUILT_IN.len().next_power_of_two())
}

/// The first 8 bytes of a name in lower case, as a number that sorts like them. From the first non-ASCII letter on,
/// every byte is the highest, because the bytes of such a letter depend on its case.
const fn start(name: &[u8]) -> u64 {
    let mut start = [0; 8];
    let mut at = 0;
    while at < 8 && at < name.len() && name[at].is_ascii() {
        start[at] = name[at].to_ascii_lowercase();
        at += 1;
    }
    let is_ascii = at == name.len();
    while at < 8 && !is_ascii {
        start[at] = 0xFF;
        at += 1;
    }
    u64::from_be_bytes(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_built_in_rules_are_case_insensitive() {
        assert!(STARTS.is_sorted());
        for (at, rule) in BUILT_IN.iter().enumerate() {
            assert_eq!(find(rule.name), Some(at), "{}", rule.name);
            assert!(find(&rule.name.to_uppercase()).is_some(), "{}", rule.name);
        }
        let body = |title| find(title).map(|at| BUILT_IN[at].body);
        assert_eq!(body("Template:nowrap"), Some("{{{1}}}"));
        assert_eq!(body("mystery"), None);
    }

    #[test]
    fn files_of_rules() {
        let check = |text: &str, expected: Result<&str, &str>| {
            let found =
                read(text).map(|rules| rules.iter().map(|rule| format!("{rule:?}")).collect::<String>());
            match (found, expected) {
                (Ok(found), Ok(expected)) => assert!(found.contains(expected), "{found}"),
                (Err(found), Err(expected)) => assert!(found.of("r.yaml").contains(expected), "{found:?}"),
                (found, expected) => panic!("{text}: {found:?}, {expected:?}"),
            }
        };
        check("A_b | Template:c: x", Ok(r#"names: ["a b", "c"], body: "x", cell: false"#));
        check("x: {cell: N/A}", Ok("{{#if:{{{1|}}}|{{{1}}}|N/A}}"));
        check("x: '<noinclude>doc</noinclude>a<includeonly>b</includeonly>'", Ok(r#"body: "ab""#));
        check("x: 'a<onlyinclude>b</onlyinclude>c'", Ok(r#"body: "b""#));
        check("", Ok(""));
        check("a: x\nb | a: y", Err("duplicate rule for the template 'a'"));
        check("a: [1]", Err("expected a string or 'cell: TEXT'"));
        check("- a", Err("expected a mapping"));
        check("- a", Err("r.yaml: expected"));
        check("a: b\n c: [\n", Err("r.yaml:2:3: mapping values are not allowed in this context"));
    }
}
