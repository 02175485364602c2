//! Styles: a fixed palette, of which a small document declares only those that it uses.

use crate::data_style;
use crate::look::{Key, Looks};
use crate::xml::face_style;
use sheets::write::width;
use sheets::{CellStyle, Face, Format};
use std::fmt::Write as _;
use std::io::Write;

/// Column widths are multiples of this, in tenths of a millimeter.
const STEP: usize = 50;
/// The narrowest and widest column, in steps: 15 mm and 90 mm.
const STEPS: std::ops::RangeInclusive<usize> = 3..=18;

/// How many characters of average width fit in the widest column of a table.
const WIDEST: usize = (*STEPS.end() * STEP - SIDES) / CHARACTER;
/// The width of a character in the default font, in tenths of a millimeter.
const CHARACTER: usize = 20;
/// The padding on both sides of a cell together, in tenths of a millimeter.
const SIDES: usize = 40;

/// Whether a text does not fit in the widest column of a table.
pub(crate) fn overflows(text: &str) -> bool {
    width::overflows(text, WIDEST)
}

/// Which styles of the palette are used.
#[derive(Debug)]
pub(crate) struct Palette {
    names: Vec<String>,
    used: Vec<bool>,
    looks: Looks,
    faces: [bool; 64],
    widths: [bool; 19],
}

impl Palette {
    pub(crate) fn new() -> Self {
        let names = (0..2 * Format::COUNT)
            .map(|id| format!("{}{}", if id < Format::COUNT { "ce" } else { "he" }, id % Format::COUNT + 1));
        Palette {
            names: names.collect(),
            used: vec![false; 2 * Format::COUNT],
            looks: Looks::default(),
            faces: [false; 64],
            widths: [false; 19],
        }
    }

    /// The cell style for a format, based on a named style.
    pub(crate) fn cell(&mut self, format: Format, base: CellStyle) -> &str {
        let id = format.index() + if base == CellStyle::RowHeader { Format::COUNT } else { 0 };
        self.used[id] = true;
        &self.names[id]
    }

    /// The style for a cell with an individual look, if it exists or can still be added.
    pub(crate) fn look(&mut self, key: Key) -> Option<String> {
        self.looks.style(key)
    }

    /// Remembers that faces are used.
    pub(crate) fn use_faces(&mut self, faces: u8) {
        if let Some(used) = self.faces.get_mut(usize::from(faces)) {
            *used = true;
        }
    }

    /// The column style for texts of this many characters.
    pub(crate) fn column(&mut self, characters: usize) -> String {
        let steps = (characters * CHARACTER + SIDES).div_ceil(STEP).clamp(*STEPS.start(), *STEPS.end());
        self.widths[steps] = true;
        format!("co{steps}")
    }

    /// Marks all styles as used, because none can be added after the declaration.
    pub(crate) fn use_all(&mut self) {
        let used = Format::all().filter(|format| self.used[format.index()] || self.looks.uses(*format));
        let used: Vec<Format> = used.collect();
        self.looks.close(&used);
        self.used.fill(true);
        self.widths = [true; 19];
        self.faces = [true; 64];
    }

    /// Appends the automatic styles.
    pub(crate) fn declare(&self, out: &mut Vec<u8>, line: &str) {
        let mut text = String::new();
        for (steps, _) in self.widths.iter().enumerate().filter(|&(_, &used)| used) {
            let width = steps * STEP;
            let _ = write!(
                text,
                "<style:style style:name=\"co{steps}\" style:family=\"table-column\"><style:table-column-properties \
                 style:column-width=\"{}.{:02}mm\"/></style:style>{line}",
                width / 10,
                width % 10 * 10
            );
        }
        for (name, width) in OUTLINE_COLUMNS {
            let _ = write!(
                text,
                "<style:style style:name=\"{name}\" style:family=\"table-column\"><style:table-column-properties \
                 style:column-width=\"{width}\"/></style:style>{line}"
            );
        }
        out.extend_from_slice(text.as_bytes());
        for (name, display) in [("ta1", "true"), ("ta2", "false")] {
            let _ = write!(
                out,
                "<style:style style:name=\"{name}\" style:family=\"table\" style:master-page-name=\"Default\">\
                 <style:table-properties table:display=\"{display}\"/></style:style>{line}"
            );
        }
        // Without a row height, LibreOffice measures all wrapped text before it shows anything, which takes longer than
        // the rest of loading a long table. It uses this height until it shows the row, and then finds the optimal one.
        let _ = write!(
            out,
            "<style:style style:name=\"ro1\" style:family=\"table-row\"><style:table-row-properties \
             style:row-height=\"5mm\" style:use-optimal-row-height=\"true\"/></style:style>{line}"
        );
        for (index, format) in Format::all().enumerate() {
            let parent = match format {
                Format::Seconds { .. } => CellStyle::Seconds,
                _ => CellStyle::None,
            };
            let users = [(index, parent), (index + Format::COUNT, CellStyle::RowHeader)];
            if users.iter().all(|&(id, _)| !self.used[id]) && !self.looks.uses(format) {
                continue;
            }
            let data = format!("N{}", index + 1);
            data_style::declare(format, out, &data);
            for (id, parent) in users.into_iter().filter(|&(id, _)| self.used[id]) {
                let _ = write!(
                    out,
                    "<style:style style:name=\"{}\" style:family=\"table-cell\" style:parent-style-name=\"{}\" \
                     style:data-style-name=\"{data}\"/>",
                    self.names[id],
                    parent.name()
                );
            }
            out.extend_from_slice(line.as_bytes());
        }
        self.looks.declare(out, line);
        for faces in 1..64_u8 {
            if self.faces[usize::from(faces)] {
                declare_faces(out, faces);
                out.extend_from_slice(line.as_bytes());
            }
        }
    }
}

