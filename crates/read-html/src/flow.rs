//! Elements in the order of the page: text, and the blocks between.

use crate::attributes::{is_hidden, keeps_spaces, looks, name_of};
use crate::dom::Id;
use crate::page::Reader;
use crate::parse::DEEPEST;
use crate::target::{At, Kind, Target};
use markup::{is_safe, kind_of, link};
use model::{Block, Event, Heading, Item, ItemKind, List, MarkKind, Result, Verbatim};

impl Reader<'_> {
    /// Reads the children of an element.
    pub(crate) fn children(&mut self, id: Id, at: At, target: &mut Target<'_>) -> Result<()> {
        let dom = self.dom;
        let at = At { depth: at.depth + 1, as_is: keeps_spaces(dom, id).unwrap_or(at.as_is) };
        for child in dom.children(id) {
            if !target.is_open() {
                break;
            }
            self.node(child, at, target)?;
        }
        Ok(())
    }

    fn node(&mut self, id: Id, at: At, target: &mut Target<'_>) -> Result<()> {
        let dom = self.dom;
        if let Some(text) = dom.text(id) {
            target.shown.push(text, at.as_is);
            return Ok(());
        }
        let Some(name) = dom.name(id) else { return Ok(()) };
        if is_hidden(dom, id, name) || self.title == Some(id) {
            return Ok(());
        }
        // The parser may nest a little deeper than the limit.
        if at.depth > DEEPEST + 64 {
            let mut next = dom.following(id, id, true);
            while let Some(inner) = next {
                target.shown.push(dom.text(inner).unwrap_or(""), at.as_is);
                next = dom.following(inner, id, true);
            }
            return Ok(());
        }
        match name {
            "br" => target.shown.line_break(),
            "hr" => target.boundary()?,
            "img" => self.image(id, target)?,
            "table" => self.table(id, at, target)?,
            "ol" if dom.has_class(id, "references") && self.notes.are_used() => {}
            "ul" | "ol" | "dl" | "menu" | "dir" => self.list(id, at, target)?,
            "div" if dom.has_class(id, "list") && target.sink().is_some() => self.list(id, at, target)?,
            "pre" | "listing" | "xmp" => self.pre(id, at, target)?,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id, name, at, target)?,
            "sup" if dom.has_class(id, "reference") => {
                if let Some(kind) = self.reference(id)? {
                    target.shown.point(kind);
                }
            }
            "textarea" => self.children(id, At { as_is: true, ..at }, target)?,
            "q" => {
                target.shown.push("“", false);
                self.children(id, at, target)?;
                target.shown.push("”", false);
            }
            "a" => self.link(id, at, target)?,
            "span" => {
                let attributes = looks(dom, id);
                if attributes.is_empty() || keeps_spaces(dom, id).is_some() {
                    self.children(id, at, target)?;
                } else {
                    self.marked(MarkKind::Element { tag: "span".into(), attributes }, id, at, target)?;
                }
            }
            name if is_block(name) => {
                target.boundary()?;
                self.children(id, at, target)?;
                target.boundary()?;
            }
            name => match kind_of(name) {
                Some(kind) => self.marked(kind, id, at, target)?,
                None => self.children(id, at, target)?,
            },
        }
        Ok(())
    }

    fn marked(&mut self, kind: MarkKind, id: Id, at: At, target: &mut Target<'_>) -> Result<()> {
        target.shown.open(kind.clone());
        self.children(id, at, target)?;
        target.shown.close(&kind);
        Ok(())
    }

    fn link(&mut self, id: Id, at: At, target: &mut Target<'_>) -> Result<()> {
        match self.dom.attribute(id, "href").map(str::trim).filter(|address| is_safe(address)) {
            None => self.children(id, at, target),
            Some(address) => {
                let kind = match link(address) {
                    MarkKind::Link { target } => MarkKind::Link { target: name_of(&target) },
                    kind => kind,
                };
                self.marked(kind, id, at, target)
            }
        }
    }

    fn image(&mut self, id: Id, target: &mut Target<'_>) -> Result<()> {
        self.image_note()?;
        target.shown.push(self.dom.attribute(id, "alt").unwrap_or(""), false);
        Ok(())
    }

    fn heading(&mut self, id: Id, name: &str, at: At, target: &mut Target<'_>) -> Result<()> {
        target.boundary()?;
        if target.sink().is_none() {
            self.children(id, at, target)?;
            return target.boundary();
        }
        let mut inner = Target::text();
        self.children(id, at, &mut inner)?;
        let (text, blocks) = inner.take();
        let level = name.bytes().last().map_or(1, |digit| digit - b'0');
        target.block(Block::Heading(Heading { level, text }))?;
        blocks.into_iter().try_for_each(|block| self.send(block, target))
    }

    fn pre(&mut self, id: Id, at: At, target: &mut Target<'_>) -> Result<()> {
        let dom = self.dom;
        target.boundary()?;
        let as_is = At { as_is: true, ..at };
        if target.sink().is_none() {
            self.children(id, as_is, target)?;
            return target.boundary();
        }
        let mut inner = Target::text();
        self.children(id, as_is, &mut inner)?;
        let (text, blocks) = inner.take();
        let text = text.text;
        let value = dom.attribute(id, "data-value").and_then(|_| data::parse(&text).ok());
        let block = match (value, dom.attribute(id, "data-format")) {
            (Some(value), _) => Block::Data(value),
            (None, Some(format)) => Block::Verbatim(Verbatim { format: format.to_owned(), text }),
            (None, None) => {
                let language = dom.attribute(id, "data-language").unwrap_or("");
                Block::Paragraph(markup::code(&text, language))
            }
        };
        target.block(block)?;
        blocks.into_iter().try_for_each(|block| self.send(block, target))
    }

    fn list(&mut self, id: Id, at: At, target: &mut Target<'_>) -> Result<()> {
        target.boundary()?;
        match target.kind {
            Kind::Page(_) => {
                let (mut items, mut blocks) = (Vec::new(), Vec::new());
                self.items(id, at, &mut items, &mut blocks)?;
                if !items.is_empty() {
                    target.block(Block::List(List { items }))?;
                }
                blocks.into_iter().try_for_each(|block| self.send(block, target))
            }
            Kind::Text => {
                let (mut items, mut blocks) = (Vec::new(), Vec::new());
                self.items(id, at, &mut items, &mut blocks)?;
                target.items.extend(items);
                target.blocks.extend(blocks);
                Ok(())
            }
            Kind::Cell(_) => self.lines(id, at, target),
        }
    }

    /// The items of a list; a list directly inside it belongs to the item before.
    fn items(&mut self, id: Id, at: At, items: &mut Vec<Item>, blocks: &mut Vec<Block>) -> Result<()> {
        let dom = self.dom;
        let at = At { depth: at.depth + 1, ..at };
        for child in dom.children(id) {
            let Some(name) = dom.name(child).filter(|name| !is_hidden(dom, child, name)) else { continue };
            let Some(kind) = item_kind(name, dom.name(id)) else {
                if at.depth <= DEEPEST {
                    let is_nested = name != "div" && dom.name(id) != Some("div");
                    match items.last_mut().filter(|_| is_nested) {
                        Some(item) => self.items(child, at, &mut item.items, blocks)?,
                        None => self.items(child, at, items, blocks)?,
                    }
                }
                continue;
            };
            let mut inner = Target::text();
            self.children(child, at, &mut inner)?;
            let under = std::mem::take(&mut inner.items);
            let (text, more) = inner.take();
            blocks.extend(more);
            items.push(Item { kind, text, items: under });
        }
        Ok(())
    }

    /// Reads a list in a cell as lines of its text.
    fn lines(&mut self, id: Id, at: At, target: &mut Target<'_>) -> Result<()> {
        let dom = self.dom;
        let at = At { depth: at.depth + 1, ..at };
        for child in dom.children(id) {
            let Some(kind) = dom.name(child).and_then(|name| item_kind(name, dom.name(id))) else {
                self.node(child, at, target)?;
                continue;
            };
            target.boundary()?;
            target.markers.push(kind.marker());
            let mark = MarkKind::Item { marker: target.markers.clone() };
            target.shown.open(mark.clone());
            self.children(child, at, target)?;
            target.shown.close(&mark);
            target.markers.pop();
            target.boundary()?;
        }
        Ok(())
    }

    /// Sends a collected block.
    fn send(&mut self, block: Block, target: &mut Target<'_>) -> Result<()> {
        match (block, target.sink()) {
            (Block::Table(table), Some(sink)) => {
                sink.event(Event::TableStart(&table.head))?;
                table.rows().try_for_each(|row| sink.event(Event::Row(row)))?;
                sink.event(Event::TableEnd)
            }
            (block, _) => target.block(block),
        }
    }
}

/// The kind of item that an element is, by its name and that of the list.
fn item_kind(name: &str, list: Option<&str>) -> Option<ItemKind> {
    match (name, list) {
        ("dt", _) => Some(ItemKind::Term),
        ("dd", _) => Some(ItemKind::Definition),
        ("li", Some("ol")) => Some(ItemKind::Number),
        ("li", _) => Some(ItemKind::Bullet),
        _ => None,
    }
}

/// Whether an element is a block
/// ([the rendering section's style sheet](https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3)).
fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "option",
        "optgroup",
        "p",
        "search",
        "section",
        "summary",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ];
    BLOCKS.contains(&name)
}
