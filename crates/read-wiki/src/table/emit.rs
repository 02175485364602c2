//! From a table's syntax to its rows: attributes, spans, texts.

use super::split::Split;
use super::width::WIDE;
use super::{Cell, Table};
use crate::attributes::{number, take};
use crate::blocks::magic_word;
use crate::inline::{DEEPEST, Mode, TextBuf, is_plain, kind};
use crate::page::Page;
use crate::render;
use crate::source::BLANK;
use crate::spans::SpanKind;
use crate::template;
use model::{
    Attributes, Block, Event, Extra, Grid, Kind, Mark, MarkKind, Result, RowBuf, Sink, TableHead, Text,
};
use std::borrow::Cow;
use std::ops::Range;
use wiki::templates;

/// How much text the covered positions of spans may repeat, in bytes for each byte of the page.
const MOST_REPEATED: usize = 64;
/// How much they may repeat however short the page is.
const LEAST_REPEATED: usize = 1 << 20;

/// The buffers of table reading, used again for each table.
#[derive(Default)]
pub(crate) struct Buffers {
    table: Table,
    row: RowBuf,
    grid: Grid,
    text: TextBuf,
    /// How much text spans may still repeat.
    room: usize,
}

impl Buffers {
    /// Makes room for the spans of a part of a page.
    pub(crate) fn make_room(&mut self, length: usize) {
        self.room = length.saturating_mul(MOST_REPEATED).saturating_add(LEAST_REPEATED);
    }

    /// Others for a table beside or inside of this one, whose spans take of the same room.
    fn lend<T>(&mut self, read: impl FnOnce(&mut Buffers) -> T) -> T {
        let mut buffers = Buffers { room: self.room, ..Buffers::default() };
        let done = read(&mut buffers);
        self.room = buffers.room;
        done
    }
}

impl Page<'_, '_> {
    /// Sends a table.
    pub(crate) fn table(
        &self,
        buffers: &mut Buffers,
        range: Range<usize>,
        depth: usize,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        let mut table = std::mem::take(&mut buffers.table);
        table.parse(&self.source, &self.options.rules, range.clone());
        for stray in &table.stray {
            let (message, hint) = ("text between the rows of a table", "it is put before the table");
            self.report.warn("wiki-text-outside-cell", stray.start, message, hint)?;
            if depth > 0 {
                let mut part = TextBuf::default();
                part.in_part = true;
                self.read_text(&mut part, stray.clone(), Mode::FlowStart, depth)?;
                sink.event(Event::Block(&Block::Paragraph(part.take()), None))?;
                continue;
            }
            for mut block in crate::blocks::parse_part(&self.source, stray.clone(), self.options) {
                if block.kind == crate::blocks::Kind::PipeRows {
                    // Bars between the tags of a table make no other one.
                    block.kind = crate::blocks::Kind::Paragraph;
                }
                buffers.lend(|buffers| self.block(&block, buffers, sink))?;
            }
        }
        for &at in &table.lost {
            let hint = "rows and cells have theirs";
            self.report.warn(
                "wiki-table-tag",
                at,
                "this tag, or its attributes, is left out of the table",
                hint,
            )?;
        }
        buffers.grid.clear();
        let emit = Emit {
            page: self,
            table: &table,
            buffers,
            depth,
            nested: 0,
            comments: 0,
            spans: false,
            width: None,
        };
        let result = if self.options.split_flags && depth == 0 {
            let mut split = Split::default();
            emit.run(range, &mut split).and_then(|()| split.send(sink))
        } else {
            emit.run(range, sink)
        };
        buffers.table = table;
        result
    }
}

struct Emit<'e, 's, 'd> {
    page: &'e Page<'s, 'd>,
    table: &'e Table,
    buffers: &'e mut Buffers,
    depth: usize,
    /// How many of the table's nested tables and comment lines are done.
    nested: usize,
    comments: usize,
    /// A cell spans into this row or the next.
    spans: bool,
    /// The table's width, once a cell claims to be wider.
    width: Option<usize>,
}

