//! Notes on cells: one part with their texts, and one with the boxes that show them, for which Excel requires VML.

use crate::cell::{At, escaped};
use crate::package::{DECLARATION, MAIN};
use std::io::Write;

/// The notes of a sheet.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    notes: Vec<(At, String)>,
}

impl Notes {
    pub(crate) fn add(&mut self, at: At, text: &str) {
        self.notes.push((at, text.to_owned()));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The part `xl/comments1.xml`.
    pub(crate) fn texts(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let _ =
            write!(out, "{DECLARATION}<comments xmlns=\"{MAIN}\"><authors><author/></authors><commentList>");
        for (at, text) in &self.notes {
            let _ = write!(out, "<comment ref=\"{at}\" authorId=\"0\"><text><r><t xml:space=\"preserve\">");
            escaped(&mut out, text);
            out.extend_from_slice(b"</t></r></text></comment>");
        }
        out.extend_from_slice(b"</commentList></comments>");
        out
    }

    /// The part `xl/drawings/vmlDrawing1.vml`: hidden boxes, each next to its cell.
    pub(crate) fn boxes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend_from_slice(
            b"<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
              xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" \
              data=\"1\"/></o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
              path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" \
              o:connecttype=\"rect\"/></v:shapetype>",
        );
        for (number, (At { column, row }, text)) in self.notes.iter().enumerate() {
            let lines =
                text.split('\n').map(|line| 1 + line.chars().count() / 32).sum::<usize>().clamp(3, 20);
            let (left, right) = (column + 1, column + 3);
            let (top, bottom) = (row.saturating_sub(1), row.saturating_sub(1) + lines + 1);
            let _ = write!(
                out,
                "<v:shape id=\"_x0000_s{}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" \
                 fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow color=\"black\" \
                 obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox/><x:ClientData ObjectType=\"Note\">\
                 <x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4\
                 </x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>\
                 </x:ClientData></v:shape>",
                1025 + number
            );
        }
        out.extend_from_slice(b"</xml>");
        out
    }
}
