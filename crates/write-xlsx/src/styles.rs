//! Styles: a few named styles, and cell formats derived from them as needed (ECMA-376 part 1, section 18.8).
//!
//! The part with the styles is written last, so cells can use any style.

use crate::format_code;
use sheets::{Align, CellStyle, Face, Format, Look, xml};
use std::collections::HashMap;
use std::io::Write;

/// The kind of a cell, apart from its value. Each is a named cell style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Base {
    /// A cell of a table.
    Cell(CellStyle),
    /// A text in the outline.
    Wrapped,
    /// A word in the outline's first column.
    Kind,
    /// A key of an infobox.
    Key,
    /// The title of the page.
    Title,
    /// A heading, by level from 1.
    Heading(u8),
    /// Source that is kept verbatim.
    Source,
}

/// All bases, in the order of their named styles.
fn bases() -> impl Iterator<Item = Base> {
    let cells = std::iter::once(CellStyle::None).chain(CellStyle::ALL).map(Base::Cell);
    let texts = [Base::Wrapped, Base::Kind, Base::Key, Base::Title, Base::Source];
    cells.chain(texts).chain((1..=6).map(Base::Heading))
}

/// A cell format, to which a style id refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Style {
    pub(crate) base: Base,
    pub(crate) format: Option<Format>,
    /// Whether the cell is a link.
    pub(crate) link: bool,
    /// Whether text is wrapped.
    pub(crate) wrap: bool,
    /// The look in the page.
    pub(crate) look: Look,
}

impl Style {
    /// A style that is just its base.
    pub(crate) fn of(base: Base) -> Self {
        Style { base, format: None, link: false, wrap: false, look: Look::default() }
    }
}

/// How many columns have their own entry in the cache of recent styles.
const RECENT: usize = 32;

/// The styles used so far.
#[derive(Debug)]
pub(crate) struct Styles {
    ids: HashMap<Style, usize>,
    order: Vec<Style>,
    /// The most recent style and id per column, because cells of a column usually have the same style.
    recent: [(Style, usize); RECENT],
}

impl Styles {
    pub(crate) fn new() -> Self {
        let plain = Style::of(Base::Cell(CellStyle::None));
        Styles { ids: HashMap::from([(plain, 0)]), order: vec![plain], recent: [(plain, 0); RECENT] }
    }

    /// The id of the style of a cell in a column, which is the index of the cell format.
    pub(crate) fn id(&mut self, column: usize, style: Style) -> usize {
        let recent = &mut self.recent[column % RECENT];
        if recent.0 != style {
            let next = self.order.len();
            let id = *self.ids.entry(style).or_insert(next);
            if id == next {
                self.order.push(style);
            }
            *recent = (style, id);
        }
        recent.1
    }

