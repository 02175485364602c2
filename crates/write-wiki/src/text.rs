//! Writes text with marks as wiki text that reads back as the same text and marks.

mod bare_link;
mod nest;

use crate::attributes;
use crate::escape::{self, Place, escape};
use crate::link;
use crate::template;
use model::{Mark, MarkKind, Text};
use nest::ordered;
use std::borrow::Cow;

/// Writes text with marks.
pub(crate) fn write(out: &mut String, text: &str, marks: &[Mark], place: Place) {
    if marks.is_empty() && escape::is_plain(text) {
        if place.starts_line() && escape::needs_guard(text) {
            out.push_str("<nowiki/>");
        }
        out.push_str(text);
        return;
    }
    let marks = ordered(text, marks);
    if place == Place::Paragraph && stands_alone(text, &marks) {
        out.push_str("<nowiki/>");
    }
    let mut writer = TextWriter {
        out,
        text,
        place,
        at: 0,
        at_line_start: place.starts_line(),
        in_item: false,
        item_depth: None,
        after_link: false,
        open: Vec::new(),
    };
    writer.all(&marks);
}

/// Writes a [`Text`].
pub(crate) fn write_text(out: &mut String, text: &Text, place: Place) {
    write(out, &text.text, &text.marks, place);
}

/// Whether a text takes several lines of source: it has list items, or line feeds that are not under an atomic mark.
pub(crate) fn is_multiline(text: &str, marks: &[Mark]) -> bool {
    if marks.iter().any(|mark| matches!(mark.kind, MarkKind::Item { .. })) {
        return true;
    }
    let mut covers: Vec<(usize, usize)> =
        marks.iter().filter(|mark| is_atomic(&mark.kind)).map(|mark| (mark.start, mark.end)).collect();
    covers.sort_unstable();
    let (mut covers, mut covered) = (covers.into_iter().peekable(), 0);
    memchr_newlines(text).any(|at| {
        while let Some((_, end)) = covers.next_if(|(start, _)| *start <= at) {
            covered = covered.max(end);
        }
        covered <= at
    })
}

fn memchr_newlines(text: &str) -> impl Iterator<Item = usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at)
}

/// Whether a mark is written in place of the text under it.
fn is_atomic(kind: &MarkKind) -> bool {
    match kind {
        MarkKind::LineBreak
        | MarkKind::Template { .. }
        | MarkKind::Reference { .. }
        | MarkKind::Comment { .. } => true,
        MarkKind::Source { format, .. } => format == "wiki",
        _ => false,
    }
}

/// Whether a paragraph would be read as another block: it consists of templates or other source, or it starts with an
/// infobox.
fn stands_alone(text: &str, marks: &[Cow<'_, Mark>]) -> bool {
    let mut covered = 0;
    let mut any = false;
    for mark in marks {
        match &mark.kind {
            MarkKind::Template { name, .. } if mark.start == 0 && starts_with_infobox(name) => return true,
            MarkKind::Element { tag, .. } if mark.start == 0 && tag == "table" => return true,
            // These are always read as text.
            MarkKind::Template { name, .. } if wiki::templates::find(name).is_some() => return false,
            MarkKind::Source { source, .. } if is_image(source) => return false,
            MarkKind::Template { .. } | MarkKind::Source { .. }
                if text.get(covered..mark.start).is_none_or(is_blank) =>
            {
                any = true;
                covered = covered.max(mark.end);
            }
            _ => {}
        }
    }
    any && text.get(covered..).is_some_and(is_blank)
}

fn is_image(source: &str) -> bool {
    let target = source.strip_prefix("[[").and_then(|rest| rest.split_once(':'));
    target.is_some_and(|(prefix, _)| wiki::names::is_file(prefix.trim_matches([' ', '\t'])))
}

fn is_blank(text: &str) -> bool {
    text.trim_matches([' ', '\t', '\n', '\r']).is_empty()
}

pub(crate) fn starts_with_infobox(name: &str) -> bool {
    name.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("infobox"))
}

struct Open {
    start: usize,
    end: usize,
    close: Cow<'static, str>,
}

