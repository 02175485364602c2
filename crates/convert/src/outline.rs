//! The outline of an input: names and sizes, and the first rows if requested.

use crate::JobOptions;
use model::{
    Block, Column, Error, Event, Extra, Flow, Found, HeadingPath, Hint, Mark, MarkKind, Result, Sink, Survey,
    did_you_mean, unique_names,
};
use std::ops::AddAssign;

/// The names and the size of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableInfo {
    /// Its number in the input, from 1.
    pub number: usize,
    /// Its document, from 0.
    pub document: usize,
    /// Its number in the document, from 1.
    pub ordinal: usize,
    /// The headings above it, the outermost first.
    pub path: Vec<String>,
    /// Its caption.
    pub caption: Option<String>,
    /// Its own name, such as that of a sheet.
    pub name: Option<String>,
    /// Whether it is hidden in its source.
    pub hidden: bool,
    /// Its column names as shown.
    pub columns: Vec<String>,
    /// The paths of columns that are nested values, by column; empty for plain ones.
    pub paths: Vec<Vec<String>>,
    /// How many cells the widest row or the header has.
    pub width: usize,
    /// How many rows it has, without the header.
    pub rows: usize,
    /// The texts of the first rows, up to the number [kept](Outline::keeping).
    pub first: Vec<Vec<String>>,
    /// What its cells contain besides texts and values.
    pub cells: CellCounts,
}

/// Counts of what cells contain besides texts and values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellCounts {
    /// Tables nested in cells.
    pub nested: usize,
    /// Footnotes and notes.
    pub notes: usize,
    /// Cells with links, templates or other markup.
    pub marked: usize,
    /// Cells with templates that have no text of their own, such as flags.
    pub textless: usize,
}

impl CellCounts {
    /// Counts a cell.
    pub(crate) fn count(&mut self, extra: &Extra) {
        let is_note = |mark: &&Mark| matches!(mark.kind, MarkKind::Reference { .. });
        let notes = extra.marks.iter().filter(is_note).count();
        let breaks = extra.marks.iter().filter(|mark| mark.kind == MarkKind::LineBreak).count();
        self.nested += extra.blocks.len();
        self.notes += notes + usize::from(extra.note.is_some());
        self.marked += usize::from(extra.marks.len() > notes + breaks);
        let is_textless =
            |mark: &Mark| mark.start == mark.end && matches!(mark.kind, MarkKind::Template { .. });
        self.textless += usize::from(extra.marks.iter().any(is_textless));
    }
}

impl AddAssign for CellCounts {
    fn add_assign(&mut self, other: Self) {
        self.nested += other.nested;
        self.notes += other.notes;
        self.marked += other.marked;
        self.textless += other.textless;
    }
}

impl TableInfo {
    /// The columns' unique keys.
    pub fn keys(&self) -> Vec<String> {
        unique_names(self.columns.iter().map(String::as_str), self.width)
    }

    /// The columns of the table's head, as many as the widest row has cells; none if the table has no header.
    pub fn header(&self) -> Vec<Column> {
        let columns = self.columns.iter().zip(&self.paths);
        let mut columns: Vec<Column> =
            columns.map(|(name, path)| Column { name: name.clone(), path: path.clone() }).collect();
        // The path of a nested value may read like another column's name. Keys are told apart by their paths; names are
        // not.
        if columns.iter().any(|column| !column.path.is_empty()) {
            columns.iter_mut().zip(self.keys()).for_each(|(column, key)| column.name = key);
        }
        if !columns.is_empty() {
            columns.resize_with(columns.len().max(self.width), Column::default);
        }
        columns
    }

    /// Its name in messages: the nearest heading, the caption or its own name.
    pub fn label(&self) -> Option<&str> {
        self.path.last().or(self.caption.as_ref()).or(self.name.as_ref()).map(String::as_str)
    }
}

/// An entry of the outline, in document order.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A document begins, with this title.
    Document(Option<String>),
    /// A heading of a level.
    Heading(u8, String),
    /// An infobox with this number of entries.
    Infobox(usize),
    /// The table at this index of [`Outline::tables`].
    Table(usize),
    /// A value that is not a table.
    Data,
    /// Any other block.
    Block,
}

