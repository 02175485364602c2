//! Only some tables, or only the infobox.

use super::Stage;
use model::{Block, Event, Flow, Heading, Meta, Outlet, Result, Shape};

/// Passes on the chosen tables with the headings above them, or the infoboxes.
pub(crate) struct Select {
    /// Indices of the tables wanted, rising; `None` for none but the infobox.
    tables: Option<Vec<usize>>,
    /// The document is its one infobox.
    fields: bool,
    index: usize,
    passing: bool,
    /// Headings above the current place that were not passed on yet.
    headings: Vec<Heading>,
}

impl Select {
    pub(crate) fn tables(tables: Vec<usize>) -> Self {
        Select { tables: Some(tables), fields: false, index: 0, passing: false, headings: Vec::new() }
    }

    /// `fields`: there is one infobox, and the document is that.
    pub(crate) fn infobox(fields: bool) -> Self {
        Select { tables: None, fields, index: 0, passing: false, headings: Vec::new() }
    }
}

impl Stage for Select {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => {
                self.headings.clear();
                if self.fields {
                    let meta = Meta { shape: Shape::Fields, title: None, ..meta.clone() };
                    next.event(Event::DocumentStart(&meta))?;
                    return Ok(next.flow());
                }
            }
            Event::DocumentEnd => {}
            Event::Block(Block::Heading(heading), _) if self.tables.is_some() => {
                self.headings.retain(|above| above.level < heading.level);
                self.headings.push(heading.clone());
                return Ok(Flow::Continue);
            }
            Event::Block(Block::Infobox(_), _) if self.tables.is_none() => {}
            Event::Block(..) => return Ok(Flow::Continue),
            Event::TableStart(_) => {
                let wanted =
                    self.tables.as_ref().is_some_and(|tables| tables.binary_search(&self.index).is_ok());
                (self.passing, self.index) = (wanted, self.index + 1);
                if !wanted {
                    return Ok(Flow::Continue);
                }
                for heading in self.headings.drain(..) {
                    next.event(Event::Block(&Block::Heading(heading), None))?;
                }
            }
            Event::Row(_) | Event::Columns(_) | Event::TableEnd if !self.passing => {
                return Ok(Flow::Continue);
            }
            Event::Row(_) | Event::Columns(_) | Event::TableEnd => {}
        }
        next.event(event)?;
        Ok(next.flow())
    }
}
