//! The parser, with limits: it searches all open elements at every tag, so deep nesting would make it slow.

use crate::dom::{Builder, Dom};
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use model::{Diagnostics, Error, Place, Result, codes};
use std::cell::Cell;

/// How deep elements may nest. Browsers have such a limit too, 512.
pub(crate) const DEEPEST: usize = 256;

/// How much is parsed at a time.
const BLOCK: usize = 64 * 1024;

/// Parses a page.
pub(crate) fn parse(text: &str, diagnostics: &Diagnostics<'_>) -> Result<Dom> {
    // Each node takes at least one byte of source, except the copies of unclosed elements.
    let limit = text.len().saturating_add(10_000);
    let options = TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() };
    let guard = Guard {
        builder: TreeBuilder::new(Builder::new(), options),
        limit,
        is_full: Cell::new(false),
        too_deep: Cell::new(None),
        line: Cell::new(1),
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = BLOCK.min(rest.len());
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let (block, after) = rest.split_at(end);
        queue.push_back(StrTendril::from(block));
        // The tokenizer pauses where a script would run.
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
        if tokenizer.sink.is_full.get() {
            let message = "unclosed elements repeat too often";
            let place = Place::at(tokenizer.sink.line.get(), 0);
            let diagnostic = codes::TOO_LARGE.error(message).at(place);
            return Err(Error::input(
                diagnostic.hint("an element that is never closed is repeated in every later block"),
            ));
        }
        rest = after;
    }
    tokenizer.end();
    let guard = tokenizer.sink;
    if let Some(line) = guard.too_deep.get() {
        let message = format!("elements nest more than {DEEPEST} deep");
        let warning = codes::TOO_DEEP.warning(message).at(Place::at(line, 0));
        diagnostics.report(warning.hint("deeper tags are left out, their text is kept"))?;
    }
    Ok(guard.builder.sink.finish())
}

/// Checks the limits between the tokenizer and the tree.
struct Guard {
    builder: TreeBuilder<usize, Builder>,
    limit: usize,
    is_full: Cell<bool>,
    /// The line of the first tag that was left out.
    too_deep: Cell<Option<u64>>,
    line: Cell<u64>,
}

impl TokenSink for Guard {
    type Handle = usize;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<usize> {
        self.line.set(line);
        if self.builder.sink.len() > self.limit {
            self.is_full.set(true);
            return TokenSinkResult::Continue;
        }
        let is_start = matches!(&token, Token::TagToken(tag) if tag.kind == TagKind::StartTag);
        if is_start && self.builder.sink.depth.get() > DEEPEST {
            self.too_deep.set(self.too_deep.get().or(Some(line)));
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
