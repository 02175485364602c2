//! Superscript and subscript digits as Unicode characters.
//!
//! Records hold no markup, and `10<sup>3</sup>` must not become 103: superscript and subscript digits and signs become
//! characters (`10³`, `H₂O`). Letters (`1<sup>st</sup>`) are unchanged.

use super::Stage;
use model::{Event, Flow, Mark, MarkKind, Outlet, Result, Row, RowBuf, TableHead};

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋";
const PLAIN: &str = "0123456789+-−";

/// Replaces superscript and subscript digits by characters.
#[derive(Default)]
pub(crate) struct SuperscriptDigits {
    row: RowBuf,
}

/// The characters for the text under a mark.
fn characters(mark: &Mark) -> Option<&'static str> {
    match mark.kind {
        MarkKind::Sup => Some(RAISED),
        MarkKind::Sub => Some(LOWERED),
        _ => None,
    }
}

/// A text with its superscript and subscript digits replaced, if it has any. The whole text under a mark must be digits
/// or signs.
fn raised(text: &str, marks: &[Mark]) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    for mark in marks {
        let Some((characters, under)) = characters(mark).zip(text.get(mark.start..mark.end)) else {
            continue;
        };
        let character = |c: char| characters.chars().nth(PLAIN.chars().position(|plain| plain == c)?);
        let Some(written) = under.chars().map(character).collect::<Option<String>>() else { continue };
        if mark.start < copied || written.is_empty() {
            continue;
        }
        out.push_str(text.get(copied..mark.start)?);
        out.push_str(&written);
        copied = mark.end;
    }
    if copied == 0 {
        return None;
    }
    out.push_str(text.get(copied..)?);
    Some(out)
}

fn has_raised(row: Row<'_>) -> bool {
    row.extras().iter().any(|extra| extra.marks.iter().any(|mark| characters(mark).is_some()))
}

/// Copies a row. If a text changes, its marks are dropped, since records do not use them.
fn copy(row: Row<'_>, out: &mut RowBuf) {
    out.clear();
    for cell in row.cells() {
        let mut extra = cell.extra.cloned().unwrap_or_default();
        match raised(cell.text, &extra.marks) {
            Some(text) => {
                extra.marks.retain(|mark| matches!(mark.kind, MarkKind::Reference { .. }));
                extra.marks.iter_mut().for_each(|mark| (mark.start, mark.end) = (text.len(), text.len()));
                out.push_with(&text, cell.kind, extra);
            }
            None => out.push_with(cell.text, cell.kind, extra),
        }
    }
    out.attributes_mut().extend_from_slice(row.attributes());
    out.set_source(row.source());
}

impl Stage for SuperscriptDigits {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        match event {
            Event::TableStart(head) if head.header.iter().any(|row| has_raised(row.as_row())) => {
                let header = head.header.iter().map(|row| {
                    let mut copied = RowBuf::default();
                    copy(row.as_row(), &mut copied);
                    copied
                });
                let columns = TableHead::with_header(header.collect()).columns;
                next.event(Event::TableStart(&TableHead { columns, ..head.clone() }))?;
            }
            Event::Row(row) if has_raised(row) => {
                copy(row, &mut self.row);
                next.event(Event::Row(self.row.as_row()))?;
            }
            event => next.event(event)?,
        }
        Ok(next.flow())
    }

    fn row(&mut self, row: &mut RowBuf, next: &mut Outlet<'_>) -> Result<Flow> {
        if has_raised(row.as_row()) {
            return self.event(Event::Row(row.as_row()), next);
        }
        next.row(row)?;
        Ok(next.flow())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, marks: &[(usize, usize, MarkKind)], expected: Option<&str>) {
        let marks: Vec<Mark> =
            marks.iter().map(|(start, end, kind)| Mark::new(*start..*end, kind.clone())).collect();
        assert_eq!(raised(text, &marks).as_deref(), expected, "{text}");
    }

    #[test]
    fn digits_become_characters_and_letters_do_not() {
        check("103", &[(2, 3, MarkKind::Sup)], Some("10³"));
        check("H2O", &[(1, 2, MarkKind::Sub)], Some("H₂O"));
        check("6×10-24 kg", &[(5, 8, MarkKind::Sup)], Some("6×10⁻²⁴ kg"));
        check("1st", &[(1, 3, MarkKind::Sup)], None);
        check("b2", &[(0, 2, MarkKind::Bold), (1, 2, MarkKind::Sup)], Some("b²"));
        check("x", &[], None);
    }
}
