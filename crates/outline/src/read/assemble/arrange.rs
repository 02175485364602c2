//! Applies to the page what was done to the sheets: moves and adds tables.
//!
//! A table that is the only one under its heading moves with its section (the heading, the text and the sections
//! below), which gets the level of the section next to it. A table that shares its heading with others moves alone. A
//! new sheet becomes a section after that of the preceding sheet; if this would split a section that has several
//! tables, its name becomes a caption instead.

use model::{Block, Heading, Text};
use std::ops::Range;

/// What is on the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    /// A block.
    Block(Block),
    /// The table of a sheet, by the sheet's number in the file.
    Table(usize),
    /// The table of a new sheet that does not get a heading: its name is its caption.
    Captioned(usize),
}

impl Item {
    fn sheet(&self) -> Option<usize> {
        match self {
            Item::Block(_) => None,
            Item::Table(sheet) | Item::Captioned(sheet) => Some(*sheet),
        }
    }

    fn level(&self) -> Option<u8> {
        match self {
            Item::Block(Block::Heading(heading)) => Some(heading.level),
            _ => None,
        }
    }
}

/// What was sent before the items.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    /// Whether it includes a table.
    pub(super) table: bool,
    /// The level of the last heading.
    pub(super) level: Option<u8>,
}

/// A page being rearranged.
pub(super) struct Page {
    pub(super) items: Vec<Item>,
    pub(super) before: Before,
}

impl Page {
    /// Moves and adds tables to match the order of their sheets. For each sheet in the order of the file, `numbers` has
    /// the number that its table had when it was written, or `None` for a new sheet, and `names` has its name.
    pub(super) fn follow(&mut self, numbers: &[Option<usize>], names: &[&str]) {
        let stays = self.stays(numbers);
        let mut previous = None;
        for (sheet, number) in numbers.iter().enumerate() {
            if !stays[sheet] {
                match number {
                    Some(_) => self.transfer(sheet, previous, next_of(&stays, sheet)),
                    None => self.add(sheet, names[sheet], previous, next_of(&stays, sheet)),
                }
            }
            previous = Some(sheet);
        }
    }

    /// Which sheets did not move: all of them if they are in the order in which they were written, or in that of the
    /// page; otherwise as many as possible.
    fn stays(&self, numbers: &[Option<usize>]) -> Vec<bool> {
        let mut places = vec![None; numbers.len()];
        for (place, sheet) in self.items.iter().filter_map(Item::sheet).enumerate() {
            places[sheet] = Some(place);
        }
        let known: Vec<usize> = numbers.iter().flatten().copied().collect();
        if known.is_sorted() {
            return numbers.iter().map(Option::is_some).collect();
        }
        longest_rising(&places)
    }

    /// The position of the table of a sheet.
    fn find(&self, sheet: usize) -> Option<usize> {
        self.items.iter().position(|item| item.sheet() == Some(sheet))
    }

    /// The heading above a position.
    pub(super) fn heading_over(&self, at: usize) -> Option<usize> {
        self.items[..at].iter().rposition(|item| item.level().is_some())
    }

    /// The section of a table, from its heading, if it has no other table.
    pub(super) fn section(&self, table: usize) -> Option<Range<usize>> {
        let start = self.heading_over(table)?;
        let level = self.items[start].level();
        let mut below = self.items[start + 1..].iter();
        let end = match below.position(|item| item.level().is_some_and(|other| Some(other) <= level)) {
            Some(length) => start + 1 + length,
            None => self.end(table + 1),
        };
        let tables = self.items[start..end].iter().filter(|item| item.sheet().is_some()).count();
        (tables == 1).then_some(start..end)
    }

    /// The heading that a table's section is under; if the section has other tables, the heading of the section itself.
    fn parent(&self, table: usize) -> Option<usize> {
        match self.section(table) {
            Some(section) => {
                let level = self.items[section.start].level();
                let over = &self.items[..section.start];
                over.iter().rposition(|item| item.level().is_some_and(|other| Some(other) < level))
            }
            None => self.heading_over(table),
        }
    }

    /// Where the content of a page ends: categories and the like at its foot belong to the page as a whole.
    fn end(&self, start: usize) -> usize {
        let foot = self.items[start..]
            .iter()
            .rev()
            .take_while(|item| matches!(item, Item::Block(Block::Property(_) | Block::Verbatim(_))));
        self.items.len() - foot.count()
    }

