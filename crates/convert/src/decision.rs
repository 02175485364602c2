//! Whether the chosen [strategy](crate::strategy) suits the input: a stage finds out while it runs.

use crate::source::Recording;
use model::{Diagnostics, Flow};
use std::cell::Cell;

/// The decision about one strategy: it is settled or given up, once.
pub(crate) struct Decision<'a> {
    recording: Recording,
    diagnostics: &'a Diagnostics<'a>,
    given_up: Cell<bool>,
}

impl<'a> Decision<'a> {
    /// An open decision. Until it is settled, diagnostics are held back, and the bytes read from a stream are recorded.
    pub(crate) fn new(recording: &Recording, diagnostics: &'a Diagnostics<'a>) -> Self {
        Decision { recording: recording.clone(), diagnostics, given_up: Cell::new(false) }
    }

    /// The strategy suits the input, which is not read from its start again.
    pub(crate) fn settle(&self) {
        self.recording.stop();
        self.diagnostics.release();
    }

    /// The strategy does not suit the input: reading stops.
    pub(crate) fn give_up(&self) -> Flow {
        self.given_up.set(true);
        Flow::Stop
    }

    /// Whether the strategy was given up.
    pub(crate) fn is_given_up(&self) -> bool {
        self.given_up.get()
    }
}
