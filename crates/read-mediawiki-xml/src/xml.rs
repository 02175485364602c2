//! XML as an export needs it: no document types, no entities of its own, bounded nesting.

use crate::lines::{Lines, Spot};
use model::{Diagnostic, Error, Place, Result};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::BufRead;

/// The deepest nesting of elements; MediaWiki's own is 6.
const DEEPEST: usize = 64;

/// A reader of XML.
pub(crate) struct Xml<R> {
    reader: Reader<Lines<R>>,
    depth: usize,
    buffer: Vec<u8>,
}

impl<R: BufRead> Xml<R> {
    /// Reads from here.
    pub(crate) fn new(input: R) -> Self {
        let mut reader = Reader::from_reader(Lines::new(input));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = false;
        Xml { reader, depth: 0, buffer: Vec::new() }
    }

    fn next<'b>(&mut self, buffer: &'b mut Vec<u8>) -> Result<Event<'b>> {
        buffer.clear();
        self.reader.get_mut().mark();
        let event = self.reader.read_event_into(buffer).map_err(|error| self.broken(error))?;
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(
                        self.error("dump-too-deep", format!("elements nest more than {DEEPEST} deep"))
                    );
                }
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => {
                let message = "a document type is not allowed in an export";
                let hint = "entities of a document type are never expanded; remove it";
                return Err(Error::input(self.diagnostic("dump-doctype", message).hint(hint)));
            }
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(std::result::Result::ok);
                if let Some(encoding) = encoding
                    && !["utf-8", "utf8", "us-ascii"].contains(&encoding.to_ascii_lowercase().as_str())
                {
                    let message = format!("the encoding '{encoding}' is not supported");
                    let diagnostic = self.diagnostic("dump-encoding", message).hint("save it as UTF-8");
                    return Err(Error::input(diagnostic));
                }
            }
            Event::Eof if self.depth > 0 => return Err(self.truncated()),
            _ => {}
        }
        Ok(event)
    }

    /// The root element, which must be the first thing that is more than white space or a comment.
    pub(crate) fn root(&mut self) -> Result<BytesStart<'static>> {
        let mut buffer = Vec::new();
        loop {
            match self.next(&mut buffer)? {
                Event::Start(start) => return Ok(start.into_owned()),
                Event::Eof => {
                    let diagnostic = Diagnostic::error("dump-xml", "this is not XML: there is no element");
                    return Err(Error::input(diagnostic.at(self.place(true))));
                }
                event => self.outside(&event)?,
            }
        }
    }

    /// Reads what follows the root element, where nothing may be.
    pub(crate) fn end(&mut self) -> Result<()> {
        let mut buffer = Vec::new();
        loop {
            match self.next(&mut buffer)? {
                Event::Eof => return Ok(()),
                Event::Start(_) => {
                    let message = "this is not well-formed XML: there is a second root element";
                    return Err(self.error("dump-xml", message));
                }
                event => self.outside(&event)?,
            }
        }
    }

    fn outside(&self, event: &Event<'_>) -> Result<()> {
        let is_text = match event {
            Event::Text(text) => !text.trim_ascii().is_empty(),
            Event::CData(_) | Event::GeneralRef(_) => true,
            _ => false,
        };
        match is_text {
            true => Err(self.error("dump-xml", "this is not XML: there is text outside of elements")),
            false => Ok(()),
        }
    }

    /// The next element inside the one that was entered last, or `None` at its end.
    pub(crate) fn child(&mut self) -> Result<Option<BytesStart<'static>>> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let child = loop {
            match self.next(&mut buffer)? {
                Event::Start(start) => break Some(start.into_owned()),
                Event::End(_) => break None,
                _ => {}
            }
        };
        self.buffer = buffer;
        Ok(child)
    }

    /// Skips to the end of the element that was entered last and not left.
    pub(crate) fn skip(&mut self) -> Result<()> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let outside = self.depth.saturating_sub(1);
        while !matches!(self.next(&mut buffer)?, Event::End(_) if self.depth == outside) {}
        self.buffer = buffer;
        Ok(())
    }

    /// Adds the text of the element that was just entered, to its end.
    pub(crate) fn read_text(&mut self, text: &mut String) -> Result<()> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let outside = self.depth.saturating_sub(1);
        loop {
            match self.next(&mut buffer)? {
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) => text.push(self.reference(&reference)?),
                Event::Start(_) => {
                    return Err(self.error("dump-markup", "there is an element where only text may be"));
                }
                Event::End(_) if self.depth == outside => break,
                _ => {}
            }
        }
        self.buffer = buffer;
        Ok(())
    }

    /// The text of the element that was just entered, without white space around it.
    pub(crate) fn text(&mut self) -> Result<String> {
        let mut text = String::new();
        self.read_text(&mut text)?;
        Ok(text.trim().to_owned())
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, start: &BytesStart<'_>, name: &str) -> Result<Option<String>> {
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.broken(error.into()))?;
            if attribute.key.0 == name {
                let value = attribute.normalized_value(XmlVersion::Explicit1_0);
                return Ok(Some(value.map_err(|error| self.broken(error))?.into_owned()));
            }
        }
        Ok(None)
    }

    /// The character that a reference stands for.
    fn reference(&self, reference: &BytesRef<'_>) -> Result<char> {
        if let Some(character) = reference.resolve_char_ref().map_err(|error| self.broken(error))? {
            return Ok(character);
        }
        Ok(match &*reference.xml10_content() {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            other => {
                let message = format!("the entity '&{};' is not known", other.escape_debug());
                let diagnostic = self.diagnostic("dump-entity", message).hint("write the character itself");
                return Err(Error::input(diagnostic));
            }
        })
    }

    /// What is read next.
    pub(crate) fn here(&self) -> Spot {
        self.reader.get_ref().here()
    }

    fn place(&self, at_end: bool) -> Place {
        self.reader.get_ref().place(at_end)
    }

    fn diagnostic(&self, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message).at(self.place(false))
    }

    /// An error about the current piece.
    pub(crate) fn error(&self, code: &'static str, message: impl Into<String>) -> Error {
        Error::input(self.diagnostic(code, message))
    }

    fn truncated(&self) -> Error {
        let diagnostic = Diagnostic::error("dump-truncated", "the input ends inside an element");
        Error::input(diagnostic.at(self.place(true)).hint("the dump is cut off"))
    }

    fn broken(&self, error: quick_xml::Error) -> Error {
        use quick_xml::errors::IllFormedError::UnclosedReference;
        match error {
            quick_xml::Error::Io(error) => std::io::Error::new(error.kind(), error.to_string()).into(),
            quick_xml::Error::Syntax(_) | quick_xml::Error::IllFormed(UnclosedReference) => {
                let message = format!("this is not well-formed XML: {error}");
                Error::input(self.diagnostic("dump-xml", message).hint("the dump may be cut off here"))
            }
            quick_xml::Error::Encoding(_) => {
                let diagnostic = self.diagnostic("dump-encoding", "the input is not valid UTF-8");
                Error::input(diagnostic.hint("convert it to UTF-8 first"))
            }
            error => self.error("dump-xml", format!("this is not well-formed XML: {error}")),
        }
    }
}
