//! The text of a cell: its paragraphs, with the white space of ODF (part 3, section 6.1).

use crate::styles::Styles;
use crate::xml::{self, Xml};
use model::{Mark, Result};
use odf::names::Ns;
use quick_xml::events::{BytesStart, Event};
use std::io::Read;
use std::ops::Range;
use workbook::{Run, marks_of_runs};

/// The most characters that one `text:s` stands for.
const MOST_SPACES: usize = 1 << 20;

/// The text of a cell, as it is read.
#[derive(Debug, Default)]
pub(crate) struct CellText {
    pub(crate) text: String,
    pub(crate) paragraphs: usize,
    runs: Vec<Run>,
    links: Vec<(Range<usize>, String)>,
    /// The next white space is dropped: it starts a paragraph or follows white space.
    folding: bool,
    /// The text ends with a blank that is dropped should the paragraph end.
    loose: bool,
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

    /// The markup over the text.
    pub(crate) fn marks(&mut self) -> Vec<Mark> {
        if self.runs.is_empty() && self.links.is_empty() {
            return Vec::new();
        }
        marks_of_runs(&self.runs, std::mem::take(&mut self.links))
    }

    pub(crate) fn has_markup(&self) -> bool {
        !self.runs.is_empty() || !self.links.is_empty()
    }

    /// Reads a paragraph, to its end. Paragraphs are lines.
    pub(crate) fn paragraph<R: Read>(&mut self, xml: &mut Xml<R>, styles: &Styles) -> Result<()> {
        self.begin();
        let mut buffer = std::mem::take(&mut self.buffer);
        let result = self.inside(xml, styles, &mut buffer);
        self.buffer = buffer;
        self.end();
        result
    }

    /// Takes a paragraph of characters and XML's own entities as it is written. Returns whether it is one.
    pub(crate) fn plain_paragraph(&mut self, written: &str) -> bool {
        self.begin();
        let mut rest = written;
        while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
            let Some((name, after)) = rest[at + 1..].split_once(';') else { return false };
            let Some(c) = xml::entity(name) else { return false };
            self.fold(&rest[..at]);
            self.fold(c.encode_utf8(&mut [0; 4]));
            rest = after;
        }
        self.fold(rest);
        self.end();
        true
    }

    fn begin(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
        (self.folding, self.loose) = (true, false);
    }

    fn end(&mut self) {
        if self.loose {
            self.text.pop();
            for run in &mut self.runs {
                run.end = run.end.min(self.text.len());
            }
            for (range, _) in &mut self.links {
                range.end = range.end.min(self.text.len());
            }
        }
    }

    fn inside<R: Read>(&mut self, xml: &mut Xml<R>, styles: &Styles, buffer: &mut Vec<u8>) -> Result<()> {
        let mut open: Vec<Open> = Vec::new();
        let mut faces = 0;
        loop {
            let start_of_piece = self.text.len();
            match xml.next(buffer)? {
                Event::Text(piece) => self.fold(&piece.xml10_content()),
                Event::CData(piece) => self.fold(&piece.xml10_content()),
                Event::GeneralRef(reference) => {
                    let c = xml.reference(&reference)?;
                    self.fold(c.encode_utf8(&mut [0; 4]));
                }
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
                        self.solid();
                        xml.skip()?;
                    }
                    (Some(Ns::Text), "tab") => self.sign(xml, '\t')?,
                    (Some(Ns::Text), "line-break") => self.sign(xml, '\n')?,
                    // Fields (dates, sheet names) and ruby show their text; notes, comments and pictures are aside.
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
            if faces != 0 && self.text.len() > start_of_piece {
                self.runs.push(Run { start: start_of_piece, end: self.text.len(), faces });
            }
        }
    }

    fn sign<R: Read>(&mut self, xml: &mut Xml<R>, sign: char) -> Result<()> {
        self.text.push(sign);
        self.solid();
        xml.skip()
    }

    /// What was just read is no white space that folds.
    fn solid(&mut self) {
        (self.folding, self.loose) = (false, false);
    }

    /// Appends characters: runs of white space become one blank, and none at the start of a paragraph.
    fn fold(&mut self, piece: &str) {
        let is_white = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        if has_single_blanks(piece.as_bytes()) {
            self.text.push_str(piece);
            return self.solid();
        }
        let mut rest = piece;
        while !rest.is_empty() {
            let solid = rest.bytes().position(is_white).unwrap_or(rest.len());
            if solid > 0 {
                self.text.push_str(&rest[..solid]);
                self.solid();
            }
            rest = &rest[solid..];
            let white = rest.bytes().position(|byte| !is_white(byte)).unwrap_or(rest.len());
            if white > 0 && !self.folding {
                self.text.push(' ');
                // LibreOffice ends a paragraph with one blank where its text does; other white space there is layout.
                (self.folding, self.loose) = (true, &rest[..white] != " ");
            }
            rest = &rest[white..];
        }
    }
}

/// Whether no white space in a text folds: there are only single blanks, between words.
fn has_single_blanks(text: &[u8]) -> bool {
    let ([first, rest @ ..], [.., last]) = (text, text) else { return false };
    // Without a way out of the loop, it takes many bytes at once.
    let folds = text.iter().zip(rest).fold(false, |folds, (&byte, &next)| {
        folds | matches!(byte, b'\t' | b'\n' | b'\r') | (byte == b' ' && next == b' ')
    });
    !folds && !matches!(first, b' ') && !matches!(last, b' ' | b'\t' | b'\n' | b'\r')
}

/// All text of the paragraphs inside an element (a note), to its end.
pub(crate) fn plain<R: Read>(xml: &mut Xml<R>, start: &BytesStart<'_>, styles: &Styles) -> Result<String> {
    let _ = start;
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
