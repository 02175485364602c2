//! Element by element: the root and its children, for formats that are read in the order of their elements.

use crate::{Namespace, Xml};
use model::{Error, Result, codes};
use quick_xml::events::{BytesStart, Event};
use std::io::Read;

impl<R: Read, N: Namespace> Xml<R, N> {
    /// The root element, which must be the first thing that is more than white space or a comment.
    pub fn root(&mut self) -> Result<BytesStart<'static>> {
        let mut buffer = Vec::new();
        loop {
            match self.next(&mut buffer)? {
                Event::Start(start) => return Ok(start.into_owned()),
                Event::Eof => {
                    let diagnostic = codes::SYNTAX.error("this is not XML: there is no element");
                    return Err(Error::input(diagnostic.at(self.place_reached())));
                }
                event => self.outside(&event)?,
            }
        }
    }

    /// Reads what follows the root element, where nothing may be.
    pub fn end(&mut self) -> Result<()> {
        let mut buffer = Vec::new();
        loop {
            match self.next(&mut buffer)? {
                Event::Eof => return Ok(()),
                Event::Start(_) => {
                    let message = "this is not well-formed XML: there is a second root element";
                    return Err(self.error(codes::SYNTAX.code, message));
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
            true => Err(self.error(codes::SYNTAX.code, "this is not XML: there is text outside of elements")),
            false => Ok(()),
        }
    }

    /// The next element inside the innermost one that was entered and not left, or `None` at its end.
    pub fn child(&mut self, buffer: &mut Vec<u8>) -> Result<Option<BytesStart<'static>>> {
        loop {
            match self.next(buffer)? {
                Event::Start(start) => return Ok(Some(start.into_owned())),
                Event::End(_) => return Ok(None),
                _ => {}
            }
        }
    }

    /// The value of an attribute by its name as it is written.
    pub fn attribute(&self, start: &BytesStart<'_>, name: &str) -> Result<Option<String>> {
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.broken(error.into()))?;
            if attribute.key.0 == name {
                return Ok(Some(self.value(&attribute)?.into_owned()));
            }
        }
        Ok(None)
    }
}
