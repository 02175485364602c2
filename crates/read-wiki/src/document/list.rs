//! Lists: lines that start with `*`, `#`, `;` or `:`.

use crate::syntax::quotes::QuoteDepth;
use crate::syntax::spans::SpanKind;
use crate::syntax::tags::starts_tag;
use crate::text::{Context, Mode, bare_address, starts_address};
use model::{Item, ItemKind, List, Mark, MarkKind, Result, Text};
use std::ops::Range;

/// The maximum nesting of lists; further markers are text.
const DEEPEST: usize = 64;

fn kind(marker: u8) -> ItemKind {
    match marker {
        b'*' => ItemKind::Bullet,
        b'#' => ItemKind::Number,
        b';' => ItemKind::Term,
        _ => ItemKind::Definition,
    }
}

/// Whether two items are in the same list: terms and definitions are.
fn same_list(left: ItemKind, right: ItemKind) -> bool {
    let family = |kind| if kind == ItemKind::Term { ItemKind::Definition } else { kind };
    family(left) == family(right)
}

impl Context<'_, '_> {
    /// Reads a run of list lines.
    pub(crate) fn list(&self, range: Range<usize>) -> Result<List> {
        let source = &self.source;
        let mut walk = source.walk(range.start);
        let mut at = range.start;
        let mut lines = Vec::new();
        while at < range.end {
            let end = source.line_end(&mut walk, at, range.end);
            let next = (end + 1).min(range.end);
            let mut start = at;
            let mut comments = Vec::new();
            while let Some(span) = source.span_at(start, end).filter(|span| span.kind == SpanKind::Comment) {
                comments.push(source.slice(span.start() + 4..span.end() - 3).to_owned());
                start = span.end();
            }
            let markers = source.bytes()[start..end]
                .iter()
                .take_while(|byte| matches!(byte, b'*' | b'#' | b':' | b';'));
            let markers = source.slice(start..start + markers.count().min(DEEPEST));
            if markers.is_empty() {
                add_comments(&mut lines, comments);
                at = next;
                continue;
            }
            self.items(&mut lines, markers.as_bytes(), start + markers.len()..end)?;
            if !comments.is_empty() {
                add_comments(&mut lines, comments);
            }
            at = next;
        }
        Ok(List { items: nest(lines) })
    }

    /// The items of one line: a term may have its definition on the same line.
    fn items(
        &self,
        lines: &mut Vec<(Vec<ItemKind>, Text)>,
        markers: &[u8],
        text: Range<usize>,
    ) -> Result<()> {
        let kinds: Vec<ItemKind> = markers.iter().map(|&marker| kind(marker)).collect();
        let colon = if kinds.last() == Some(&ItemKind::Term) { self.colon(text.clone()) } else { None };
        let Some(colon) = colon else {
            let text = self.text(text, Mode::Line, 0)?;
            lines.push((kinds, text));
            return Ok(());
        };
        let mut definition = kinds.clone();
        if let Some(last) = definition.last_mut() {
            *last = ItemKind::Definition;
        }
        lines.push((kinds, self.text(text.start..colon, Mode::Line, 0)?));
        lines.push((definition, self.text(colon + 1..text.end, Mode::Line, 0)?));
        Ok(())
    }

    /// The colon that ends a term: the first one outside links, templates, tags, elements, and bold or italic text.
    fn colon(&self, range: Range<usize>) -> Option<usize> {
        let bytes = self.source.bytes();
        let mut quotes = QuoteDepth::new(&self.source, range.clone());
        let (mut at, mut from, mut depth) = (range.start, range.start, 0_usize);
        // Once an end has not been found, it is not searched for again.
        let mut lost = [false; 3];
        let mut after = |end: &[u8], at: usize, kind: usize| {
            let found = if lost[kind] { None } else { memchr::memmem::find(&bytes[at..range.end], end) };
            lost[kind] = found.is_none();
            found.map(|step| at + step + end.len())
        };
        while at < range.end {
            let next = match bytes[at] {
                b':' => match bare_address(&self.source, from, at, range.end, Mode::Line) {
                    Some(address) => address.end,
                    None if depth == 0 && !quotes.is_inside(at) => return Some(at),
                    None => at + 1,
                },
                b'[' if starts_address(&self.source, at + 1) => after(b"]", at, 0).unwrap_or(at + 1),
                b'-' if bytes[at..].starts_with(b"-{") && bytes.get(at + 2) != Some(&b'{') => {
                    after(b"}-", at, 1).unwrap_or(at + 1)
                }
                byte @ (b'{' | b'[' | b'<') => match self.source.span_at(at, range.end) {
                    Some(span) => span.end(),
                    None if byte == b'<' && starts_tag(&self.source, at, range.end) => {
                        let end = after(b">", at, 2).unwrap_or(at + 1);
                        match bytes.get(at + 1) {
                            _ if end == at + 1 || is_void(self.source.slice(at..end)) => {}
                            Some(b'/') => depth = depth.saturating_sub(1),
                            _ => depth += 1,
                        }
                        end
                    }
                    None => at + 1,
                },
                _ => {
                    at += 1;
                    continue;
                }
            };
            (at, from) = (next, next);
        }
        None
    }
}

/// Whether a tag makes an element without content.
fn is_void(tag: &str) -> bool {
    let starts = |name: &&str| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    tag.ends_with("/>") || ["<br", "</br", "<hr", "<wbr"].iter().any(starts)
}

fn add_comments(lines: &mut [(Vec<ItemKind>, Text)], comments: Vec<String>) {
    if let Some((_, text)) = lines.last_mut() {
        let end = text.text.len();
        text.marks.extend(comments.into_iter().map(|text| Mark::new(end..end, MarkKind::Comment { text })));
    }
}

/// Builds a tree from lines that each have their own depth.
fn nest(lines: Vec<(Vec<ItemKind>, Text)>) -> Vec<Item> {
    let mut top: Vec<Item> = Vec::new();
    // The open items, outermost first; closing one moves it into its parent.
    let mut open: Vec<Item> = Vec::new();
    let close = |open: &mut Vec<Item>, top: &mut Vec<Item>, depth: usize| {
        while open.len() > depth {
            let Some(item) = open.pop() else { break };
            open.last_mut().map_or(&mut *top, |parent| &mut parent.items).push(item);
        }
    };
    for (kinds, text) in lines {
        let depth = kinds.len();
        let common = open.iter().zip(&kinds).take_while(|(item, kind)| same_list(item.kind, **kind)).count();
        close(&mut open, &mut top, common.min(depth - 1));
        while open.len() + 1 < depth {
            let kind = kinds[open.len()];
            open.push(Item { kind, text: Text::default(), items: Vec::new() });
        }
        open.push(Item { kind: kinds[depth - 1], text, items: Vec::new() });
    }
    close(&mut open, &mut top, 0);
    top
}
