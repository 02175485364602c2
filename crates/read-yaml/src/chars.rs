//! The characters of an input, for a parser that takes them one by one and cannot handle errors.

use model::{Error, Place, codes};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{BufRead, ErrorKind};
use std::rc::Rc;

/// What went wrong with the input; checked after each call of the parser.
pub(crate) type Fault = Rc<RefCell<Option<Error>>>;

/// The `#` characters that may begin a comment and have not been told apart from those in texts: as characters and
/// lines from the start.
pub(crate) type Signs = Rc<RefCell<VecDeque<(usize, usize)>>>;

/// UTF-8 text, character by character. It ends at the first invalid byte or character, and the fault says why.
pub(crate) struct Chars<R> {
    source: R,
    text: String,
    position: usize,
    /// The first bytes of a character that was split at the end of the last chunk.
    cut: Vec<u8>,
    /// The place of the chunk.
    line: u64,
    column: u64,
    /// The bytes after the chunk are not UTF-8.
    broken: bool,
    started: bool,
    fault: Fault,
    signs: Signs,
    /// How many characters and line ends were returned, and whether the last one separates words.
    given: usize,
    lines: usize,
    parted: bool,
}

impl<R: BufRead> Chars<R> {
    pub(crate) fn new(source: R, fault: Fault, signs: Signs) -> Self {
        Chars {
            source,
            text: String::new(),
            position: 0,
            cut: Vec::new(),
            line: 1,
            column: 1,
            broken: false,
            started: false,
            fault,
            signs,
            given: 0,
            lines: 0,
            parted: true,
        }
    }

    /// Counts over the text before a position.
    fn count_to(&mut self, position: usize) {
        for character in self.text.get(..position).unwrap_or_default().chars() {
            self.column += 1;
            if character == '\n' {
                self.line += 1;
                self.column = 1;
            }
        }
    }

    fn fail(&mut self, position: usize, message: String, hint: &'static str) {
        self.count_to(position);
        let place = Place::at(self.line, self.column);
        let diagnostic = codes::ENCODING.error(message).at(place).hint(hint);
        *self.fault.borrow_mut() = Some(Error::input(diagnostic));
    }

    /// Reads the next chunk; returns whether there is one.
    #[cold]
    fn refill(&mut self) -> bool {
        if self.fault.borrow().is_some() {
            return false;
        }
        self.count_to(self.text.len());
        self.text.clear();
        self.position = 0;
        while self.text.is_empty() && !self.broken {
            match self.source.fill_buf() {
                Ok([]) if self.cut.is_empty() => return false,
                Ok([]) => self.broken = true,
                Ok(chunk) => {
                    let length = chunk.len();
                    self.cut.extend_from_slice(chunk);
                    self.source.consume(length);
                    self.decode();
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    *self.fault.borrow_mut() = Some(error.into());
                    return false;
                }
            }
        }
        if self.text.is_empty() {
            self.fail(0, "the input is not valid UTF-8 here".into(), "YAML is read as UTF-8");
            return false;
        }
        if !std::mem::replace(&mut self.started, true) && self.text.starts_with('\u{feff}') {
            self.position = '\u{feff}'.len_utf8();
        }
        true
    }

    /// Moves the valid text at the front of the bytes into the chunk.
    fn decode(&mut self) {
        let valid = match std::str::from_utf8(&self.cut) {
            Ok(text) => text.len(),
            Err(error) => {
                self.broken = error.error_len().is_some();
                error.valid_up_to()
            }
        };
        self.text.push_str(std::str::from_utf8(&self.cut[..valid]).unwrap_or_default());
        self.cut.drain(..valid);
    }
}

impl<R: BufRead> Iterator for Chars<R> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            if let Some(character) = self.text.get(self.position..).and_then(|rest| rest.chars().next()) {
                if character < ' ' && !matches!(character, '\t' | '\n' | '\r') {
                    let message =
                        format!("control character U+{:04X} is not allowed in YAML", u32::from(character));
                    self.fail(self.position, message, "escape it in double quotes");
                    self.text.clear();
                    return None;
                }
                self.position += character.len_utf8();
                if character == '#' && self.parted {
                    self.signs.borrow_mut().push_back((self.given, self.lines));
                }
                self.given += 1;
                self.lines += usize::from(character == '\n');
                self.parted = matches!(character, ' ' | '\t' | '\n' | '\r');
                return Some(character);
            }
            if !self.refill() {
                return None;
            }
        }
    }
}
