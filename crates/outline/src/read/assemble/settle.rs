//! Matches the sheets that were held with their tables, once the file has been read, and sends them.

use super::arrange::{Before, Item, Page};
use super::{Assembler, BufferedSheet};
use crate::read::outline::{Entity, TableRef};
use model::{Diagnostic, Event, Result, Text};
use std::collections::HashMap;

/// A sheet and its table; a new sheet does not have one.
struct Matched {
    sheet: BufferedSheet,
    place: Option<TableRef>,
}

impl Assembler<'_> {
    /// Sends the sheets that were held, each at its place.
    pub(super) fn settle(&mut self) -> Result<()> {
        self.report_mistaken_sheets()?;
        let (mut sheets, mut page) = self.match_sheets()?;
        for (number, matched) in sheets.iter_mut().enumerate() {
            if let Some(place) = &mut matched.place
                && place.sheet != matched.sheet.name
                && let Some(lost) = page.rename(number, place, &matched.sheet.name)
            {
                self.diagnostics.report(Diagnostic::note(
                    "sheet-caption-replaced",
                    format!(
                        "the caption '{lost}' was replaced with '{}', the new name of its sheet",
                        matched.sheet.name
                    ),
                ))?;
            }
        }
        let numbers: Vec<Option<usize>> =
            sheets.iter().map(|matched| matched.place.as_ref().map(TableRef::number)).collect();
        let names: Vec<&str> = sheets.iter().map(|matched| matched.sheet.name.as_str()).collect();
        page.follow(&numbers, &names);
        let mut sheets: Vec<Option<Matched>> = sheets.into_iter().map(Some).collect();
        for item in page.items {
            let (sheet, captioned) = match item {
                Item::Block(block) => {
                    self.sink.event(Event::Block(&block, None))?;
                    continue;
                }
                Item::Table(sheet) => (sheet, false),
                Item::Captioned(sheet) => (sheet, true),
            };
            let Some(Matched { sheet, place }) = sheets[sheet].take() else { continue };
            let caption = if captioned { Text::plain(sheet.name.as_str()) } else { Text::default() };
            self.place = Some(place.unwrap_or_else(|| TableRef { caption, ..TableRef::new(&sheet.name) }));
            self.buffered_table(sheet)?;
        }
        if !self.details.is_empty() {
            self.diagnostics.report(
                Diagnostic::warning(
                    "sheet-details-unused",
                    "details of cells do not belong to a table, or come too late",
                )
                .hint("read a long .fods from a file, not from a pipe, so that its end can be read first"),
            )?;
        }
        Ok(())
    }

    /// Tables are sent based on the names of their sheets, which the named ranges at the end may contradict.
    fn report_mistaken_sheets(&self) -> Result<()> {
        for place in &self.streamed {
            if self.ranges.get(&place.range).is_some_and(|sheet| sheet.as_ref() != Some(&place.sheet)) {
                self.diagnostics.report(
                    Diagnostic::warning(
                        "sheet-mistaken",
                        format!("sheet '{}' has the name and place of another sheet", place.sheet),
                        )
                        .hint("give the sheet a name that was not in use when the file was written, and convert again"),
                )?;
            }
        }
        Ok(())
    }

    /// Finds the table of each sheet by named range, then by name, then by order, and lays out the page.
    fn match_sheets(&mut self) -> Result<(Vec<Matched>, Page)> {
        let mut buffered: Vec<Option<BufferedSheet>> =
            std::mem::take(&mut self.buffered).into_iter().map(Some).collect();
        let waiting = std::mem::take(&mut self.waiting);
        let mut claims: HashMap<String, usize> = HashMap::new();
        let find = |name: &str, buffered: &[Option<BufferedSheet>]| {
            buffered.iter().position(|sheet| sheet.as_ref().is_some_and(|sheet| sheet.name == name))
        };
        let mut claimed = vec![false; buffered.len()];
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
                if let Some(at) = find(name, &buffered).filter(|&at| !claimed[at] && !gone)
                    && !claims.contains_key(&place.range)
                {
                    claimed[at] = true;
                    claims.insert(place.range.clone(), at);
                }
            }
        }
        let mut places: Vec<Option<TableRef>> = buffered.iter().map(|_| None).collect();
        let mut items = Vec::new();
        for entity in waiting {
            let place = match entity {
                Entity::Block(block) => {
                    items.push(Item::Block(block));
                    continue;
                }
                Entity::Table(place) => place,
            };
            // A named range may refer to a sheet that does not exist any more: some programs do not update it on
            // renaming.
            let known = match self.ranges.get(&place.range) {
                Some(Some(name)) => {
                    self.streamed.iter().any(|place| place.sheet == *name) || find(name, &buffered).is_some()
                }
                Some(None) => true,
                None => false,
            };
            let at = claims.get(&place.range).copied().or_else(|| {
                // Without named ranges, tables are matched in order with the remaining sheets.
                let fits = |at: &usize| {
                    !claimed[*at] && buffered[*at].as_ref().is_some_and(|sheet| place.may_be(sheet))
                };
                let next = if known { None } else { (0..claimed.len()).find(fits) };
                if let Some(at) = next {
                    claimed[at] = true;
                }
                next
            });
            match at.filter(|&at| places[at].is_none()) {
                Some(at) => {
                    places[at] = Some(place);
                    items.push(Item::Table(at));
                }
                None => {
                    self.details.take(&place.range);
                    self.diagnostics.report(Diagnostic::note(
                        "sheet-table-gone",
                        format!("the sheet of table '{}' was deleted; the table is left out", place.sheet),
                    ))?;
                }
            }
        }
        // A new sheet without rows is ignored.
        let mut kept = Vec::new();
        let mut numbers = vec![None; buffered.len()];
        for (at, (sheet, place)) in buffered.iter_mut().zip(places).enumerate() {
            if let Some(sheet) = sheet.take().filter(|sheet| place.is_some() || !sheet.rows.is_empty()) {
                numbers[at] = Some(kept.len());
                kept.push(Matched { sheet, place });
            }
        }
        for item in &mut items {
            if let Item::Table(at) = item
                && let Some(number) = numbers[*at]
            {
                *at = number;
            }
        }
        Ok((kept, Page { items, before: Before { table: !self.streamed.is_empty(), level: self.level } }))
    }
}
