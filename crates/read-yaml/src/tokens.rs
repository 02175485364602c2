//! From events to tokens: aliases are replayed, keys merged, scalars resolved.

use crate::anchors::Anchors;
use crate::events::{Event, Events, Step};
use crate::schema::resolve;
use data::{MAX_DEPTH, Token, Tokens};
use model::{Diagnostic, Diagnostics, Error, Place, Result, codes, plural};
use std::collections::{HashMap, HashSet};
use std::io::BufRead;
use std::ops::Range;

/// How deeply keys that are not scalars may be nested in one another.
const MAX_KEY_DEPTH: usize = 16;

/// The documents of an input as tokens.
pub(crate) struct YamlTokens<'a, R: BufRead> {
    events: Events<R>,
    anchors: Anchors,
    /// What is left of the nodes being replayed, the innermost last.
    replays: Vec<Range<usize>>,
    open: Vec<Frame>,
    diagnostics: &'a Diagnostics<'a>,
    text: String,
    replaces: bool,
    place: Place,
    /// A document has begun, and its value has not ended yet.
    started: bool,
    key_depth: usize,
}

/// An open container.
#[derive(Debug, Default)]
struct Frame {
    mapping: bool,
    key_next: bool,
    /// The keys so far, and whether each came from a merge.
    keys: HashMap<String, bool>,
    /// The merged pairs that are still to come, in reverse order.
    merged: Vec<(String, Range<usize>)>,
}

impl<'a, R: BufRead> YamlTokens<'a, R> {
    pub(crate) fn new(source: R, diagnostics: &'a Diagnostics<'a>) -> Self {
        YamlTokens {
            events: Events::new(source),
            anchors: Anchors::default(),
            replays: Vec::new(),
            open: Vec::new(),
            diagnostics,
            text: String::new(),
            replaces: false,
            place: Place::at(1, 1),
            started: false,
            key_depth: 0,
        }
    }

    /// Comments are not data; a note reports how many there were.
    fn report_comments(&mut self) -> Result<()> {
        match std::mem::take(&mut self.events.comments) {
            0 => Ok(()),
            comments => {
                let message = format!("{} left out", plural(comments, "comment", "comments"));
                self.diagnostics.report(codes::COMMENT.note(message))
            }
        }
    }

    /// The next event of the document, or of the node of an alias in it.
    fn event(&mut self) -> Result<Event> {
        while let Some(replay) = self.replays.last_mut() {
            if let Some(at) = replay.next()
                && let Some(event) = self.anchors.play(at)?
            {
                return Ok(event);
            }
            self.replays.pop();
        }
        let event = self.events.next()?;
        self.anchors.see(&event);
        Ok(event)
    }

    fn warn(&self, code: &'static str, message: String, place: Place, hint: &'static str) -> Result<()> {
        // A replayed node was reported the first time.
        if !self.replays.is_empty() {
            return Ok(());
        }
        self.diagnostics.report(Diagnostic::warning(code, message).at(place).hint(hint))
    }

    fn value(&mut self) -> Result<Token> {
        loop {
            let event = self.event()?;
            self.place = event.place();
            self.text.clear();
            self.replaces = false;
            match &event.step {
                Step::Alias(anchor) => {
                    let node = self.anchors.node(&event, *anchor)?;
                    self.replays.push(node);
                }
                Step::Scalar { text, plain, tag } => {
                    let scalar = resolve(text, *plain, tag.as_deref());
                    if let Some(loss) = scalar.loss {
                        self.warn(codes::MISTYPED_VALUE.code, loss, event.place(), "it is kept as text")?;
                    }
                    self.text.push_str(&scalar.text);
                    self.ended();
                    return Ok(scalar.token);
                }
                Step::SequenceStart { tag } => return self.enter(false, tag.as_deref(), &event),
                Step::MappingStart { tag } => return self.enter(true, tag.as_deref(), &event),
                Step::End => return Ok(self.leave()),
                Step::DocumentStart | Step::DocumentEnd | Step::StreamEnd => {
                    return Err(Error::internal("a YAML document ended before its value"));
                }
            }
        }
    }

