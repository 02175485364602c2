//! Names of sheets that LibreOffice and Excel allow.

use model::{HeadingPath, TableHead};
use std::collections::HashSet;

/// The most UTF-16 units that Excel allows in a name.
const LONGEST: usize = 31;

/// Gives every sheet a unique name.
#[derive(Debug, Default)]
pub struct SheetNames {
    taken: HashSet<String>,
}

impl SheetNames {
    /// Names for the sheets of a document, except reserved ones.
    pub fn other_than(reserved: &[&str]) -> Self {
        let mut names = SheetNames::default();
        for name in reserved {
            names.take(name);
        }
        names
    }

    /// The text that the name of a table's sheet is made from (the table's own name, else the nearest heading, else its
    /// caption), and that name.
    pub fn of_table(&mut self, head: &TableHead, path: &HeadingPath) -> (Option<String>, String) {
        let headings: Vec<&str> = path.texts().collect();
        let mut from_inside = headings.iter().rev().copied();
        let nearest = from_inside.next();
        let parent = from_inside.next().filter(|_| head.name.is_none());
        let caption = head.caption.as_ref().map(|caption| caption.text.as_str());
        let wanted = match (head.name.as_deref(), nearest, caption) {
            (Some(name), _, _) if !name.trim().is_empty() => Some(name),
            (_, Some(heading), _) => Some(heading),
            (_, None, caption) => caption.filter(|caption| !caption.trim().is_empty()),
        };
        (wanted.map(str::to_owned), self.name(wanted.unwrap_or("Table"), parent))
    }

    /// `Page`, `Page (2)`, …: the name of one of several sheets that `convert` adds.
    pub fn numbered(&mut self, name: &str, number: usize) -> String {
        if number == 1 { name.to_owned() } else { self.name(name, None) }
    }

    /// A name that is free: the wanted name, else with the parent heading in front, else with a number.
    pub fn name(&mut self, wanted: &str, parent: Option<&str>) -> String {
        let own = clean(wanted, LONGEST);
        let own = if own.is_empty() { "Table".to_owned() } else { own };
        if self.take(&own) {
            return own;
        }
        if let Some(parent) = parent.map(|parent| clean(parent, LONGEST)).filter(|parent| !parent.is_empty())
        {
            let longer = format!("{parent} – {own}");
            if units(&longer) <= LONGEST && self.take(&longer) {
                return longer;
            }
        }
        let mut number = 2_usize;
        loop {
            let suffix = format!(" ({number})");
            let name = format!("{}{suffix}", clean(&own, LONGEST - suffix.len()));
            if self.take(&name) {
                return name;
            }
            number += 1;
        }
    }

    /// Reserves exactly this name. Returns whether it was free.
    pub fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_lowercase())
    }
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The text without characters that are not allowed in the name of a sheet, cut to a length.
fn clean(text: &str, longest: usize) -> String {
    let mut name = String::new();
    for c in text.chars() {
        match c {
            '[' => name.push('('),
            ']' => name.push(')'),
            '/' | '\\' | ':' => name.push('-'),
            '*' | '?' => {}
            c if c.is_whitespace() => {
                if !name.ends_with(' ') {
                    name.push(' ');
                }
            }
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => name.push(c),
        }
    }
    let mut length = 0;
    let cut = name.trim().chars().take_while(|c| {
        length += c.len_utf16();
        length <= longest
    });
    let name: String = cut.collect();
    let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if name.eq_ignore_ascii_case("history") { format!("{name}_") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_allowed_and_unique() {
        let mut names = SheetNames::default();
        assert_eq!(names.name("Heats", Some("Results")), "Heats");
        assert_eq!(names.name("heats", Some("Finals")), "Finals – heats");
        assert_eq!(names.name("HEATS", Some("Finals")), "HEATS (2)");
        assert_eq!(names.name("", None), "Table");
        assert_eq!(names.name("a/b: [c]?*", None), "a-b- (c)");
        assert_eq!(names.name("'History'", None), "History_");
        assert_eq!(names.name(&"x".repeat(40), None), "x".repeat(31));
        assert_eq!(names.name(&"x".repeat(40), None), format!("{} (2)", "x".repeat(27)));
        assert_eq!(names.name("😀".repeat(20).as_str(), None), "😀".repeat(15));
    }
}
