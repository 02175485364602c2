//! Spelling of values as JSON.

use data::{Emitter, Layout};
use model::Row;
use model::infer::is_plain_number;
use model::shape::Container;

/// Spells values as JSON: in blocks indented by two spaces, or on one line.
#[derive(Debug, Default)]
pub struct JsonEmitter {
    out: Vec<u8>,
    open: Vec<Frame>,
    /// The number of open blocks, which determines the indentation.
    depth: usize,
    /// A key was written, and its value is still to come.
    keyed: bool,
    lines: bool,
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    container: Container,
    layout: Layout,
    empty: bool,
}

impl JsonEmitter {
    /// An emitter that writes one value per line.
    pub fn lines() -> Self {
        JsonEmitter { lines: true, ..JsonEmitter::default() }
    }

    fn newline(&mut self) {
        self.out.push(b'\n');
        for _ in 0..self.depth {
            self.out.extend_from_slice(b"  ");
        }
    }

    /// Writes what comes before an element or a key.
    #[inline]
    fn lead(&mut self) {
        if std::mem::take(&mut self.keyed) {
            return;
        }
        let Some(frame) = self.open.last_mut() else { return };
        let first = std::mem::replace(&mut frame.empty, false);
        let layout = frame.layout;
        if !first {
            self.out.push(b',');
        }
        match layout {
            Layout::Block => self.newline(),
            Layout::Flush => self.out.push(b'\n'),
            Layout::Line if !first => self.out.push(b' '),
            _ => {}
        }
    }

    fn after_key(&mut self) {
        self.out.push(b':');
        if !self.open.last().is_some_and(|frame| frame.layout == Layout::Tight) {
            self.out.push(b' ');
        }
        self.keyed = true;
    }
}

impl Emitter for JsonEmitter {
    type Key = Box<[u8]>;

    /// The key with the comma before it and the colon after it.
    fn spell(&self, key: &str) -> Box<[u8]> {
        let mut spelled = vec![b','];
        push_string(&mut spelled, key);
        spelled.push(b':');
        spelled.into()
    }

    fn begin_document(&mut self) {}

    fn end_document(&mut self) {
        self.out.push(b'\n');
    }

    fn begin(&mut self, container: Container, layout: Layout) {
        self.lead();
        let layout = match (self.open.last().map(|frame| frame.layout), layout) {
            (Some(outer @ (Layout::Line | Layout::Tight)), _) => outer,
            _ if self.lines => Layout::Tight,
            (_, Layout::Record) => Layout::Tight,
            (_, Layout::Entry) => Layout::Line,
            (_, layout) => layout,
        };
        self.depth += usize::from(layout == Layout::Block);
        self.out.push(if container == Container::Object { b'{' } else { b'[' });
        self.open.push(Frame { container, layout, empty: true });
    }

    fn end(&mut self) {
        let Some(frame) = self.open.pop() else { return };
        match frame.layout {
            Layout::Block => {
                self.depth -= 1;
                if !frame.empty {
                    self.newline();
                }
            }
            Layout::Flush if !frame.empty => self.out.push(b'\n'),
            _ => {}
        }
        self.out.push(if frame.container == Container::Object { b'}' } else { b']' });
    }

    fn key(&mut self, key: &str) {
        self.lead();
        push_string(&mut self.out, key);
        self.after_key();
    }

    fn spelled_key(&mut self, key: &Box<[u8]>) {
        self.lead();
        if let [_, spelled @ .., _] = &**key {
            self.out.extend_from_slice(spelled);
        }
        self.after_key();
    }

    fn null(&mut self) {
        self.lead();
        self.out.extend_from_slice(b"null");
    }

    fn boolean(&mut self, flag: bool) {
        self.lead();
        self.out.extend_from_slice(if flag { b"true" } else { b"false" });
    }

    fn number(&mut self, digits: &str) {
        self.lead();
        self.out.extend_from_slice(digits.as_bytes());
    }

    fn string(&mut self, text: &str) {
        self.lead();
        push_string(&mut self.out, text);
    }

    /// One pass over the whole row tells whether any of its strings has to be escaped.
    fn flat_record<'k>(&mut self, keys: impl Iterator<Item = &'k Box<[u8]>>, row: Row<'_>) -> bool {
        self.lead();
        let plain = row.joined().bytes().fold(true, |plain, byte| plain & !is_escaped(byte));
        let start = self.out.len();
        for (key, text) in keys.zip(row.texts()) {
            self.out.extend_from_slice(key);
            if text.is_empty() {
                self.out.extend_from_slice(b"null");
            } else if is_plain_number(text) {
                self.out.extend_from_slice(text.as_bytes());
            } else if plain {
                self.out.push(b'"');
                self.out.extend_from_slice(text.as_bytes());
                self.out.push(b'"');
            } else {
                push_string(&mut self.out, text);
            }
        }
        // The comma before the first key is replaced by the opening brace.
        match self.out.get_mut(start) {
            Some(comma) => *comma = b'{',
            None => self.out.push(b'{'),
        }
        self.out.push(b'}');
        true
    }

    fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }
}

/// Whether a byte of a string has to be escaped.
#[inline]
fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\' || byte == 0x7F
}

/// Appends a string in quotes. Only quotes, backslashes and control characters are escaped.
fn push_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut start = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if !is_escaped(byte) {
            continue;
        }
        out.extend_from_slice(&bytes[start..at]);
        start = at + 1;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0C => out.extend_from_slice(b"\\f"),
            byte => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                let (high, low) = (HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]);
                out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
            }
        }
    }
    out.extend_from_slice(&bytes[start..]);
    out.push(b'"');
}