    /// The part `xl/styles.xml`.
    pub(crate) fn part(&self) -> Vec<u8> {
        let mut fonts = List::default();
        let mut fills = List::default();
        let mut borders = List::default();
        let mut formats = List::default();
        // Programs use the first font, fills and border as defaults.
        fonts.id(&font(Style::of(Base::Cell(CellStyle::None))));
        for fill in ["none", "gray125"] {
            fills.id(&format!("<fill><patternFill patternType=\"{fill}\"/></fill>"));
        }
        borders.id(BORDER_NONE);
        let mut bare = String::new();
        for base in bases() {
            let style = Style::of(base);
            cell_format(&mut bare, style, None, &mut [&mut fonts, &mut fills, &mut borders], 0);
        }
        let mut used = String::new();
        for &style in &self.order {
            let named = bases().position(|base| base == style.base).unwrap_or(0);
            let format = match style.format {
                None => 0,
                Some(format) => match format_code::code(format).as_str() {
                    "General" => 0,
                    code => FIRST_FORMAT + formats.id(code),
                },
            };
            cell_format(&mut used, style, Some(named), &mut [&mut fonts, &mut fills, &mut borders], format);
        }
        let mut out = Vec::new();
        let _ = write!(out, "{}<styleSheet xmlns=\"{}\">", crate::package::DECLARATION, crate::package::MAIN);
        if !formats.items.is_empty() {
            let _ = write!(out, "<numFmts count=\"{}\">", formats.items.len());
            for (id, code) in formats.items.iter().enumerate() {
                let _ = write!(out, "<numFmt numFmtId=\"{}\" formatCode=\"", FIRST_FORMAT + id);
                xml::attribute(&mut out, code);
                out.extend_from_slice(b"\"/>");
            }
            out.extend_from_slice(b"</numFmts>");
        }
        for (name, list) in [("fonts", &fonts), ("fills", &fills), ("borders", &borders)] {
            let _ = write!(out, "<{name} count=\"{}\">{}</{name}>", list.items.len(), list.items.concat());
        }
        let _ = write!(out, "<cellStyleXfs count=\"{}\">{bare}</cellStyleXfs>", bases().count());
        let _ = write!(out, "<cellXfs count=\"{}\">{used}</cellXfs>", self.order.len());
        let _ = write!(out, "<cellStyles count=\"{}\">", bases().count());
        for (id, base) in bases().enumerate() {
            let builtin = if id == 0 { " builtinId=\"0\"" } else { " customBuiltin=\"1\"" };
            let _ = write!(out, "<cellStyle name=\"{}\" xfId=\"{id}\"{builtin}/>", name(base));
        }
        out.extend_from_slice(b"</cellStyles></styleSheet>");
        out
    }
}

/// The number of the first custom format.
const FIRST_FORMAT: usize = 164;

/// A list of distinct pieces of XML.
#[derive(Debug, Default)]
struct List {
    items: Vec<String>,
}

impl List {
    fn id(&mut self, item: &str) -> usize {
        self.items.iter().position(|known| known == item).unwrap_or_else(|| {
            self.items.push(item.to_owned());
            self.items.len() - 1
        })
    }
}

/// The name of a base's style. Every workbook has `Normal`.
fn name(base: Base) -> String {
    match base {
        Base::Cell(CellStyle::None) => "Normal".into(),
        Base::Cell(cell_style) => cell_style.name().into(),
        Base::Wrapped => "Wrapped".into(),
        Base::Kind => "Kind".into(),
        Base::Key => "Key".into(),
        Base::Title => "PageTitle".into(),
        Base::Heading(level) => format!("Heading{level}"),
        Base::Source => "Source".into(),
    }
}

/// The look of a base's text: bold, size in points, color, family.
fn look(base: Base) -> (bool, u8, Option<&'static str>, &'static str) {
    match base {
        Base::Cell(CellStyle::Header | CellStyle::RowHeader) | Base::Key => (true, 10, None, "Arial"),
        Base::Kind => (false, 8, Some("72777D"), "Arial"),
        Base::Title => (true, 18, None, "Arial"),
        Base::Heading(level) => {
            (true, [16, 15, 13, 11, 10][usize::from(level.clamp(1, 5)) - 1], None, "Arial")
        }
        Base::Source => (false, 10, Some("54595D"), "Courier New"),
        _ => (false, 10, None, "Arial"),
    }
}

fn font(style: Style) -> String {
    let (bold, size, color, family) = look(style.base);
    let own = style.look.colour.map(hex);
    let color = if style.link { Some("0645AD") } else { own.as_deref().or(color) };
    let color = color.map(|color| format!("<color rgb=\"FF{color}\"/>")).unwrap_or_default();
    format!(
        "<font>{}{}{}<sz val=\"{size}\"/>{color}<name val=\"{family}\"/></font>",
        if style.look.bold.unwrap_or(bold) { "<b/>" } else { "" },
        if style.look.italic == Some(true) { "<i/>" } else { "" },
        if style.link { "<u/>" } else { "" },
    )
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("{red:02X}{green:02X}{blue:02X}")
}

