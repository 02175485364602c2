//! Turns text with marks into nested markup: marks may overlap, elements may not.

use model::{Mark, MarkKind};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// One step along a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step<'t> {
    /// A mark begins here, and ends at this offset of the text.
    Open(&'t MarkKind, usize),
    /// The innermost open mark ends.
    Close(&'t MarkKind),
    /// An empty mark.
    Point(&'t MarkKind),
    /// Text, which starts at this offset.
    Text(&'t str, usize),
}

/// The text as a sequence of well-nested steps, with the marks that are to be kept. A mark that extends past the end of
/// the mark around it is split in two.
///
/// ```
/// use convert_markup::{Step, steps};
/// use model::{Mark, MarkKind::{Bold, Italic}};
///
/// let marks = [Mark::new(0..2, Bold), Mark::new(1..3, Italic)];
/// assert_eq!(steps("abc", &marks, |_| true), [
///     Step::Open(&Bold, 2), Step::Text("a", 0), Step::Open(&Italic, 2), Step::Text("b", 1), Step::Close(&Italic),
///     Step::Close(&Bold), Step::Open(&Italic, 3), Step::Text("c", 2), Step::Close(&Italic),
/// ]);
/// ```
pub fn steps<'t>(text: &'t str, marks: &'t [Mark], keep: impl Fn(&Mark) -> bool) -> Vec<Step<'t>> {
    let mut steps = Vec::new();
    // By start; of marks with the same start, the longer one is outside, then the first one.
    let mut coming: BinaryHeap<_> = marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| keep(mark) && text.get(mark.start..mark.end).is_some())
        .map(|(index, mark)| Reverse((mark.start, Reverse(mark.end), index)))
        .collect();
    let mut open: Vec<(usize, &MarkKind)> = Vec::new();
    let mut at = 0;
    loop {
        let next = coming.peek().map(|Reverse((start, _, _))| *start);
        let end = open.last().map(|(end, _)| *end);
        let stop = match (next, end) {
            (Some(next), Some(end)) => next.min(end),
            (next, end) => next.or(end).unwrap_or(text.len()),
        };
        if stop > at {
            steps.push(Step::Text(text.get(at..stop).unwrap_or(""), at));
            at = stop;
        }
        match (end, coming.pop()) {
            (Some(end), popped) if end <= at => {
                coming.extend(popped);
                if let Some((_, kind)) = open.pop() {
                    steps.push(Step::Close(kind));
                }
            }
            (end, Some(Reverse((start, Reverse(stop), index)))) => {
                let Some(mark) = marks.get(index) else { continue };
                if start == stop {
                    steps.push(Step::Point(&mark.kind));
                    continue;
                }
                if let Some(end) = end.filter(|end| *end < stop) {
                    coming.push(Reverse((end, Reverse(stop), index)));
                    open.push((end, &mark.kind));
                } else {
                    open.push((stop, &mark.kind));
                }
                steps.push(Step::Open(&mark.kind, stop.min(end.unwrap_or(stop))));
            }
            (_, None) => break,
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_with_the_same_start_nest_by_length() {
        let marks = [Mark::new(0..1, MarkKind::Bold), Mark::new(0..3, MarkKind::Italic)];
        assert_eq!(
            steps("abc", &marks, |_| true)[..3],
            [Step::Open(&MarkKind::Italic, 3), Step::Open(&MarkKind::Bold, 1), Step::Text("a", 0)]
        );
    }

    #[test]
    fn a_mark_outside_the_text_is_left_out() {
        let marks = [Mark::new(0..9, MarkKind::Bold), Mark::new(1..2, MarkKind::Italic)];
        assert_eq!(steps("é", &marks, |_| true), [Step::Text("é", 0)]);
    }

    #[test]
    fn an_empty_mark_keeps_its_place() {
        let comment = MarkKind::Comment { text: "c".into() };
        let marks = [Mark::new(1..1, comment.clone())];
        assert_eq!(
            steps("ab", &marks, |_| true),
            [Step::Text("a", 0), Step::Point(&comment), Step::Text("b", 1)]
        );
        assert_eq!(steps("ab", &marks, |_| false), [Step::Text("ab", 0)]);
    }
}
