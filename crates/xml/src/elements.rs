//! The root and its children, one element at a time, for formats that are read in document order.

use crate::{Namespace, Xml};
use model::{Error, Result, codes};
use quick_xml::events::{BytesStart, Event};
use std::io::Read;

impl<R: Read, N: Namespace> Xml<R, N> {
    /// The root element. Only white space, comments and processing instructions may come before it.
    pub fn root(&mut self) -> Result<BytesStart<'static>> {
        let mut buffer = Vec::new();
        loop {
            match self.next(&mut buffer)? {
                Event::Start(start) => return Ok(start.into_owned()),
                Event::Eof => {
                    let diagnostic = codes::SYNTAX.error("this is not XML: it has no element");
                    return Err(Error::input(diagnostic.at(self.place_reached())));
                }
                event => self.outside(&event)?,
            }
        }
    }

    /// Checks that neither text nor another element follows the root element.
    pub fn end(&mut self) -> Result<()> {
        let mut buffer = Vec::new();
        loop {
            match self.next(&mut buffer)? {
                Event::Eof => return Ok(()),
                Event::Start(_) => {
                    let message = "this is not well-formed XML: it has a second root element";
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
            true => Err(self.error(codes::SYNTAX.code, "this is not XML: it has text outside elements")),
            false => Ok(()),
        }
    }

    /// The next child of the innermost open element, or `None` at the end of that element.
    pub fn child(&mut self, buffer: &mut Vec<u8>) -> Result<Option<BytesStart<'static>>> {
        loop {
            match self.next(buffer)? {
                Event::Start(start) => return Ok(Some(start.into_owned())),
                Event::End(_) => return Ok(None),
                _ => {}
            }
        }
    }

    /// The value of the attribute with this name, prefix included.
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
