//! The characters of an input, for a parser that takes them one by one and knows no errors.

use model::{Error, Place, codes};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{BufRead, ErrorKind};
use std::rc::Rc;

/// What went wrong with the input, for whoever asks the parser.
pub(crate) type Fault = Rc<RefCell<Option<Error>>>;

/// The signs `#` that may begin a comment and have not been told from those in texts: characters and lines from the
/// start.
pub(crate) type Signs = Rc<RefCell<VecDeque<(usize, usize)>>>;

/// UTF-8 text, character by character. It ends at what is not text, and the fault says why.
pub(crate) struct Chars<R> {
    source: R,
    text: String,
    position: usize,
    /// The first bytes of a character that the last chunk cut.
    cut: Vec<u8>,
    /// The place of the chunk.
    line: u64,
    column: u64,
    /// What follows the chunk is not UTF-8.
    broken: bool,
    started: bool,
    fault: Fault,
    signs: Signs,
    /// How many characters and line ends were given, and whether the last one parts words.
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

    /// Goes over the text before a position.
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

    /// Reads the next chunk; whether there is one.
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

    /// Takes what is text off the front of the bytes.
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
                    let message = format!("YAML has no control character U+{:04X}", u32::from(character));
                    self.fail(self.position, message, "in double quotes it can be escaped");
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
