//! What a sheet has besides its rows: merged cells, links, notes, the styles of columns.

use crate::book::{Sheet, attribute};
use crate::ns::Ns;
use crate::package::{Package, Part};
use crate::styles::Styles;
use crate::without_rows::WithoutRows;
use crate::{Xml, comments, reference};
use model::Result;
use sheets::CellStyle;
use sheets::names::{MAX_COLUMNS, MAX_ROWS};
use sheets::read::Layout;
use std::collections::HashMap;
use std::rc::Rc;
use xml::Located;
use xml::quick_xml::events::{BytesStart, Event};

/// Ranges with more cells than this are searched one by one.
const MOST_CELLS: usize = 256;
/// The most ranges that are searched one by one.
const MOST_RANGES: usize = 256;

/// First column and row, last column and row.
type Corners = ((usize, usize), (usize, usize));

/// The links of a sheet.
#[derive(Debug, Default)]
pub(crate) struct Links {
    cells: HashMap<(usize, usize), Rc<str>>,
    ranges: Vec<(Corners, Rc<str>)>,
}

impl Links {
    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.ranges.is_empty()
    }

    /// The target of a cell's link.
    pub(crate) fn get(&self, row: usize, column: usize) -> Option<&str> {
        let one = self.cells.get(&(row, column)).map(|url| &**url);
        one.or_else(|| {
            let over = |corners: &Corners| {
                (corners.0.0..=corners.1.0).contains(&column) && (corners.0.1..=corners.1.1).contains(&row)
            };
            self.ranges.iter().find(|(corners, _)| over(corners)).map(|(_, url)| &**url)
        })
    }

    fn add(&mut self, (first, last): Corners, url: &str) {
        let url: Rc<str> = url.into();
        let count = (last.0 - first.0 + 1).saturating_mul(last.1 - first.1 + 1);
        if count <= MOST_CELLS {
            for row in first.1..=last.1 {
                for column in first.0..=last.0 {
                    self.cells.insert((row, column), Rc::clone(&url));
                }
            }
        } else if self.ranges.len() < MOST_RANGES {
            self.ranges.push(((first, last), url));
        }
    }
}

/// What a sheet has besides its rows.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    pub(crate) layout: Layout,
    pub(crate) links: Links,
    pub(crate) drawings: usize,
}

/// Reads what a sheet has besides its rows. Errors in its part are ignored here; reading the rows reports them.
pub(crate) fn read(package: &mut Package<'_>, sheet: &Sheet, styles: &Styles) -> Result<Extras> {
    let mut extras = Extras::default();
    let relations = package.relations(&sheet.part)?;
    let most = Some(package.max_size().bytes());
    if let Some(part) = package.part(&sheet.part)? {
        let part: Part<'_> = Box::new(WithoutRows::new(xml::decoded(part)));
        let mut xml = Xml::new(Located::new(part, most), Some(&sheet.part));
        let address = |id: &str| {
            let found = relations.iter().find(|relation| relation.id == id);
            found.map_or(String::new(), |relation| relation.target.clone())
        };
        let _ = extras.elements(&mut xml, styles, &address);
    }
    for relation in &relations {
        match relation.kind.as_str() {
            "comments" => comments::read(package, &relation.target, &mut extras.layout)?,
            "drawing" => extras.drawings += usize::from(has_drawings(package, &relation.target)?),
            _ => {}
        }
    }
    extras.layout.header = sheet.header.clone();
    Ok(extras)
}

/// Whether a part has drawings: LibreOffice also writes parts without any.
fn has_drawings(package: &mut Package<'_>, part: &str) -> Result<bool> {
    let Some(mut xml) = package.xml(part)? else { return Ok(false) };
    let mut buffer = Vec::new();
    loop {
        match xml.next(&mut buffer)? {
            Event::Start(_) if xml.depth() > 1 => return Ok(true),
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

impl Extras {
    fn elements(
        &mut self,
        xml: &mut Xml<Part<'_>>,
        styles: &Styles,
        address: &dyn Fn(&str) -> String,
    ) -> Result<()> {
        let mut buffer = Vec::new();
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Main), "worksheet" | "cols" | "mergeCells" | "hyperlinks") => {}
                    (Some(Ns::Main), "col") => self.column(xml, &start, styles)?,
                    (Some(Ns::Main), "mergeCell") => self.merge(xml, &start)?,
                    (Some(Ns::Main), "hyperlink") => self.link(xml, &start, address)?,
                    _ => xml.skip()?,
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn column(&mut self, xml: &Xml<Part<'_>>, start: &BytesStart<'_>, styles: &Styles) -> Result<()> {
        let number = |name: &str| -> Result<Option<usize>> {
            Ok(attribute(xml, start, name)?.and_then(|value| value.trim().parse().ok()))
        };
        let (Some(first), Some(last)) = (number("min")?, number("max")?) else { return Ok(()) };
        let cell_style = number("style")?.map_or(CellStyle::None, |style| styles.get(style).cell_style);
        if 0 < first && first <= last {
            self.layout.style_columns(first - 1..last, cell_style);
        }
        Ok(())
    }

    fn merge(&mut self, xml: &Xml<Part<'_>>, start: &BytesStart<'_>) -> Result<()> {
        let reference = attribute(xml, start, "ref")?.unwrap_or_default();
        let Some((first, last)) = reference::range(&reference) else { return Ok(()) };
        let (columns, rows) = (last.0 - first.0 + 1, last.1 - first.1 + 1);
        if (columns > 1 || rows > 1) && first.0 < MAX_COLUMNS && first.1 < MAX_ROWS {
            let pin = self.layout.pins.entry((first.1, first.0)).or_default();
            (pin.columns, pin.rows) = (columns, rows);
        }
        Ok(())
    }

    fn link(
        &mut self,
        xml: &Xml<Part<'_>>,
        start: &BytesStart<'_>,
        address: &dyn Fn(&str) -> String,
    ) -> Result<()> {
        let reference = attribute(xml, start, "ref")?.unwrap_or_default();
        let Some(corners) = reference::range(&reference) else { return Ok(()) };
        let mut url = xml.get(start, Ns::Relation, "id")?.map_or(String::new(), |id| address(&id));
        if let Some(location) = attribute(xml, start, "location")?.filter(|location| !location.is_empty()) {
            url.push('#');
            url.push_str(&location);
        }
        if !url.is_empty() {
            self.links.add(corners, &url);
        }
        Ok(())
    }
}