/// The outline of a stream of documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The entries in order.
    pub entries: Vec<Entry>,
    /// The tables.
    pub tables: Vec<TableInfo>,
    /// How many documents.
    pub documents: usize,
    /// How the source of the first document is written, as far as its reader recognised it.
    pub found: Found,
    /// Tables of the current document so far.
    in_document: usize,
    /// How many rows of each table are kept.
    kept: usize,
    path: HeadingTexts,
}

#[derive(Clone, Debug, Default)]
struct HeadingTexts(HeadingPath);

impl PartialEq for HeadingTexts {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Outline {
    /// An outline that keeps the first rows of each table.
    pub fn keeping(rows: usize) -> Self {
        Outline { kept: rows, ..Outline::default() }
    }

    /// The facts that a writer needs.
    pub fn survey(&self) -> Survey {
        let width = self.tables.iter().map(|table| table.width).max().unwrap_or(0);
        Survey { width, documents: self.documents }
    }

    /// How many infoboxes there are.
    pub fn infoboxes(&self) -> usize {
        self.entries.iter().filter(|item| matches!(item, Entry::Infobox(_))).count()
    }

    /// The indices of the tables that the names select, in document order; all if there are no names.
    ///
    /// A name is a number from 1, or a heading, caption or sheet name. The best kind of match decides: the whole name,
    /// then whole words of it, then any part, all without regard to case.
    ///
    /// # Errors
    /// A name that matches no table, or several; the message lists the candidates.
    pub fn choose(&self, names: &[String]) -> Result<Vec<usize>> {
        if names.is_empty() {
            return Ok((0..self.tables.len()).collect());
        }
        let mut chosen = names.iter().map(|name| self.find(name)).collect::<Result<Vec<usize>>>()?;
        chosen.sort_unstable();
        chosen.dedup();
        Ok(chosen)
    }

    /// Keeps only what a job selects: the infoboxes, or some tables and the headings above them.
    ///
    /// # Errors
    /// As [`choose`](Self::choose).
    pub(crate) fn only(&mut self, options: &JobOptions) -> Result<()> {
        if options.infobox {
            self.entries.retain(|entry| matches!(entry, Entry::Document(_) | Entry::Infobox(_)));
        }
        let names = &options.tables;
        if names.is_empty() {
            return Ok(());
        }
        let chosen = self.choose(names)?;
        // Going backwards, a heading of this level or deeper is not above anything that is kept.
        let mut below = 0;
        let mut entries: Vec<Entry> = Vec::new();
        for entry in std::mem::take(&mut self.entries).into_iter().rev() {
            let kept = match entry {
                Entry::Document(_) => {
                    below = 0;
                    entry
                }
                Entry::Table(index) => match chosen.binary_search(&index) {
                    Ok(kept) => {
                        below = u8::MAX;
                        Entry::Table(kept)
                    }
                    Err(_) => continue,
                },
                Entry::Heading(level, _) if level < below => {
                    below = level;
                    entry
                }
                _ => continue,
            };
            entries.push(kept);
        }
        entries.reverse();
        self.entries = entries;
        let mut index = 0;
        self.tables.retain(|_| {
            index += 1;
            chosen.binary_search(&(index - 1)).is_ok()
        });
        Ok(())
    }

    fn find(&self, name: &str) -> Result<usize> {
        if let Ok(ordinal) = name.parse::<usize>() {
            return match ordinal.checked_sub(1).filter(|&index| index < self.tables.len()) {
                Some(index) => Ok(index),
                None => Err(Error::usage(format!("no table {ordinal}; {}", self.candidates(None)))),
            };
        }
        let wanted = name.to_lowercase();
        // The heading right above a table names it better than one further up.
        let own = |table: &&TableInfo| table.label().is_some_and(|label| label.to_lowercase() == wanted);
        if let [only] = self.tables.iter().filter(own).collect::<Vec<_>>()[..] {
            return Ok(self.tables.iter().position(|table| std::ptr::eq(table, only)).unwrap_or_default());
        }
        let fits = |fit: fn(&str, &str) -> bool| -> Vec<usize> {
            let fits = |table: &TableInfo| names_of(table).any(|text| fit(&text.to_lowercase(), &wanted));
            self.tables.iter().enumerate().filter(|(_, table)| fits(table)).map(|(index, _)| index).collect()
        };
        let tiers: [fn(&str, &str) -> bool; 3] =
            [|text, name| text == name, has_words, |text, name| text.contains(name)];
        let found = tiers.into_iter().map(fits).find(|found| !found.is_empty()).unwrap_or_default();
        match found.as_slice() {
            [index] => Ok(*index),
            [] => {
                let parts: Vec<&str> = name.split(',').map(str::trim).collect();
                if parts.len() > 1 && parts.iter().all(|part| self.find(part).is_ok()) {
                    let again = parts.iter().fold(Hint::from("for several, repeat it:"), |hint, part| {
                        hint.text(" ").setting("table", *part)
                    });
                    return Err(Error::usage(format!("no table '{name}'")).hint(again));
                }
                let names: Vec<String> = self.tables.iter().flat_map(names_of).collect();
                let meant = did_you_mean(name, names.iter().map(String::as_str));
                Err(Error::usage(format!("no table '{name}'; {}{meant}", self.candidates(None))))
            }
            several => Err(Error::usage(format!(
                "'{name}' matches several tables: {}",
                self.candidates(Some(several))
            ))),
        }
    }

