//! What workers print, in the order of their inputs.

use crate::console::eprint;
use crate::report::{Fold, Message};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

/// What is printed about one input.
#[derive(Debug, Default)]
pub(super) struct Printed {
    /// For standard error.
    pub(super) messages: Vec<Message>,
    /// For standard output.
    pub(super) stdout: Vec<u8>,
}

/// Puts what workers print in order: that of each input waits until those before it are done.
#[derive(Debug, Default)]
pub(super) struct Ordered(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    fold: Fold,
    next: usize,
    /// Which inputs are done; most print nothing.
    done: Vec<bool>,
    printed: BTreeMap<usize, Printed>,
}

impl Ordered {
    /// Prints for this many inputs, and folds repeated messages.
    pub(super) fn new(fold: Fold, inputs: usize) -> Self {
        Ordered(Mutex::new(Waiting { fold, done: vec![false; inputs], ..Waiting::default() }))
    }

    /// Prints this now, or when its turn comes.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub(super) fn add(&self, index: usize, printed: Printed) -> std::io::Result<()> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(done) = waiting.done.get_mut(index) {
            *done = true;
        }
        if !printed.messages.is_empty() || !printed.stdout.is_empty() {
            waiting.printed.insert(index, printed);
        }
        while waiting.done.get(waiting.next) == Some(&true) {
            let next = waiting.next;
            waiting.next += 1;
            if let Some(printed) = waiting.printed.remove(&next) {
                waiting.print(printed)?;
            }
        }
        Ok(())
    }

    /// Prints what still waits because inputs before it were never done, and the counts of folded messages.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub(super) fn close(&self) -> std::io::Result<()> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for printed in std::mem::take(&mut waiting.printed).into_values() {
            waiting.print(printed)?;
        }
        let folded = waiting.fold.close();
        if !folded.is_empty() {
            eprint(&folded);
        }
        Ok(())
    }
}

impl Waiting {
    fn print(&mut self, printed: Printed) -> std::io::Result<()> {
        let messages = self.fold.input(printed.messages);
        if !messages.is_empty() {
            eprint(&messages);
        }
        if !printed.stdout.is_empty() {
            let mut stdout = std::io::stdout().lock();
            stdout.write_all(&printed.stdout)?;
            stdout.flush()?;
        }
        Ok(())
    }
}