impl<'e> Emit<'e, '_, '_> {
    fn run(mut self, range: Range<usize>, sink: &mut dyn Sink) -> Result<()> {
        let table = self.table;
        let header_rows = self.header_rows();
        let mut header = Vec::with_capacity(header_rows);
        for row in 0..header_rows {
            self.row(row, true, &range)?;
            header.push(std::mem::take(&mut self.buffers.row));
        }
        let mut attributes = self.page.attributes(table.attributes.clone())?;
        if self.page.source.slice(range.clone()).starts_with("{{") {
            attributes.iter_mut().for_each(|(_, value)| *value = "{|".to_owned());
        }
        match attributes.as_slice() {
            // The usual class goes without saying, so that its absence has to be said.
            [(name, value)] if name == "class" && value == "wikitable" => attributes.clear(),
            [] => attributes.push(("class".into(), String::new())),
            _ => {}
        }
        let head = TableHead {
            caption: self.caption()?,
            attributes,
            source: self.page.report.place(&range),
            ..TableHead::with_header(header)
        };
        sink.event(Event::TableStart(&head))?;
        let width = head.columns.len();
        for row in header_rows..table.rows.len() {
            self.row(row, false, &range)?;
            if width > 0 {
                self.page.ragged(&mut self.buffers.row, width, table.rows[row].start)?;
            }
            sink.row(&mut self.buffers.row)?;
        }
        sink.event(Event::TableEnd)
    }

    /// How many rows name the columns: those at the start whose cells are all headers, of columns and not of rows.
    fn header_rows(&self) -> usize {
        let source = &self.page.source;
        let attributes = |cell: &Cell| source.slice(cell.attributes.clone()).to_ascii_lowercase();
        let heads_row = |cell: &Cell| {
            let scope = attributes(cell).split_once("scope").map(|(_, value)| value.to_owned());
            scope.is_some_and(|value| value.trim_start_matches([' ', '=', '"', '\'']).starts_with("row"))
        };
        let (mut count, mut spans) = (0, false);
        for row in &self.table.rows {
            let cells = self.table.cells.get(row.cells.clone()).unwrap_or(&[]);
            // One cell over all columns, after the header, is the title of the rows below it.
            let is_title =
                count > 0 && !spans && cells.len() == 1 && attributes(&cells[0]).contains("colspan");
            if is_title || !cells.iter().all(|cell| cell.header && !heads_row(cell)) {
                break;
            }
            spans |= cells.iter().any(|cell| attributes(cell).contains("rowspan"));
            count += 1;
        }
        // Where no row is left, only the first names columns.
        if count == self.table.rows.len() && count > 1 && !spans { 1 } else { count }
    }

    fn caption(&mut self) -> Result<Option<Text>> {
        let table = self.table;
        let several = table.captions.len() > 1;
        let mut texts = Vec::new();
        for cell in &table.captions {
            texts.push(self.caption_part(cell, several)?);
        }
        if several && texts.iter().all(|text| text.text.is_empty()) {
            // An icon stands for itself where there is nothing else.
            for (cell, text) in table.captions.iter().zip(&mut texts) {
                *text = self.caption_part(cell, false)?;
                if !text.text.is_empty() {
                    break;
                }
            }
        }
        let (mut caption, mut attributes) = (Text::default(), Attributes::new());
        for (cell, text) in table.captions.iter().zip(texts) {
            let more = self.page.attributes(cell.attributes.clone())?;
            if attributes.is_empty() && caption.is_empty() {
                attributes = more;
            } else if !more.is_empty() {
                let message = "attributes of a table's second caption";
                let hint = "they are left out, its text goes on in the first";
                self.page.report.warn("wiki-second-caption", cell.attributes.start, message, hint)?;
            }
            append(&mut caption.text, &mut caption.marks, text);
        }
        if several {
            caption = TextBuf::from(caption).take();
        }
        if !attributes.is_empty() {
            let kind = MarkKind::Element { tag: "caption".into(), attributes };
            caption.marks.insert(0, Mark::new(0..caption.text.len(), kind));
        }
        Ok(Some(caption).filter(|caption| !caption.is_empty()))
    }

    /// The text of one of a table's captions; `in_part` says that it has several.
    fn caption_part(&self, cell: &Cell, in_part: bool) -> Result<Text> {
        let mut part = TextBuf::default();
        part.in_part = in_part;
        self.page.read_text(&mut part, cell.content.clone(), Mode::Flow, self.depth + 1)?;
        Ok(part.take())
    }

    /// Lays out a row in the row buffer.
    fn row(&mut self, index: usize, in_header: bool, range: &Range<usize>) -> Result<()> {
        let table = self.table;
        let row = &table.rows[index];
        self.buffers.row.clear();
        if !row.attributes.is_empty() {
            let attributes = self.page.attributes(row.attributes.clone())?;
            if self.page.wants_marks {
                self.buffers.row.attributes_mut().extend(attributes);
            }
        }
        let end = table.rows.get(index + 1).map_or(range.end, |next| next.start);
        self.buffers.row.set_source(self.page.report.place(&(row.start..end)));
        let remaining = table.rows.len() - index;
        for number in row.cells.clone() {
            self.cell(number, in_header, remaining)?;
        }
        self.buffers.grid.end_row(&mut self.buffers.row);
        self.spans = !self.buffers.grid.is_free();
        Ok(())
    }