/// The columns of outline sheets and details sheets.
const OUTLINE_COLUMNS: [(&str, &str); 3] = [("coKind", "20mm"), ("coKey", "38mm"), ("coText", "130mm")];

/// Printed pages are as wide as the sheet; the rows take as many pages as they need.
pub(crate) const PAGE_LAYOUT: &str = "<style:page-layout style:name=\"pm1\"><style:page-layout-properties \
    fo:page-width=\"297mm\" fo:page-height=\"210mm\" style:print-orientation=\"landscape\" fo:margin=\"15mm\" \
    style:scale-to-X=\"1\"/></style:page-layout>";

/// The master page for all sheets.
pub(crate) const MASTER_STYLES: &str = "<office:master-styles><style:master-page style:name=\"Default\" \
    style:page-layout-name=\"pm1\"/></office:master-styles>";

fn declare_faces(out: &mut Vec<u8>, faces: u8) {
    let _ = write!(
        out,
        "<style:style style:name=\"{}\" style:family=\"text\"><style:text-properties",
        face_style(faces)
    );
    for face in Face::ALL.into_iter().filter(|face| faces & face.bit() != 0) {
        let property: &str = match face {
            Face::Bold => " fo:font-weight=\"bold\"",
            Face::Italic => " fo:font-style=\"italic\"",
            Face::Underline => " style:text-underline-style=\"solid\"",
            Face::Strike => " style:text-line-through-style=\"solid\"",
            Face::Sub => " style:text-position=\"sub 58%\"",
            Face::Sup if faces & Face::Sub.bit() == 0 => " style:text-position=\"super 58%\"",
            Face::Sup => "",
        };
        out.extend_from_slice(property.as_bytes());
    }
    out.extend_from_slice(b"/></style:style>");
}

/// Appends the common styles: the look of headers, titles and the outline, and styles whose names mark the kind of a
/// cell.
pub(crate) fn declare_common(out: &mut Vec<u8>, line: &str) {
    // Whatever users type into a text cell stays text.
    let _ = write!(
        out,
        "<number:text-style style:name=\"Text\"><number:text-content/></number:text-style>{line}"
    );
    let mut style = |name: &str, parent: &str, cell: &str, paragraph: &str, text: &str| {
        let _ = write!(out, "<style:style style:name=\"{name}\" style:family=\"table-cell\"");
        if !parent.is_empty() {
            let _ = write!(out, " style:parent-style-name=\"{parent}\"");
        }
        if [CellStyle::AsText.name(), CellStyle::NumberText.name()].contains(&name) {
            out.extend_from_slice(b" style:data-style-name=\"Text\"");
        }
        out.push(b'>');
        for (element, properties) in [("table-cell", cell), ("paragraph", paragraph), ("text", text)] {
            if !properties.is_empty() {
                let _ = write!(out, "<style:{element}-properties {properties}/>");
            }
        }
        let _ = write!(out, "</style:style>{line}");
    };
    style(
        "Default",
        "",
        "style:vertical-align=\"top\" fo:padding-top=\"0.35mm\" fo:padding-bottom=\"0.35mm\" \
         fo:padding-left=\"0.8mm\" fo:padding-right=\"0.8mm\"",
        "",
        // LibreOffice computes row heights with screen fonts. At 10 points, these are narrower than printer fonts, and
        // the last line of a long text would be cut off on paper.
        "fo:font-family=\"Liberation Sans\" fo:font-size=\"10.5pt\"",
    );
    style(CellStyle::Header.name(), "Default", HEADER_CELL, "fo:text-align=\"center\"", BOLD);
    style(CellStyle::RowHeader.name(), "Default", "fo:background-color=\"#f4f5f7\"", "", BOLD);
    for cell_style in CellStyle::ALL {
        if !matches!(cell_style, CellStyle::RowHeader | CellStyle::Header) {
            style(cell_style.name(), "Default", "", "", "");
        }
    }
    style("Number", "Default", "", "fo:text-align=\"end\"", "");
    style("Wrapped", "Default", "fo:wrap-option=\"wrap\"", "", "");
    style("Kind", "Default", "", "", "fo:color=\"#72777d\" fo:font-size=\"8pt\"");
    style("Key", "Default", "fo:wrap-option=\"wrap\"", "", BOLD);
    style("Title", "Default", "fo:wrap-option=\"wrap\"", "", "fo:font-size=\"18pt\" fo:font-weight=\"bold\"");
    for (level, size) in ["16pt", "15pt", "13pt", "12pt", "11pt", "10.5pt"].into_iter().enumerate() {
        let text = format!("fo:font-size=\"{size}\" {BOLD}");
        style(&format!("Heading{}", level + 1), "Default", "fo:wrap-option=\"wrap\"", "", &text);
    }
    style(
        "Source",
        "Default",
        "fo:wrap-option=\"wrap\"",
        "",
        "fo:font-family=\"Liberation Mono\" fo:color=\"#54595d\"",
    );
}

const BOLD: &str = "fo:font-weight=\"bold\"";
const HEADER_CELL: &str = "fo:background-color=\"#eaecf0\" fo:border=\"0.5pt solid #a2a9b1\" \
    fo:wrap-option=\"wrap\" style:vertical-align=\"middle\"";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_fit_in_the_widest_column() {
        assert!(!overflows(&"a".repeat(WIDEST)) && overflows(&"a".repeat(WIDEST + 1)));
        assert!(!overflows(&"aa\n".repeat(WIDEST)) && overflows(&"\u{5343}".repeat(WIDEST)));
    }
}
