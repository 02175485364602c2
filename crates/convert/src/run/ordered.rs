//! What workers have to say, in the order of their inputs.

use crate::console::eprint;
use crate::report::{Fold, Message};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

/// What was said of one input, and printed.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// For standard error.
    pub(super) messages: Vec<Message>,
    /// For standard output.
    pub(super) printed: Vec<u8>,
}

/// Puts what workers say in order: each input's words come when those of all before it have come.
#[derive(Debug, Default)]
pub(super) struct Ordered(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    fold: Fold,
    next: usize,
    said: BTreeMap<usize, Said>,
}

impl Ordered {
    /// Says it all, or folds what is said again and again.
    pub(super) fn new(fold: Fold) -> Self {
        Ordered(Mutex::new(Waiting { fold, ..Waiting::default() }))
    }

    /// Says it now, or when its turn comes.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub(super) fn say(&self, index: usize, said: Said) -> std::io::Result<()> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.said.insert(index, said);
        loop {
            let next = waiting.next;
            let Some(said) = waiting.said.remove(&next) else { return Ok(()) };
            waiting.next += 1;
            let messages = waiting.fold.input(said.messages);
            if !messages.is_empty() {
                eprint(&messages);
            }
            if !said.printed.is_empty() {
                let mut stdout = std::io::stdout().lock();
                stdout.write_all(&said.printed)?;
                stdout.flush()?;
            }
        }
    }

    /// Says what was only counted.
    pub(super) fn close(&self) {
        let folded = self.0.lock().unwrap_or_else(PoisonError::into_inner).fold.close();
        if !folded.is_empty() {
            eprint(&folded);
        }
    }
}
