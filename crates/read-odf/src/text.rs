//! The text of a cell: its paragraphs.
//!
//! ODF collapses white space (part 3, section 6.1) and encodes white space that must stay as `text:s`. LibreOffice does
//! not collapse it, and neither does this reader; in files that follow the rule, that makes no difference.

use crate::Xml;
use crate::styles::Styles;
use model::{Mark, Result};
use odf::names::Ns;
use sheets::{Run, marks_of_runs};
use std::io::Read;
use std::ops::Range;
use xml::quick_xml::events::Event;

/// The most characters of one `text:s`.
const MOST_SPACES: usize = 1 << 20;

/// The text of a cell.
#[derive(Debug, Default)]
pub(crate) struct CellText {
    pub(crate) text: String,
    pub(crate) paragraphs: usize,
    runs: Vec<Run>,
    links: Vec<(Range<usize>, String)>,
    buffer: Vec<u8>,
}

/// An element that is open inside a paragraph.
enum Open {
    Span(u8),
    Link(usize, String),
}

impl CellText {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.paragraphs = 0;
        self.runs.clear();
        self.links.clear();
    }

    /// The markup of the text.
    pub(crate) fn marks(&mut self) -> Vec<Mark> {
        if self.runs.is_empty() && self.links.is_empty() {
            return Vec::new();
        }
        marks_of_runs(&self.text, &self.runs, std::mem::take(&mut self.links))
    }

    /// Roughly how many bytes the text and its markup take.
    pub(crate) fn weight(&self) -> usize {
        self.text.len() + size_of::<Run>() * self.runs.len() + 64 * self.links.len()
    }

    pub(crate) fn has_markup(&self) -> bool {
        !self.runs.is_empty() || !self.links.is_empty()
    }

    /// Reads a paragraph, up to its end. Each paragraph is a line.
    pub(crate) fn paragraph<R: Read>(&mut self, xml: &mut Xml<R>, styles: &Styles) -> Result<()> {
        self.begin();
        let mut buffer = std::mem::take(&mut self.buffer);
        let result = self.inside(xml, styles, &mut buffer);
        self.buffer = buffer;
        result
    }

    /// Reads a paragraph that consists of characters and XML's predefined entities. Returns whether it does.
    pub(crate) fn plain_paragraph(&mut self, written: &str) -> bool {
        self.begin();
        let mut rest = written;
        while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
            let Some((name, after)) = rest[at + 1..].split_once(';') else { return false };
            let Some(c) = xml::entity(name) else { return false };
            self.text.push_str(&rest[..at]);
            self.text.push(c);
            rest = after;
        }
        self.text.push_str(rest);
        true
    }

    fn begin(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
    }

    fn inside<R: Read>(&mut self, xml: &mut Xml<R>, styles: &Styles, buffer: &mut Vec<u8>) -> Result<()> {
        let mut open: Vec<Open> = Vec::new();
        let mut faces = 0;
        loop {
            let start_of_piece = self.text.len();
            match xml.next(buffer)? {
                Event::Text(piece) => self.text.push_str(&piece.xml10_content()),
                Event::CData(piece) => self.text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) => self.text.push(xml.reference(&reference)?),
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Text), "span") => {
                        let style = xml.get(&start, Ns::Text, "style-name")?;
                        open.push(Open::Span(faces));
                        faces |= style.map_or(0, |style| styles.faces(&style));
                    }
                    (Some(Ns::Text), "a") => {
                        let url = xml.get(&start, Ns::XLink, "href")?.unwrap_or_default();
                        open.push(Open::Link(self.text.len(), url));
                    }
                    (Some(Ns::Text), "s") => {
                        let count = xml.get(&start, Ns::Text, "c")?;
                        let count = count.and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                        for _ in 0..count.min(MOST_SPACES) {
                            self.text.push(' ');
                        }
                        xml.skip()?;
                    }
                    (Some(Ns::Text), "tab") => self.character(xml, '\t')?,
                    (Some(Ns::Text), "line-break") => self.character(xml, '\n')?,
                    // Fields (dates, sheet names) and ruby show their text; notes, comments and pictures are skipped.
                    (Some(Ns::Text), "note" | "note-citation" | "note-body" | "ruby-text") => xml.skip()?,
                    (Some(Ns::Text | Ns::Dc | Ns::Meta), _) => open.push(Open::Span(faces)),
                    _ => xml.skip()?,
                },
                Event::End(_) => match open.pop() {
                    None => return Ok(()),
                    Some(Open::Span(outer)) => faces = outer,
                    Some(Open::Link(start, url)) => {
                        if self.text.len() > start && !url.is_empty() {
                            self.links.push((start..self.text.len(), url));
                        }
                    }
                },
                _ => {}
            }
            xml.bound(self.weight())?;
            if faces != 0 && self.text.len() > start_of_piece {
                self.runs.push(Run { start: start_of_piece, end: self.text.len(), faces });
            }
        }
    }

    fn character<R: Read>(&mut self, xml: &mut Xml<R>, character: char) -> Result<()> {
        self.text.push(character);
        xml.skip()
    }
}

/// The text of all paragraphs inside an element (a note); reads up to its end.
pub(crate) fn plain<R: Read>(xml: &mut Xml<R>, styles: &Styles) -> Result<String> {
    let mut text = CellText::default();
    let mut buffer = Vec::new();
    let mut open = 0;
    loop {
        match xml.next(&mut buffer)? {
            Event::Start(start) => match xml.name(&start) {
                (Some(Ns::Text), "p" | "h") => text.paragraph(xml, styles)?,
                (Some(Ns::Text), "list" | "list-item") => open += 1,
                _ => xml.skip()?,
            },
            Event::End(_) if open == 0 => return Ok(text.text),
            Event::End(_) => open -= 1,
            _ => {}
        }
    }
}
