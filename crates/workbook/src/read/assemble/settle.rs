//! Which of the sheets that were held is which table, once the file has been read.

use super::{Assembler, Held};
use crate::read::outline::Entity;
use model::{Diagnostic, Event, Result};
use std::collections::HashMap;

impl Assembler<'_> {
    /// Brings the sheets that were held to their places, by named range, then by name, then in order.
    pub(super) fn settle(&mut self) -> Result<()> {
        let mut held: Vec<Option<Held>> = std::mem::take(&mut self.held).into_iter().map(Some).collect();
        let waiting = std::mem::take(&mut self.waiting);
        let mut claims: HashMap<String, usize> = HashMap::new();
        let find = |name: &str, held: &[Option<Held>]| {
            held.iter().position(|sheet| sheet.as_ref().is_some_and(|sheet| sheet.name == name))
        };
        let mut claimed = vec![false; held.len()];
        for by_range in [true, false] {
            for entity in &waiting {
                let Entity::Table(place) = entity else { continue };
                let name = if by_range {
                    match self.ranges.get(&place.range) {
                        Some(Some(name)) => name,
                        _ => continue,
                    }
                } else {
                    &place.sheet
                };
                let gone = !by_range && self.ranges.get(&place.range) == Some(&None);
                if let Some(at) = find(name, &held).filter(|&at| !claimed[at] && !gone)
                    && !claims.contains_key(&place.range)
                {
                    claimed[at] = true;
                    claims.insert(place.range.clone(), at);
                }
            }
        }
        for entity in waiting {
            let place = match entity {
                Entity::Block(block) => {
                    self.sink.event(Event::Block(&block, None))?;
                    continue;
                }
                Entity::Table(place) => place,
            };
            let known = self.ranges.contains_key(&place.range);
            let at = claims.get(&place.range).copied().or_else(|| {
                // Without named ranges, a sheet that nothing else claims is taken in order.
                let next = if known { None } else { claimed.iter().position(|claimed| !claimed) };
                if let Some(at) = next {
                    claimed[at] = true;
                }
                next
            });
            match at.and_then(|at| held[at].take()) {
                Some(sheet) => {
                    self.place = Some(place);
                    self.held_table(sheet)?;
                }
                None => self.diagnostics.report(Diagnostic::note(
                    "sheet-table-gone",
                    format!("the sheet of table '{}' was deleted; the table is left out", place.sheet),
                ))?,
            }
        }
        for sheet in held.into_iter().flatten() {
            self.foreign_table(sheet, true)?;
        }
        if !self.details.is_empty() {
            self.diagnostics.report(
                Diagnostic::warning(
                    "sheet-details-unused",
                    "details of cells belong to no table, or come too late",
                )
                .hint("a long flat file must be read from a file, not from a pipe, to get at its end first"),
            )?;
        }
        Ok(())
    }
}
