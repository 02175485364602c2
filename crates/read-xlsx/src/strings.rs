//! Texts: shared ones and those in cells and notes, plain or with several runs (ECMA-376 part 1, 18.4).

use crate::book::attribute;
use crate::ns::Ns;
use crate::reference::unescaped;
use crate::{Xml, fast, package::Package};
use model::{Error, Mark, Result, codes};
use sheets::{Face, Run, marks_of_runs};
use std::collections::HashMap;
use std::io::Read;
use xml::quick_xml::events::Event;

/// The most bytes of all shared texts, which are held.
const MOST_BYTES: usize = 1 << 30;

/// A text with its runs, while it is read.
#[derive(Debug, Default)]
pub(crate) struct Rich {
    pub(crate) text: String,
    pub(crate) runs: Vec<Run>,
}

impl Rich {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.runs.clear();
    }

    /// Reads the children of `si`, `is` or `text`, to its end. Phonetic text is left out.
    pub(crate) fn read<R: Read>(&mut self, xml: &mut Xml<R>, buffer: &mut Vec<u8>) -> Result<()> {
        let depth = xml.depth();
        let (mut faces, mut start_of_run) = (0, None);
        loop {
            match xml.next(buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Main), "t") => self.piece(xml, buffer)?,
                    (Some(Ns::Main), "r") => (faces, start_of_run) = (0, Some(self.text.len())),
                    (Some(Ns::Main), "rPr") => faces = self::faces(xml, buffer)?,
                    _ => xml.skip()?,
                },
                Event::End(_) if xml.depth() == depth => return Ok(()),
                Event::End(_) => {
                    if let Some(start) = start_of_run.take()
                        && faces != 0
                        && start < self.text.len()
                    {
                        self.runs.push(Run { start, end: self.text.len(), faces });
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads the text of `t`, to its end.
    fn piece<R: Read>(&mut self, xml: &mut Xml<R>, buffer: &mut Vec<u8>) -> Result<()> {
        let start = self.text.len();
        text(xml, buffer, &mut self.text)?;
        self.resolve(start);
        Ok(())
    }

    /// Appends a text as stored.
    pub(crate) fn push(&mut self, stored: &str) {
        let start = self.text.len();
        self.text.push_str(stored);
        self.resolve(start);
    }

    /// Resolves escapes from this position on.
    fn resolve(&mut self, start: usize) {
        if self.text[start..].contains("_x") {
            let resolved = unescaped(&self.text[start..]).into_owned();
            self.text.truncate(start);
            self.text.push_str(&resolved);
        }
    }
}

/// Appends the text of the element that was just entered, to its end.
pub(crate) fn text<R: Read>(xml: &mut Xml<R>, buffer: &mut Vec<u8>, into: &mut String) -> Result<()> {
    let depth = xml.depth();
    loop {
        match xml.next(buffer)? {
            Event::Text(piece) => into.push_str(&piece.xml10_content()),
            Event::CData(piece) => into.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) => into.push(xml.reference(&reference)?),
            Event::End(_) if xml.depth() == depth => return Ok(()),
            _ => {}
        }
    }
}

/// Reads the faces of a font or of the properties of a run, to their end.
pub(crate) fn faces<R: Read>(xml: &mut Xml<R>, buffer: &mut Vec<u8>) -> Result<u8> {
    let depth = xml.depth();
    let mut faces = 0;
    loop {
        match xml.next(buffer)? {
            Event::Start(start) => {
                let value = attribute(xml, &start, "val")?;
                let on = value.as_deref().is_none_or(crate::book::is_true);
                let face = match xml.name(&start) {
                    (Some(Ns::Main), "b") if on => Face::Bold,
                    (Some(Ns::Main), "i") if on => Face::Italic,
                    (Some(Ns::Main), "strike") if on => Face::Strike,
                    (Some(Ns::Main), "u") if value.as_deref() != Some("none") => Face::Underline,
                    (Some(Ns::Main), "vertAlign") if value.as_deref() == Some("superscript") => Face::Sup,
                    (Some(Ns::Main), "vertAlign") if value.as_deref() == Some("subscript") => Face::Sub,
                    _ => continue,
                };
                faces |= face.bit();
            }
            Event::End(_) if xml.depth() == depth => return Ok(faces),
            _ => {}
        }
    }
}

/// The shared texts of a workbook.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    all: String,
    ends: Vec<usize>,
    runs: HashMap<usize, Vec<Run>>,
}

impl Strings {
    /// Reads the part with shared texts, if the workbook has one.
    pub(crate) fn read(package: &mut Package<'_>, part: &str) -> Result<Strings> {
        let mut strings = Strings::default();
        let Some(mut xml) = package.xml(part)? else { return Ok(strings) };
        let mut rich = Rich::default();
        let mut buffer = Vec::new();
        // Whether names without a prefix are those of spreadsheets.
        let mut plain = false;
        loop {
            while plain && let Some((text, length)) = fast::shared(xml.ahead()?) {
                strings.push(text);
                xml.pass_over(length);
            }
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Main), "sst") => plain = start.name().0 == "sst",
                    (Some(Ns::Main), "si") => {
                        rich.clear();
                        rich.read(&mut xml, &mut buffer)?;
                        if !rich.runs.is_empty() {
                            strings.runs.insert(strings.ends.len(), std::mem::take(&mut rich.runs));
                        }
                        strings.all.push_str(&rich.text);
                        strings.ends.push(strings.all.len());
                        if strings.all.len() > MOST_BYTES {
                            let message = "the shared texts are longer than 1 GiB";
                            return Err(Error::input(xml.diagnostic(codes::TOO_LARGE.code, message)));
                        }
                    }
                    _ => xml.skip()?,
                },
                Event::Eof => return Ok(strings),
                _ => {}
            }
        }
    }

    /// Adds a text as stored.
    fn push(&mut self, stored: &str) {
        self.all.push_str(&unescaped(stored));
        self.ends.push(self.all.len());
    }

    /// The text at an index.
    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.all[start..end])
    }

    /// The runs of the text at an index, which has them if it is not plain.
    pub(crate) fn runs(&self, index: usize) -> &[Run] {
        self.runs.get(&index).map_or(&[], Vec::as_slice)
    }
}

/// The marks for runs and for a link of the whole text.
pub(crate) fn marks(text: &str, runs: &[Run], link: Option<&str>) -> Vec<Mark> {
    let links = link.filter(|_| !text.is_empty()).map(|url| (0..text.len(), url.to_owned()));
    marks_of_runs(text, runs, links.into_iter().collect())
}
