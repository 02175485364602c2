//! The start and the end of a worksheet around its rows, and the parts that belong to it.

use crate::cell::At;
use crate::notes::Notes;
use crate::package::{DECLARATION, MAIN, Package, RELATIONS, sheet_relations};
use model::Result;
use sheets::xml;
use std::io::Write;

/// The height of a line in points.
pub(crate) const LINE: f64 = 13.5;

/// What follows the rows of a sheet.
#[derive(Debug, Default)]
pub(crate) struct After {
    pub(crate) merges: Vec<u8>,
    /// Cells that link to a URL.
    pub(crate) links: Vec<(At, String)>,
    /// Cells that link to a place in the workbook.
    pub(crate) places: Vec<(At, String)>,
    pub(crate) notes: Notes,
    pub(crate) filter: Option<String>,
}

impl After {
    /// Writes the end of the open sheet and the parts that belong to it.
    pub(crate) fn write(&self, package: &mut Package<'_>, part: usize) -> Result<()> {
        let mut out = b"</sheetData>".to_vec();
        if let Some(filter) = &self.filter {
            let _ = write!(out, "<autoFilter ref=\"{}\"/>", filter.replace('$', ""));
        }
        if !self.merges.is_empty() {
            out.extend_from_slice(b"<mergeCells>");
            out.extend_from_slice(&self.merges);
            out.extend_from_slice(b"</mergeCells>");
        }
        let mut targets: Vec<String> = Vec::new();
        if !self.links.is_empty() || !self.places.is_empty() {
            out.extend_from_slice(b"<hyperlinks>");
            for (at, url) in &self.links {
                if targets.last() != Some(url) {
                    targets.push(url.clone());
                }
                let _ = write!(out, "<hyperlink ref=\"{at}\" r:id=\"rId{}\"/>", targets.len());
            }
            for (at, place) in &self.places {
                let _ = write!(out, "<hyperlink ref=\"{at}\"");
                xml::set(&mut out, "location", place);
                out.extend_from_slice(b"/>");
            }
            out.extend_from_slice(b"</hyperlinks>");
        }
        out.extend_from_slice(
            b"<pageMargins left=\"0.6\" right=\"0.6\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
              <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>",
        );
        let notes = (!self.notes.is_empty()).then_some(part);
        if notes.is_some() {
            out.extend_from_slice(b"<legacyDrawing r:id=\"drawing\"/>");
        }
        out.extend_from_slice(b"</worksheet>");
        package.write(&out)?;
        if let Some(relations) = sheet_relations(&targets, notes) {
            package.part(&format!("xl/worksheets/_rels/sheet{part}.xml.rels"), &relations)?;
        }
        if notes.is_some() {
            package.part(&format!("xl/comments{part}.xml"), &self.notes.texts())?;
            package.part(&format!("xl/drawings/vmlDrawing{part}.vml"), &self.notes.boxes())?;
        }
        Ok(())
    }
}

/// Appends the start of a sheet: its view with frozen rows, and the widths of its columns in characters. The columns
/// from `hidden_from` on are hidden.
pub(crate) fn start(
    out: &mut Vec<u8>,
    frozen: usize,
    widths: impl Iterator<Item = usize>,
    hidden_from: usize,
) {
    let _ = write!(
        out,
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/>\
         </sheetPr><sheetViews><sheetView workbookViewId=\"0\">"
    );
    if frozen > 0 {
        let _ = write!(
            out,
            "<pane ySplit=\"{frozen}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" state=\"frozen\"/>",
            frozen + 1
        );
    }
    let _ = write!(out, "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"{LINE}\"/>");
    let mut any = false;
    for (column, width) in widths.enumerate() {
        out.extend_from_slice(if any { b"" } else { b"<cols>" });
        any = true;
        let hidden = if column >= hidden_from { " hidden=\"1\"" } else { "" };
        let _ = write!(
            out,
            "<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"{hidden}/>",
            column + 1
        );
    }
    out.extend_from_slice(if any { b"</cols><sheetData>" } else { b"<sheetData>" });
}
