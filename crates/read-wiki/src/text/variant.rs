//! Language variants: `-{zh-hans:a; zh-hant:b}-`, and text that is the same in all of them, `-{a}-`.

use super::{Mode, Run};
use crate::syntax::page_text::BLANK;
use crate::syntax::variants::Variants;
use model::{MarkKind, Result};
use std::ops::Range;

impl Run<'_, '_, '_, '_> {
    /// Reads a variant, starting at its brace; its dash was the last character read.
    pub(super) fn variant(&mut self, brace: usize) -> Result<Option<usize>> {
        let dash = |start: &usize| {
            self.source.byte(*start) == Some(b'-')
                && self.out.text.len() > self.base
                && self.out.text.ends_with('-')
        };
        let Some(start) = brace.checked_sub(1).filter(dash) else { return Ok(None) };
        let variants = self.variants.get_or_insert_with(|| Variants::find(self.source, start..self.end));
        let has_table = |&end: &usize| self.source.html.has_tag_in(start..end);
        let Some(end) = variants.end(start).filter(|end| !has_table(end)) else { return Ok(None) };
        self.out.text.pop();
        let source = self.source.slice(start..end).to_owned();
        let mark = self.out.open(MarkKind::Source { format: "wiki".into(), source });
        if let Some(shown) = self.shown_variant(brace + 1..end - 2) {
            self.nested(self.source.trim(shown), Mode::Line)?;
            self.out.harden();
        }
        self.out.close_source(mark);
        Ok(Some(end))
    }

    /// What a variant shows: all of it if it has no rules, else the text of the first rule; with some flags, nothing.
    fn shown_variant(&self, content: Range<usize>) -> Option<Range<usize>> {
        let flags = self
            .next_sign(content.clone(), b'|')
            .filter(|&bar| is_flags(self.source.slice(content.start..bar)));
        let rest = flags.map_or(content.start, |bar| bar + 1)..content.end;
        let flags = flags.map_or("", |bar| self.source.slice(content.start..bar)).trim_matches(BLANK);
        if flags.split(';').any(|flag| matches!(flag.trim_matches(BLANK), "H" | "T" | "-" | "N")) {
            return None;
        }
        let first = rest.start..self.next_sign(rest.clone(), b';').unwrap_or(rest.end);
        let colon = self.next_sign(first.clone(), b':');
        match colon.filter(|&colon| is_variant(self.source.slice(first.start..colon))) {
            Some(colon) => Some(colon + 1..first.end),
            None => Some(rest),
        }
    }

    /// The offset of a character outside nested markup.
    fn next_sign(&self, range: Range<usize>, sign: u8) -> Option<usize> {
        let mut at = range.start;
        while at < range.end {
            match *self.source.bytes().get(at)? {
                byte if byte == sign => return Some(at),
                b'{' | b'[' | b'<' => {
                    at = self.source.span_at(at, range.end).map_or(at + 1, |span| span.end());
                }
                _ => at += 1,
            }
        }
        None
    }
}

/// Whether a text consists of the flags of a variant, or of the variants that it is limited to.
fn is_flags(text: &str) -> bool {
    text.split(';').all(|flag| {
        let flag = flag.trim_matches(BLANK);
        flag.is_empty()
            || is_variant(flag)
            || matches!(flag, "A" | "T" | "R" | "D" | "-" | "H" | "N" | "S" | "+")
    })
}

/// Whether a text has the form of a variant's code: `zh-hans`, `sr-el`.
fn is_variant(text: &str) -> bool {
    // A rule may also have a condition: `from=>zh-cn`.
    let code = text.rsplit("=>").next().unwrap_or(text).trim_matches(BLANK);
    (2..=12).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}
