//! Splits a page into blocks, line by line. Nothing is read twice.

mod alone;

use crate::syntax::line::{heading, table_start};
use crate::syntax::page_text::{BLANK, PageText, Walk};
use crate::syntax::spans::{Span, SpanKind};
use crate::syntax::template::Shows;
use crate::syntax::{pipe, table};
use std::ops::Range;

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Title,
    Heading(u8),
    Paragraph,
    List,
    /// Kept as source.
    Verbatim,
    /// Pipe rows.
    PipeRows,
    /// An `Infobox` line and its `- key: value` lines.
    PipeInfobox,
    /// `{| … |}` or `<table>`. If it is not closed, it extends to the end of the page.
    Table {
        closed: bool,
    },
    /// An infobox template.
    Infobox,
    /// Categories, languages and switches on lines of their own.
    Properties,
    Redirect,
}

/// A block as ranges of the page.
#[derive(Clone, Debug)]
pub(crate) struct BlockRange {
    pub(crate) kind: Kind,
    /// The whole block.
    pub(crate) range: Range<usize>,
    /// The text of a heading, or what corresponds to it in other blocks.
    pub(crate) inner: Range<usize>,
}

/// Finds the blocks of a page.
pub(crate) fn parse(source: &PageText<'_>, shows: &Shows<'_>) -> Vec<BlockRange> {
    let parser = Parser::new(source, shows, 0..source.text.len());
    Parser { at_top: true, untitled: true, ..parser }.all(0)
}

/// Finds the blocks of a part of a page.
pub(crate) fn parse_part(source: &PageText<'_>, range: Range<usize>, shows: &Shows<'_>) -> Vec<BlockRange> {
    Parser::new(source, shows, range.clone()).all(range.start)
}

struct Parser<'p, 's> {
    source: &'p PageText<'s>,
    shows: &'p Shows<'p>,
    walk: Walk<'p>,
    blocks: Vec<BlockRange>,
    paragraph: Option<usize>,
    list: Option<usize>,
    end: usize,
    /// Whether the page may still be a redirect.
    at_top: bool,
    /// The current line, from where it was entered to its end.
    line: Range<usize>,
    /// Whether no heading has been read yet, so that the next one may be the title.
    untitled: bool,
}

impl<'p, 's> Parser<'p, 's> {
    fn new(source: &'p PageText<'s>, shows: &'p Shows<'p>, range: Range<usize>) -> Self {
        Parser {
            source,
            shows,
            walk: source.walk(range.start),
            blocks: Vec::new(),
            paragraph: None,
            list: None,
            end: range.end,
            at_top: false,
            line: 0..0,
            untitled: false,
        }
    }

    fn all(mut self, start: usize) -> Vec<BlockRange> {
        let mut at = start;
        while at < self.end {
            at = self.line(at);
            if at < self.end && self.source.byte(at - 1) != Some(b'\n') {
                // In the rest of a line, the walk is at the line's end.
                self.walk = self.source.walk(at);
            }
        }
        self.close(at.min(self.end));
        self.blocks
    }

    /// Closes the open paragraph or list.
    fn close(&mut self, at: usize) {
        if let Some(start) = self.paragraph.take() {
            self.blocks.push(BlockRange { kind: Kind::Paragraph, range: start..at, inner: start..at });
        }
        if let Some(start) = self.list.take() {
            self.blocks.push(BlockRange { kind: Kind::List, range: start..at, inner: start..at });
        }
    }

    fn push(&mut self, kind: Kind, range: Range<usize>, inner: Range<usize>) {
        self.close(range.start);
        self.blocks.push(BlockRange { kind, range, inner });
    }

    fn next_line(&self, line_end: usize) -> usize {
        (line_end + 1).min(self.end)
    }

    /// Reads a line, or a block of several; returns the offset to continue at.
    fn line(&mut self, at: usize) -> usize {
        // Text after a block on the same line ends where the line does.
        if !self.line.contains(&at) {
            self.line = at..self.source.line_end(&mut self.walk, at, self.end);
        }
        let end = self.line.end;
        let next = self.next_line(end);
        let first = self.source.skip_blank(at, end);
        if first == end {
            return self.blank_line(at, end, next);
        }
        let content = self.skip_comments(at, end);
        let byte = self.source.byte(content).unwrap_or(b' ');
        if let Some(start) = table_start(self.source, first, end) {
            let (table_end, closed) = table::end(self.source, &mut self.walk, start, self.end);
            self.push(Kind::Table { closed }, at..table_end, start..table_end);
            let rest = self.source.skip_blank(table_end, self.end);
            if self.source.byte(rest) == Some(b'\n') {
                return rest + 1;
            }
            let tail = &self.source.bytes()[table_end..self.end];
            return table_end + tail.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        }
        let html = self.source.html.table_in(at..end).filter(|table| table.end <= self.end);
        let redirect = if byte == b'#' && self.is_first() { self.redirect(content, end) } else { None };
        if let Some(link) = redirect {
            self.push(Kind::Redirect, at..link.end(), link.start() + 2..link.end() - 2);
            let rest = self.source.skip_blank(link.end(), end);
            return if rest == end { next } else { rest };
        }
        match byte {
            b'=' => {
                if let Some((level, inner)) = heading(self.source, content, end) {
                    self.heading(at, end, level, inner);
                    return next;
                }
            }
            b'*' | b'#' | b':' | b';' if html.is_none() => {
                if let Some(start) = self.paragraph.take() {
                    self.blocks.push(BlockRange {
                        kind: Kind::Paragraph,
                        range: start..at,
                        inner: start..at,
                    });
                }
                self.list.get_or_insert(at);
                return next;
            }
            b'|' if pipe::is_row(self.source, content, end) => return self.pipe_rows(at, next),
            b'-' if self.source.slice(content..end).starts_with("----") => {
                let dashes =
                    self.source.bytes()[content..end].iter().take_while(|&&byte| byte == b'-').count();
                let stop = content + dashes;
                self.push(Kind::Verbatim, content..stop, content..stop);
                let rest = self.source.skip_blank(stop, end);
                return if rest == end { next } else { rest };
            }
            b'I' => {
                if let Some(stop) = self.pipe_infobox(content, end) {
                    self.push(Kind::PipeInfobox, content..stop, content..end);
                    return self.next_line(stop);
                }
            }
            _ => {}
        }
        if let Some(table) = html {
            let is_list = matches!(byte, b'*' | b'#' | b':' | b';');
            return self.html_table(at, end, table, is_list);
        }
        if let Some(after) = self.standing_alone(first, end, next) {
            return after;
        }
        if byte == b' ' && self.paragraph.is_none() && !self.source.slice(first..end).starts_with('<') {
            return self.preformatted(at, end);
        }
        self.list.is_some().then(|| self.close(at));
        self.paragraph.get_or_insert(at);
        next
    }