    fn candidates(&self, only: Option<&[usize]>) -> String {
        if self.tables.is_empty() {
            return "the input has no tables".into();
        }
        let listed =
            self.tables.iter().enumerate().filter(|(index, _)| only.is_none_or(|only| only.contains(index)));
        let listed = listed.map(|(index, table)| match table.label() {
            Some(label) => format!("{} '{label}'", index + 1),
            None => (index + 1).to_string(),
        });
        let listed: Vec<String> = listed.collect();
        let lead = if only.is_some() { "" } else { "the tables are " };
        format!("{lead}{}", listed.join(", "))
    }
}

/// All names of a table: its own, the headings above it, and their whole path.
fn names_of(table: &TableInfo) -> impl Iterator<Item = String> {
    let own = table.caption.iter().chain(&table.name).chain(&table.path).cloned();
    own.chain([table.path.join(" > ")])
}

fn has_words(text: &str, words: &str) -> bool {
    let edge = |side: Option<char>| side.is_none_or(|side| !side.is_alphanumeric());
    text.match_indices(words).any(|(at, found)| {
        edge(text[..at].chars().next_back()) && edge(text[at + found.len()..].chars().next())
    })
}

impl Sink for Outline {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => {
                if self.documents == 0 {
                    self.found = meta.found.clone();
                }
                self.documents += 1;
                self.in_document = 0;
                self.path.0.clear();
                self.entries.push(Entry::Document(meta.title.clone()));
            }
            Event::Block(block, _) => self.entries.push(match block {
                Block::Heading(heading) => {
                    self.path.0.enter(heading);
                    Entry::Heading(heading.level, heading.text.text.clone())
                }
                Block::Infobox(infobox) => Entry::Infobox(infobox.entries.len()),
                Block::Data(_) => Entry::Data,
                _ => Entry::Block,
            }),
            Event::TableStart(head) => {
                self.entries.push(Entry::Table(self.tables.len()));
                self.in_document += 1;
                self.tables.push(TableInfo {
                    document: self.documents.saturating_sub(1),
                    number: self.tables.len() + 1,
                    ordinal: self.in_document,
                    path: self.path.0.texts().map(str::to_owned).collect(),
                    caption: head.caption.as_ref().map(|caption| caption.text.clone()),
                    name: head.name.clone(),
                    hidden: head.hidden,
                    width: head.columns.len(),
                    ..TableInfo::default()
                });
                self.columns(&head.columns);
            }
            Event::Columns(columns) => self.columns(columns),
            Event::Row(row) => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows += 1;
                    if table.rows <= self.kept {
                        table.first.push(row.texts().map(str::to_owned).collect());
                    }
                    table.width = table.width.max(row.len());
                    row.extras().iter().for_each(|extra| table.cells.count(extra));
                }
            }
            Event::TableEnd | Event::DocumentEnd => {}
        }
        Ok(Flow::Continue)
    }

    fn wants_marks(&self) -> bool {
        false
    }
}

impl Outline {
    fn columns(&mut self, columns: &[Column]) {
        if let Some(table) = self.tables.last_mut() {
            table.columns = columns.iter().map(|column| column.name.clone()).collect();
            table.paths = columns.iter().map(|column| column.path.clone()).collect();
            table.width = table.width.max(columns.len());
        }
    }
}
