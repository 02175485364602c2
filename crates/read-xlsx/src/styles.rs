//! Cell styles: number formats, faces, and the facts in the names of styles.

use crate::book::attribute;
use crate::package::{Package, Part};
use crate::strings::faces;
use crate::{Xml, ns::Ns};
use model::Result;
use number_format::{NumberFormat, NumberFormats};
use sheets::CellStyle;
use std::collections::HashMap;
use std::rc::Rc;
use xml::quick_xml::events::{BytesStart, Event};

/// What a style specifies for its cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Style {
    pub(crate) cell_style: CellStyle,
    pub(crate) format: Rc<NumberFormat>,
    /// The faces of the text that the named style does not have, one bit per face.
    pub(crate) faces: u8,
}

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    cells: Vec<Style>,
    default: Style,
}

#[derive(Default)]
struct Reading {
    codes: NumberFormats,
    /// The faces of each font.
    fonts: Vec<u8>,
    /// For each named style, its font.
    named: Vec<usize>,
    /// For each cell format, its number format, its named style and its font.
    formats: Vec<(u32, usize, usize)>,
    /// Cell styles, by the index of their named style.
    names: HashMap<usize, CellStyle>,
}

impl Styles {
    /// Reads the part with styles, if the workbook has one.
    pub(crate) fn read(package: &mut Package<'_>, part: &str) -> Result<Styles> {
        let Some(mut xml) = package.xml(part)? else { return Ok(Styles::default()) };
        let mut reading = Reading::default();
        let mut in_cell_formats = false;
        let mut buffer = Vec::new();
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Main), "styleSheet" | "numFmts" | "cellStyles" | "fonts" | "cellStyleXfs") => {}
                    (Some(Ns::Main), "cellXfs") => in_cell_formats = true,
                    (Some(Ns::Main), "numFmt") => {
                        let id = number(&xml, &start, "numFmtId")?;
                        let code = attribute(&xml, &start, "formatCode")?.unwrap_or_default();
                        reading.codes.define(id, code);
                    }
                    (Some(Ns::Main), "font") => {
                        let mut inner = Vec::new();
                        reading.fonts.push(faces(&mut xml, &mut inner)?);
                    }
                    (Some(Ns::Main), "xf") => {
                        let font = number(&xml, &start, "fontId")? as usize;
                        if in_cell_formats {
                            let id = number(&xml, &start, "numFmtId")?;
                            let style = number(&xml, &start, "xfId")? as usize;
                            reading.formats.push((id, style, font));
                        } else {
                            reading.named.push(font);
                        }
                        xml.skip()?;
                    }
                    (Some(Ns::Main), "cellStyle") => {
                        let name = attribute(&xml, &start, "name")?.unwrap_or_default();
                        let cell_style = CellStyle::from_name(&name);
                        if cell_style != CellStyle::None {
                            reading.names.insert(number(&xml, &start, "xfId")? as usize, cell_style);
                        }
                    }
                    _ => xml.skip()?,
                },
                Event::End(end) if end.name().0.ends_with("cellXfs") => in_cell_formats = false,
                Event::Eof => break,
                _ => {}
            }
        }
        let formats = std::mem::take(&mut reading.formats);
        let cells = formats.iter().map(|&(id, name, font)| Style {
            cell_style: reading.names.get(&name).copied().unwrap_or_default(),
            faces: reading.faces(font) & !reading.named.get(name).map_or(0, |&font| reading.faces(font)),
            format: reading.codes.get(id),
        });
        Ok(Styles { cells: cells.collect(), default: Style::default() })
    }

    /// The style of a cell.
    pub(crate) fn get(&self, index: usize) -> &Style {
        self.cells.get(index).unwrap_or(&self.default)
    }
}

impl Reading {
    fn faces(&self, font: usize) -> u8 {
        self.fonts.get(font).copied().unwrap_or(0)
    }
}

fn number(xml: &Xml<Part<'_>>, start: &BytesStart<'_>, name: &str) -> Result<u32> {
    Ok(attribute(xml, start, name)?.and_then(|value| value.trim().parse().ok()).unwrap_or(0))
}