    /// The position for a section after that of `previous`, and its level; `None` if it would split a section that has
    /// several tables.
    fn place_after(&self, previous: Option<usize>) -> (usize, Option<u8>) {
        let start = previous.map_or(0, |at| at + 1);
        let level = match previous.and_then(|at| self.heading_over(at)) {
            Some(heading) => self.items[heading].level(),
            None => self.before.level,
        };
        // The headings that the next table is under.
        let mut over: Vec<(usize, u8)> = Vec::new();
        for (at, item) in self.items.iter().enumerate().skip(start) {
            if let Some(other) = item.level() {
                match level {
                    Some(level) if other <= level => return (at, Some(level)),
                    None => return (at, Some(other)),
                    Some(_) => {}
                }
                over.retain(|(_, level)| *level < other);
                over.push((at, other));
            } else if item.sheet().is_some() {
                return match over.first() {
                    Some((at, level)) => (*at, Some(*level)),
                    None => (start, None),
                };
            }
        }
        (self.end(start), Some(level.unwrap_or(2)))
    }

    /// The position for a section before that of `next`, and its level; `None` if there is no heading.
    fn place_before(&self, next: usize) -> (usize, Option<u8>) {
        match self.heading_over(next) {
            Some(heading) => (heading, self.items[heading].level()),
            None => (next, None),
        }
    }

    /// The position for a section between two sheets.
    fn place(&self, previous: Option<usize>, next: Option<usize>) -> (usize, Option<u8>) {
        let at = |sheet: Option<usize>| sheet.and_then(|sheet| self.find(sheet));
        match (at(previous), at(next)) {
            (Some(previous), _) => self.place_after(Some(previous)),
            (None, Some(next)) if !self.before.table => self.place_before(next),
            _ => self.place_after(None),
        }
    }

    fn add(&mut self, sheet: usize, name: &str, previous: Option<usize>, next: Option<usize>) {
        match self.place(previous, next) {
            (at, Some(level)) => {
                let heading = Heading { level, text: Text::plain(name) };
                let section = [Item::Block(Block::Heading(heading)), Item::Table(sheet)];
                self.items.splice(at..at, section);
            }
            (at, None) => self.items.insert(at, Item::Captioned(sheet)),
        }
    }

    fn transfer(&mut self, sheet: usize, previous: Option<usize>, next: Option<usize>) {
        let Some(at) = self.find(sheet) else { return };
        if let Some(section) = self.section(at) {
            // Of two positions, prefer the one under the same heading as before.
            let home = |sheet: Option<usize>| {
                let found = sheet.and_then(|sheet| self.find(sheet));
                found.is_some_and(|found| self.parent(found) == self.parent(at))
            };
            let before = next.filter(|_| home(next) && !home(previous));
            let before = before.filter(|next| self.find(*next).is_some_and(|at| self.section(at).is_some()));
            let own = self.items[section.start].level().unwrap_or(2);
            let (start, table) = (section.start, at - section.start);
            let mut cut: Vec<Item> = self.items.drain(section).collect();
            let place = match before.and_then(|next| self.find(next)) {
                Some(next) => self.place_before(next),
                None => self.place(previous, next),
            };
            if let (at, Some(level)) = place {
                for item in &mut cut {
                    if let Item::Block(Block::Heading(heading)) = item {
                        heading.level = (heading.level + level).saturating_sub(own).clamp(1, 6);
                    }
                }
                self.items.splice(at..at, cut);
                return;
            }
            cut.remove(table);
            self.items.splice(start..start, cut);
        } else {
            self.items.remove(at);
        }
        let found = |sheet: Option<usize>| sheet.and_then(|sheet| self.find(sheet));
        let at = match (found(previous), found(next)) {
            (Some(previous), _) => previous + 1,
            (None, Some(next)) if !self.before.table => next,
            _ => 0,
        };
        self.items.insert(at, Item::Table(sheet));
    }
}

/// The next sheet that did not move.
fn next_of(stays: &[bool], sheet: usize) -> Option<usize> {
    (sheet + 1..stays.len()).find(|&next| stays[next])
}

