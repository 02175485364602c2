//! What a reader reports, as far as it concerns the tables or infoboxes that were chosen.

use model::{Diagnostic, Diagnostics, ReaderSpec, Result, SourceRange};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Passes on what concerns the chosen parts of an input: what lies in one of them, and what comes before one and is
/// [structural](ReaderSpec::structural).
///
/// A reader may report what is odd in a part before it sends the part, so each diagnostic waits until its part is
/// chosen or the document ends. One without an offset is passed on at once; so are all once a part without a range is
/// chosen. Each step takes logarithmic time, however many parts and diagnostics a page has.
pub(crate) struct Chosen<'a> {
    diagnostics: &'a Diagnostics<'a>,
    reader: &'static ReaderSpec,
    parts: RefCell<Parts>,
    /// The messages of what is reported [once](ReaderSpec::once) and was passed on.
    once: RefCell<HashSet<String>>,
}

/// Diagnostics by their offset, and by their number among all, which tells the order in which they came.
type Waiting = BTreeMap<(u64, usize), Diagnostic>;

#[derive(Default)]
struct Parts {
    /// What waits for its part.
    local: Waiting,
    /// What waits for any part that ends after it.
    structural: Waiting,
    /// How many have waited.
    count: usize,
    /// The chosen ranges, merged: their ends by their starts.
    chosen: BTreeMap<u64, u64>,
    /// A chosen part has no range.
    has_unknown: bool,
}

impl Parts {
    /// The end of the last chosen range.
    fn end(&self) -> u64 {
        self.chosen.last_key_value().map_or(0, |(_, end)| *end)
    }

    fn is_in_a_part(&self, offset: u64) -> bool {
        self.chosen.range(..=offset).next_back().is_some_and(|(_, end)| offset < *end)
    }

    fn add(&mut self, SourceRange { mut start, mut end }: SourceRange) {
        if let Some((&before, &its_end)) =
            self.chosen.range(..=start).next_back().filter(|(_, end)| **end >= start)
        {
            (start, end) = (before, end.max(its_end));
        }
        while let Some((&inside, &its_end)) = self.chosen.range(start..=end).next() {
            self.chosen.remove(&inside);
            end = end.max(its_end);
        }
        self.chosen.insert(start, end);
    }
}

impl<'a> Chosen<'a> {
    pub(crate) fn new(diagnostics: &'a Diagnostics<'a>, reader: &'static ReaderSpec) -> Self {
        Chosen { diagnostics, reader, parts: RefCell::default(), once: RefCell::default() }
    }

    /// Takes what a reader reports.
    ///
    /// # Errors
    /// A warning under strict rules, if it is passed on.
    pub(crate) fn report(&self, diagnostic: Diagnostic) -> Result<()> {
        let is_structural = self.reader.structural.contains(&diagnostic.code);
        if let Some(offset) = diagnostic.place.as_ref().and_then(|place| place.offset) {
            let parts = &mut *self.parts.borrow_mut();
            let concerns = parts.is_in_a_part(offset) || (is_structural && offset < parts.end());
            if !parts.has_unknown && !concerns {
                let waiting = if is_structural { &mut parts.structural } else { &mut parts.local };
                waiting.insert((offset, parts.count), diagnostic);
                parts.count += 1;
                return Ok(());
            }
        }
        self.pass(diagnostic)
    }

    fn pass(&self, diagnostic: Diagnostic) -> Result<()> {
        let is_once = self.reader.once.contains(&diagnostic.code);
        if is_once && !self.once.borrow_mut().insert(diagnostic.message.clone()) {
            return Ok(());
        }
        self.diagnostics.report(diagnostic)
    }

    /// A part is chosen.
    ///
    /// # Errors
    /// As [`report`](Chosen::report), for what has waited for it.
    pub(crate) fn choose(&self, range: Option<SourceRange>) -> Result<()> {
        let mut released = {
            let parts = &mut *self.parts.borrow_mut();
            parts.has_unknown |= range.is_none();
            let SourceRange { start, end } = range.unwrap_or(SourceRange { start: 0, end: u64::MAX });
            if let Some(range) = range {
                parts.add(range);
            }
            let mut released = taken(&mut parts.local, start..end);
            released.append(&mut taken(&mut parts.structural, 0..end));
            released
        };
        released.sort_by_key(|(number, _)| *number);
        released.into_iter().try_for_each(|(_, diagnostic)| self.pass(diagnostic))
    }

    /// A part is left out, and nothing in it is chosen.
    pub(crate) fn leave_out(&self, range: SourceRange) {
        taken(&mut self.parts.borrow_mut().local, range.start..range.end);
    }

    /// A document ends. If nothing of it was chosen, what is structural may be the reason, and is passed on.
    ///
    /// # Errors
    /// As [`report`](Chosen::report).
    pub(crate) fn end_document(&self) -> Result<()> {
        let Parts { mut structural, chosen, .. } = self.parts.take();
        if !chosen.is_empty() {
            return Ok(());
        }
        let mut released = taken(&mut structural, 0..u64::MAX);
        released.sort_by_key(|(number, _)| *number);
        released.into_iter().try_for_each(|(_, diagnostic)| self.pass(diagnostic))
    }

    /// Forgets what was reported: the input is read again.
    pub(crate) fn forget(&self) {
        self.parts.take();
        self.once.take();
    }
}

/// Takes what waits in a range of offsets, each with its number.
fn taken(waiting: &mut Waiting, range: Range<u64>) -> Vec<(usize, Diagnostic)> {
    let keys: Vec<(u64, usize)> = match range.is_empty() {
        true => Vec::new(),
        false => waiting.range((range.start, 0)..(range.end, 0)).map(|(key, _)| *key).collect(),
    };
    keys.into_iter().filter_map(|key| Some((key.1, waiting.remove(&key)?))).collect()
}