    fn enter(&mut self, mapping: bool, tag: Option<&str>, event: &Event) -> Result<Token> {
        if self.open.len() >= MAX_DEPTH {
            let diagnostic = codes::TOO_DEEP
                .error(format!("values are nested more than {} deep", plural(MAX_DEPTH, "level", "levels")));
            return Err(Error::input(diagnostic.at(event.place())));
        }
        if let Some(tag) = tag.filter(|tag| !matches!(*tag, "!" | "!!map" | "!!seq")) {
            let message = format!("the tag {tag} is not kept");
            self.warn("yaml-tag", message, event.place(), "the value is read as if it had no tag")?;
        }
        self.open.push(Frame { mapping, key_next: mapping, ..Frame::default() });
        Ok(if mapping { Token::ObjectStart } else { Token::ArrayStart })
    }

    fn leave(&mut self) -> Token {
        let mapping = self.open.pop().is_some_and(|frame| frame.mapping);
        self.ended();
        if mapping { Token::ObjectEnd } else { Token::ArrayEnd }
    }

    /// A value is complete.
    fn ended(&mut self) {
        match self.open.last_mut() {
            Some(frame) => frame.key_next = frame.mapping,
            None => self.started = false,
        }
    }

    /// The next key of the innermost mapping, or the end of the mapping.
    fn key(&mut self) -> Result<Token> {
        loop {
            self.replaces = false;
            if let Some((key, node)) = self.open.last_mut().and_then(|frame| frame.merged.pop()) {
                self.replays.push(node);
                return Ok(self.set_key(key, true));
            }
            let event = self.event()?;
            self.place = event.place();
            self.text.clear();
            match &event.step {
                Step::End => return Ok(self.leave()),
                Step::Scalar { text, plain: true, tag: None } if text == "<<" => {
                    let node = self.capture()?;
                    let Some(sources) = self.sources(node.clone())? else {
                        self.replays.push(node);
                        return Ok(self.set_key("<<".into(), false));
                    };
                    self.merge(sources)?;
                }
                _ => {
                    let key = self.key_text(event)?;
                    return Ok(self.set_key(key, false));
                }
            }
        }
    }

    fn set_key(&mut self, key: String, merged: bool) -> Token {
        self.text.clear();
        self.text.push_str(&key);
        if let Some(frame) = self.open.last_mut() {
            frame.key_next = false;
            self.replaces = frame.keys.insert(key, merged) == Some(true);
        }
        Token::Key
    }

    /// The text of the key that begins with an event: as written, or as JSON if it is not a scalar.
    fn key_text(&mut self, event: Event) -> Result<String> {
        let place = event.place();
        match event.step {
            Step::Scalar { text, .. } => Ok(text),
            Step::Alias(anchor) => {
                let node = self.anchors.node(&event, anchor)?;
                self.replays.push(node);
                let first = self.event()?;
                self.key_text(first)
            }
            Step::SequenceStart { .. } | Step::MappingStart { .. } => {
                self.key_depth += 1;
                if self.key_depth > MAX_KEY_DEPTH {
                    let message = format!(
                        "keys are nested more than {} deep",
                        plural(MAX_KEY_DEPTH, "level", "levels")
                    );
                    return Err(Error::input(codes::TOO_DEEP.error(message).at(place)));
                }
                let message = "a key is not a scalar";
                self.warn("yaml-complex-key", message.into(), place, "it is kept as its JSON text")?;
                if let Some(frame) = self.open.last_mut() {
                    frame.key_next = false;
                }
                let mapping = matches!(event.step, Step::MappingStart { .. });
                let first = self.enter(mapping, None, &event)?;
                let value = data::value_of(self, first, |_, _| Ok(()))?;
                self.key_depth -= 1;
                Ok(value.to_string())
            }
            _ => Err(Error::internal("a mapping ended inside a pair")),
        }
    }

