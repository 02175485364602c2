//! The HTML in a table: tags that start and end its rows and cells, with missing ones implied as in HTML.

use super::{Cell, Reader, Target};
use crate::syntax::html_tags::{Name, Tag, next};
use std::ops::Range;

impl<'p> Reader<'p, '_> {
    /// Reads the content of an HTML table.
    pub(super) fn html(&mut self, mut at: usize, limit: usize) {
        let source = self.source;
        let mut walk = source.walk(at);
        let mut is_line = false;
        while at < limit {
            let end = source.line_end(&mut walk, at, limit);
            let first = source.skip_blank(at, end);
            let nested = if is_line { self.nested_table(&mut walk, first, end, limit) } else { None };
            is_line = true;
            at = match nested {
                Some(next) => next,
                None if first == end && self.target != Target::Nothing => {
                    self.extend(end);
                    end + 1
                }
                None => {
                    let next = self.flow(at, end, limit);
                    walk = source.walk(next.min(limit));
                    next
                }
            };
        }
        self.end_row();
    }

    /// Reads a part of a line: text, and the tags of rows and cells. Returns the start of the next line, which may be
    /// several lines further if there are tables inside.
    pub(super) fn flow(&mut self, at: usize, mut end: usize, limit: usize) -> usize {
        let source = self.source;
        let mut walk = source.walk(at);
        let (mut from, mut at) = (at, at);
        while let Some(tag) = next(source, &mut walk, at, end, limit) {
            at = tag.range.end;
            if tag.name == Name::Table {
                let inner = (!tag.closing).then(|| source.html.table_at(tag.range.start, limit)).flatten();
                if let Some(inner) = inner {
                    self.piece(from..inner.start);
                    if self.target != Target::Cell {
                        self.begin_cell(
                            inner.start,
                            Cell { content: inner.start..inner.start, ..Cell::default() },
                        );
                    }
                    self.table.nested.push((self.table.cells.len() - 1, inner.start..inner.end));
                    self.extend(inner.end);
                    (at, from) = (inner.end, inner.end);
                } else if self.target == Target::Nothing {
                    // A table tag between cells is dropped, and the text around it is kept.
                    self.piece(from..tag.range.start);
                    self.table.lost.push(tag.range.start);
                    from = at;
                }
            } else {
                self.piece(from..tag.range.start);
                from = at;
                self.tag(tag);
            }
            if at > end {
                walk = source.walk(at);
                end = source.line_end(&mut walk, at, limit);
                walk = source.walk(at);
            }
        }
        self.piece(from..end);
        end + 1
    }

    /// Applies a tag to the rows and cells.
    fn tag(&mut self, tag: Tag) {
        let Tag { name, closing, range, attributes } = tag;
        match (name, closing) {
            (Name::Data | Name::Header, false) => {
                let content = range.end..range.end;
                self.begin_cell(range.start, Cell { header: name == Name::Header, attributes, content });
            }
            (Name::Data | Name::Header, true) => {
                if self.target == Target::Cell {
                    self.target = Target::Nothing;
                }
            }
            (Name::Caption, false) => {
                self.end_row();
                self.target = Target::Caption;
                self.table.captions.push(Cell { header: false, attributes, content: range.end..range.end });
            }
            (Name::Caption, true) => {
                if self.target == Target::Caption {
                    self.target = Target::Nothing;
                }
            }
            (Name::Row, false) => {
                self.end_row();
                self.row = Some((range.start, attributes, self.table.cells.len()));
                self.target = Target::Nothing;
            }
            (Name::Row | Name::Section | Name::Table, _) => {
                self.end_row();
                self.target = Target::Nothing;
                if !self.source.slice(self.source.trim(attributes)).is_empty() {
                    self.table.lost.push(range.start);
                }
            }
        }
    }

    /// Text between tags.
    fn piece(&mut self, range: Range<usize>) {
        if self.target != Target::Nothing {
            return self.extend(range.end);
        }
        let source = self.source;
        let range = source.trim(range);
        if range.is_empty() {
            return;
        }
        if source.skip_blank(range.start, range.end) == range.end {
            self.table.comments.push((self.table.cells.len(), range));
            return;
        }
        match self.may_be_row(range.clone()) {
            true => self.begin_cell(range.start, Cell { content: range, ..Cell::default() }),
            false => self.stray(range),
        }
    }

    /// Whether a range has tags of tables, rows or cells.
    pub(super) fn has_tags(&self, range: Range<usize>) -> bool {
        !self.source.html.is_empty() && self.source.html.has_tag_in(range)
    }
}
