//! Anchored nodes: their events are kept once, and replayed for each alias.

use crate::events::{Event, Step};
use model::{Diagnostic, Error, Result};
use std::collections::HashMap;
use std::ops::Range;

/// How many events aliases may replay in any document.
const BUDGET: u64 = 1_000_000;

/// How many more they may replay for each event of the document itself.
const BUDGET_RATIO: u64 = 20;

/// The bytes of text that count as one event.
const BYTES_PER_EVENT: usize = 64;

/// The events of the anchored nodes of a document.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    log: Vec<Event>,
    /// The range of each anchor's node in the log; open-ended while the node is being read.
    nodes: HashMap<usize, (usize, Option<usize>)>,
    /// The anchored nodes being read, with the number of containers that were open when each began.
    open: Vec<(usize, usize)>,
    depth: usize,
    /// The node being read is wanted, whether it is anchored or not.
    wanted: bool,
    live: u64,
    played: u64,
}

impl Anchors {
    /// Forgets everything, for a new document.
    pub(crate) fn clear(&mut self) {
        *self = Anchors::default();
    }

    /// Keeps an event of the document if it belongs to an anchored node.
    pub(crate) fn see(&mut self, event: &Event) {
        self.live += 1;
        if event.anchor != 0 {
            self.nodes.insert(event.anchor, (self.log.len(), None));
            self.open.push((event.anchor, self.depth));
        }
        if !self.open.is_empty() || self.wanted {
            self.log.push(event.clone());
        }
        match event.step {
            Step::SequenceStart { .. } | Step::MappingStart { .. } => self.depth += 1,
            Step::End => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        while let Some(&(anchor, depth)) = self.open.last() {
            if depth < self.depth {
                break;
            }
            if let Some((_, end)) = self.nodes.get_mut(&anchor) {
                *end = Some(self.log.len());
            }
            self.open.pop();
        }
    }

    /// Keeps all further events as well; returns where they will begin.
    pub(crate) fn want(&mut self, wanted: bool) -> usize {
        self.wanted = wanted;
        self.log.len()
    }

    /// The end of the log.
    pub(crate) fn end(&self) -> usize {
        self.log.len()
    }

    /// The events that an alias refers to.
    pub(crate) fn node(&self, alias: &Event, anchor: usize) -> Result<Range<usize>> {
        match self.nodes.get(&anchor) {
            Some(&(start, Some(end))) => Ok(start..end),
            Some((_, None)) => {
                let diagnostic =
                    Diagnostic::error("yaml-alias", "the alias refers to a node that contains it");
                Err(Error::input(diagnostic.at(alias.place())))
            }
            None => {
                let diagnostic = Diagnostic::error("yaml-alias", "the alias has no anchor in its document");
                Err(Error::input(diagnostic.at(alias.place())))
            }
        }
    }

    /// Replays an event of the log, and counts it.
    pub(crate) fn play(&mut self, at: usize) -> Result<Option<Event>> {
        let Some(event) = self.log.get(at) else { return Ok(None) };
        self.played += weight(event);
        if self.played > BUDGET + BUDGET_RATIO * self.live {
            let message = "the aliases expand to far more than the document contains";
            let diagnostic = Diagnostic::error("yaml-alias-bomb", message).at(event.place());
            return Err(Error::input(
                diagnostic.hint("aliases of aliases can grow without limit, so the document is refused"),
            ));
        }
        Ok(Some(event.clone()))
    }

    /// Where the node ends that begins at a position in the log.
    pub(crate) fn node_end(&mut self, start: usize) -> Result<usize> {
        let (mut at, mut depth) = (start, 0_usize);
        while let Some(event) = self.play(at)? {
            at += 1;
            match event.step {
                Step::SequenceStart { .. } | Step::MappingStart { .. } => depth += 1,
                Step::End => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        Ok(at)
    }
}

/// The number of events that an event counts as: more for a long text.
fn weight(event: &Event) -> u64 {
    match &event.step {
        Step::Scalar { text, .. } => 1 + (text.len() / BYTES_PER_EVENT) as u64,
        _ => 1,
    }
}