    /// Skips the next node; returns where its events are kept.
    fn capture(&mut self) -> Result<Range<usize>> {
        while self.replays.last().is_some_and(Range::is_empty) {
            self.replays.pop();
        }
        if let Some(replay) = self.replays.last_mut() {
            let start = replay.start;
            let end = self.anchors.node_end(start)?;
            replay.start = end;
            return Ok(start..end);
        }
        let start = self.anchors.want(true);
        let mut depth = 0_usize;
        loop {
            let event = self.events.next()?;
            self.anchors.see(&event);
            match event.step {
                Step::SequenceStart { .. } | Step::MappingStart { .. } => depth += 1,
                Step::End => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        self.anchors.want(false);
        Ok(start..self.anchors.end())
    }

    /// The mappings that a merge names: one, or a list of them; `None` for anything else.
    fn sources(&mut self, node: Range<usize>) -> Result<Option<Vec<Range<usize>>>> {
        let node = self.resolved(node)?;
        let Some(first) = self.anchors.play(node.start)? else { return Ok(None) };
        if matches!(first.step, Step::MappingStart { .. }) {
            return Ok(Some(vec![node]));
        }
        if !matches!(first.step, Step::SequenceStart { .. }) {
            return Ok(None);
        }
        let mut sources = Vec::new();
        let mut at = node.start + 1;
        while at + 1 < node.end {
            let end = self.anchors.node_end(at)?;
            let source = self.resolved(at..end)?;
            let first = self.anchors.play(source.start)?;
            if !first.is_some_and(|event| matches!(event.step, Step::MappingStart { .. })) {
                return Ok(None);
            }
            sources.push(source);
            at = end;
        }
        Ok(Some(sources))
    }

    /// The node that an alias refers to, or the node itself.
    fn resolved(&mut self, node: Range<usize>) -> Result<Range<usize>> {
        match self.anchors.play(node.start)? {
            Some(event) => match event.step {
                Step::Alias(anchor) => self.anchors.node(&event, anchor),
                _ => Ok(node),
            },
            None => Ok(node),
        }
    }

    /// Collects the pairs of mappings for the innermost one: existing keys are kept, and of duplicate keys the first
    /// wins.
    fn merge(&mut self, sources: Vec<Range<usize>>) -> Result<()> {
        let mut pairs: Vec<(String, Range<usize>)> = Vec::new();
        let mut keys: HashSet<String> =
            self.open.last().map(|frame| frame.keys.keys().cloned().collect()).unwrap_or_default();
        let mut work = sources;
        work.reverse();
        while let Some(source) = work.pop() {
            let mut inner = Vec::new();
            let mut at = source.start + 1;
            while at + 1 < source.end {
                let Some(key) = self.anchors.play(at)? else { break };
                let value = self.anchors.node_end(at)?;
                let end = self.anchors.node_end(value)?;
                match &key.step {
                    Step::Scalar { text, plain: true, tag: None } if text == "<<" => {
                        match self.sources(value..end)? {
                            Some(sources) => inner.extend(sources),
                            None if keys.insert("<<".into()) => pairs.push(("<<".into(), value..end)),
                            None => {}
                        }
                    }
                    _ => {
                        self.replays.push(at + 1..value);
                        let text = self.key_text(key)?;
                        if keys.insert(text.clone()) {
                            pairs.push((text, value..end));
                        }
                    }
                }
                at = end;
            }
            work.extend(inner.into_iter().rev());
        }
        pairs.reverse();
        if let Some(frame) = self.open.last_mut() {
            frame.key_next = true;
            frame.merged = pairs;
        }
        Ok(())
    }
}

impl<R: BufRead> Tokens for YamlTokens<'_, R> {
    fn more(&mut self) -> Result<bool> {
        while !self.started {
            match self.event()?.step {
                Step::DocumentStart => {
                    self.anchors.clear();
                    self.started = true;
                }
                Step::StreamEnd => return self.report_comments().map(|()| false),
                _ => {}
            }
        }
        Ok(true)
    }

    fn next(&mut self) -> Result<Token> {
        match self.open.last() {
            Some(frame) if frame.key_next => self.key(),
            _ => self.value(),
        }
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn replaces(&self) -> bool {
        self.replaces
    }

    fn place(&mut self) -> Place {
        self.place.clone()
    }
}
