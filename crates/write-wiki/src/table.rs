//! `{| … |}` tables.
//!
//! Consecutive plain cells of a row share a line; a cell with attributes, spans, several lines or a table inside is on
//! its own line, so that changing it changes only that line.

use crate::attributes;
use crate::block;
use crate::escape::Place;
use crate::text::{self, is_multiline};
use model::{Attributes, Block, Cell, MarkKind, Row, Table, TableHead, Text};
use wiki::templates;

/// The part of the table that a row is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Header,
    Body,
}

/// What is above a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Above {
    /// The start of the table and its caption: the row does not need a `|-` line.
    Start,
    /// Other rows, or a template that starts the table.
    Rows,
}

/// Writes everything above the body of a table.
pub(crate) fn start(out: &mut String, head: &TableHead) -> Above {
    let is_opened = is_opened(head);
    out.push_str(if is_opened { "" } else { "{|" });
    match head.attributes.as_slice() {
        // The usual class is implied; an empty class means that there is none.
        [] => out.push_str(" class=\"wikitable\""),
        [(name, value)] if name == "class" && value.is_empty() => {}
        given if is_opened => given.iter().for_each(|(name, _)| out.push_str(name)),
        given => attributes::write(out, given),
    }
    out.push('\n');
    if let Some(caption) = &head.caption {
        self::caption(out, caption);
    }
    let mut above = if is_opened { Above::Rows } else { Above::Start };
    for row in &head.header {
        self::row(out, row.as_row(), Section::Header, &mut above);
    }
    above
}

/// Whether a template takes the place of the start of the table.
fn is_opened(head: &TableHead) -> bool {
    matches!(head.attributes.first(), Some((name, value)) if value == "{|" && name.starts_with("{{"))
}

fn caption(out: &mut String, caption: &Text) {
    out.push_str("|+");
    let mut marks = caption.marks.as_slice();
    if let Some((first, rest)) = marks.split_first()
        && let MarkKind::Element { tag, attributes } = &first.kind
        && tag == "caption"
        && (first.start, first.end) == (0, caption.text.len())
    {
        attributes::write(out, attributes);
        out.push_str(" |");
        marks = rest;
    }
    if !caption.text.is_empty() || !marks.is_empty() {
        out.push(' ');
        text::write(out, &caption.text, marks, Place::Cell);
    }
    out.push('\n');
}

/// Writes the end of a table.
pub(crate) fn end(out: &mut String) {
    out.push_str("|}\n");
}

/// Writes a row; `above` then describes what is above the next one.
pub(crate) fn row(out: &mut String, row: Row<'_>, section: Section, above: &mut Above) {
    if std::mem::replace(above, Above::Rows) == Above::Rows || !row.attributes().is_empty() {
        out.push_str("|-");
        attributes::write(out, row.attributes());
        out.push('\n');
    }
    if row.is_empty() {
        // Without a cell, the row would not be read as one.
        out.push_str("|\n");
    }
    let mut line = None;
    for cell in row.cells().filter(|cell| !cell.is_covered()) {
        let header = section == Section::Header || cell.is_header();
        let plain = is_plain(cell);
        if plain && line == Some(header) {
            out.push_str(if header { " !!" } else { " ||" });
        } else {
            if line.is_some() {
                out.push('\n');
            }
            out.push(if header { '!' } else { '|' });
        }
        self::cell(out, cell, header);
        line = plain.then_some(header);
        if !plain {
            out.push('\n');
        }
    }
    if line.is_some() {
        out.push('\n');
    }
}

/// The attributes that may come before a cell template without a bar between them.
const BARE: [&str; 8] = ["align", "bgcolor", "class", "id", "scope", "style", "valign", "width"];

fn is_plain(cell: Cell<'_>) -> bool {
    match cell.extra {
        None => !cell.text.contains('\n'),
        Some(extra) => {
            cell.span() == (1, 1)
                && extra.attributes.is_empty()
                && extra.blocks.is_empty()
                && !is_multiline(cell.text, &extra.marks)
        }
    }
}