    fn cell(&mut self, number: usize, in_header: bool, remaining: usize) -> Result<()> {
        let cell = &self.table.cells[number];
        if let Some(text) = self.plain(number, cell, in_header) {
            match self.spans {
                true => self.buffers.grid.text(&mut self.buffers.row, text, Kind::Untyped),
                false => self.buffers.row.push(text, Kind::Untyped),
            }
            return Ok(());
        }
        let mut extra = Extra { header: cell.header && !in_header, ..Extra::default() };
        let mut content = cell.content.clone();
        let mut attributes = Attributes::new();
        if !cell.attributes.is_empty() {
            attributes = self.page.attributes(cell.attributes.clone())?;
        } else if let Some((start, title)) = self.cell_template(cell) {
            attributes = self.page.attributes(content.start..start)?;
            if !templates::is_cell(&title) {
                // Only here it is known that it brings attributes too.
                attributes.push((format!("{{{{{title}}}}}"), String::new()));
            }
            content.start = start;
        }
        if !attributes.is_empty() {
            self.spans(&mut attributes, &mut extra, remaining, cell.attributes.start, number)?;
            let attributes = self.sound(attributes, cell.attributes.start)?;
            if self.page.wants_marks {
                extra.attributes = attributes;
            }
        }
        self.content(number, content, &mut extra)?;
        let text = std::mem::take(&mut self.buffers.text.text);
        self.limit(&text, &mut extra, cell.content.start)?;
        // `10<sup>3</sup>` shows no 103.
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

    /// The text of a cell that is nothing but text, as most are.
    fn plain(&self, number: usize, cell: &Cell, in_header: bool) -> Option<&'e str> {
        let bare = cell.attributes.is_empty() && (in_header || !cell.header);
        let nested = self.table.nested.get(self.nested).is_some_and(|(owner, _)| *owner == number);
        let comments = self.table.comments.get(self.comments).is_some_and(|(owner, _)| *owner <= number);
        if !bare || nested || comments {
            return None;
        }
        let source = &self.page.source;
        let content = source.trim(cell.content.clone());
        // On a line of its own it may be a list.
        let new_line = source.slice(cell.content.start..content.start).contains('\n');
        Some(source.slice(content)).filter(|text| !new_line && is_plain(text))
    }

