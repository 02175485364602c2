//! Styles, as far as they affect the meaning of a cell.

use crate::Xml;
use crate::format::Formats;
use model::Result;
use odf::names::Ns;
use sheets::{CellStyle, Face};
use std::collections::HashMap;
use std::io::Read;
use xml::quick_xml::events::{BytesStart, Event};

/// The properties of a cell style that matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) cell_style: CellStyle,
    /// Whether its times are times of day, which wrap around after 24 hours, rather than durations.
    pub(crate) clock: bool,
    /// The data style.
    pub(crate) format: Option<u32>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    cells: HashMap<String, Style>,
    faces: HashMap<String, u8>,
    /// Table styles that hide their sheet.
    hidden: Vec<String>,
    pub(crate) formats: Formats,
}

impl Styles {
    /// The cell style with this name.
    pub(crate) fn cell(&self, name: &str) -> Style {
        match self.cells.get(name) {
            Some(style) => *style,
            None => Style { cell_style: CellStyle::from_name(name), ..Style::default() },
        }
    }

    /// The faces of the text style with this name.
    pub(crate) fn faces(&self, name: &str) -> u8 {
        self.faces.get(name).copied().unwrap_or(0)
    }

    /// Whether a table style hides its sheet.
    pub(crate) fn hides(&self, name: &str) -> bool {
        self.hidden.iter().any(|hidden| hidden == name)
    }

    /// Reads the children of `office:styles` or `office:automatic-styles`, up to its end.
    pub(crate) fn read<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<()> {
        let mut buffer = Vec::new();
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Style), "style") => self.style(xml, &start)?,
                    (Some(Ns::Style), "default-style") => {
                        let family = xml.get(&start, Ns::Style, "family")?;
                        let decimals = properties(xml, "table-cell-properties", |xml, start| {
                            let decimals = xml.get(start, Ns::Style, "decimal-places")?;
                            Ok(decimals
                                .and_then(|text| text.parse::<u8>().ok())
                                .map_or(0, |count| count | 128))
                        })?;
                        if family.as_deref() == Some("table-cell") && decimals != 0 {
                            self.formats.decimals = Some(usize::from(decimals & 127));
                        }
                    }
                    (Some(Ns::Number), _) => self.formats.read(xml, &start)?,
                    _ => xml.skip()?,
                },
                Event::End(_) => return Ok(()),
                _ => {}
            }
        }
    }

    fn style<R: Read>(&mut self, xml: &mut Xml<R>, start: &BytesStart<'_>) -> Result<()> {
        let name = xml.get(start, Ns::Style, "name")?.unwrap_or_default();
        match xml.get(start, Ns::Style, "family")?.as_deref() {
            Some("table-cell") => {
                let parent = xml.get(start, Ns::Style, "parent-style-name")?;
                let data = xml.get(start, Ns::Style, "data-style-name")?;
                let mut style = parent.map_or(Style::default(), |parent| self.cell(&parent));
                match CellStyle::from_name(&name) {
                    CellStyle::None => {}
                    cell_style => style.cell_style = cell_style,
                }
                if let Some(data) = data {
                    style.format = self.formats.find(&data);
                    style.clock = style.format.is_some_and(|format| self.formats.is_clock(format));
                }
                self.cells.insert(name, style);
                xml.skip()
            }
            Some("text") => {
                let faces = properties(xml, "text-properties", faces)?;
                self.faces.insert(name, faces);
                Ok(())
            }
            Some("table") => {
                let hidden = properties(xml, "table-properties", |xml, start| {
                    let display = xml.get(start, Ns::Table, "display")?;
                    Ok(u8::from(display.as_deref() == Some("false")))
                })?;
                if hidden == 1 {
                    self.hidden.push(name);
                }
                Ok(())
            }
            _ => xml.skip(),
        }
    }
}

/// Reads the properties of a style with `read`, up to the style's end; the results are combined.
fn properties<R: Read>(
    xml: &mut Xml<R>,
    element: &str,
    read: impl Fn(&Xml<R>, &BytesStart<'_>) -> Result<u8>,
) -> Result<u8> {
    let mut buffer = Vec::new();
    let mut found = 0;
    loop {
        match xml.next(&mut buffer)? {
            Event::Start(start) => {
                if xml.name(&start) == (Some(Ns::Style), element) {
                    found |= read(xml, &start)?;
                }
                xml.skip()?;
            }
            Event::End(_) => return Ok(found),
            _ => {}
        }
    }
}

fn faces<R: Read>(xml: &Xml<R>, start: &BytesStart<'_>) -> Result<u8> {
    let mut faces = 0;
    let mut set = |face: Face, on: bool| {
        if on {
            faces |= face.bit();
        }
    };
    for attribute in start.attributes().flatten() {
        let value = xml.value(&attribute)?;
        let value = &*value;
        match xml.attribute_name(attribute.key.0) {
            (Some(Ns::Fo), "font-weight") => {
                set(Face::Bold, value == "bold" || value.parse::<u16>().is_ok_and(|weight| weight >= 600));
            }
            (Some(Ns::Fo), "font-style") => set(Face::Italic, matches!(value, "italic" | "oblique")),
            (Some(Ns::Style), "text-underline-style") => set(Face::Underline, value != "none"),
            (Some(Ns::Style), "text-line-through-style") => set(Face::Strike, value != "none"),
            (Some(Ns::Style), "text-position") => {
                let raise = value.split(' ').next().unwrap_or_default();
                let percent = raise.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
                set(Face::Sub, raise == "sub" || percent.is_some_and(|percent| percent < 0.0));
                set(Face::Sup, raise == "super" || percent.is_some_and(|percent| percent > 0.0));
            }
            _ => {}
        }
    }
    Ok(faces)
}