fn cell(out: &mut String, cell: Cell<'_>, header: bool) {
    let start = out.len();
    let (columns, rows) = cell.span();
    for (name, count) in [("rowspan", rows), ("colspan", columns)] {
        if count > 1 {
            attributes::write_one(out, name, &count.to_string());
        }
    }
    let mut given: &[(String, String)] = &Attributes::new();
    if let Some(extra) = cell.extra {
        given = &extra.attributes;
    }
    // The template is the one for the whole cell if it brings the last attribute.
    let call = cell.marks().first().and_then(|mark| match &mark.kind {
        MarkKind::Template { name, .. } if mark.start == 0 => Some(name),
        _ => None,
    });
    let brings = given.last().is_some_and(|(attribute, value)| {
        value.is_empty() && call.is_some_and(|name| *attribute == format!("{{{{{name}}}}}"))
    });
    if brings {
        given = &given[..given.len() - 1];
    }
    attributes::write(out, given);
    let is_cell_template = brings || call.is_some_and(|name| templates::is_cell(name));
    let bare = columns * rows > 1
        || given.first().is_some_and(|(name, value)| BARE.contains(&name.as_str()) && !value.is_empty());
    if out.len() > start && !(is_cell_template && bare) {
        out.push_str(" |");
    }
    if !cell.text.is_empty() || !cell.marks().is_empty() {
        out.push(' ');
        let written = out.len();
        if out.len() == start + 1 && reads_as_attributes(cell) {
            out.push_str("<nowiki/>");
        }
        text::write(out, cell.text, cell.marks(), if header { Place::HeaderCell } else { Place::Cell });
        if out[written..].starts_with('\n') {
            out.remove(written - 1);
        }
    }
    let mut after_text = !cell.text.is_empty();
    for block in cell.extra.map_or(&[][..], |extra| &extra.blocks) {
        let is_paragraph = matches!(block, Block::Paragraph(_));
        out.push_str(if after_text && is_paragraph { "\n\n" } else { "\n" });
        after_text = is_paragraph;
        inner_block(out, block);
        while out.ends_with('\n') {
            out.pop();
        }
    }
}

/// Writes a block inside a cell, on lines of its own; returns false if wiki text cannot represent it there.
pub(crate) fn inner_block(out: &mut String, block: &Block) -> bool {
    match block {
        Block::Table(table) => whole(out, table),
        Block::Paragraph(text) => text::write_text(out, text, Place::Value),
        Block::List(list) => block::list(out, list),
        Block::Heading(heading) => block::heading(out, heading),
        Block::Infobox(infobox) => block::infobox(out, infobox),
        Block::Data(value) => block::data(out, value),
        Block::Verbatim(verbatim) if stays_in_cell(&verbatim.text) => out.push_str(&verbatim.text),
        Block::Verbatim(verbatim) => {
            text::write(out, &verbatim.text, &[], Place::Value);
            return false;
        }
        Block::Property(property) => return property.name != "redirect" && block::property(out, property),
        _ => return false,
    }
    true
}

/// Whether source can be put in a cell, because none of its lines starts another cell.
fn stays_in_cell(source: &str) -> bool {
    let source = source.trim();
    let whole = [("{|", "|}"), ("{{", "}}"), ("<", ">")];
    whole.iter().any(|(start, end)| source.starts_with(start) && source.ends_with(end))
        || !source.lines().any(|line| line.trim_start().starts_with(['|', '!']))
}

/// Whether the start of a cell's text would be read as attributes before a cell template.
fn reads_as_attributes(cell: Cell<'_>) -> bool {
    let first = cell.marks().iter().find(|mark| matches!(mark.kind, MarkKind::Template { .. }));
    let before = first.and_then(|mark| cell.text.get(..mark.start));
    before.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_lowercase()) && text.contains('='))
}

/// Writes a whole table inside a cell.
fn whole(out: &mut String, table: &Table) {
    let mut above = start(out, &table.head);
    for row in table.rows() {
        self::row(out, row, Section::Body, &mut above);
    }
    end(out);
}