/// Appends the properties of a run of text in a cell: those of its base and its faces.
pub(crate) fn run_properties(out: &mut Vec<u8>, base: Base, faces: u8) {
    let (bold, size, _, family) = look(base);
    let has = |face: Face| faces & face.bit() != 0;
    out.extend_from_slice(b"<rPr>");
    let _ = write!(out, "<rFont val=\"{family}\"/>");
    for (on, element) in
        [(bold || has(Face::Bold), "<b/>"), (has(Face::Italic), "<i/>"), (has(Face::Strike), "<strike/>")]
    {
        out.extend_from_slice(if on { element.as_bytes() } else { b"" });
    }
    let _ = write!(out, "<sz val=\"{size}\"/>");
    for (face, element) in [
        (Face::Underline, "<u/>"),
        (Face::Sub, "<vertAlign val=\"subscript\"/>"),
        (Face::Sup, "<vertAlign val=\"superscript\"/>"),
    ] {
        out.extend_from_slice(if has(face) { element.as_bytes() } else { b"" });
    }
    out.extend_from_slice(b"</rPr>");
}

/// The height in points of a row with a text of this base, if a line has room for `width` characters of normal size.
pub(crate) fn height(base: Base, text: &str, width: usize) -> f64 {
    let (_, size, ..) = look(base);
    let width = (width * 10 / usize::from(size.max(10))).max(1);
    // East Asian characters are twice as wide.
    let wide = |c: &char| *c >= '\u{1100}' && !('\u{2000}'..'\u{2e80}').contains(c);
    let lines = text
        .split('\n')
        .map(|line| (line.chars().count() + line.chars().filter(wide).count()).div_ceil(width).max(1));
    let lines: usize = lines.sum();
    // Excel does not allow higher rows.
    (lines as f64 * f64::from(size) * 1.3 + 1.0).min(409.0)
}

fn fill(style: Style) -> String {
    let own = match style.base {
        Base::Cell(CellStyle::Header) => Some("EAECF0".to_owned()),
        Base::Cell(CellStyle::RowHeader) => Some("F4F5F7".to_owned()),
        _ => None,
    };
    match style.look.background.map(hex).or(own) {
        None => "<fill><patternFill patternType=\"none\"/></fill>".into(),
        Some(color) => format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{color}\"/><bgColor indexed=\"64\"/>\
             </patternFill></fill>"
        ),
    }
}

const BORDER_NONE: &str = "<border><left/><right/><top/><bottom/><diagonal/></border>";

fn border(base: Base) -> String {
    if base != Base::Cell(CellStyle::Header) {
        return BORDER_NONE.into();
    }
    let side = |name: &str| format!("<{name} style=\"thin\"><color rgb=\"FFA2A9B1\"/></{name}>");
    format!("<border>{}{}{}{}<diagonal/></border>", side("left"), side("right"), side("top"), side("bottom"))
}

fn cell_format(
    out: &mut String,
    style: Style,
    named: Option<usize>,
    [fonts, fills, borders]: &mut [&mut List; 3],
    format: usize,
) {
    use std::fmt::Write as _;
    let font = fonts.id(&font(style));
    let fill = fills.id(&fill(style));
    let border = borders.id(&border(style.base));
    let header = style.base == Base::Cell(CellStyle::Header);
    let wrap = style.wrap || header || !matches!(style.base, Base::Cell(_) | Base::Kind);
    let _ = write!(
        out,
        "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\"{} applyNumberFormat=\"1\" \
         applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment{}{}{}/></xf>",
        named.map(|id| format!(" xfId=\"{id}\"")).unwrap_or_default(),
        match style.look.align {
            Some(Align::Left) => " horizontal=\"left\"",
            Some(Align::Right) => " horizontal=\"right\"",
            Some(Align::Center) => " horizontal=\"center\"",
            None if header => " horizontal=\"center\"",
            None => "",
        },
        if header { " vertical=\"center\"" } else { " vertical=\"top\"" },
        if wrap { " wrapText=\"1\"" } else { "" },
    );
}
