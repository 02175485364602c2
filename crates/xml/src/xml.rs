//! The events of one XML part, one at a time.

use crate::plain::{Plain, white};
use crate::source::{LONGEST, Located};
use model::{Error, Result, codes};
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{BufRead, Read};

/// The most namespace prefixes in scope at once.
const MOST_PREFIXES: usize = 1024;

/// The namespaces that a format looks for.
pub trait Namespace: Copy + PartialEq {
    /// The namespace with this name.
    fn from_uri(uri: &str) -> Option<Self>;

    /// Prefixes are looked up in this order; the namespaces of most names come first.
    fn rank(self) -> usize {
        0
    }
}

/// How messages refer to an input of a format, and how deep its elements may nest.
#[derive(Debug)]
pub struct Profile {
    /// The deepest nesting of elements.
    pub deepest: usize,
    /// The format, with its article: `a spreadsheet`.
    pub format: &'static str,
    /// What can be damaged or cut off: `the file`.
    pub file: &'static str,
    /// The hint for errors of the decoder, if the input comes from one whose errors are about the input.
    pub decoded: Option<&'static str>,
}

/// The profile of spreadsheet parts.
const SPREADSHEET: Profile = Profile {
    deepest: 256,
    format: "a spreadsheet",
    file: "the file",
    decoded: Some("the file is damaged: get a new copy, or repair it in LibreOffice"),
};

/// A reader of one XML part.
pub struct Xml<R, N> {
    pub(crate) reader: Reader<Located<R>>,
    pub(crate) part: Option<String>,
    pub(crate) profile: &'static Profile,
    depth: usize,
    /// Prefixes in scope, innermost last: prefix, namespace if the format uses it, depth of its element.
    scopes: Vec<(String, Option<N>, usize)>,
    /// The prefixes of namespaces that the format uses, the most frequent first.
    prefixes: Vec<(String, N)>,
    /// The last event was the end of an element.
    ending: bool,
    /// The last event was the start of an empty element, whose end is still to come.
    empty: bool,
    /// The last event was a tag.
    after_tag: bool,
}

/// A name: its namespace, if the format uses it, and its local part.
pub type Name<'n, N> = (Option<N>, &'n str);

impl<R: Read, N: Namespace> Xml<R, N> {
    /// Reads a part of a spreadsheet. Errors refer to it as `part`.
    pub fn new(input: Located<R>, part: Option<&str>) -> Self {
        Xml::with_profile(input, part, &SPREADSHEET)
    }

