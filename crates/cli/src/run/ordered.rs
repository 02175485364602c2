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
    /// Which inputs are done: most have nothing to say.
    done: Vec<bool>,
    said: BTreeMap<usize, Said>,
}

impl Ordered {
    /// Says it all of so many inputs, or folds what is said again and again.
    pub(super) fn new(fold: Fold, inputs: usize) -> Self {
        Ordered(Mutex::new(Waiting { fold, done: vec![false; inputs], ..Waiting::default() }))
    }

    /// Says it now, or when its turn comes.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub(super) fn say(&self, index: usize, said: Said) -> std::io::Result<()> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(done) = waiting.done.get_mut(index) {
            *done = true;
        }
        if !said.messages.is_empty() || !said.printed.is_empty() {
            waiting.said.insert(index, said);
        }
        while waiting.done.get(waiting.next) == Some(&true) {
            let next = waiting.next;
            waiting.next += 1;
            if let Some(said) = waiting.said.remove(&next) {
                waiting.print(said)?;
            }
        }
        Ok(())
    }

    /// Says what still waits, for inputs before it that were never done, and what was only counted.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub(super) fn close(&self) -> std::io::Result<()> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for said in std::mem::take(&mut waiting.said).into_values() {
            waiting.print(said)?;
        }
        let folded = waiting.fold.close();
        if !folded.is_empty() {
            eprint(&folded);
        }
        Ok(())
    }
}

impl Waiting {
    fn print(&mut self, said: Said) -> std::io::Result<()> {
        let messages = self.fold.input(said.messages);
        if !messages.is_empty() {
            eprint(&messages);
        }
        if !said.printed.is_empty() {
            let mut stdout = std::io::stdout().lock();
            stdout.write_all(&said.printed)?;
            stdout.flush()?;
        }
        Ok(())
    }
}
