//! The elements of an export: site, pages, revisions.

use crate::options::Namespaces;
use crate::page::{Page, Presence, Revision};
use model::{Diagnostic, Diagnostics, Outlet, Result, codes, plural};
use read_wiki::WikiReader;
use std::io::Read;
use xml::quick_xml::events::{BytesStart, Event};
use xml::{Located, Profile};

/// How the XML of exports is read. An export's own elements nest 6 deep.
const EXPORT: Profile = Profile { deepest: 64, format: "an export", file: "the export", decoded: None };

/// Elements of exports are matched without their namespace, because it contains the version of the format.
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
    /// The site's namespaces: name and number. Pages of old exports have only the name.
    names: Vec<(String, String)>,
    /// Revisions skipped because their page has a newer one.
    older: usize,
    /// Log entries, which are not pages.
    log: usize,
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

    /// Reads until the end, or until the sink stops.
    pub(crate) fn read(&mut self, sink: &mut Outlet<'_>) -> Result<()> {
        let root = self.xml.root()?;
        let name = root.name().0.escape_debug().to_string();
        if name != "mediawiki" {
            let message =
                format!("not a MediaWiki export: expected the root element 'mediawiki', found '{name}'");
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
            let message = plural(self.older, "older revision was skipped", "older revisions were skipped");
            let note = Diagnostic::note("dump-older-revisions", message);
            self.diagnostics.report(note.hint("only the newest revision of each page is read"))?;
        }
        if self.log > 0 {
            let message = plural(self.log, "log entry was skipped", "log entries were skipped");
            let warning = Diagnostic::warning("dump-log", message);
            self.diagnostics.report(warning.hint("only pages are read"))?;
        }
        Ok(())
    }

    /// The next child of the innermost open element.
    fn child(&mut self) -> Result<Option<BytesStart<'static>>> {
        self.xml.child(&mut self.buffer)
    }

    /// Appends the text of the element just entered, up to its end tag.
    fn read_text(&mut self, text: &mut String) -> Result<()> {
        loop {
            match self.xml.next(&mut self.buffer)? {
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) => text.push(self.xml.reference(&reference)?),
                Event::Start(_) => {
                    return Err(self.xml.error("dump-markup", "expected text, found an element"));
                }
                Event::End(_) => return Ok(()),
                _ => {}
            }
        }
    }

    /// The text of the element just entered, trimmed.
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

    /// Reads a page and returns whether it is wanted. An unwanted page is skipped as soon as its namespace is known.
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

    /// The namespace of a title according to its prefix, if the site's namespaces are known.
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

    /// Why the text of a revision is empty.
    fn missing(&self, text: &BytesStart<'_>) -> Result<Presence> {
        if self.xml.attribute(text, "deleted")?.is_some() {
            return Ok(Presence::Deleted);
        }
        let length = self.xml.attribute(text, "bytes")?;
        // Old stubs have only the ID of the stored text.
        let stored = self.xml.attribute(text, "id")?.is_some();
        let is_stub = length.map_or(stored, |length| length != "0");
        Ok(if is_stub { Presence::Stub } else { Presence::Text })
    }
}
