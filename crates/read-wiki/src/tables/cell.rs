//! Turns the range of a cell into its text, marks and spans, and the tables in it.

use super::emit::{Emit, Section, append};
use crate::syntax::attributes::{number, take};
use crate::syntax::line::magic_word;
use crate::syntax::page_text::BLANK;
use crate::syntax::plain::is_plain;
use crate::syntax::spans::SpanKind;
use crate::syntax::table::Cell;
use crate::syntax::table::width::WIDE;
use crate::syntax::template::{self, is_title};
use crate::text::{DEEPEST, Mode, NATION, TextBuf, kind};
use model::{Attributes, Block, Extra, Kind, Mark, MarkKind, Outlet, Result, Text, codes, grouped, plural};
use std::borrow::Cow;
use std::ops::Range;
use wiki::templates;

impl<'e> Emit<'e, '_, '_> {
    pub(super) fn cell(&mut self, number: usize, section: Section, remaining: usize) -> Result<()> {
        let cell = &self.table.cells[number];
        if let Some(text) = self.plain(number, cell, section) {
            match self.spans {
                true => self.buffers.grid.text(&mut self.buffers.row, text, Kind::Untyped),
                false => self.buffers.row.push(text, Kind::Untyped),
            }
            return Ok(());
        }
        let mut extra = Extra { header: cell.header && section == Section::Body, ..Extra::default() };
        let mut content = cell.content.clone();
        let mut attributes = Attributes::new();
        if !cell.attributes.is_empty() {
            attributes = self.context.attributes(cell.attributes.clone())?;
        } else if let Some((start, title)) = self.cell_template(cell) {
            attributes = self.context.attributes(content.start..start)?;
            if !templates::is_cell(&title) {
                // The attributes that it adds become known only here.
                attributes.push((format!("{{{{{title}}}}}"), String::new()));
            }
            content.start = start;
        }
        if !attributes.is_empty() {
            self.spans(&mut attributes, &mut extra, remaining, cell.attributes.start, number)?;
            let attributes = self.check_attributes(attributes, cell.attributes.start)?;
            if self.context.wants_marks {
                extra.attributes = attributes;
            }
        }
        self.content(number, content, &mut extra)?;
        let text = std::mem::take(&mut self.buffers.text.text);
        self.limit(&text, &mut extra, cell.content.start)?;
        // The text of `10<sup>3</sup>` is not the number 103.
        let kind = kind(&text, &extra.marks);
        self.spans |= extra.rows > 1;
        if self.spans || extra.columns > 1 {
            self.buffers.grid.cell(&mut self.buffers.row, &text, kind, extra);
        } else if extra.is_empty() {
            self.buffers.row.push(&text, Kind::Untyped);
        } else {
            extra.columns = 1;
            self.buffers.row.push_with(&text, kind, extra);
        }
        self.buffers.text.text = text;
        Ok(())
    }

