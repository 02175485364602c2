//! Only some tables, or only the infobox.

use model::{Block, Event, Heading, Meta, Result, Shape, Sink};

/// Passes on the chosen tables with the headings above them, or the infoboxes.
pub(crate) struct Select<S> {
    inner: S,
    /// Indices of the tables wanted, rising; `None` for none but the infobox.
    tables: Option<Vec<usize>>,
    /// The document is its one infobox.
    fields: bool,
    index: usize,
    passing: bool,
    /// Headings above the current place that were not passed on yet.
    headings: Vec<Heading>,
}

impl<S: Sink> Select<S> {
    pub(crate) fn tables(inner: S, tables: Vec<usize>) -> Self {
        Select { inner, tables: Some(tables), fields: false, index: 0, passing: false, headings: Vec::new() }
    }

    /// `fields`: there is one infobox, and the document is that.
    pub(crate) fn infobox(inner: S, fields: bool) -> Self {
        Select { inner, tables: None, fields, index: 0, passing: false, headings: Vec::new() }
    }
}

impl<S: Sink> Sink for Select<S> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(meta) => {
                self.headings.clear();
                if self.fields {
                    let meta = Meta { shape: Shape::Fields, title: None, ..meta.clone() };
                    return self.inner.event(Event::DocumentStart(&meta));
                }
            }
            Event::DocumentEnd => {}
            Event::Block(Block::Heading(heading), _) if self.tables.is_some() => {
                self.headings.retain(|above| above.level < heading.level);
                self.headings.push(heading.clone());
                return Ok(());
            }
            Event::Block(Block::Infobox(_), _) if self.tables.is_none() => {}
            Event::Block(..) => return Ok(()),
            Event::TableStart(_) => {
                let wanted =
                    self.tables.as_ref().is_some_and(|tables| tables.binary_search(&self.index).is_ok());
                (self.passing, self.index) = (wanted, self.index + 1);
                if !wanted {
                    return Ok(());
                }
                for heading in self.headings.drain(..) {
                    self.inner.event(Event::Block(&Block::Heading(heading), None))?;
                }
            }
            Event::Row(_) | Event::Columns(_) | Event::TableEnd if !self.passing => return Ok(()),
            Event::Row(_) | Event::Columns(_) | Event::TableEnd => {}
        }
        self.inner.event(event)
    }
}
