//! A page of a dump, sent as the events of a document.

use model::{
    Block, Diagnostic, Diagnostics, Error, ErrorKind, Event, Flow, Found, Heading, Input, Meta, Outlet,
    Place, Result, RowBuf, Sink, Verbatim, plural,
};
use read_wiki::WikiReader;
use std::cell::Cell;
use std::io::Cursor;

/// What a dump contains about a page. The buffers are reused for the next page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) title: Option<String>,
    pub(crate) namespace: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) redirect: Option<String>,
    /// The line of the dump on which the page starts.
    pub(crate) line: u64,
    /// The number of revisions.
    pub(crate) revisions: usize,
    /// The newest revision; the last one if several have the same timestamp or none has one.
    pub(crate) revision: Revision,
    /// A buffer for the next revision.
    spare: Revision,
}

/// A revision of a page.
#[derive(Debug, Default)]
pub(crate) struct Revision {
    /// When the revision was made, in ISO 8601, always in the same form.
    pub(crate) timestamp: String,
    pub(crate) text: String,
    pub(crate) presence: Presence,
    /// The content model, if the dump has it: `wikitext`, `css`, `Scribunto` and others.
    pub(crate) model: Option<String>,
    /// The line of the dump on which the text starts.
    pub(crate) line: u64,
    /// The number of other texts, in slots other than the main one.
    pub(crate) slots: usize,
}

/// Whether a dump contains the text of a revision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Presence {
    /// There is no `<text>` element.
    #[default]
    Nothing,
    /// The text is present, and may be empty.
    Text,
    /// The text was deleted from the page's history.
    Deleted,
    /// The dump has only the length of the text.
    Stub,
}

impl Page {
    /// Clears the page for the next one, keeping its buffers.
    pub(crate) fn clear(&mut self, line: u64) {
        let mut revision = std::mem::take(&mut self.revision);
        revision.clear();
        *self = Page { line, revision, spare: std::mem::take(&mut self.spare), ..Page::default() };
    }

    /// Takes an empty revision to fill, with a used buffer.
    pub(crate) fn take_spare(&mut self) -> Revision {
        let mut spare = std::mem::take(&mut self.spare);
        spare.clear();
        spare
    }

    /// Adds a revision.
    pub(crate) fn add(&mut self, revision: Revision) {
        self.revisions += 1;
        self.spare = revision;
        if self.spare.timestamp >= self.revision.timestamp {
            std::mem::swap(&mut self.spare, &mut self.revision);
        }
    }

    /// Sends the page as a document.
    pub(crate) fn send(
        &self,
        wiki: &WikiReader,
        diagnostics: &Diagnostics<'_>,
        sink: &mut Outlet<'_>,
    ) -> Result<()> {
        let Revision { text, presence, model, slots, .. } = &self.revision;
        let warn = |code, message: String, hint: &'static str| {
            let place = Place { line: self.line, part: self.title.clone(), ..Place::default() };
            diagnostics.report(Diagnostic::warning(code, message).hint(hint).at(place))
        };
        match presence {
            Presence::Text => {}
            Presence::Deleted => {
                let message = "the page's text is marked as deleted".into();
                warn("dump-deleted", message, "the page is left empty")?;
            }
            Presence::Stub | Presence::Nothing => {
                let hint =
                    "the page is left empty; dumps named 'pages-articles' or 'pages-meta' contain the text";
                warn("dump-no-text", "the export does not contain the page's text".into(), hint)?;
            }
        }
        if *slots > 0 {
            let message =
                plural(*slots, "extra content slot was skipped", "extra content slots were skipped");
            warn("dump-slots", message, "only the main slot is read")?;
        }
        let wikitext = model.as_deref().is_none_or(|model| model == "wikitext");
        let mut start = Start { page: self, sink };
        if *presence != Presence::Text || text.trim_ascii().is_empty() {
            start.document(&Meta::default())?;
            return sink.event(Event::DocumentEnd);
        }
        if !wikitext {
            let format = model.clone().unwrap_or_default();
            let source = Block::Verbatim(Verbatim { format, text: text.clone() });
            start.document(&Meta::default())?;
            sink.event(Event::Block(&source, None))?;
            return sink.event(Event::DocumentEnd);
        }
        let refused = Cell::new(false);
        let located = Diagnostics::passing(|diagnostic| {
            diagnostics.report(self.locate(diagnostic)).inspect_err(|_| refused.set(true))
        });
        let read = wiki.read(Input::new(&mut Cursor::new(text), &located), &mut start);
        read.map_err(|error| match error.kind() {
            ErrorKind::Input(diagnostic) if !refused.get() => Error::input(self.locate(diagnostic.clone())),
            _ => error,
        })
    }

    /// Translates a place in the page's text to one in the dump. Columns stay those of the text, whose line is the
    /// excerpt; in the dump they may be further right because of entities such as `&lt;`.
    fn locate(&self, diagnostic: Diagnostic) -> Diagnostic {
        let place = diagnostic.place.clone().unwrap_or_default();
        let line = self.revision.line + place.line.saturating_sub(1);
        diagnostic.at(Place { line, offset: None, part: self.title.clone(), ..place })
    }
}

impl Revision {
    /// Clears the revision for the next one, keeping its buffer.
    pub(crate) fn clear(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        *self = Revision { text, ..Revision::default() };
    }
}

/// Passes the events of a page on and adds what the dump knows about the page to the first.
struct Start<'p, 's, 'o> {
    page: &'p Page,
    sink: &'s mut Outlet<'o>,
}

impl Start<'_, '_, '_> {
    fn document(&mut self, meta: &Meta) -> Result<()> {
        let Page { title, namespace, id, redirect, .. } = self.page;
        let facts = [("id", id), ("namespace", namespace), ("redirect", redirect)];
        let known = facts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
        let dialect = meta.dialect.clone().or_else(|| Some("mediawiki".into()));
        let properties = known.collect();
        let own =
            Meta { title: title.clone(), shape: meta.shape, dialect, properties, found: Found::default() };
        self.sink.event(Event::DocumentStart(&own))?;
        // The title of a standalone page is a heading here, because the dump names the page.
        match &meta.title {
            Some(text) => {
                let heading = Heading { level: 1, text: text.as_str().into() };
                self.sink.event(Event::Block(&Block::Heading(heading), None))
            }
            None => Ok(()),
        }
    }
}

impl Sink for Start<'_, '_, '_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => self.document(meta)?,
            // Offsets in the page's text mean nothing in the dump.
            Event::Block(block, _) => self.sink.event(Event::Block(block, None))?,
            Event::Row(row) => self.sink.event(Event::Row(row.with_source(None)))?,
            event => self.sink.event(event)?,
        }
        Ok(self.sink.flow())
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        row.set_source(None);
        self.sink.row(row)?;
        Ok(self.sink.flow())
    }

    fn wants_marks(&self) -> bool {
        self.sink.wants_marks()
    }
}