    /// Reads an input of the format that `profile` describes.
    pub fn with_profile(input: Located<R>, part: Option<&str>, profile: &'static Profile) -> Self {
        let mut reader = Reader::from_reader(input);
        let config = reader.config_mut();
        config.allow_dangling_amp = false;
        let (scopes, prefixes) = (Vec::new(), Vec::new());
        let part = part.map(str::to_owned);
        Xml {
            reader,
            part,
            profile,
            depth: 0,
            scopes,
            prefixes,
            ending: false,
            empty: false,
            after_tag: false,
        }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The buffered bytes after a tag, for callers that find whole elements in them faster than event by event. Only
    /// whole, well-formed elements may be skipped with [`Xml::pass_over`].
    pub fn ahead(&mut self) -> Result<&[u8]> {
        if !self.after_tag || self.empty {
            return Ok(&[]);
        }
        self.leave();
        self.reader.get_mut().mark();
        match self.reader.get_mut().fill_buf() {
            Ok(_) => {}
            Err(error) => return Err(self.broken(error.into())),
        }
        Ok(self.reader.get_ref().buffered())
    }

    /// Skips bytes that [`Xml::ahead`] returned.
    pub fn pass_over(&mut self, count: usize) {
        self.reader.get_mut().consume(count);
    }

    /// The next event, which may be a comment or a processing instruction.
    pub fn next<'b>(&mut self, buffer: &'b mut Vec<u8>) -> Result<Event<'b>> {
        self.leave();
        buffer.clear();
        self.reader.get_mut().mark();
        if std::mem::take(&mut self.empty) {
            self.ending = true;
            return Ok(Event::End(BytesEnd::new("")));
        }
        let event = match self.reader.read_event_into(buffer) {
            Ok(Event::Empty(start)) => {
                self.empty = true;
                Event::Start(start)
            }
            Ok(event) => event,
            Err(error) => return Err(self.broken(error)),
        };
        self.after_tag = matches!(event, Event::Start(_) | Event::End(_));
        match &event {
            Event::Start(start) => {
                self.depth += 1;
                let deepest = self.profile.deepest;
                if self.depth > deepest {
                    return Err(
                        self.error(codes::TOO_DEEP.code, format!("elements nest more than {deepest} deep"))
                    );
                }
                let attributes = start.attributes_raw();
                if attributes.len() > 5 && attributes.contains("xmlns") {
                    self.declare(start)?;
                }
            }
            Event::End(_) => self.ending = true,
            Event::DocType(_) => {
                let message =
                    format!("a document type declaration is not allowed in {}", self.profile.format);
                let hint = "remove it; its entities are never expanded";
                return Err(Error::input(self.diagnostic("xml-doctype", message).hint(hint)));
            }
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(std::result::Result::ok);
                if let Some(encoding) = encoding
                    && !["utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"]
                        .contains(&encoding.to_ascii_lowercase().as_str())
                {
                    let message = format!("the encoding '{encoding}' is not supported");
                    return Err(Error::input(
                        self.diagnostic(codes::ENCODING.code, message).hint("save it as UTF-8"),
                    ));
                }
            }
            Event::Eof if self.depth > 0 => {
                return Err(Error::input(
                    codes::SYNTAX
                        .error("the input ends inside an element")
                        .at(self.place_reached())
                        .hint(format!("{} is cut off", self.profile.file)),
                ));
            }
            _ => {}
        }
        Ok(event)
    }

    /// Leaves the element that has ended.
    fn leave(&mut self) {
        if std::mem::take(&mut self.ending) {
            self.depth -= 1;
            let depth = self.depth;
            if self.scopes.last().is_some_and(|scope| scope.2 > depth) {
                self.scopes.retain(|scope| scope.2 <= depth);
                self.find_prefixes();
            }
        }
    }

    /// Skips white space after a tag, so that [`Xml::plain`] can look at the next tag.
    pub fn approach(&mut self) {
        if self.after_tag && !self.empty {
            self.leave();
            let input = self.reader.get_mut();
            let blank = white(input.buffered());
            input.consume(blank);
            input.mark();
        }
    }

    /// The next element, if it has the form that most cells have. It is not consumed before [`Xml::pass`].
    pub fn plain(&self) -> Option<Plain<'_>> {
        let can_be = self.after_tag && !self.empty && self.depth + 2 <= self.profile.deepest;
        if can_be { Plain::at(self.reader.get_ref().buffered()) } else { None }
    }

    /// Consumes an element up to its end tag, which starts and ends there and becomes the current event.
    pub fn pass(&mut self, (start, end): (usize, usize)) {
        let input = self.reader.get_mut();
        input.consume(start);
        input.mark();
        input.consume(end - start);
    }

    /// Skips to the end of the innermost open element.
    pub fn skip(&mut self) -> Result<()> {
        self.leave();
        let mut buffer = Vec::new();
        let outside = self.depth;
        loop {
            if let Event::End(_) = self.next(&mut buffer)?
                && self.depth == outside
            {
                return Ok(());
            }
        }
    }

    fn declare(&mut self, start: &BytesStart<'_>) -> Result<()> {
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.broken(error.into()))?;
            let key = attribute.key.0;
            let Some(rest) = key.strip_prefix("xmlns") else { continue };
            let prefix = match rest.strip_prefix(':') {
                Some(prefix) => prefix,
                None if rest.is_empty() => "",
                None => continue,
            };
            let uri = self.value(&attribute)?;
            self.scopes.push((prefix.to_owned(), N::from_uri(&uri), self.depth));
            if self.scopes.len() > MOST_PREFIXES {
                let message = format!("more than {MOST_PREFIXES} namespace prefixes are in use at once");
                return Err(self.error(codes::TOO_DEEP.code, message));
            }
        }
        self.find_prefixes();
        Ok(())
    }

    fn find_prefixes(&mut self) {
        let mut seen = HashSet::new();
        let innermost = self.scopes.iter().rev().filter(|scope| seen.insert(scope.0.as_str()));
        self.prefixes = innermost.filter_map(|scope| Some((scope.0.clone(), scope.1?))).collect();
        self.prefixes.sort_by_key(|(_, ns)| ns.rank());
    }

    fn namespace(&self, prefix: &str) -> Option<N> {
        self.prefixes.iter().find(|known| known.0 == prefix).map(|known| known.1)
    }

    /// The name of an element.
    pub fn name<'n>(&self, start: &'n BytesStart<'_>) -> Name<'n, N> {
        self.element_name(start.name().0)
    }

    /// The name of an element, from its qualified name.
    pub fn element_name<'n>(&self, name: &'n str) -> Name<'n, N> {
        let (prefix, local) = split(name).unwrap_or(("", name));
        (self.namespace(prefix), local)
    }

    /// The name of an attribute; without a prefix, it has no namespace.
    pub fn attribute_name<'n>(&self, key: &'n str) -> Name<'n, N> {
        match split(key) {
            Some((prefix, local)) => (self.namespace(prefix), local),
            None => (None, key),
        }
    }

    /// The value of an attribute, references resolved.
    pub fn value<'v>(
        &self,
        attribute: &quick_xml::events::attributes::Attribute<'v>,
    ) -> Result<Cow<'v, str>> {
        if !attribute.value.bytes().any(|byte| matches!(byte, b'&' | b'\t' | b'\n' | b'\r')) {
            return Ok(attribute.value.clone());
        }
        attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|error| self.broken(error))
    }

    /// The value of one attribute of an element.
    pub fn get(&self, start: &BytesStart<'_>, ns: N, local: &str) -> Result<Option<String>> {
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.broken(error.into()))?;
            if self.attribute_name(attribute.key.0) == (Some(ns), local) {
                return Ok(Some(self.value(&attribute)?.into_owned()));
            }
        }
        Ok(None)
    }

    /// The character that a reference refers to.
    pub fn reference(&self, reference: &BytesRef<'_>) -> Result<char> {
        if let Some(c) = reference.resolve_char_ref().map_err(|error| self.broken(error))? {
            return Ok(c);
        }
        let name = reference.xml10_content();
        entity(&name).ok_or_else(|| {
            let message = format!("unknown entity '&{};'", name.escape_debug());
            Error::input(self.diagnostic("xml-entity", message).hint("write the character itself"))
        })
    }

    /// All text of the element that was just opened; reads to its end.
    pub fn text(&mut self) -> Result<String> {
        let mut buffer = Vec::new();
        let outside = self.depth;
        let mut text = String::new();
        loop {
            match self.next(&mut buffer)? {
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) => text.push(self.reference(&reference)?),
                Event::End(_) if self.depth == outside => return Ok(text),
                _ => {}
            }
            self.bound(text.len())?;
        }
    }

    /// Refuses implausibly long texts: each event is limited, and so are all events of a text together.
    pub fn bound(&self, bytes: usize) -> Result<()> {
        if bytes as u64 <= LONGEST {
            return Ok(());
        }
        Err(self.error(codes::TOO_LARGE.code, format!("a single text is longer than {} MiB", LONGEST >> 20)))
    }
}

/// The prefix and the local part of a name.
fn split(name: &str) -> Option<(&str, &str)> {
    // Prefixes are short, so a plain loop beats `memchr`.
    let colon = name.bytes().position(|byte| byte == b':')?;
    Some((&name[..colon], &name[colon + 1..]))
}

/// The character of one of XML's predefined entities.
pub fn entity(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
