//! Only some tables, or only the infobox.

use super::Stage;
use crate::Outline;
use crate::chosen::Chosen;
use model::{Block, Event, Flow, Heading, Meta, Outlet, Result, Shape, Sink, SourceRange};

/// Passes on the chosen tables with the headings above them, or the infoboxes.
pub(crate) struct Select<'s> {
    /// Indices of the wanted tables, ascending; `None` if only infoboxes are wanted.
    tables: Option<Vec<usize>>,
    /// The document becomes its one infobox.
    fields: bool,
    index: usize,
    passing: bool,
    /// Headings above the current place that were not passed on yet.
    headings: Vec<(Heading, Option<SourceRange>)>,
    /// The numbers of tables that may not exist, and the outline so far.
    numbered: Option<(Vec<String>, Outline)>,
    /// Is told about each chosen part.
    chosen: Option<&'s Chosen<'s>>,
}

impl<'s> Select<'s> {
    /// Selects tables that exist.
    pub(crate) fn tables(tables: Vec<usize>) -> Self {
        Select { tables: Some(tables), ..Select::infoboxes() }
    }

    /// Selects tables that may not exist, by their numbers.
    pub(crate) fn numbered(tables: Vec<usize>, names: &[String]) -> Self {
        Select { numbered: Some((names.to_vec(), Outline::default())), ..Select::tables(tables) }
    }

    /// Whether the last table was the last wanted one, if that is known.
    fn is_last(&self) -> bool {
        self.numbered.is_some() && self.tables.iter().flatten().last().is_some_and(|last| self.index > *last)
    }

    /// Selects the only infobox, which becomes the document.
    pub(crate) fn only_infobox() -> Self {
        Select { fields: true, ..Select::infoboxes() }
    }

    /// Selects any number of infoboxes.
    pub(crate) fn infoboxes() -> Self {
        let (index, passing) = (0, false);
        let (headings, numbered) = (Vec::new(), None);
        Select { tables: None, fields: false, index, passing, headings, numbered, chosen: None }
    }

    /// Tells this about each part that it passes on.
    pub(crate) fn telling(self, chosen: Option<&'s Chosen<'s>>) -> Self {
        Select { chosen, ..self }
    }

    fn choose(&self, range: Option<SourceRange>) -> Result<()> {
        self.chosen.map_or(Ok(()), |chosen| chosen.choose(range))
    }
}

impl Stage for Select<'_> {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        if let Some((_, outline)) = &mut self.numbered
            && !matches!(event, Event::Row(_))
        {
            let _ = outline.event(event)?;
        }
        match event {
            Event::DocumentStart(meta) => {
                self.headings.clear();
                if self.fields {
                    let meta = Meta { shape: Shape::Fields, title: None, ..meta.clone() };
                    next.event(Event::DocumentStart(&meta))?;
                    return Ok(next.flow());
                }
            }
            Event::DocumentEnd => self.chosen.map_or(Ok(()), Chosen::end_document)?,
            Event::Block(Block::Heading(heading), range) if self.tables.is_some() => {
                self.headings.retain(|(above, _)| above.level < heading.level);
                self.headings.push((heading.clone(), range));
                return Ok(Flow::Continue);
            }
            Event::Block(Block::Infobox(_), range) if self.tables.is_none() => self.choose(range)?,
            Event::Block(..) => return Ok(Flow::Continue),
            Event::TableStart(head) => {
                let wanted =
                    self.tables.as_ref().is_some_and(|tables| tables.binary_search(&self.index).is_ok());
                (self.passing, self.index) = (wanted, self.index + 1);
                if !wanted {
                    return Ok(Flow::Continue);
                }
                self.choose(head.source)?;
                for (heading, range) in std::mem::take(&mut self.headings) {
                    if range.is_some() {
                        self.choose(range)?;
                    }
                    next.event(Event::Block(&Block::Heading(heading), None))?;
                }
            }
            Event::Row(_) | Event::Columns(_) | Event::TableEnd if !self.passing => {
                return Ok(Flow::Continue);
            }
            Event::TableEnd if self.is_last() => {
                next.event(event)?;
                return Ok(Flow::Stop);
            }
            Event::Row(_) | Event::Columns(_) | Event::TableEnd => {}
        }
        next.event(event)?;
        Ok(next.flow())
    }

    fn end(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        match &self.numbered {
            Some(_) if self.is_last() => next.event(Event::DocumentEnd),
            Some((names, outline)) if next.is_open() => outline.choose(names).map(|_| ()),
            _ => Ok(()),
        }
    }
}

/// Passes everything on, and chooses every table, heading and infobox: records hold nothing else.
pub(crate) struct Tables<'s>(pub(crate) &'s Chosen<'s>);

impl Stage for Tables<'_> {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        match event {
            Event::TableStart(head) => self.0.choose(head.source)?,
            Event::Block(Block::Infobox(_), range) => self.0.choose(range)?,
            Event::Block(Block::Heading(_), Some(range)) => self.0.choose(Some(range))?,
            Event::Block(_, Some(range)) => self.0.leave_out(range),
            Event::DocumentEnd => self.0.end_document()?,
            _ => {}
        }
        next.event(event)?;
        Ok(next.flow())
    }
}