struct TextWriter<'o, 't> {
    out: &'o mut String,
    text: &'t str,
    place: Place,
    at: usize,
    /// Whether the source line contains at most comments so far.
    at_line_start: bool,
    /// Whether the line is a list item.
    in_item: bool,
    /// If the source line is a list item, the number of marks that were open when it started.
    item_depth: Option<usize>,
    /// Whether a letter here would become part of the link before it.
    after_link: bool,
    open: Vec<Open>,
}

impl TextWriter<'_, '_> {
    fn all(&mut self, marks: &[Cow<'_, Mark>]) {
        let mut index = 0;
        while let Some(mark) = marks.get(index) {
            index += 1;
            // A mark without text stays on the line of its list item, before marks open around the item are closed.
            let kept = if mark.start == mark.end { self.item_depth.unwrap_or(0) } else { 0 };
            self.close_until(mark.start, kept);
            if self.is_bare_link(mark, marks.get(index..).unwrap_or(&[])) {
                continue;
            }
            self.text_until(mark.start, marks.get(index - 1..).unwrap_or(&[]));
            if mark.start < self.at {
                continue;
            }
            index += self.mark(mark, marks.get(index..).unwrap_or(&[]));
        }
        self.close_until(self.text.len(), 0);
        self.text_until(self.text.len(), &[]);
    }

    /// Closes the marks that end by an offset, except for the first `kept` ones if they end exactly there.
    fn close_until(&mut self, at: usize, kept: usize) {
        loop {
            let count = self.open.len();
            let ends = |open: &&Open| open.end < at || (open.end == at && count > kept);
            let Some(end) = self.open.last().filter(ends).map(|open| open.end) else { return };
            self.text_until(end, &[]);
            let Some(open) = self.open.pop() else { return };
            if self.item_depth.is_some_and(|depth| self.open.len() < depth) {
                // Marks that were open before the item end after its line.
                self.item_depth = None;
                self.out.push('\n');
            }
            if !open.close.is_empty() {
                self.push(&open.close);
            }
            if open.close.starts_with("]]") {
                self.after_link = true;
            }
        }
    }

    /// Writes markup.
    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
        self.at_line_start = false;
        self.after_link = false;
    }

