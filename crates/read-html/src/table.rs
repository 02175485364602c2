//! Tables ([forming a table](https://html.spec.whatwg.org/multipage/tables.html#forming-a-table)).

use crate::attributes::{count, is_hidden, looks};
use crate::dom::Id;
use crate::page::Reader;
use crate::target::{At, Target};
use markup::{infobox_name, is_infobox_title};
use model::{
    Block, Document, Entry, Error, Event, Extra, Grid, Infobox, Kind, Outlet, Place, Result, RowBuf,
    TableHead, Text, codes,
};

/// The maximum number of columns that merged cells can make.
const MAX_COLUMNS: usize = 16_384;

/// The rows of a table, in the order in which they are shown.
#[derive(Default)]
struct Rows {
    rows: Vec<Id>,
    /// The group of each row: merged cells end with their group.
    groups: Vec<usize>,
    /// The number of header rows.
    header: usize,
    caption: Option<Id>,
}

impl Reader<'_> {
    /// Reads a table.
    pub(crate) fn table(&mut self, id: Id, at: At, target: &mut Target<'_>) -> Result<()> {
        let at = At { depth: at.depth + 1, ..at };
        let rows = self.rows(id);
        target.end_text()?;
        if let Some(infobox) = self.infobox(id, &rows, at)? {
            return match target.sink() {
                Some(sink) => sink.event(Event::Block(&Block::Infobox(infobox), None)),
                None => {
                    target.blocks.push(Block::Infobox(infobox));
                    Ok(())
                }
            };
        }
        match target.sink() {
            Some(sink) => self.send_table(id, &rows, at, sink),
            None => {
                let mut held = Document::default();
                self.send_table(id, &rows, at, &mut Outlet::new(&mut held))?;
                target.blocks.append(&mut held.blocks);
                Ok(())
            }
        }
    }

    fn rows(&self, id: Id) -> Rows {
        let dom = self.dom;
        let mut rows = Rows::default();
        let mut has_head = false;
        let mut parts = [const { Vec::new() }; 3];
        for child in dom.children(id) {
            match dom.name(child) {
                Some("caption") => rows.caption = rows.caption.or(Some(child)),
                Some("thead") => parts[0].push(child),
                Some("tbody") => parts[1].push(child),
                Some("tfoot") => parts[2].push(child),
                _ => {}
            }
        }
        for (part, groups) in parts.iter().enumerate() {
            has_head |= part == 0 && !groups.is_empty();
            for &group in groups {
                let is_row = |row: &Id| dom.name(*row) == Some("tr") && !is_hidden(dom, *row, "tr");
                rows.rows.extend(dom.children(group).filter(is_row));
                rows.groups.resize(rows.rows.len(), group);
            }
            if part == 0 {
                rows.header = rows.rows.len();
            }
        }
        if !has_head {
            let is_header = |row: &&Id| {
                let mut cells = self.cells(**row).peekable();
                cells.peek().is_some() && cells.all(|cell| dom.name(cell) == Some("th"))
            };
            rows.header = rows.rows.iter().take_while(is_header).count();
        }
        rows
    }

    fn cells(&self, row: Id) -> impl Iterator<Item = Id> {
        let dom = self.dom;
        dom.children(row).filter(
            move |&cell| matches!(dom.name(cell), Some(name @ ("td" | "th")) if !is_hidden(dom, cell, name)),
        )
    }

    /// Reads a table with the class `infobox` as one, if all of its rows are a name and a value.
    fn infobox(&mut self, id: Id, rows: &Rows, at: At) -> Result<Option<Infobox>> {
        let dom = self.dom;
        let is_entry = |row: &Id| {
            let names: Vec<_> = self.cells(*row).take(3).map(|cell| dom.name(cell)).collect();
            names == [Some("th"), Some("td")]
        };
        if !dom.has_class(id, "infobox") || rows.rows.is_empty() || !rows.rows.iter().all(is_entry) {
            return Ok(None);
        }
        let title = rows.caption.map(|caption| self.text(caption, at)).transpose()?.unwrap_or_default();
        let name =
            Some(title.text).filter(|title| is_infobox_title(title)).and_then(|title| infobox_name(&title));
        let mut infobox = Infobox { name, entries: Vec::new() };
        for &row in &rows.rows {
            let mut texts = Vec::new();
            for cell in self.cells(row).collect::<Vec<_>>() {
                texts.push(self.text(cell, at)?);
            }
            let value = texts.pop().unwrap_or_default();
            let key = texts.pop().unwrap_or_default().text;
            if infobox.set(Entry { key: key.clone(), value, kind: Kind::Untyped }) {
                let message = format!("duplicate key '{}' in the infobox", key.replace('\n', " "));
                let warning = codes::DUPLICATE_KEY.warning(message);
                self.diagnostics.report(warning.hint("the last value is used"))?;
            }
        }
        Ok(Some(infobox))
    }

    fn text(&mut self, id: Id, at: At) -> Result<Text> {
        let mut target = Target::text();
        self.children(id, at, &mut target)?;
        Ok(target.take().0)
    }

    fn send_table(&mut self, id: Id, rows: &Rows, at: At, sink: &mut Outlet<'_>) -> Result<()> {
        let dom = self.dom;
        let caption = rows.caption.map(|caption| self.text(caption, at)).transpose()?;
        let mut head = TableHead {
            caption: caption.filter(|caption| !caption.is_empty()),
            name: dom.attribute(id, "data-name").map(str::to_owned),
            attributes: looks(dom, id),
            hidden: dom.attribute(id, "hidden").is_some(),
            ..TableHead::default()
        };
        let (mut header, mut grid, mut row) = (Vec::new(), Grid::default(), RowBuf::default());
        let mut ends = rows.groups.len();
        // The number of rows that are left in the group, from each row on.
        let mut left: Vec<usize> = vec![0; rows.rows.len()];
        for index in (0..rows.groups.len()).rev() {
            if rows.groups.get(index) != rows.groups.get(index + 1) {
                ends = index + 1;
            }
            left[index] = ends - index;
        }
        for (index, &element) in rows.rows.iter().enumerate() {
            if !sink.is_open() {
                break;
            }
            if index == rows.header {
                start(&mut head, &mut header, sink)?;
            }
            if index > 0 && rows.groups[index] != rows.groups[index - 1] {
                grid.clear();
            }
            row.clear();
            let is_header = index < rows.header;
            self.row(element, left[index], is_header, at, &mut grid, &mut row)?;
            if is_header {
                header.push(std::mem::take(&mut row));
            } else {
                sink.row(&mut row)?;
            }
        }
        if rows.header == rows.rows.len() {
            start(&mut head, &mut header, sink)?;
        }
        sink.event(Event::TableEnd)
    }

    fn row(
        &mut self,
        id: Id,
        left: usize,
        is_header: bool,
        at: At,
        grid: &mut Grid,
        row: &mut RowBuf,
    ) -> Result<()> {
        let dom = self.dom;
        row.attributes_mut().extend(looks(dom, id));
        for cell in self.cells(id).collect::<Vec<_>>() {
            let mut target = Target::cell();
            self.children(cell, at, &mut target)?;
            let (text, blocks) = target.take();
            let room = MAX_COLUMNS.saturating_sub(row.len()).max(1);
            let columns = count(dom, cell, "colspan").unwrap_or(1).clamp(1, 1000).min(room);
            // Zero means all rows that are left in the group.
            let rows = match count(dom, cell, "rowspan") {
                Some(0) => left,
                Some(rows) => rows.min(left),
                None => 1,
            };
            let repeated = (columns * rows - 1).saturating_mul(1 + text.text.len() / 64);
            self.budget = self.budget.checked_sub(repeated).ok_or_else(|| {
                let message = "merged cells repeat text more than 20 million times";
                Error::input(codes::TOO_MANY_CELLS.error(message).at(Place::default()))
            })?;
            let note = dom.attribute(cell, "title").filter(|note| !note.is_empty()).map(Text::from);
            let extra = Extra {
                marks: text.marks,
                columns,
                rows,
                header: !is_header && dom.name(cell) == Some("th"),
                attributes: looks(dom, cell),
                note,
                blocks,
                ..Extra::default()
            };
            if extra.is_empty() {
                grid.text(row, &text.text, Kind::Untyped);
            } else {
                grid.cell(row, &text.text, Kind::Untyped, extra);
            }
        }
        grid.end_row(row);
        Ok(())
    }
}

/// Starts a table with its header rows.
fn start(head: &mut TableHead, header: &mut Vec<RowBuf>, sink: &mut Outlet<'_>) -> Result<()> {
    let named = TableHead::with_header(std::mem::take(header));
    (head.columns, head.header) = (named.columns, named.header);
    sink.event(Event::TableStart(head))
}
