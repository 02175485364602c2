//! The outline sheet, read back into blocks and the places of tables.

use crate::read::edited;
use crate::schema::kind;
use model::shape::{block_from_value, entry_from_value, text_from_value};
use model::{
    Block, Cell, Diagnostic, Diagnostics, Entry, Heading, Infobox, Item, ItemKind, Kind, List, Map, Meta,
    Property, Result, Row, Text, Value, Verbatim,
};
use sheets::chars::shows_as;

/// The deepest nesting of list items.
const DEEPEST: usize = 64;

/// What is in the outline.
#[derive(Debug)]
pub(crate) enum Entity {
    /// A block.
    Block(Block),
    /// The place of a table.
    Table(TableRef),
}

/// The place of a table.
#[derive(Debug, Default)]
pub(crate) struct TableRef {
    /// Its named range.
    pub(crate) range: String,
    /// The name of its sheet when it was written.
    pub(crate) sheet: String,
    /// Its caption as shown in the outline.
    pub(crate) caption: Text,
    /// What its sheet does not show.
    pub(crate) details: Map,
}

impl TableRef {
    /// The place of a table whose sheet has this name.
    pub(crate) fn new(sheet: &str) -> Self {
        TableRef { sheet: sheet.to_owned(), ..TableRef::default() }
    }

    /// Its number when it was written.
    pub(crate) fn number(&self) -> usize {
        crate::table_number(&self.range).unwrap_or(0)
    }

    /// Whether the details of its cells come after it.
    pub(crate) fn is_late(&self) -> bool {
        self.details.get("late") == Some(&Value::Bool(true))
    }

    /// How many header rows it has.
    pub(crate) fn header_rows(&self) -> usize {
        self.details.get("header").and_then(Value::as_u64).and_then(|rows| rows.try_into().ok()).unwrap_or(1)
    }
}

/// A row of the outline.
#[derive(Debug, Default)]
struct OutlineRow {
    kind: String,
    key: String,
    text: Text,
    details: String,
}

/// Builds entities from the rows of an outline.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) meta: Meta,
    pub(crate) entities: Vec<Entity>,
    open: Option<OutlineRow>,
}

impl Outline {
    /// Adds a row of the sheet.
    pub(crate) fn row(&mut self, row: Row<'_>, diagnostics: &Diagnostics<'_>) -> Result<()> {
        let text = |cell: Cell<'_>| cell.to_text();
        let next = OutlineRow {
            kind: row.text(0).trim().to_owned(),
            key: row.text(1).to_owned(),
            text: text(row.cell(2)),
            details: row.text(3).to_owned(),
        };
        self.push(next, diagnostics)
    }

    /// Adds a row given as data: an array of its cells.
    pub(crate) fn row_value(&mut self, value: &Value, diagnostics: &Diagnostics<'_>) -> Result<()> {
        let cells = value.as_array().unwrap_or_default();
        let cell = |at: usize| cells.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        self.push(
            OutlineRow { kind: cell(0), key: cell(1), text: Text::plain(cell(2)), details: cell(3) },
            diagnostics,
        )
    }

    fn push(&mut self, next: OutlineRow, diagnostics: &Diagnostics<'_>) -> Result<()> {
        match &mut self.open {
            Some(open) if next.kind == kind::MORE => {
                open.text.text.push_str(&next.text.text);
                open.details.push_str(&next.details);
                Ok(())
            }
            _ => {
                self.end(diagnostics)?;
                self.open = Some(next);
                Ok(())
            }
        }
    }

    /// Ends the sheet, and with it the open row.
    pub(crate) fn end(&mut self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        let Some(row) = self.open.take() else { return Ok(()) };
        let shown = row.text.text.clone();
        let details = (!row.details.is_empty()).then(|| data::parse(&row.details).map(crate::pieces::join));
        let details = match details.transpose() {
            Ok(details) => details,
            Err(error) => {
                self.damaged(&shown, &error.to_string(), diagnostics)?;
                None
            }
        };
        match self.entity(row, details) {
            Ok(()) => Ok(()),
            Err(problem) => self.damaged(&shown, &problem, diagnostics),
        }
    }

    fn damaged(&self, text: &str, problem: &str, diagnostics: &Diagnostics<'_>) -> Result<()> {
        let text: String = text.chars().take(40).collect();
        diagnostics.report(
            Diagnostic::warning(
                "sheet-bad-details",
                format!("the details of '{text}' in the outline are damaged: {problem}"),
            )
            .hint("what the sheet shows is used"),
        )
    }

