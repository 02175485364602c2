//! The elements of an export: site, pages, revisions.

use crate::options::Namespaces;
use crate::page::{Page, Presence, Revision};
use model::{Diagnostic, Diagnostics, Outlet, Result, codes};
use read_wiki::WikiReader;
use std::io::Read;
use xml::quick_xml::events::{BytesStart, Event};
use xml::{Located, Profile};

/// What is particular to the XML of exports. Their own elements nest 6 deep.
const EXPORT: Profile = Profile { deepest: 64, format: "an export", file: "the dump", decoded: None };

/// Names of exports are told apart without their namespace, which has the version in it.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum AnyNamespace {}

impl xml::Namespace for AnyNamespace {
    fn from_uri(_: &str) -> Option<Self> {
        None
    }
}

type Xml<R> = xml::Xml<R, AnyNamespace>;

/// An export's XML.
pub(crate) fn open<R: Read>(bytes: R) -> Xml<R> {
    Xml::with_profile(Located::new(bytes, None), None, &EXPORT)
}

/// A dump being read.
pub(crate) struct Dump<'a, R> {
    xml: Xml<R>,
    buffer: Vec<u8>,
    wanted: &'a Namespaces,
    wiki: WikiReader,
    diagnostics: &'a Diagnostics<'a>,
    /// The namespaces of the site: name and number. Pages of old exports say only the name.
    names: Vec<(String, String)>,
    /// Revisions that are not the newest of their page.
    older: u64,
    /// Entries of a log, which are not pages.
    log: u64,
}

impl<'a, R: Read> Dump<'a, R> {
    pub(crate) fn new(
        xml: Xml<R>,
        wanted: &'a Namespaces,
        wiki: WikiReader,
        diagnostics: &'a Diagnostics<'a>,
    ) -> Self {
        Dump { xml, buffer: Vec::new(), wanted, wiki, diagnostics, names: Vec::new(), older: 0, log: 0 }
    }

    /// Reads all of it, or as much as is wanted.
    pub(crate) fn read(&mut self, sink: &mut Outlet<'_>) -> Result<()> {
        let root = self.xml.root()?;
        let name = root.name().0.escape_debug().to_string();
        if name != "mediawiki" {
            let message = format!("the root element '{name}' is not that of a MediaWiki export");
            return Err(self.xml.error(codes::WRONG_FORMAT.code, message));
        }
        let mut page = Page::default();
        while let Some(start) = self.child()? {
            match start.name().0 {
                "siteinfo" => self.site()?,
                "page" => {
                    page.clear(self.xml.line());
                    if self.page(&mut page)? {
                        self.older += page.revisions.saturating_sub(1);
                        page.send(&self.wiki, self.diagnostics, sink)?;
                    }
                    if !sink.is_open() {
                        return Ok(());
                    }
                }
                "logitem" => {
                    self.log += 1;
                    self.xml.skip()?;
                }
                _ => self.xml.skip()?,
            }
        }
        self.xml.end()?;
        if self.older > 0 {
            let message = format!("{} left out", count(self.older, "older revision", "older revisions"));
            let note = Diagnostic::note("dump-older-revisions", message);
            self.diagnostics.report(note.hint("the newest one of each page is read"))?;
        }
        if self.log > 0 {
            let message = format!("{} left out", count(self.log, "entry of a log", "entries of a log"));
            let warning = Diagnostic::warning("dump-log", message);
            self.diagnostics.report(warning.hint("only pages are read"))?;
        }
        Ok(())
    }

    /// The next element inside the innermost one.
    fn child(&mut self) -> Result<Option<BytesStart<'static>>> {
        self.xml.child(&mut self.buffer)
    }

    /// Adds the text of the element that was just entered, to its end.
    fn read_text(&mut self, text: &mut String) -> Result<()> {
        loop {
            match self.xml.next(&mut self.buffer)? {
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) => text.push(self.xml.reference(&reference)?),
                Event::Start(_) => {
                    return Err(self.xml.error("dump-markup", "there is an element where only text may be"));
                }
                Event::End(_) => return Ok(()),
                _ => {}
            }
        }
    }

    /// The text of the element that was just entered, without white space around it.
    fn text(&mut self) -> Result<String> {
        let mut text = String::new();
        self.read_text(&mut text)?;
        Ok(text.trim().to_owned())
    }

    fn site(&mut self) -> Result<()> {
        while let Some(start) = self.child()? {
            if start.name().0 != "namespaces" {
                self.xml.skip()?;
                continue;
            }
            while let Some(namespace) = self.child()? {
                let number = self.xml.attribute(&namespace, "key")?;
                let name = self.text()?;
                self.names.extend(number.map(|number| (name, number)));
            }
        }
        Ok(())
    }

    /// Reads a page, and says whether it is wanted; of another one no more is read than tells so.
    fn page(&mut self, page: &mut Page) -> Result<bool> {
        let mut revision_seen = false;
        while let Some(start) = self.child()? {
            match start.name().0 {
                "title" => page.title = Some(self.text()?.replace(['\n', '\r', '\t'], " ")),
                "ns" => {
                    page.namespace = Some(self.text()?);
                    if !self.wanted.want(page.namespace.as_deref()) {
                        self.xml.skip()?;
                        return Ok(false);
                    }
                }
                "id" => page.id = Some(self.text()?),
                "redirect" => {
                    page.redirect = self.xml.attribute(&start, "title")?;
                    self.xml.skip()?;
                }
                "revision" => {
                    if !std::mem::replace(&mut revision_seen, true) && page.namespace.is_none() {
                        page.namespace = self.namespace(page.title.as_deref());
                    }
                    let mut revision = page.take_spare();
                    self.revision(&mut revision)?;
                    page.add(revision);
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(self.wanted.want(page.namespace.as_deref()))
    }

    /// The namespace that a title is in, by its prefix, where the site's names are known.
    fn namespace(&self, title: Option<&str>) -> Option<String> {
        let prefix = title?.split_once(':').map(|(prefix, _)| prefix);
        let number =
            |name: &str| self.names.iter().find(|known| known.0 == name).map(|known| known.1.clone());
        prefix.and_then(number).or_else(|| number(""))
    }

    fn revision(&mut self, revision: &mut Revision) -> Result<()> {
        while let Some(start) = self.child()? {
            match start.name().0 {
                "timestamp" => revision.timestamp = self.text()?,
                "model" => revision.model = Some(self.text()?).filter(|model| !model.is_empty()),
                "text" => {
                    revision.line = self.xml.line();
                    revision.text.clear();
                    self.read_text(&mut revision.text)?;
                    revision.presence =
                        if revision.text.is_empty() { self.missing(&start)? } else { Presence::Text };
                }
                "content" => {
                    revision.slots += 1;
                    self.xml.skip()?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Why a text is empty.
    fn missing(&self, text: &BytesStart<'_>) -> Result<Presence> {
        if self.xml.attribute(text, "deleted")?.is_some() {
            return Ok(Presence::Deleted);
        }
        let length = self.xml.attribute(text, "bytes")?;
        // Old stubs say only where the text is stored.
        let stored = self.xml.attribute(text, "id")?.is_some();
        let is_stub = length.map_or(stored, |length| length != "0");
        Ok(if is_stub { Presence::Stub } else { Presence::Text })
    }
}

/// `1 page is` or `2 pages are`.
fn count(count: u64, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one} is"),
        _ => format!("{count} {many} are"),
    }
}
