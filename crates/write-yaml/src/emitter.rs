//! Spelling of values as YAML: structure in blocks, small items in flow style.

use crate::scalar::{push_number, push_text};
use data::{Emitter, Layout};
use model::Row;
use model::infer::is_plain_number;
use model::shape::Container;

/// The longest key that every reader recognises without a marker; a longer one is marked with `? `.
const LONG_KEY: usize = 1000;

/// Spells values as YAML.
#[derive(Debug, Default)]
pub struct YamlEmitter {
    out: Vec<u8>,
    open: Vec<Frame>,
    after: After,
    documents: usize,
}

/// An open container.
#[derive(Clone, Copy, Debug)]
struct Frame {
    container: Container,
    /// In flow style, on one line.
    flow: bool,
    /// The column at which its elements start.
    indent: usize,
    empty: bool,
    /// What was written before it.
    after: After,
}

/// What was written last, which determines how the next value is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum After {
    /// Nothing on this line that belongs to the next value: the start of a document.
    #[default]
    Top,
    /// A key and its colon.
    Key,
    /// The colon on a separate line after a long key, and a space.
    LongKey,
    /// The dash of a sequence, or a comma or bracket, and a space.
    Element,
}

impl YamlEmitter {
    fn newline(&mut self, indent: usize) {
        self.out.push(b'\n');
        self.out.resize(self.out.len() + indent, b' ');
    }

    /// Writes what comes before an element or a key.
    fn lead(&mut self) {
        let Some(frame) = self.open.last_mut() else { return };
        let Frame { container, flow, indent, after, .. } = *frame;
        let first = std::mem::replace(&mut frame.empty, false);
        if flow {
            if !first {
                self.out.extend_from_slice(b", ");
            }
            return;
        }
        // The first line of a block continues after a dash, or at the start of the document.
        if !first || after == After::Key {
            self.newline(indent);
        }
        if container == Container::Array {
            self.out.extend_from_slice(b"- ");
        }
    }

    /// Writes what comes before a value on this line.
    fn before_value(&mut self) {
        if !self.open.last().is_some_and(|frame| frame.container == Container::Object) {
            self.lead();
        } else if self.after == After::Key {
            self.out.push(b' ');
        }
    }

    fn write_key(&mut self, key: &[u8]) {
        self.lead();
        self.after = if key.len() <= LONG_KEY {
            self.out.extend_from_slice(key);
            self.out.push(b':');
            After::Key
        } else {
            self.out.extend_from_slice(b"? ");
            self.out.extend_from_slice(key);
            match self.open.last() {
                Some(frame) if frame.flow => self.out.push(b' '),
                frame => {
                    let indent = frame.map_or(0, |frame| frame.indent);
                    self.newline(indent);
                }
            }
            self.out.extend_from_slice(b": ");
            After::LongKey
        };
    }
}

impl Emitter for YamlEmitter {
    type Key = Box<[u8]>;

    fn spell(&self, key: &str) -> Box<[u8]> {
        let mut spelled = Vec::new();
        push_text(&mut spelled, key);
        spelled.into()
    }

    fn begin_document(&mut self) {
        if self.documents > 0 {
            self.out.extend_from_slice(b"---\n");
        }
        self.documents += 1;
        self.after = After::Top;
    }

    fn end_document(&mut self) {
        self.out.push(b'\n');
    }

    fn begin(&mut self, container: Container, layout: Layout) {
        let outer = self.open.last().copied();
        let flow = outer.is_some_and(|outer| outer.flow) || matches!(layout, Layout::Line | Layout::Tight);
        let indent = outer.map_or(0, |outer| outer.indent + 2);
        let mut after = self.after;
        if flow {
            self.before_value();
            self.out.push(if container == Container::Object { b'{' } else { b'[' });
        } else if outer.is_some_and(|outer| outer.container == Container::Array) {
            self.lead();
            after = After::Element;
        }
        self.open.push(Frame { container, flow, indent, empty: true, after });
        self.after = After::Element;
    }

    fn end(&mut self) {
        let Some(frame) = self.open.pop() else { return };
        match (frame.flow, frame.empty) {
            (true, _) => self.out.push(if frame.container == Container::Object { b'}' } else { b']' }),
            (false, true) => {
                if frame.after == After::Key {
                    self.out.push(b' ');
                }
                self.out.extend_from_slice(if frame.container == Container::Object { b"{}" } else { b"[]" });
            }
            (false, false) => {}
        }
    }

    fn key(&mut self, key: &str) {
        let key = self.spell(key);
        self.write_key(&key);
    }

    fn spelled_key(&mut self, key: &Box<[u8]>) {
        self.write_key(key);
    }

    fn null(&mut self) {
        self.before_value();
        self.out.extend_from_slice(b"null");
    }

    fn boolean(&mut self, flag: bool) {
        self.before_value();
        self.out.extend_from_slice(if flag { b"true" } else { b"false" });
    }

    fn number(&mut self, digits: &str) {
        self.before_value();
        push_number(&mut self.out, digits);
    }

    fn string(&mut self, text: &str) {
        self.before_value();
        push_text(&mut self.out, text);
    }

    fn flat_record<'k>(&mut self, keys: impl Iterator<Item = &'k Box<[u8]>>, row: Row<'_>) -> bool {
        self.begin(Container::Object, Layout::Record);
        for (key, text) in keys.zip(row.texts()) {
            self.write_key(key);
            if self.after == After::Key {
                self.out.push(b' ');
            }
            if text.is_empty() {
                self.out.extend_from_slice(b"null");
            } else if is_plain_number(text) {
                self.out.extend_from_slice(text.as_bytes());
            } else {
                push_text(&mut self.out, text);
            }
        }
        self.end();
        true
    }

    fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }
}