    /// The text of a cell that consists of nothing else, as most do.
    fn plain(&self, number: usize, cell: &Cell, section: Section) -> Option<&'e str> {
        let bare = cell.attributes.is_empty() && (section == Section::Header || !cell.header);
        let nested = self.table.nested.get(self.nested).is_some_and(|(owner, _)| *owner == number);
        let comments = self.table.comments.get(self.comments).is_some_and(|(owner, _)| *owner <= number);
        if !bare || nested || comments {
            return None;
        }
        let source = &self.context.source;
        let content = source.trim(cell.content.clone());
        // At the start of a line, it may be a list.
        let new_line = source.slice(cell.content.start..content.start).contains('\n');
        Some(source.slice(content)).filter(|text| !new_line && is_plain(text))
    }

    /// Warns if text is read as attributes: the page does not show what is before a cell's first bar.
    fn check_attributes(&self, attributes: Attributes, at: usize) -> Result<Attributes> {
        let switches =
            ["nowrap", "hidden", "class", "style", "align", "valign", "width", "height", "scope", "id"];
        let odd = |(name, value): &(String, String)| {
            value.is_empty()
                && !name.starts_with("{{")
                && !switches.iter().any(|known| known.eq_ignore_ascii_case(name))
        };
        if attributes.iter().any(odd) {
            let hint = "write a bar in text as &#124;";
            self.context.report.warn(
                "wiki-cell-attributes",
                at,
                "text before a cell's bar is read as attributes",
                hint,
            )?;
        }
        Ok(attributes)
    }

    fn spans(
        &mut self,
        attributes: &mut Attributes,
        extra: &mut Extra,
        remaining: usize,
        at: usize,
        own: usize,
    ) -> Result<()> {
        let row = self.table.rows.iter().rev().nth(remaining - 1);
        let is_alone = row.is_some_and(|row| row.cells == (own..own + 1));
        if let Some(rows) = take(attributes, "rowspan").and_then(|value| number(&value)) {
            extra.rows = if rows == 0 { remaining } else { rows.min(remaining) };
        }
        let Some(columns) = take(attributes, "colspan").and_then(|value| number(&value)) else {
            return Ok(());
        };
        extra.columns = columns.clamp(1, 1000);
        if columns > WIDE || is_alone {
            let width = *self.width.get_or_insert_with(|| self.table.width(&self.context.source));
            let start = self.buffers.grid.room(&self.buffers.row, 1).start;
            let free = width.saturating_sub(start).max(1);
            if columns > free {
                extra.columns = free;
            }
            if columns > free && columns > WIDE {
                let columns = plural(columns, "column", "columns");
                let message = format!("cell spans {columns}, the table has {}", grouped(width));
                self.context.report.warn("wiki-wide-span", at, message, "it ends at the last column")?;
            }
        }
        if self.spans && self.buffers.grid.room(&self.buffers.row, extra.columns).len() < extra.columns {
            let message = "the cell overlaps a cell that spans down from a row above";
            self.context.report.warn("wiki-crossed-spans", at, message, "it ends before that cell")?;
        }
        Ok(())
    }

    /// Keeps the spans of a small page from producing an enormous table.
    fn limit(&mut self, text: &str, extra: &mut Extra, at: usize) -> Result<()> {
        let (columns, rows) = (extra.columns.max(1), extra.rows.max(1));
        if columns * rows == 1 {
            return Ok(());
        }
        let cost = (text.len() + 16).saturating_mul(columns * rows - 1);
        let Some(room) = self.buffers.room.checked_sub(cost) else {
            (extra.columns, extra.rows) = (1, 1);
            return self.context.report.warn(
                codes::TOO_MANY_CELLS.code,
                at,
                "the spans of this page cover too many cells",
                "this span is ignored",
            );
        };
        self.buffers.room = room;
        Ok(())
    }

    /// The template that replaces the whole cell after bare attributes: `colspan=2 {{N/A}}`.
    fn cell_template(&self, cell: &Cell) -> Option<(usize, Cow<'_, str>)> {
        let source = &self.context.source;
        let content = source.trim(cell.content.clone());
        let slice = source.slice(content.clone());
        let name = slice.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'-').count();
        let known =
            ["align", "bgcolor", "class", "colspan", "id", "rowspan", "scope", "style", "valign", "width"];
        let attribute = slice.get(..name).filter(|name| !name.is_empty())?;
        if !(known.contains(&attribute) || attribute.starts_with("data-")) {
            return None;
        }
        let open = slice.find("{{")?;
        let rest = slice.get(name..open)?;
        if !rest.trim_start_matches(BLANK).starts_with('=') || rest.contains(['\n', '|']) {
            return None;
        }
        let start = content.start + open;
        let span = source.span_at(start, content.end).filter(|span| span.kind == SpanKind::Template)?;
        if magic_word(source, span).is_some() {
            return None;
        }
        let title = template::parse(source, span).title(source);
        if !is_title(&title) {
            return None;
        }
        let rule = self.context.options.rules.find(&title);
        // An unknown template at the end of the cell must bring the text, because the attributes would show otherwise.
        let is_whole_cell = match rule {
            Some(rule) => rule.cell,
            None => source.trim(span.end()..content.end).is_empty(),
        };
        is_whole_cell.then_some((start, title))
    }

    /// Reads the content of a cell: its text and marks, and the tables in it.
    fn content(&mut self, number: usize, content: Range<usize>, extra: &mut Extra) -> Result<()> {
        let context = self.context;
        let nested = self.table.nested.get(self.nested).is_some_and(|(cell, _)| *cell == number);
        if !nested {
            context.read_text(&mut self.buffers.text, content, Mode::Flow, self.depth)?;
            // Exactly as large as needed, because most cells have only one or two marks.
            extra.marks = self.buffers.text.marks.drain(..).collect();
            if self.depth == 0 {
                let end = self.buffers.text.text.len();
                let nation = |(range, source): (Range<usize>, String)| {
                    let kind = MarkKind::Source { format: NATION.into(), source };
                    Mark::new(range.start.min(end)..range.end.min(end), kind)
                };
                extra.marks.extend(self.buffers.text.nations.drain(..).map(nation));
            }
        } else {
            let (mut text, mut marks, mut at) = (String::new(), Vec::new(), content.start);
            let mut part = TextBuf::part();
            while let Some((_, range)) =
                self.table.nested.get(self.nested).filter(|(cell, _)| *cell == number)
            {
                let mode = if at == content.start { Mode::Flow } else { Mode::FlowStart };
                context.read_text(&mut part, at..range.start, mode, self.depth)?;
                append(&mut text, &mut marks, part.take());
                let (before, table) = self.inner_table(range.clone())?;
                for part in before {
                    append(&mut text, &mut marks, part);
                }
                extra.blocks.push(table);
                at = range.end;
                self.nested += 1;
            }
            context.read_text(&mut part, at..content.end.max(at), Mode::FlowStart, self.depth)?;
            append(&mut text, &mut marks, part.take());
            let Text { text, marks } = TextBuf::from(Text { text, marks }).take();
            self.buffers.text.text = text;
            extra.marks = marks;
        }
        while let Some((_, range)) =
            self.table.comments.get(self.comments).filter(|(cell, _)| *cell <= number)
        {
            for comment in context.source.comments(range.clone()) {
                let text =
                    context.source.slice(comment.start() + 4..comment.end().saturating_sub(3)).to_owned();
                extra.marks.insert(0, Mark::new(0..0, MarkKind::Comment { text }));
            }
            self.comments += 1;
        }
        Ok(())
    }

    /// A table in a cell, and the text between its rows, which is moved before it.
    fn inner_table(&mut self, range: Range<usize>) -> Result<(Vec<Text>, Block)> {
        if self.depth >= DEEPEST {
            let text = self.context.source.slice(range).to_owned();
            return Ok((Vec::new(), Block::Verbatim(model::Verbatim { format: "wiki".into(), text })));
        }
        let mut inner = model::Document::default();
        self.buffers.lend(|buffers| {
            self.context.inner_table(buffers, range, self.depth + 1, &mut Outlet::new(&mut inner))
        })?;
        let table = inner.blocks.pop().unwrap_or(Block::Table(model::Table::default()));
        let text = |block| if let Block::Paragraph(text) = block { Some(text) } else { None };
        Ok((inner.blocks.into_iter().filter_map(text).collect(), table))
    }
}
