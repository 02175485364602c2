//! Makes overlapping marks nest.

use super::is_atomic;
use model::Mark;
use std::borrow::Cow;

/// The maximum number of splits of overlapping marks, per mark of a text.
const MOST_SPLITS: usize = 16;

/// The marks in order, within the text, and well nested: a mark that overlaps another is split at its end.
pub(super) fn ordered<'m>(text: &str, marks: &'m [Mark]) -> Vec<Cow<'m, Mark>> {
    let is_valid = |mark: &Mark| {
        mark.start <= mark.end && text.is_char_boundary(mark.start) && text.is_char_boundary(mark.end)
    };
    let mut queue: Vec<Cow<'m, Mark>> =
        marks.iter().filter(|mark| is_valid(mark)).map(Cow::Borrowed).collect();
    if !queue.is_sorted_by_key(|mark| mark.start) {
        queue.sort_by_key(|mark| mark.start);
    }
    // In reverse, so that the next mark is the last one.
    queue.reverse();
    let mut nested: Vec<Cow<'m, Mark>> = Vec::with_capacity(queue.len());
    let mut ends: Vec<usize> = Vec::new();
    let mut splits = marks.len().saturating_mul(MOST_SPLITS);
    let mut done = 0;
    while let Some(mark) = queue.pop() {
        if mark.start < done {
            // Of a mark that starts under an atomic one, only the rest is kept.
            if mark.end > done && !is_atomic(&mark.kind) {
                let rest = Mark { start: done, ..mark.into_owned() };
                insert(&mut queue, rest);
            }
            continue;
        }
        while ends.last().is_some_and(|&end| end <= mark.start) {
            ends.pop();
        }
        let limit = ends.last().copied().unwrap_or(usize::MAX);
        if mark.end <= limit {
            if is_atomic(&mark.kind) {
                done = mark.end;
            } else if mark.end > mark.start {
                ends.push(mark.end);
            }
            nested.push(mark);
        } else if is_atomic(&mark.kind) {
            // The marks around an atomic mark end where it starts.
            let start = mark.start;
            for outer in nested
                .iter_mut()
                .filter(|outer| outer.end > start && outer.start < start && !is_atomic(&outer.kind))
            {
                if outer.end < mark.end {
                    outer.to_mut().end = start;
                }
            }
            ends.retain(|&end| end >= mark.end);
            done = mark.end;
            nested.push(mark);
        } else {
            let mut first = mark.into_owned();
            if splits > 0 {
                splits -= 1;
                insert(&mut queue, Mark { start: limit, ..first.clone() });
            }
            first.end = limit;
            ends.push(limit);
            nested.push(Cow::Owned(first));
        }
    }
    nested
}

/// Inserts a mark into the reversed queue, to be taken before others with the same start.
fn insert(queue: &mut Vec<Cow<'_, Mark>>, mark: Mark) {
    let at = queue.partition_point(|other| other.start >= mark.start);
    queue.insert(at, Cow::Owned(mark));
}
