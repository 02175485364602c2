//! What templates show.
//!
//! A page says `{{flagIOC|NED}}` and shows *Netherlands*; what it shows is in another page that we do not have. So
//! the templates that carry data in tables and infoboxes have rules: a file, `templates.yaml`, that is shipped, and
//! files of users that add to it and replace it. A rule is the source of the template as far as it matters:
//!
//! ```yaml
//! nowrap | nobr: "{{{1}}}"                            # several names of one template
//! athlete: "{{{1}}} ({{#code:{{{2}}}}})"              # its arguments, and functions for data
//! n/a: {cell: "N/A"}                                  # stands for a whole cell, with attributes of its own; shown is
//!                                                     # the call's first argument if it says something, else this
//! sort key: ""                                        # shows nothing
//! medal head: "{|\n! Event !! Gold !! Silver !! Bronze"   # stands for a piece of a table
//! ```
//!
//! In it work `{{{argument|default}}}`, MediaWiki's `#if`, `#ifeq`, `#ifexpr`, `#expr`, `#switch`, `#tag`, `lc`, `uc`,
//! `ucfirst`, `lcfirst`, `formatnum`, other templates, and these functions:
//!
//! | function | shows |
//! | --- | --- |
//! | `{{#nation:CODE}}` | the nation whose code it is (the reader's option `flags` chooses between name, code and both) |
//! | `{{#code:CODE}}` | the code, as in *Pietro Sighel (ITA)* |
//! | `{{#icon:CODE}}` | nothing, as a flag has no text; the code where the cell is empty otherwise |
//! | `{{#date:YEAR\|MONTH\|DAY\|DF}}` | a date, the day first if `DF` says something |
//! | `{{#join:SEPARATOR}}` | all positional arguments that say something |
//! | `{{#last:}}` | the last positional argument |
//! | `{{#list:TEXT}}` | a list of lines |
//! | `{{#quantity:}}` | a quantity with its unit, from the arguments of `{{convert}}` |
//! | `{{#cite:}}` | a source, from the arguments of `{{cite web}}` and its kind |

mod file;

pub use file::{Definition, Problem, normal, read};

/// A rule that is shipped.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// The template's name, as [`normal`] makes it.
    pub name: &'static str,
    /// What it shows, as the source of a template.
    pub body: &'static str,
    /// It stands for a whole cell, with attributes of its own.
    pub cell: bool,
}

/// The rules that are shipped, sorted by name.
pub const SHIPPED: &[Shipped] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Where the rule for a template is in [`SHIPPED`]; the name may be in any case.
#[must_use]
pub fn find(title: &str) -> Option<usize> {
    let title = title
        .get(..9)
        .filter(|start| start.eq_ignore_ascii_case("template:"))
        .map_or(title, |_| title[9..].trim());
    let start = start(title.as_bytes());
    let mut slot = slot(start);
    while SLOTS[slot] < SHIPPED.len() && STARTS[SLOTS[slot]] != start {
        slot = (slot + 1) % SLOTS.len();
    }
    let first = SLOTS[slot];
    let same = STARTS.get(first..)?.iter().take_while(|&&other| other == start).count();
    let is = |name: &str| match name.is_ascii() {
        true => name.eq_ignore_ascii_case(title),
        false => name == title.to_lowercase(),
    };
    SHIPPED.get(first..first + same)?.iter().position(|rule| is(rule.name)).map(|at| first + at)
}

/// Whether everybody knows that a template stands for a whole cell, with attributes of its own.
#[must_use]
pub fn is_cell(title: &str) -> bool {
    find(title).and_then(|at| SHIPPED.get(at)).is_some_and(|rule| rule.cell)
}

/// How each name starts: numbers are compared faster than names.
static STARTS: [u64; SHIPPED.len()] = {
    let mut starts = [0; SHIPPED.len()];
    let mut at = 0;
    while at < SHIPPED.len() {
        starts[at] = start(SHIPPED[at].name.as_bytes());
        at += 1;
    }
    starts
};

/// Where the names with a start begin in [`STARTS`]: a hash table, as most templates of a page are looked up.
static SLOTS: [usize; 2 * SHIPPED.len().next_power_of_two()] = {
    let mut slots = [usize::MAX; 2 * SHIPPED.len().next_power_of_two()];
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

/// The first slot to look for a start in.
const fn slot(start: u64) -> usize {
    (start.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % (2 * SHIPPED.len().next_power_of_two())
}

/// The first bytes of a name in lower case, as a number that sorts as they do. From the first letter on that is not
/// ASCII, whose bytes depend on its case, all bytes count as the highest.
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
    fn shipped_rules_are_found_in_any_case() {
        assert!(STARTS.is_sorted());
        for (at, rule) in SHIPPED.iter().enumerate() {
            assert_eq!(find(rule.name), Some(at), "{}", rule.name);
            assert!(find(&rule.name.to_uppercase()).is_some(), "{}", rule.name);
        }
        let body = |title| find(title).map(|at| SHIPPED[at].body);
        assert_eq!(body("Template:nowrap"), Some("{{{1}}}"));
        assert_eq!(body("mystery"), None);
    }

    #[test]
    fn a_file_of_rules() {
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
        check("a: x\nb | a: y", Err("'a' has two rules"));
        check("a: [1]", Err("neither a text nor 'cell: TEXT'"));
        check("- a", Err("not a mapping"));
        check("- a", Err("r.yaml: the file"));
        check("a: b\n c: [\n", Err("r.yaml:2:3: mapping values are not allowed in this context"));
    }
}
