//! The document shape, written as the events arrive.

use super::emitter::{Emitter, Layout};
use super::value::{In, emit, emit_in};
use crate::classify::is_scalar;
use model::shape::Container;
use model::{Block, Heading, Infobox, Map, Meta, TableHead, Value, shape};

/// How far a document has been written.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The infobox or its absence is written, and the blocks are open.
    begun: bool,
    /// The levels of the open sections.
    sections: Vec<u8>,
    /// The innermost `blocks` is closed, and its `sections` is open.
    in_sections: bool,
}

impl Page {
    /// Begins a document.
    pub(super) fn start<E: Emitter>(emitter: &mut E, meta: &Meta) -> Page {
        emitter.begin(Container::Object, Layout::Block);
        emitter.key("title");
        match &meta.title {
            Some(title) => emitter.string(title),
            None => emitter.null(),
        }
        if let Some(dialect) = &meta.dialect {
            emitter.key("dialect");
            emitter.string(dialect);
        }
        if !meta.properties.is_empty() {
            emitter.key("properties");
            emit_in(emitter, &shape::attributes_to_value(&meta.properties), Layout::Block);
        }
        Page::default()
    }

    /// Writes the infobox if the first block is one, and opens the blocks; returns whether the block was written by
    /// that.
    fn begin<E: Emitter>(&mut self, emitter: &mut E, first: Option<&Block>) -> bool {
        if std::mem::replace(&mut self.begun, true) {
            return false;
        }
        emitter.key("infobox");
        let infobox = match first {
            Some(Block::Infobox(infobox)) => {
                entries(emitter, infobox);
                if let Some(name) = &infobox.name {
                    emitter.key("infobox_name");
                    emitter.string(name);
                }
                true
            }
            _ => {
                emitter.null();
                false
            }
        };
        self.open_blocks(emitter);
        infobox
    }

    fn open_blocks<E: Emitter>(&mut self, emitter: &mut E) {
        emitter.key("blocks");
        emitter.begin(Container::Array, Layout::Block);
        self.in_sections = false;
    }

    pub(super) fn block<E: Emitter>(&mut self, emitter: &mut E, block: &Block) {
        if self.begin(emitter, Some(block)) {
            return;
        }
        match block {
            Block::Heading(heading) => self.heading(emitter, heading),
            Block::Data(value) => {
                emitter.begin(Container::Object, Layout::Block);
                emitter.key("type");
                emitter.string("data");
                emitter.key("value");
                emit(emitter, value);
                emitter.end();
            }
            Block::Paragraph(text) => {
                emitter.begin(
                    Container::Object,
                    if text.marks.is_empty() { Layout::Entry } else { Layout::Block },
                );
                emitter.key("type");
                emitter.string("paragraph");
                shape::spell_text_members(&mut In(emitter, Layout::Line), text);
                emitter.end();
            }
            block => {
                if let Value::Object(map) = shape::block_to_value(block) {
                    members(emitter, &map);
                }
            }
        }
    }

    /// Closes the sections of the same level or deeper, and opens one.
    fn heading<E: Emitter>(&mut self, emitter: &mut E, heading: &Heading) {
        while self.sections.last().is_some_and(|level| *level >= heading.level) {
            self.close_section(emitter);
        }
        if !self.in_sections {
            emitter.end();
            emitter.key("sections");
            emitter.begin(Container::Array, Layout::Block);
        }
        self.sections.push(heading.level);
        emitter.begin(Container::Object, Layout::Block);
        emitter.key("heading");
        shape::spell_text(&mut In(emitter, Layout::Line), &heading.text);
        emitter.key("level");
        emitter.number(&heading.level.to_string());
        self.open_blocks(emitter);
    }

    fn close_section<E: Emitter>(&mut self, emitter: &mut E) {
        self.close_lists(emitter);
        emitter.end();
        self.sections.pop();
        self.in_sections = true;
    }

    /// Closes the innermost blocks or sections.
    fn close_lists<E: Emitter>(&mut self, emitter: &mut E) {
        emitter.end();
        if !self.in_sections {
            emitter.key("sections");
            emitter.begin(Container::Array, Layout::Block);
            emitter.end();
        }
    }

    pub(super) fn table<E: Emitter>(&mut self, emitter: &mut E, head: &TableHead) {
        self.begin(emitter, None);
        emitter.begin(Container::Object, Layout::Block);
        for (key, value) in &shape::head_fields(head) {
            emitter.key(key);
            member(emitter, key, value);
        }
        emitter.key("rows");
        emitter.begin(Container::Array, Layout::Block);
    }

    pub(super) fn end_table<E: Emitter>(emitter: &mut E) {
        emitter.end();
        emitter.end();
    }

    pub(super) fn end<E: Emitter>(&mut self, emitter: &mut E) {
        self.begin(emitter, None);
        while !self.sections.is_empty() {
            self.close_section(emitter);
        }
        self.close_lists(emitter);
        emitter.end();
    }
}

fn entries<E: Emitter>(emitter: &mut E, infobox: &Infobox) {
    emitter.begin(Container::Object, Layout::Block);
    for entry in &infobox.entries {
        emitter.key(&entry.key);
        emit_in(emitter, &shape::entry_to_value(entry), Layout::Line);
    }
    emitter.end();
}

/// Writes a block as an object: on one line if it has only scalars.
fn members<E: Emitter>(emitter: &mut E, map: &Map) {
    emitter.begin(Container::Object, if map.values().all(is_scalar) { Layout::Entry } else { Layout::Block });
    for (key, value) in map {
        emitter.key(key);
        member(emitter, key, value);
    }
    emitter.end();
}

fn member<E: Emitter>(emitter: &mut E, key: &str, value: &Value) {
    match (key, value) {
        ("items", Value::Array(items)) => {
            emitter.begin(Container::Array, Layout::Block);
            for item in items.iter().filter_map(Value::as_object) {
                members(emitter, item);
            }
            emitter.end();
        }
        ("header", Value::Array(rows)) => {
            emitter.begin(Container::Array, Layout::Block);
            rows.iter().for_each(|row| emit_in(emitter, row, Layout::Line));
            emitter.end();
        }
        ("entries", Value::Object(map)) => {
            emitter.begin(Container::Object, Layout::Block);
            for (key, value) in map {
                emitter.key(key);
                emit_in(emitter, value, Layout::Line);
            }
            emitter.end();
        }
        (_, value) => emit_in(emitter, value, Layout::Line),
    }
}