    /// Writes the text up to an offset; `next` are the marks from there on.
    fn text_until(&mut self, end: usize, next: &[Cow<'_, Mark>]) {
        while self.at < end {
            let rest = self.text.get(self.at..end).unwrap_or("");
            let stop = rest.find('\n').unwrap_or(rest.len());
            if stop > 0 {
                self.segment(self.at, self.at + stop);
                self.at += stop;
            } else {
                self.newlines(end, next);
            }
        }
    }

    fn segment(&mut self, start: usize, end: usize) {
        let Some(segment) = self.text.get(start..end) else { return };
        let joins_link = self.after_link && segment.starts_with(|c: char| c.is_ascii_lowercase());
        if joins_link || (self.at_line_start && escape::needs_guard(segment)) {
            self.out.push_str("<nowiki/>");
        }
        let link = self.open.iter().find(|open| open.close.starts_with(']')).map(|open| open.start..open.end);
        escape(self.out, self.text, start..end, self.place, link);
        self.at_line_start = false;
        self.after_link = false;
    }

    fn newlines(&mut self, end: usize, next: &[Cow<'_, Mark>]) {
        let rest = self.text.get(self.at..end).unwrap_or("");
        let count = rest.bytes().take_while(|&byte| byte == b'\n').count();
        let (start, after) = (self.at, self.at + count);
        self.at = after;
        let is_item =
            |mark: &Cow<'_, Mark>| mark.start == after && matches!(mark.kind, MarkKind::Item { .. });
        let next_item = next.iter().take_while(|mark| mark.start <= after).any(is_item);
        if !self.place.is_flow() || self.open.iter().any(|open| open.close.starts_with(']')) {
            for _ in 0..count {
                self.push("<br />");
            }
            return;
        }
        // Line feeds that source lines cannot represent are written as references.
        let last = after == self.text.len();
        // A mark without text does not have a line of its own.
        let bare = next.first().is_some_and(|mark| (mark.start, mark.end) == (after, after))
            && self.text.as_bytes().get(after) == Some(&b'\n');
        let (before, references, behind) = match (self.in_item, next_item) {
            (true, _) if bare => ("\n<nowiki></nowiki>", count - 1, ""),
            (false, _) if bare => ("", count, ""),
            (true, true) if count == 1 => ("\n", 0, ""),
            (true, true) => ("\n<nowiki></nowiki>", count - 2, "\n"),
            (true, false) => ("\n", count - 1, ""),
            (false, true) if start > 0 || count > 1 => ("", count - 1, "\n"),
            (false, _) if start == 0 || last => ("", count, ""),
            (false, _) => {
                self.out.extend(std::iter::repeat_n('\n', count));
                ("\n", 0, "")
            }
        };
        self.out.push_str(before);
        self.out.extend(std::iter::repeat_n("&#10;", references));
        self.out.push_str(behind);
        if references > 0 && behind.is_empty() {
            self.at_line_start = false;
            self.after_link = false;
            (self.in_item, self.item_depth) = (false, None);
            return;
        }
        self.in_item = false;
        self.item_depth = None;
        self.at_line_start = true;
        self.after_link = false;
    }

    /// Separates a mark without text at the start of a line (such as a flag) from the text after it.
    fn blank_after(&mut self, mark: &Mark, next: &[Cow<'_, Mark>]) {
        let starts_line = mark.start == 0 || self.text.as_bytes().get(mark.start - 1) == Some(&b'\n');
        let is_last = next.first().is_none_or(|next| next.start > mark.start || next.end > mark.end);
        let has_text =
            self.text.get(mark.end..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with([' ', '\n']));
        // Blanks at the start of a link's text belong to it.
        let in_link = self.open.iter().any(|open| open.close.starts_with(']'));
        if mark.start == mark.end && starts_line && is_last && has_text && !in_link {
            self.out.push(' ');
        }
    }

    /// Writes the opening markup of a mark, or all of it; returns how many of the next marks it includes.
    fn mark(&mut self, mark: &Mark, next: &[Cow<'_, Mark>]) -> usize {
        let inner = self.text.get(mark.start..mark.end).unwrap_or("");
        match &mark.kind {
            MarkKind::Bold | MarkKind::Italic => return self.quotes(mark, next),
            MarkKind::Underline => self.tag(mark, "<u>", "</u>"),
            MarkKind::Strike => self.tag(mark, "<s>", "</s>"),
            MarkKind::Code => self.tag(mark, "<code>", "</code>"),
            MarkKind::Small => self.tag(mark, "<small>", "</small>"),
            MarkKind::Sub => self.tag(mark, "<sub>", "</sub>"),
            MarkKind::Sup => self.tag(mark, "<sup>", "</sup>"),
            MarkKind::LineBreak => self.atom(mark, "<br />"),
            MarkKind::Link { target } => {
                let is_plain = next.first().is_none_or(|other| other.start >= mark.end);
                match link::whole(target, inner).filter(|_| is_plain) {
                    Some(source) => {
                        self.atom(mark, &source);
                        self.after_link = true;
                    }
                    None => self.around(mark, &link::internal(target, inner), "]]"),
                }
            }
            MarkKind::ExternalLink { url } if !wiki::has_scheme(url) => {
                self.around(mark, &link::internal(url, inner), "]]");
            }
            MarkKind::ExternalLink { url } => self.around(mark, &link::external(url), "]"),
            MarkKind::Reference { name, group, text } => {
                let source = reference(name.as_deref(), group.as_deref(), text);
                self.atom(mark, &source);
            }
            MarkKind::Template { name, args } => {
                self.atom(mark, &template::call(name, args));
                self.blank_after(mark, next);
            }
            MarkKind::Comment { text } => {
                self.out.push_str("<!--");
                self.out.push_str(&text.replace("-->", "--&gt;"));
                self.out.push_str("-->");
                self.at = mark.end;
            }
            MarkKind::Item { marker } => self.item(mark, marker),
            MarkKind::Element { tag, attributes } => {
                let mut open = format!("<{tag}");
                attributes::write(&mut open, attributes);
                if matches!(tag.as_str(), "hr" | "wbr") {
                    open.push_str(" />");
                    self.push(&open);
                } else {
                    open.push('>');
                    self.around(mark, &open, &format!("</{tag}>"));
                }
            }
            MarkKind::Source { format, source } if format == "wiki" => {
                // Two bars end a cell even inside a link.
                let in_cell =
                    matches!(self.place, Place::Cell | Place::HeaderCell) && source.starts_with("[[");
                match in_cell {
                    true => self.atom(mark, &source.replace("||", "| |").replace('\n', " ")),
                    false => self.atom(mark, source),
                }
            }
            _ => {}
        }
        0
    }

    /// Writes markup in place of the text under the mark.
    fn atom(&mut self, mark: &Mark, source: &str) {
        self.push(source);
        self.at = mark.end;
    }

    fn tag(&mut self, mark: &Mark, open: &'static str, close: &'static str) {
        if mark.end > mark.start {
            self.push(open);
            self.open.push(Open { start: mark.start, end: mark.end, close: Cow::Borrowed(close) });
        }
    }

    fn around(&mut self, mark: &Mark, open: &str, close: &str) {
        self.push(open);
        if mark.end > mark.start {
            self.open.push(Open { start: mark.start, end: mark.end, close: Cow::Owned(close.to_owned()) });
        } else {
            if close.starts_with(']') {
                self.out.push_str("<nowiki/>");
            }
            self.push(close);
            self.after_link = close == "]]";
        }
    }

    fn item(&mut self, mark: &Mark, marker: &str) {
        let starts_line = mark.start == 0 || self.text.as_bytes().get(mark.start - 1) == Some(&b'\n');
        let is_valid =
            !marker.is_empty() && marker.bytes().all(|byte| matches!(byte, b'*' | b'#' | b':' | b';'));
        if !self.place.is_flow() || !starts_line || !is_valid {
            return;
        }
        if mark.start == 0 && !self.at_line_start {
            self.out.push('\n');
        }
        self.push(marker);
        self.out.push(' ');
        self.in_item = true;
        self.item_depth = Some(self.open.len());
    }

    /// Writes bold and italic: apostrophes if they are unambiguous, or else tags.
    fn quotes(&mut self, mark: &Mark, next: &[Cow<'_, Mark>]) -> usize {
        let inner = self.text.get(mark.start..mark.end).unwrap_or("");
        if inner.is_empty() {
            return 0;
        }
        let is_quote = |kind: &MarkKind| matches!(kind, MarkKind::Bold | MarkKind::Italic);
        let within = || next.iter().take_while(|other| other.start < mark.end);
        let in_bold = |open: &Open| matches!(&*open.close, "'''" | "'''''" | "</b>");
        let both = mark.kind == MarkKind::Italic
            && !self.open.iter().any(in_bold)
            && next.first().is_some_and(|other| {
                other.kind == MarkKind::Bold && (other.start, other.end) == (mark.start, mark.end)
            });
        let same = |open: &Open| match mark.kind {
            MarkKind::Bold => in_bold(open),
            _ => matches!(&*open.close, "''" | "'''''" | "</i>"),
        };
        let clear = !self.out.ends_with('\'')
            && !self.open.iter().any(same)
            && !inner.starts_with('\'')
            && !inner.ends_with('\'')
            && !inner.contains('\n')
            && !within().any(|other| matches!(other.kind, MarkKind::Item { .. }))
            && !within()
                .skip(usize::from(both))
                .any(|other| is_quote(&other.kind) && (other.start == mark.start || other.end == mark.end));
        let (open, close, taken) = match (&mark.kind, clear) {
            (MarkKind::Italic, true) if both => ("'''''", "'''''", 1),
            (MarkKind::Italic, true) => ("''", "''", 0),
            (MarkKind::Bold, true) => ("'''", "'''", 0),
            (MarkKind::Italic, false) => ("<i>", "</i>", 0),
            _ => ("<b>", "</b>", 0),
        };
        self.tag(mark, open, close);
        taken
    }
}

fn reference(name: Option<&str>, group: Option<&str>, text: &Text) -> String {
    let mut source = "<ref".to_owned();
    for (key, value) in [("name", name), ("group", group)] {
        if let Some(value) = value {
            attributes::write_one(&mut source, key, value);
        }
    }
    if text.is_empty() {
        source.push_str(" />");
    } else {
        source.push('>');
        write_text(&mut source, text, Place::Reference);
        source.push_str("</ref>");
    }
    source
}
