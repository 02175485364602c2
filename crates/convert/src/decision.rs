//! Whether a way that was taken leads to the end: what a stage finds out about a [strategy](crate::strategy).

use crate::source::Recording;
use model::{Diagnostics, Flow};
use std::cell::Cell;

/// The decision about one way through an input: it is settled once, for it or against it.
pub(crate) struct Decision<'a> {
    recording: Recording,
    diagnostics: &'a Diagnostics<'a>,
    given_up: Cell<bool>,
}

impl<'a> Decision<'a> {
    /// An open decision. What is reported is held back, and what is read of a stream recorded, until it is settled.
    pub(crate) fn new(recording: &Recording, diagnostics: &'a Diagnostics<'a>) -> Self {
        Decision { recording: recording.clone(), diagnostics, given_up: Cell::new(false) }
    }

    /// The way leads to the end: the input is not read from its start again.
    pub(crate) fn settle(&self) {
        self.recording.stop();
        self.diagnostics.release();
    }

    /// The way does not lead to the end. Nothing more is to be read on it.
    pub(crate) fn give_up(&self) -> Flow {
        self.given_up.set(true);
        Flow::Stop
    }

    /// Whether it was given up.
    pub(crate) fn is_given_up(&self) -> bool {
        self.given_up.get()
    }
}