/// Which places are part of a longest increasing subsequence.
fn longest_rising(places: &[Option<usize>]) -> Vec<bool> {
    // For each length, the index at which the subsequence with the lowest end ends; for each place, its predecessor.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; places.len()];
    for (at, place) in places.iter().enumerate() {
        if place.is_none() {
            continue;
        }
        let length = ends.partition_point(|&end| places[end] < *place);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chosen = vec![false; places.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        chosen[at] = true;
        next = before[at];
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of a page: `== x` is a heading, `#n` a table, `{n}` a table with its name as its caption, `:x` a property.
    fn page(text: &str) -> Page {
        let items = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| {
            let level = line.bytes().take_while(|byte| *byte == b'=').count();
            if let Some(sheet) = line.strip_prefix('#') {
                return Item::Table(sheet.parse().unwrap());
            }
            Item::Block(match line.strip_prefix(':') {
                Some(name) => Block::Property(model::Property { name: name.into(), value: "".into() }),
                None if level > 0 => {
                    let text = Text::plain(line[level..].trim());
                    Block::Heading(Heading { level: level as u8, text })
                }
                None => Block::Paragraph(line.into()),
            })
        });
        Page { items: items.collect(), before: Before::default() }
    }

    fn shown(page: &Page) -> String {
        let line = |item: &Item| match item {
            Item::Table(sheet) => format!("#{sheet}"),
            Item::Captioned(sheet) => format!("{{{sheet}}}"),
            Item::Block(Block::Heading(heading)) => {
                format!("{} {}", "=".repeat(heading.level.into()), heading.text.text)
            }
            Item::Block(Block::Paragraph(text)) => text.text.clone(),
            Item::Block(Block::Property(property)) => format!(":{}", property.name),
            Item::Block(_) => "?".into(),
        };
        page.items.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Has the number of each sheet's table, -1 for a new sheet; in the page, tables are numbered by sheet.
    fn check(text: &str, numbers: &[isize], expected: &str) {
        let mut page = page(text);
        let numbers: Vec<Option<usize>> = numbers.iter().map(|&number| number.try_into().ok()).collect();
        page.follow(&numbers, &vec!["New"; numbers.len()]);
        let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(shown(&page), expected.join("\n"), "{numbers:?}");
    }

    #[test]
    fn nothing_moves_unless_sheets_were_moved() {
        let text = "intro\n== A\n#0\n#1\n== B\nx\n#2\n:category";
        check(text, &[1, 2, 3], text);
        // Rows of the outline were moved, sheets were not.
        let text = "== B\n#1\n== A\n#0";
        check(text, &[1, 2], text);
        // Both were moved.
        check("== B\n#0\n== A\n#1", &[2, 1], "== B\n#0\n== A\n#1");
    }

    #[test]
    fn sections_move_with_their_tables() {
        check(
            "== Results\nlegend\n=== A\na\n#1\n=== B\nb\n#2\n=== Finals\n==== C\nc\n#0\n:category",
            &[3, 1, 2],
            "== Results\nlegend\n=== C\nc\n#0\n=== A\na\n#1\n=== B\nb\n#2\n=== Finals\n:category",
        );
        check(
            "== Results\n=== A\na\n==== sources\ns\n#2\n=== Finals\n==== B\n#0\n==== C\n#1\n== Notes\nn",
            &[2, 3, 1],
            "== Results\n=== A\na\n=== Finals\n==== B\n#0\n==== C\n#1\n==== sources\ns\n#2\n== Notes\nn",
        );
        // Two tables that swap places stay in their section.
        check(
            "=== A\n#0\n=== Finals\nf\n==== B\nb\n#2\n==== C\nc\n#1",
            &[1, 3, 2],
            "=== A\n#0\n=== Finals\nf\n==== C\nc\n#1\n==== B\nb\n#2",
        );
    }

    #[test]
    fn tables_that_share_a_heading_move_alone() {
        check("== R\nx\n#1\ny\n#0\nz", &[2, 1], "== R\nx\n#0\n#1\ny\nz");
        check(
            "== R\nx\n#0\ny\n#2\n== F\n#1\n:category",
            &[1, 3, 2],
            "== R\nx\n#0\n#1\ny\n#2\n== F\n:category",
        );
        check("#1\ny\n#0", &[2, 1], "#0\n#1\ny");
    }

    #[test]
    fn new_sheets_are_sections() {
        let new = -1;
        check("intro\n:category", &[new], "intro\n== New\n#0\n:category");
        check(
            "== Results\n=== A\na\n#1\n=== Finals\n==== B\n#2\nb\n== Notes\nn",
            &[new, 1, 2, new],
            "== Results\n=== New\n#0\n=== A\na\n#1\n=== Finals\n==== B\n#2\nb\n==== New\n#3\n== Notes\nn",
        );
        check(
            "== Results\n=== A\na\n#0\n=== Finals\n==== B\n#3\nb",
            &[1, new, new, 2],
            "== Results\n=== A\na\n#0\n=== New\n#1\n=== New\n#2\n=== Finals\n==== B\n#3\nb",
        );
        // There are deeper headings below the heading of the preceding table.
        check("== R\n#0\n=== S\n#2", &[1, new, 2], "== R\n#0\n=== New\n#1\n=== S\n#2");
    }

    #[test]
    fn new_sheets_do_not_break_sections() {
        let new = -1;
        check("== R\n#0\nx\n#2", &[1, new, 2], "== R\n#0\n{1}\nx\n#2");
        check("#1\nx", &[new, 1], "{0}\n#1\nx");
        check("== R\n#0\nx\n#1", &[1, 2, new], "== R\n#0\nx\n#1\n== New\n#2");
    }

    #[test]
    fn what_was_sent_stays() {
        let mut page = page("x\n=== B\n#1");
        page.before = Before { table: true, level: Some(3) };
        page.follow(&[None, Some(2)], &["New", "B"]);
        assert_eq!(shown(&page), "x\n=== New\n#0\n=== B\n#1");
    }
}