    /// Says where text is taken for attributes: the page does not show what is before a cell's first bar.
    fn sound(&self, attributes: Attributes, at: usize) -> Result<Attributes> {
        let switches =
            ["nowrap", "hidden", "class", "style", "align", "valign", "width", "height", "scope", "id"];
        let odd = |(name, value): &(String, String)| {
            value.is_empty()
                && !name.starts_with("{{")
                && !switches.iter().any(|known| known.eq_ignore_ascii_case(name))
        };
        if attributes.iter().any(odd) {
            let hint = "text that holds a bar is written with &#124;";
            self.page.report.warn(
                "wiki-cell-attributes",
                at,
                "text before the bar of a cell is read as its attributes",
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
            let width = *self.width.get_or_insert_with(|| self.table.width(&self.page.source));
            let start = self.buffers.grid.room(&self.buffers.row, 1).start;
            let free = width.saturating_sub(start).max(1);
            if columns > free {
                extra.columns = free;
            }
            if columns > free && columns > WIDE {
                let message = format!("the cell spans {columns} columns, and the table has {width}");
                self.page.report.warn("wiki-wide-span", at, message, "it ends with the table")?;
            }
        }
        if self.spans && self.buffers.grid.room(&self.buffers.row, extra.columns).len() < extra.columns {
            let message = "the cell spans columns that a cell above spans too";
            self.page.report.warn("wiki-crossed-spans", at, message, "it ends before that one")?;
        }
        Ok(())
    }

    /// Keeps a small page from growing beyond all measure by its spans.
    fn limit(&mut self, text: &str, extra: &mut Extra, at: usize) -> Result<()> {
        let (columns, rows) = (extra.columns.max(1), extra.rows.max(1));
        if columns * rows == 1 {
            return Ok(());
        }
        let cost = (text.len() + 16).saturating_mul(columns * rows - 1);
        let Some(room) = self.buffers.room.checked_sub(cost) else {
            (extra.columns, extra.rows) = (1, 1);
            return self.page.report.warn(
                "wiki-span-limit",
                at,
                "the spans of this page cover too much",
                "this one is left out",
            );
        };
        self.buffers.room = room;
        Ok(())
    }

    /// Where the template starts that stands for the whole cell after bare attributes: `colspan=2 {{N/A}}`.
    fn cell_template(&self, cell: &Cell) -> Option<(usize, Cow<'_, str>)> {
        let source = &self.page.source;
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
        if !render::is_title(&title) {
            return None;
        }
        let rule = self.page.options.rules.find(&title);
        // An unknown one that ends the cell can only mean to bring the text, else the attributes would show.
        let stands_for_it = match rule {
            Some(rule) => rule.cell,
            None => source.trim(span.end()..content.end).is_empty(),
        };
        stands_for_it.then_some((start, title))
    }

    /// Reads the content of a cell: its text and marks, and the tables in it.
    fn content(&mut self, number: usize, content: Range<usize>, extra: &mut Extra) -> Result<()> {
        let page = self.page;
        let nested = self.table.nested.get(self.nested).is_some_and(|(cell, _)| *cell == number);
        if !nested {
            page.read_text(&mut self.buffers.text, content, Mode::Flow, self.depth)?;
            // As many as there are: few cells have more than one or two.
            extra.marks = self.buffers.text.marks.drain(..).collect();
            if self.depth == 0 {
                let end = self.buffers.text.text.len();
                let nation = |(range, source): (Range<usize>, String)| {
                    let kind = MarkKind::Source { format: render::NATION.into(), source };
                    Mark::new(range.start.min(end)..range.end.min(end), kind)
                };
                extra.marks.extend(self.buffers.text.nations.drain(..).map(nation));
            }
        } else {
            let (mut text, mut marks, mut at) = (String::new(), Vec::new(), content.start);
            let mut part = TextBuf::default();
            part.in_part = true;
            while let Some((_, range)) =
                self.table.nested.get(self.nested).filter(|(cell, _)| *cell == number)
            {
                let mode = if at == content.start { Mode::Flow } else { Mode::FlowStart };
                page.read_text(&mut part, at..range.start, mode, self.depth)?;
                append(&mut text, &mut marks, part.take());
                let (before, table) = self.inner_table(range.clone())?;
                for part in before {
                    append(&mut text, &mut marks, part);
                }
                extra.blocks.push(table);
                at = range.end;
                self.nested += 1;
            }
            page.read_text(&mut part, at..content.end.max(at), Mode::FlowStart, self.depth)?;
            append(&mut text, &mut marks, part.take());
            let Text { text, marks } = TextBuf::from(Text { text, marks }).take();
            self.buffers.text.text = text;
            extra.marks = marks;
        }
        while let Some((_, range)) =
            self.table.comments.get(self.comments).filter(|(cell, _)| *cell <= number)
        {
            for comment in page.source.comments(range.clone()) {
                let text = page.source.slice(comment.start() + 4..comment.end().saturating_sub(3)).to_owned();
                extra.marks.insert(0, Mark::new(0..0, MarkKind::Comment { text }));
            }
            self.comments += 1;
        }
        Ok(())
    }

    /// A table in a cell, and the text between its rows, which comes before it.
    fn inner_table(&mut self, range: Range<usize>) -> Result<(Vec<Text>, Block)> {
        if self.depth >= DEEPEST {
            let text = self.page.source.slice(range).to_owned();
            return Ok((Vec::new(), Block::Verbatim(model::Verbatim { format: "wiki".into(), text })));
        }
        let mut inner = model::Document::default();
        self.buffers.lend(|buffers| self.page.table(buffers, range, self.depth + 1, &mut inner))?;
        let table = inner.blocks.pop().unwrap_or(Block::Table(model::Table::default()));
        let text = |block| if let Block::Paragraph(text) = block { Some(text) } else { None };
        Ok((inner.blocks.into_iter().filter_map(text).collect(), table))
    }
}

/// Appends a text on a line of its own.
fn append(text: &mut String, marks: &mut Vec<Mark>, more: Text) {
    let Text { text: more, marks: more_marks } = more;
    if more.is_empty() && more_marks.is_empty() {
        return;
    }
    let end = text.len();
    if !text.is_empty() && !more.is_empty() {
        text.push('\n');
    }
    let base = text.len();
    text.push_str(&more);
    let item =
        more_marks.iter().position(|mark| mark.start == 0 && matches!(mark.kind, MarkKind::Item { .. }));
    marks.extend(more_marks.into_iter().enumerate().map(|(index, mark)| {
        // What begins before a list item, and is not within it, begins on the line before.
        let start = if item.is_some_and(|item| index < item) { end } else { mark.start + base };
        let end = if mark.end == 0 { start } else { mark.end + base };
        Mark { start, end, ..mark }
    }));
}