    /// Adds the content of a row. If its details are invalid, what the row shows is added, and the problem is returned.
    fn entity(&mut self, row: OutlineRow, details: Option<Value>) -> std::result::Result<(), String> {
        let OutlineRow { kind, mut key, mut text, .. } = row;
        let mut details = details;
        if let Some(whole) = exact_key(&mut details)
            && shows_as(&whole, &key)
        {
            key = whole;
        }
        // Details that are only a text have the characters that the row could not show.
        if let Some(Value::String(whole)) = &details
            && shows_as(whole, &text.text)
        {
            text.text.clone_from(whole);
        }
        // Details hold the text as it was written, with its markup.
        let mut problem = None;
        let mut marked = |text: Text| match details.as_ref().map(text_from_value) {
            Some(Ok(detailed)) if shows_as(&detailed.text, &text.text) => detailed,
            Some(Ok(detailed)) => edited::carry(&detailed, text),
            Some(Err(error)) => {
                problem = Some(error);
                text
            }
            _ => text,
        };
        match kind.as_str() {
            "" if key.is_empty() && text.text.is_empty() => {}
            kind::TITLE => self.meta.title = Some(text.text),
            kind::DIALECT => self.meta.dialect = Some(text.text),
            kind::META => self.meta.properties.push((key, text.text)),
            kind::HEADING => {
                let level = key.trim().parse::<u8>().unwrap_or(2).clamp(1, 6);
                self.add(Block::Heading(Heading { level, text: marked(text) }));
            }
            kind::PARAGRAPH => self.add(Block::Paragraph(marked(text))),
            kind::INFOBOX => {
                let named = !text.text.is_empty() || details.is_some();
                let name = named.then_some(text.text);
                self.add(Block::Infobox(Infobox { name, entries: Vec::new() }));
            }
            kind::FIELD => {
                let mut entry = Entry { key, value: text, kind: Kind::Untyped };
                match details.map(|details| entry_from_value(&entry.key, &details)) {
                    Some(Ok(detailed)) if shows_as(&detailed.value.text, &entry.value.text) => {
                        entry = detailed;
                    }
                    Some(Ok(detailed)) => entry.value = edited::carry(&detailed.value, entry.value),
                    Some(Err(error)) => problem = Some(error),
                    _ => {}
                }
                match self.entities.last_mut() {
                    Some(Entity::Block(Block::Infobox(infobox))) => {
                        infobox.entries.push(entry);
                    }
                    _ => self.add(Block::Infobox(Infobox { name: None, entries: vec![entry] })),
                }
            }
            kind::LIST if key.is_empty() => self.add(Block::List(List::default())),
            kind::LIST | kind::ITEM => {
                let text = marked(text);
                if kind == kind::LIST || !matches!(self.entities.last(), Some(Entity::Block(Block::List(_))))
                {
                    self.add(Block::List(List::default()));
                }
                if let Some(Entity::Block(Block::List(list))) = self.entities.last_mut() {
                    add_item(list, &key, text);
                }
            }
            kind::VERBATIM => self.add(Block::Verbatim(Verbatim { format: key, text: text.text })),
            kind::PROPERTY => self.add(Block::Property(Property { name: key, value: text.text })),
            kind::DATA => match (details, data::parse(&text.text)) {
                (Some(details), _) => match block_from_value(&details) {
                    Ok(block) => self.add(block),
                    Err(error) => problem = Some(error),
                },
                (None, Ok(value)) => self.add(Block::Data(value)),
                (None, Err(error)) => {
                    self.add(Block::Paragraph(text));
                    problem = Some(error.to_string());
                }
            },
            kind::TABLE => {
                let details = match details {
                    Some(Value::Object(details)) => details,
                    _ => Map::new(),
                };
                let range = details.get("range").and_then(Value::as_str).unwrap_or_default().to_owned();
                self.entities.push(Entity::Table(TableRef { range, sheet: key, caption: text, details }));
            }
            // A row that was added by hand.
            _ => {
                let text = if text.text.is_empty() { Text::plain(key) } else { text };
                self.add(Block::Paragraph(text));
            }
        }
        problem.map_or(Ok(()), Err)
    }

    fn add(&mut self, block: Block) {
        self.entities.push(Entity::Block(block));
    }
}

/// Takes a key that the row could not show exactly out of the details, leaving the details of the text.
fn exact_key(details: &mut Option<Value>) -> Option<String> {
    let Some(Value::Object(object)) = details else { return None };
    let (Some(Value::String(_)), Some(_), 2) = (object.get("key"), object.get("details"), object.len())
    else {
        return None;
    };
    let inner = object.remove("details").filter(|inner| !inner.is_null());
    let key = object.remove("key");
    *details = inner;
    key.and_then(|key| key.as_str().map(str::to_owned))
}

/// Adds an item below the last one of the level above. `markers` has a marker for each item that it is under, and its
/// own.
fn add_item(list: &mut List, markers: &str, text: Text) {
    let kind = |marker: char| {
        ItemKind::ALL.into_iter().find(|kind| kind.marker() == marker).unwrap_or(ItemKind::Bullet)
    };
    let mut markers: Vec<char> = markers.trim().chars().take(DEEPEST).collect();
    let own = kind(markers.pop().unwrap_or('*'));
    let mut items = &mut list.items;
    for marker in markers {
        if items.is_empty() {
            items.push(Item { kind: kind(marker), text: Text::default(), items: Vec::new() });
        }
        let Some(last) = items.last_mut() else { return };
        items = &mut last.items;
    }
    items.push(Item { kind: own, text, items: Vec::new() });
}
