//! The events of the parser, owned, with their places.

use crate::chars::{Chars, Fault, Signs};
use model::{Error, Place, Result, codes};
use saphyr_parser::{BufferedInput, Event as ParserEvent, Marker, Parser, ScalarStyle, Tag};
use std::borrow::Cow;
use std::io::BufRead;

/// One step of a document.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) step: Step,
    /// The anchor of the node that begins here; 0 if there is none.
    pub(crate) anchor: usize,
    pub(crate) line: u64,
    pub(crate) column: u64,
}

/// What an event is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    Scalar { text: String, plain: bool, tag: Option<String> },
    SequenceStart { tag: Option<String> },
    MappingStart { tag: Option<String> },
    End,
    Alias(usize),
    DocumentStart,
    DocumentEnd,
    StreamEnd,
}

impl Event {
    pub(crate) fn place(&self) -> Place {
        Place::at(self.line, self.column)
    }
}

/// The parser over an input.
pub(crate) struct Events<R: BufRead> {
    parser: Parser<'static, BufferedInput<Chars<R>>>,
    fault: Fault,
    signs: Signs,
    /// The number of comments so far, and the line of the last one.
    pub(crate) comments: usize,
    commented: Option<usize>,
}

impl<R: BufRead> Events<R> {
    pub(crate) fn new(source: R) -> Self {
        let (fault, signs) = (Fault::default(), Signs::default());
        let chars = Chars::new(source, fault.clone(), signs.clone());
        Events { parser: Parser::new(BufferedInput::new(chars)), fault, signs, comments: 0, commented: None }
    }

    /// Counts the comments before an event with this range of characters. A comment may contain further `#` characters.
    fn count_comments(&mut self, start: usize, end: usize) {
        let mut signs = self.signs.borrow_mut();
        while let Some(&(sign, line)) = signs.front()
            && sign < end
        {
            signs.pop_front();
            if sign < start && self.commented.replace(line) != Some(line) {
                self.comments += 1;
            }
        }
    }

    /// The next event with content.
    pub(crate) fn next(&mut self) -> Result<Event> {
        loop {
            let event = self.parser.next_event();
            if let Some(fault) = self.fault.borrow_mut().take() {
                return Err(fault);
            }
            let (event, span) = match event {
                None => (ParserEvent::StreamEnd, saphyr_parser::Span::default()),
                Some(Ok(event)) => event,
                Some(Err(error)) => {
                    let diagnostic = codes::SYNTAX.error(error.info());
                    return Err(Error::input(diagnostic.at(place(error.marker()))));
                }
            };
            match event {
                ParserEvent::StreamEnd => self.count_comments(usize::MAX, usize::MAX),
                _ => self.count_comments(span.start.index(), span.end.index()),
            }
            let (step, anchor) = match event {
                ParserEvent::Nothing | ParserEvent::StreamStart => continue,
                ParserEvent::StreamEnd => (Step::StreamEnd, 0),
                ParserEvent::DocumentStart(_) => (Step::DocumentStart, 0),
                ParserEvent::DocumentEnd => (Step::DocumentEnd, 0),
                ParserEvent::Alias(anchor) => (Step::Alias(anchor), 0),
                ParserEvent::Scalar(text, style, anchor, tag) => {
                    let plain = style == ScalarStyle::Plain;
                    (Step::Scalar { text: text.into_owned(), plain, tag: name(tag) }, anchor)
                }
                ParserEvent::SequenceStart(anchor, tag) => (Step::SequenceStart { tag: name(tag) }, anchor),
                ParserEvent::MappingStart(anchor, tag) => (Step::MappingStart { tag: name(tag) }, anchor),
                ParserEvent::SequenceEnd | ParserEvent::MappingEnd => (Step::End, 0),
            };
            let Place { line, column, .. } = place(&span.start);
            return Ok(Event { step, anchor, line, column });
        }
    }
}

fn place(marker: &Marker) -> Place {
    Place::at(marker.line().max(1) as u64, marker.col() as u64 + 1)
}

/// A tag as it is usually written: `!!str` for those of YAML itself.
fn name(tag: Option<Cow<'_, Tag>>) -> Option<String> {
    let tag = tag?;
    Some(if tag.is_yaml_core_schema() {
        format!("!!{}", tag.suffix)
    } else {
        format!("{}{}", tag.handle, tag.suffix)
    })
}
