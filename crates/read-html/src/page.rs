//! Turns the tree of a page into events.

use crate::attributes::is_hidden;
use crate::dom::{Dom, Id};
use crate::target::{At, Target};
use model::{Diagnostics, Event, Found, MarkKind, Meta, Outlet, Result, Sink, Text, codes};
use std::collections::HashMap;

/// A page being read.
pub(crate) struct Reader<'d> {
    pub(crate) dom: &'d Dom,
    pub(crate) diagnostics: &'d Diagnostics<'d>,
    pub(crate) notes: Notes<'d>,
    /// The heading that is the title.
    pub(crate) title: Option<Id>,
    /// How much merged cells may still repeat.
    pub(crate) budget: usize,
    image_reported: bool,
}

/// The footnotes of a page, by the `id` of the elements with their text.
#[derive(Default)]
pub(crate) struct Notes<'d> {
    uses: HashMap<&'d str, usize>,
    elements: HashMap<&'d str, Id>,
    /// Whether a footnote is being read.
    is_open: bool,
}

impl Notes<'_> {
    pub(crate) fn are_used(&self) -> bool {
        !self.uses.is_empty()
    }
}

/// Reads a page and sends its events. `found` describes its source.
pub(crate) fn read(
    dom: &Dom,
    found: Found,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
) -> Result<()> {
    let named = nodes(dom).find(|&id| dom.name(id) == Some("title"));
    // Such a page has a `title` element, which HTML requires, but no title.
    let is_untitled = named.is_some_and(|id| dom.attribute(id, "data-untitled").is_some());
    let title = first_heading(dom).filter(|_| !is_untitled);
    let mut reader = Reader {
        dom,
        diagnostics,
        notes: notes(dom),
        title: None,
        budget: 20_000_000,
        image_reported: false,
    };
    let mut meta = Meta { found, ..Meta::default() };
    if let Some(id) = title {
        let mut text = Target::text();
        reader.children(id, At::TOP, &mut text)?;
        meta.title = Some(text.take().0.text.replace('\n', " ")).filter(|title| !title.is_empty());
        reader.title = meta.title.is_some().then_some(id);
    }
    if meta.title.is_none()
        && let Some(id) = named.filter(|_| !is_untitled)
    {
        let mut text = Target::text();
        reader.children(id, At::TOP, &mut text)?;
        meta.title = Some(text.take().0.text).filter(|title| !title.is_empty());
    }
    let mut outlet = Outlet::new(sink);
    outlet.event(Event::DocumentStart(&meta))?;
    let mut page = Target::page(outlet);
    reader.children(0, At::TOP, &mut page)?;
    page.boundary()?;
    page.sink().map_or(Ok(()), |sink| sink.event(Event::DocumentEnd))
}

/// All nodes in the order of the page.
fn nodes(dom: &Dom) -> impl Iterator<Item = Id> {
    std::iter::successors(Some(0), |&id| dom.following(id, 0, true))
}

/// The first `h1`, if nothing is shown before it.
fn first_heading(dom: &Dom) -> Option<Id> {
    let mut next = Some(0);
    while let Some(id) = next {
        let name = dom.name(id);
        if name == Some("h1") {
            return Some(id);
        }
        let shows = dom.text(id).is_some_and(|text| !text.trim_ascii().is_empty());
        let hides = name.is_some_and(|name| is_hidden(dom, id, name));
        if shows || matches!(name, Some("img" | "table" | "hr" | "input")) {
            return None;
        }
        next = dom.following(id, 0, !hides);
    }
    None
}

/// The footnotes that a page uses, in the markup of Wikipedia and of our writer.
fn notes(dom: &Dom) -> Notes<'_> {
    let mut notes = Notes::default();
    for id in nodes(dom).filter(|&id| dom.name(id) == Some("sup") && dom.has_class(id, "reference")) {
        if let Some(name) = target_of(dom, id) {
            *notes.uses.entry(name).or_default() += 1;
        }
    }
    if notes.are_used() {
        for id in nodes(dom) {
            if let Some(name) = dom.attribute(id, "id").filter(|name| notes.uses.contains_key(name)) {
                notes.elements.entry(name).or_insert(id);
            }
        }
        let elements = &notes.elements;
        notes.uses.retain(|name, _| elements.contains_key(name));
    }
    notes
}

/// The `id` that the first link in an element points to.
fn target_of(dom: &Dom, id: Id) -> Option<&str> {
    let links = std::iter::successors(Some(id), |&inner| dom.following(inner, id, true));
    links.take(16).find_map(|inner| dom.attribute(inner, "href")?.strip_prefix('#'))
}

impl Reader<'_> {
    /// The mark of a footnote that is used here; its text goes to the first use.
    pub(crate) fn reference(&mut self, id: Id) -> Result<Option<MarkKind>> {
        let dom = self.dom;
        let Some(name) = target_of(dom, id) else { return Ok(None) };
        let uses = self.notes.uses.get(name).copied().unwrap_or(0);
        let mut text = Text::default();
        if !self.notes.is_open
            && let Some(element) = self.notes.elements.remove(name)
        {
            self.notes.is_open = true;
            let inner = std::iter::successors(Some(element), |&inner| dom.following(inner, element, true));
            let noted =
                inner.take(64).find(|&inner| dom.has_class(inner, "reference-text")).unwrap_or(element);
            let mut target = Target::text();
            self.children(noted, At::TOP, &mut target)?;
            text = target.take().0;
            self.notes.is_open = false;
        }
        let name = (uses > 1).then(|| name.to_owned());
        Ok(Some(MarkKind::Reference { name, group: None, text: Box::new(text) }))
    }

    /// Reports once that images are not read.
    pub(crate) fn image_note(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.image_reported, true) {
            return Ok(());
        }
        let note = codes::IMAGE.note("images are not read");
        self.diagnostics.report(note.hint("their alternative text is kept"))
    }
}
