//! The markup of a text that was edited: it is kept on the parts that are still there.

use model::{Attributes, Mark, MarkKind, Text};
use sheets::Face;
use std::cmp::Reverse;

/// Carries the markup of the original text over to what its cell shows now.
///
/// Markup before or after the change stays where it is, and all footnotes and comments are kept. On the change itself,
/// faces are kept, and links are if half of their text is left. Once the output of a template or another source is
/// changed, it is plain text.
pub(crate) fn carry(old: &Text, seen: Text) -> Text {
    let new = seen.text.as_str();
    let common = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let before = common(&mut old.text.chars().zip(new.chars()));
    let (rest, new_rest) = (&old.text[before..], &new[before..]);
    let after = common(&mut rest.chars().rev().zip(new_rest.chars().rev()));
    let change = before..old.text.len() - after;
    let moved = |at: usize| at + new.len() - old.text.len();
    let faces = seen.marks.iter().any(|mark| Face::of(&mark.kind).is_some());
    let links = seen.marks.iter().any(|mark| matches!(mark.kind, MarkKind::ExternalLink { .. }));
    let mut marks = Vec::new();
    for mark in &old.marks {
        // Markup that the cell shows itself is taken from the cell.
        let shown = match mark.kind {
            MarkKind::ExternalLink { .. } => links,
            _ => faces && Face::of(&mark.kind).is_some(),
        };
        if shown {
            continue;
        }
        let range = if mark.start == mark.end {
            // At a change, marks before the text stay before it.
            if mark.start < change.start || mark.start == 0 {
                mark.start..mark.start
            } else {
                let at = moved(mark.start.max(change.end));
                at..at
            }
        } else if mark.end <= change.start {
            mark.start..mark.end
        } else if mark.start >= change.end {
            moved(mark.start)..moved(mark.end)
        } else if mark.start <= change.start && mark.end >= change.end && stays(mark, change.len()) {
            mark.start..moved(mark.end)
        } else {
            continue;
        };
        if range.start < range.end || mark.start == mark.end {
            marks.push(Mark::new(range, mark.kind.clone()));
        }
    }
    marks.extend(seen.marks);
    marks.sort_by_key(|mark| (mark.start, Reverse(mark.end)));
    Text { text: seen.text, marks }
}

/// Whether markup is kept on a text of which this many bytes were changed.
fn stays(mark: &Mark, changed: usize) -> bool {
    match mark.kind {
        MarkKind::Link { .. } | MarkKind::ExternalLink { .. } => changed * 2 <= mark.end - mark.start,
        MarkKind::Code | MarkKind::Small | MarkKind::Item { .. } | MarkKind::Element { .. } => true,
        _ => Face::of(&mark.kind).is_some(),
    }
}

/// The attributes of a cell that are kept when its text is changed: all except those from a template.
pub(crate) fn attributes(old: &Attributes) -> Attributes {
    old.iter().filter(|(name, _)| !name.starts_with("{{")).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(range: std::ops::Range<usize>) -> Mark {
        Mark::new(range, MarkKind::Link { target: "x".into() })
    }

    fn footnote(at: usize) -> Mark {
        Mark::new(at..at, MarkKind::Comment { text: "seen".into() })
    }

    fn check(old: &str, marks: Vec<Mark>, new: &str, expected: Vec<Mark>) {
        let carried = carry(&Text::with_marks(old, marks), new.into());
        assert_eq!(carried, Text::with_marks(new, expected));
    }

    #[test]
    fn markup_around_the_change_stays() {
        let marks = vec![link(0..3), Mark::new(4..8, MarkKind::Bold), link(9..12), footnote(12)];
        check("one quiet two", marks[..1].to_vec(), "one loud two", vec![link(0..3)]);
        check(
            "one long two!",
            marks,
            "one short two!",
            vec![link(0..3), Mark::new(4..9, MarkKind::Bold), link(10..13), footnote(13)],
        );
        check(
            "é one",
            vec![link(3..6)],
            "é, è one",
            vec![link(8..11)].into_iter().map(|_| link(7..10)).collect(),
        );
    }

    #[test]
    fn links_stay_if_their_text_does() {
        check("Sun Long", vec![link(0..8)], "Sun Lung", vec![link(0..8)]);
        check("Sun Long", vec![link(0..8)], "Sara Lin", vec![]);
        check("Sun Long", vec![link(0..8), footnote(8)], "Sara Lin", vec![footnote(8)]);
        check("Sun Long", vec![footnote(0), link(0..8)], "Li", vec![footnote(0)]);
        check("1:24", vec![Mark::new(0..4, MarkKind::Bold)], "DNF", vec![Mark::new(0..3, MarkKind::Bold)]);
        let template = MarkKind::Template { name: "nowrap".into(), args: vec![] };
        check("1:24", vec![Mark::new(0..4, template)], "1:25", vec![]);
    }

    #[test]
    fn faces_are_those_of_the_cell() {
        let old = Text::with_marks("a bold word", vec![Mark::new(2..6, MarkKind::Bold), link(7..11)]);
        let seen = Text::with_marks("a bald word", vec![Mark::new(0..1, MarkKind::Italic)]);
        let expected = vec![Mark::new(0..1, MarkKind::Italic), link(7..11)];
        assert_eq!(carry(&old, seen).marks, expected);
    }
}
