//! The outline sheet: the page, to be read and edited.

use crate::cell::{self, At};
use crate::frame::{self, After};
use crate::package::{Package, SheetEntry};
use crate::styles::{Base, Style, Styles, height};
use model::Result;
use outline::OutlineRow;
use outline::{HEADER, kind};
use sheets::write::References;
use sheets::{CellStyle, names};
use std::io::Write;

/// The widths of the columns of keys and of texts, in characters.
const KEY_WIDTH: usize = 20;
const WIDTH: usize = 75;

/// Writes the sheet. Returns whether characters were replaced.
pub(crate) fn write(
    package: &mut Package<'_>,
    part: usize,
    name: &str,
    rows: &[OutlineRow],
    styles: &mut Styles,
    references: &References,
) -> Result<(SheetEntry, bool)> {
    package.open(&format!("xl/worksheets/sheet{part}.xml"))?;
    let mut out = Vec::new();
    let mut after = After::default();
    let mut replaced = false;
    frame::start(&mut out, 1, [11, KEY_WIDTH, WIDTH, WIDTH].into_iter(), HEADER.len() - 1);
    out.extend_from_slice(b"<row r=\"1\">");
    for (column, text) in HEADER.into_iter().enumerate() {
        cell::text(
            &mut out,
            At { column, row: 0 },
            text,
            &[],
            Style::of(Base::Cell(CellStyle::Header)),
            styles,
        );
    }
    out.extend_from_slice(b"</row>");
    let mut at = 0;
    for row in rows {
        let details = row.details();
        let hidden = if matches!(row.kind, kind::DIALECT | kind::META) { " hidden=\"1\"" } else { "" };
        for line in row.lines(&details) {
            at += 1;
            let place = |column| At { column, row: at };
            // Programs do not compute the height of a row with wrapped text until it is edited.
            let height = height(base(row), line.text, WIDTH).max(height(Base::Key, line.key, KEY_WIDTH));
            let _ = write!(out, "<row r=\"{}\" ht=\"{height:.1}\"{hidden}>", at + 1);
            replaced |= cell::text(&mut out, place(0), line.kind, &[], Style::of(Base::Kind), styles);
            let is_link = row.table.is_some() && !line.key.is_empty();
            let key = if row.kind == kind::FIELD { Base::Key } else { Base::Wrapped };
            let key = Style { link: is_link, ..Style::of(key) };
            replaced |= cell::text(&mut out, place(1), line.key, &[], key, styles);
            if is_link {
                after.places.push((place(1), format!("{}!A1", names::quoted(line.key))));
            }
            let whole = line.text.len() == row.text.len();
            let marks = if whole { row.marks.as_slice() } else { &[] };
            let click = cell::click(marks);
            let style = Style { link: click.is_some(), ..Style::of(base(row)) };
            replaced |= cell::text(&mut out, place(2), line.text, marks, style, styles);
            if let Some(note) = references.note(marks) {
                after.notes.add(place(2), &note);
            }
            if let Some(url) = click {
                after.links.push((place(2), url.to_owned()));
            }
            if !line.details.is_empty() {
                replaced |= cell::plain(&mut out, place(3), line.details);
            }
            out.extend_from_slice(b"</row>");
        }
    }
    package.write(&out)?;
    after.write(package, part)?;
    let entry = SheetEntry {
        name: name.to_owned(),
        part,
        hidden: false,
        header_rows: 1,
        filter: None,
        range: Some(("convert_outline".into(), format!("$A$1:$D${}", at + 1))),
        notes: !after.notes.is_empty(),
        columns: Vec::new(),
    };
    Ok((entry, replaced))
}

fn base(row: &OutlineRow) -> Base {
    match row.kind {
        kind::TITLE => Base::Title,
        kind::HEADING => Base::Heading(row.key.parse().unwrap_or(6).clamp(1, 6)),
        kind::VERBATIM | kind::DATA => Base::Source,
        _ => Base::Wrapped,
    }
}
