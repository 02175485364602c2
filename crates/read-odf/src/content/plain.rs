//! A fast path for cells in the usual form.

use super::{Content, Position};
use crate::Xml;
use model::Result;
use odf::names::Ns;
use std::io::Read;

impl Content<'_, '_> {
    /// Reads the next cell if it contains at most one paragraph of plain text. Returns whether it does;
    /// `self.attributes` are then those of the cell.
    pub(super) fn plain_cell<R: Read>(&mut self, xml: &mut Xml<R>, at: Position) -> Result<bool> {
        xml.approach();
        let Some(plain) = xml.plain() else { return Ok(false) };
        let is_paragraph = |name| xml.element_name(name) == (Some(Ns::Text), "p");
        let is_cell = xml.element_name(plain.name) == (Some(Ns::Table), "table-cell");
        if !is_cell || !plain.inner.is_none_or(is_paragraph) {
            return Ok(false);
        }
        self.text.clear();
        if plain.inner.is_some() && !self.text.plain_paragraph(plain.text) {
            return Ok(false);
        }
        let mut attributes = std::mem::take(&mut self.attributes);
        attributes.read(xml, plain.attributes.iter().map(Ok), self.styles, self.diagnostics)?;
        let end = plain.end;
        xml.pass(end);
        self.cell(xml, &mut attributes, None, at)?;
        self.attributes = attributes;
        Ok(true)
    }
}