    fn skip_comments(&self, mut at: usize, limit: usize) -> usize {
        while let Some(span) = self.source.span_at(at, limit).filter(|span| span.kind == SpanKind::Comment) {
            at = span.end();
        }
        at
    }

    /// A blank line, or one with only comments, which belong to the paragraph or list that continues after them.
    fn blank_line(&mut self, at: usize, end: usize, next: usize) -> usize {
        let comments = self.source.comments(at..end).next().is_some();
        if !comments {
            self.close(at);
        } else if self.paragraph.is_none() && self.list.is_none() {
            let range = self.source.trim(at..end);
            self.push(Kind::Verbatim, range.clone(), range);
        }
        next
    }

    fn heading(&mut self, at: usize, end: usize, level: u8, inner: Range<usize>) {
        self.close(at);
        // Only the first heading looks back, so that many headings take linear time.
        let untitled = std::mem::take(&mut self.untitled) && level == 1;
        let comment = |block: &BlockRange| {
            block.kind == Kind::Verbatim && self.source.slice(block.range.clone()).starts_with("<!--")
        };
        let guarded = || self.source.slice(self.source.trim(inner.clone())).starts_with("<nowiki/>");
        let is_title = untitled && self.blocks.iter().all(comment) && !guarded();
        let kind = if is_title { Kind::Title } else { Kind::Heading(level) };
        self.blocks.push(BlockRange { kind, range: at..end, inner });
    }

    fn is_first(&self) -> bool {
        self.at_top && self.blocks.is_empty() && self.paragraph.is_none() && self.list.is_none()
    }

    /// The link of a redirect; the keyword may be in the language of the wiki.
    fn redirect(&self, at: usize, end: usize) -> Option<Span> {
        let line = self.source.slice(at + 1..end);
        let (word, _) = line.split_once(|c: char| !c.is_alphanumeric() && c != '_')?;
        let rest = at + 1 + word.len();
        let link = rest + self.source.slice(rest..end).find("[[")?;
        let blank = self.source.slice(rest..link).trim_matches([' ', ':', '\t']).is_empty();
        self.source.span_at(link, end).filter(|_| blank && wiki::names::is_redirect(word))
    }

    fn pipe_rows(&mut self, at: usize, mut next: usize) -> usize {
        let start = at;
        let mut stop = next;
        while next < self.end {
            let end = self.source.line_end(&mut self.walk, next, self.end);
            let content = self.skip_comments(next, end);
            if content == end && content > next {
                // A line of comments belongs to the rows if another row follows.
                next = self.next_line(end);
                continue;
            }
            if !pipe::is_next_row(self.source, content, end) {
                break;
            }
            next = self.next_line(end);
            stop = next;
        }
        self.push(Kind::PipeRows, start..stop, start..stop);
        // The walk may be past comment lines, which are read again.
        self.walk = self.source.walk(stop);
        stop
    }

    fn pipe_infobox(&mut self, at: usize, end: usize) -> Option<usize> {
        let line = self.source.slice(at..end).trim_end_matches(BLANK);
        let name = line.strip_prefix("Infobox")?;
        if !(name.is_empty() || name.starts_with(' ')) || name.contains(['|', '{', '[', '<']) {
            return None;
        }
        let mut stop = None;
        let mut next = self.next_line(end);
        while self.source.slice(next..self.end).starts_with("- ") {
            let end = self.source.line_end(&mut self.walk, next, self.end);
            stop = Some(end);
            next = self.next_line(end);
        }
        stop
    }

    /// Lines that start with a space.
    fn preformatted(&mut self, at: usize, mut end: usize) -> usize {
        loop {
            let next = self.next_line(end);
            let bytes = self.source.bytes();
            let line_end = self.source.line_end(&mut self.walk, next, self.end);
            let first = self.source.skip_blank(next, line_end);
            let continues = bytes.get(next) == Some(&b' ')
                && first < line_end
                && table_start(self.source, first, line_end).is_none()
                && self.source.html.table_in(first..line_end).is_none();
            if !continues {
                self.walk = self.source.walk(next);
                let range = at..end;
                self.push(Kind::Verbatim, range.clone(), range);
                return next;
            }
            end = line_end;
        }
    }
}
