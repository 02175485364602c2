//! Where the contents of elements go: a page, a cell, or plain text.

use crate::shown::Shown;
use model::{Block, Event, Item, Outlet, Result, Text};

/// Where the contents of elements go.
pub(crate) struct Target<'s> {
    pub(crate) shown: Shown,
    pub(crate) kind: Kind<'s>,
    /// The blocks next to the text; the tables in a list's items follow the list.
    pub(crate) blocks: Vec<Block>,
    /// The items nested in an item.
    pub(crate) items: Vec<Item>,
    /// The markers of the list that is open in a cell.
    pub(crate) markers: String,
}

pub(crate) enum Kind<'s> {
    /// The page: blocks are sent as they come.
    Page(Outlet<'s>),
    /// A cell: its text ends at its first block.
    Cell(Option<Text>),
    /// A list item, or anything else that has only text.
    Text,
}

/// The position of a node.
#[derive(Clone, Copy)]
pub(crate) struct At {
    pub(crate) depth: usize,
    /// Whether white space is kept.
    pub(crate) as_is: bool,
}

impl At {
    pub(crate) const TOP: At = At { depth: 0, as_is: false };
}

impl<'s> Target<'s> {
    fn new(kind: Kind<'s>) -> Self {
        Target {
            shown: Shown::default(),
            kind,
            blocks: Vec::new(),
            items: Vec::new(),
            markers: String::new(),
        }
    }

    pub(crate) fn page(sink: Outlet<'s>) -> Self {
        Target::new(Kind::Page(sink))
    }

    pub(crate) fn cell() -> Self {
        Target::new(Kind::Cell(None))
    }

    pub(crate) fn text() -> Self {
        Target::new(Kind::Text)
    }

    /// Takes the text and the blocks next to it.
    pub(crate) fn take(mut self) -> (Text, Vec<Block>) {
        let rest = self.shown.take();
        match self.kind {
            Kind::Cell(Some(text)) => {
                if !rest.is_empty() {
                    self.blocks.push(Block::Paragraph(rest));
                }
                (text, self.blocks)
            }
            _ => (rest, self.blocks),
        }
    }

    /// Marks the start or end of a block.
    pub(crate) fn boundary(&mut self) -> Result<()> {
        let Kind::Page(sink) = &mut self.kind else {
            self.shown.boundary();
            return Ok(());
        };
        let text = self.shown.take();
        if text.is_empty() {
            return Ok(());
        }
        sink.event(Event::Block(&Block::Paragraph(text), None))
    }

    /// Adds a block.
    pub(crate) fn block(&mut self, block: Block) -> Result<()> {
        self.end_text()?;
        match &mut self.kind {
            Kind::Page(sink) => sink.event(Event::Block(&block, None)),
            _ => {
                self.blocks.push(block);
                Ok(())
            }
        }
    }

    /// Ends the text so far: what follows is a block next to it.
    pub(crate) fn end_text(&mut self) -> Result<()> {
        self.boundary()?;
        if let Kind::Cell(text) = &mut self.kind {
            let rest = self.shown.take();
            match text {
                None => *text = Some(rest),
                Some(_) if rest.is_empty() => {}
                Some(_) => self.blocks.push(Block::Paragraph(rest)),
            }
        }
        Ok(())
    }

    /// The sink of a page.
    pub(crate) fn sink(&mut self) -> Option<&mut Outlet<'s>> {
        match &mut self.kind {
            Kind::Page(sink) => Some(sink),
            _ => None,
        }
    }

    /// Whether more events are wanted.
    pub(crate) fn is_open(&self) -> bool {
        !matches!(&self.kind, Kind::Page(sink) if !sink.is_open())
    }
}
