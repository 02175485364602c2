//! The records view: every document becomes one plain table.
//!
//! One table is given as it is. Several are stacked: where they come from (`section`, `table`; `document` where there
//! are several) and then the union of their columns by name. Without a table, the infobox is given as `key` and
//! `value`. What is left out is said once.

use crate::outline::Item;
use crate::{Context, Outline, TableInfo};
use model::{
    Block, Column, Diagnostic, Diagnostics, Error, Event, Extra, HeadingPath, Kind, Meta, Result, Row,
    RowBuf, Shape, Sink, TableHead, counted, renamed_columns, unique_names,
};
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// What the stage has to know of the job.
pub(crate) struct Terms<'o> {
    /// What a first look found, if one was taken.
    pub(crate) outline: Option<&'o Outline>,
    /// The tables that come through, by index in the outline.
    pub(crate) chosen: Vec<usize>,
    /// Only the infobox comes through.
    pub(crate) infobox: bool,
    pub(crate) context: Context,
    /// The reader gives one plain table whose columns are known, or the writer takes columns as they turn up.
    pub(crate) plain: bool,
    /// The input is taken for one table of records without late columns until it proves otherwise: an outline is then
    /// wanted, and what was written so far is of no use.
    pub(crate) tried: bool,
    /// The writer holds data of any shape.
    pub(crate) data: bool,
    /// The output's format, for messages.
    pub(crate) format: &'static str,
    /// Set when the stage cannot go on without an outline.
    pub(crate) wanted: &'o Cell<bool>,
    /// Set when the stage will never want one.
    pub(crate) settled: &'o Cell<bool>,
    pub(crate) diagnostics: &'o Diagnostics<'o>,
}

/// Stacks tables.
pub(crate) struct Stack<'o, S> {
    inner: S,
    terms: Terms<'o>,
    mode: Mode,
    path: HeadingPath,
    documents: usize,
    title: Option<String>,
    /// Tables so far, and the number that the last one has in its document.
    tables: usize,
    ordinal: usize,
    infoboxes: usize,
    /// For each output column after the context, the current table's column.
    map: Vec<Option<usize>>,
    /// The current table's keys until its first row, when the map is made of them: many tables may have none.
    keys: Vec<String>,
    /// The map is the table's columns as they are, and then nothing.
    is_straight: bool,
    /// What each row of the current table begins with.
    lead: Vec<(String, Kind)>,
    row: RowBuf,
}

enum Mode {
    Begin,
    /// The source is one table, passed on as it comes; its columns so far once there are any.
    Pass(Option<Vec<Column>>),
    /// One table of a document, given as it is.
    Single {
        width: usize,
        columns: Vec<Column>,
    },
    /// Several tables under one another.
    Stacked {
        document: bool,
        context: bool,
        /// Each key's place among the columns after the context.
        keys: HashMap<String, usize>,
    },
    /// No table, and the writer takes any data.
    Data,
    /// No table: the infoboxes.
    Entries {
        ordinal: bool,
    },
    Nothing,
}

impl<'o, S: Sink> Stack<'o, S> {
    pub(crate) fn new(inner: S, terms: Terms<'o>) -> Self {
        Stack {
            inner,
            terms,
            mode: Mode::Begin,
            path: HeadingPath::default(),
            documents: 0,
            title: None,
            tables: 0,
            ordinal: 0,
            infoboxes: 0,
            map: Vec::new(),
            keys: Vec::new(),
            is_straight: false,
            lead: Vec::new(),
            row: RowBuf::default(),
        }
    }

    /// Ends the one output document.
    pub(crate) fn finish(&mut self) -> Result<()> {
        if !matches!(self.mode, Mode::Begin | Mode::Nothing | Mode::Data | Mode::Pass(None)) {
            self.inner.event(Event::TableEnd)?;
        }
        if !matches!(self.mode, Mode::Begin | Mode::Data) {
            self.inner.event(Event::DocumentEnd)?;
        }
        Ok(())
    }

    fn begin(&mut self, meta: &Meta) -> Result<()> {
        // Data of no tabular shape goes through a data format as it is.
        if self.is_data(meta) {
            self.mode = Mode::Data;
            self.settle();
            return Ok(());
        }
        let one_table = matches!(meta.shape, Shape::Records | Shape::Rows);
        let Some(outline) = self.terms.outline else {
            let tried = self.terms.tried && meta.shape == Shape::Records;
            if (one_table && self.terms.plain || tried) && self.terms.context != Context::Always {
                self.mode = Mode::Pass(None);
                if !tried {
                    self.settle();
                }
                return self.start(meta);
            }
            return self.want_outline();
        };
        self.start(meta)?;
        self.say_what_is_left_out(outline)?;
        let tables: Vec<_> =
            self.terms.chosen.iter().filter_map(|&index| outline.tables.get(index)).collect();
        let (several, documents) = (tables.len() > 1, outline.documents > 1);
        let context = match self.terms.context {
            Context::Auto => several && !(documents && tables.len() <= outline.documents && one_table),
            Context::Always => true,
            Context::Never => false,
        };
        let document = documents && self.terms.context != Context::Never;
        self.mode = match tables.as_slice() {
            _ if self.terms.infobox => self.entries(outline)?,
            [] if outline.infoboxes() > 0 => self.entries(outline)?,
            [] => Mode::Nothing,
            [table] if !context && !document => Mode::Single { width: table.width, columns: table.header() },
            tables => {
                let mut columns: Vec<Column> = Vec::new();
                let mut keys = HashMap::new();
                for table in tables {
                    for (at, key) in table.keys().into_iter().enumerate() {
                        if !keys.contains_key(&key) {
                            let path = table.paths.get(at).cloned().unwrap_or_default();
                            columns.push(Column { name: key.clone(), path });
                            keys.insert(key, keys.len());
                        }
                    }
                }
                self.say_which_go_by_another_name(tables)?;
                let lead = [(document, "document"), (context, "section"), (context, "table")];
                let lead = lead.into_iter().filter(|(wanted, _)| *wanted).map(|(_, name)| Column::new(name));
                self.table(lead.chain(columns).collect())?;
                Mode::Stacked { document, context, keys }
            }
        };
        Ok(())
    }

    /// The input has to be known as a whole.
    fn want_outline(&self) -> Result<()> {
        self.terms.wanted.set(true);
        Err(Error::enough())
    }

    /// Whether a document is no table, and goes through as it is.
    fn is_data(&self, meta: &Meta) -> bool {
        matches!(meta.shape, Shape::Data | Shape::Fields) && self.terms.plain && self.terms.data
    }

    /// The input is not read again.
    fn settle(&self) {
        self.terms.settled.set(true);
        self.terms.diagnostics.release();
    }

    fn start(&mut self, meta: &Meta) -> Result<()> {
        self.inner.event(Event::DocumentStart(&Meta { shape: Shape::Records, title: None, ..meta.clone() }))
    }

    fn table(&mut self, columns: Vec<Column>) -> Result<()> {
        let names = TableHead::with_names(columns.iter().map(|column| column.name.as_str()));
        self.inner.event(Event::TableStart(&TableHead { columns, ..names }))
    }

    fn entries(&mut self, outline: &Outline) -> Result<Mode> {
        if outline.infoboxes() == 0 {
            let warning = Diagnostic::warning("select-no-infobox", "the input has no infobox");
            self.terms.diagnostics.report(warning)?;
            return Ok(Mode::Nothing);
        }
        let ordinal = outline.infoboxes() > 1;
        let names = if ordinal { vec!["infobox", "key", "value"] } else { vec!["key", "value"] };
        self.table(names.into_iter().map(Column::new).collect())?;
        Ok(Mode::Entries { ordinal })
    }

    fn say_which_go_by_another_name(&self, tables: &[&TableInfo]) -> Result<()> {
        let keys: Vec<Vec<String>> = tables.iter().map(|table| table.keys()).collect();
        let mut names: Vec<(&str, &str)> = Vec::new();
        for (table, keys) in tables.iter().zip(&keys) {
            let columns = table.columns.iter().zip(&table.paths).zip(keys);
            let plain = columns.filter(|((_, path), _)| path.is_empty());
            names.extend(plain.map(|((name, _), key)| (name.as_str(), key.as_str())));
        }
        let mut seen = HashSet::new();
        names.retain(|pair| pair.0 != pair.1 && seen.insert(*pair));
        renamed_columns(names).map_or(Ok(()), |note| self.terms.diagnostics.report(note))
    }

    fn say_what_is_left_out(&self, outline: &Outline) -> Result<()> {
        let diagnostics = self.terms.diagnostics;
        let format = self.terms.format;
        let tables = || self.terms.chosen.iter().filter_map(|&index| outline.tables.get(index));
        let nested: usize = tables().map(|table| table.nested).sum();
        if nested > 0 {
            let message = format!("{} inside table cells left out", counted(nested, "table"));
            let hint = "--view document keeps them";
            diagnostics.report(Diagnostic::warning("records-nested-table", message).hint(hint))?;
        }
        // Who asks for one thing does not want to hear of the others.
        if self.terms.infobox || self.terms.chosen.len() < outline.tables.len() {
            return Ok(());
        }
        let count = |wanted: fn(&Item) -> bool| outline.items.iter().filter(|item| wanted(item)).count();
        let titles = count(|item| matches!(item, Item::Document(Some(_))));
        let mut entries: usize = outline
            .items
            .iter()
            .map(|item| if let Item::Infobox(entries) = item { *entries } else { 0 })
            .sum();
        let blocks = count(|item| matches!(item, Item::Block));
        let data = count(|item| matches!(item, Item::Data));
        let hint = "--view document keeps everything";
        if data > 0 {
            let message = format!("{} of no tabular shape left out", counted(data, "value"));
            diagnostics.report(Diagnostic::warning("records-data", message).hint(hint))?;
        }
        if outline.tables.is_empty() && entries > 0 {
            let message = format!("no table; {format} gets the named values as key and value");
            diagnostics.report(Diagnostic::note("records-infobox", message).hint(hint))?;
            entries = 0;
        } else if outline.tables.is_empty() {
            let message = format!("no table and no named values; {format} gets nothing");
            return diagnostics.report(Diagnostic::warning("records-nothing", message).hint(hint));
        }
        let mut left: Vec<String> = Vec::new();
        // With several documents, each row says the title of its own.
        if titles > 0 && outline.documents == 1 {
            left.push("the title".into());
        }
        if entries > 0 {
            left.push(format!("the infobox ({})", counted(entries, "entry")));
        }
        if blocks > 0 {
            left.push(counted(blocks, "block") + " of text");
        }
        let notes: usize = tables().map(|table| table.notes).sum();
        if notes > 0 {
            left.push(counted(notes, "note"));
        }
        let marked: usize = tables().map(|table| table.marked).sum();
        if marked > 0 {
            let textless: usize = tables().map(|table| table.textless).sum();
            let flags = match textless {
                0 => String::new(),
                _ => format!(", in {textless} of them flags or other templates without text"),
            };
            left.push(format!("markup in {}{flags}", counted(marked, "cell")));
        }
        if left.is_empty() {
            return Ok(());
        }
        let message = format!("{format} records hold the tables only; left out: {}", left.join(", "));
        diagnostics.report(Diagnostic::note("records-left-out", message).hint(hint))
    }

    fn head(&mut self, head: &TableHead) -> Result<()> {
        self.tables += 1;
        let sent = match &mut self.mode {
            Mode::Single { columns, .. } => std::mem::take(columns),
            Mode::Pass(columns @ None) => columns.insert(head.columns.clone()).clone(),
            Mode::Pass(Some(columns)) => {
                // A further document of records, to a writer that takes columns as they turn up.
                let known = unique_names(columns.iter().map(|column| column.name.as_str()), 0);
                let keys = head.keys(0);
                self.map = known.iter().map(|key| keys.iter().position(|own| own == key)).collect();
                for (at, key) in keys.iter().enumerate().filter(|(_, key)| !known.contains(key)) {
                    self.map.push(Some(at));
                    let path = head.columns[at].path.clone();
                    columns.push(Column { name: key.clone(), path });
                }
                return self.inner.event(Event::Columns(columns));
            }
            Mode::Stacked { document, context, .. } => {
                let chosen = self.terms.chosen.get(self.tables.wrapping_sub(1));
                let table =
                    chosen.zip(self.terms.outline).and_then(|(&index, outline)| outline.tables.get(index));
                self.keys = table.map_or_else(|| head.keys(0), crate::TableInfo::keys);
                self.ordinal = table.map_or(self.tables, |table| table.ordinal);
                self.lead.clear();
                if *document {
                    self.lead.push(match &self.title {
                        Some(title) => (title.clone(), Kind::Text),
                        None => (self.documents.to_string(), Kind::Number),
                    });
                }
                if *context {
                    self.lead.push((self.path.join(" > "), Kind::Text));
                    self.lead.push((self.ordinal.to_string(), Kind::Number));
                }
                return Ok(());
            }
            _ => return Ok(()),
        };
        if sent.is_empty() {
            return self.inner.event(Event::TableStart(&TableHead::default()));
        }
        self.table(sent)
    }

    /// Finds the current table's columns among those of the output.
    fn map_columns(&mut self) {
        let Mode::Stacked { keys, .. } = &self.mode else { return };
        self.map.clear();
        self.map.resize(keys.len(), None);
        self.is_straight = true;
        for (at, key) in self.keys.drain(..).enumerate() {
            if let Some(&place) = keys.get(&key) {
                self.map[place] = Some(at);
                self.is_straight &= place == at;
            }
        }
    }

    fn body_row(&mut self, row: Row<'_>) -> Result<()> {
        if !self.keys.is_empty() {
            self.map_columns();
        }
        let buffer = &mut self.row;
        match &self.mode {
            Mode::Pass(Some(_)) if self.map.is_empty() && row.extras().is_empty() => {
                return self.inner.event(Event::Row(row));
            }
            Mode::Pass(_) | Mode::Single { .. } if self.map.is_empty() => {
                if row.extras().is_empty()
                    && !matches!(self.mode, Mode::Single { width, .. } if row.len() < width)
                {
                    return self.inner.event(Event::Row(row));
                }
                buffer.clear();
                (0..row.len()).for_each(|column| copy(row, column, buffer));
                if let Mode::Single { width, .. } = self.mode {
                    buffer.pad(width, Kind::Missing);
                }
            }
            Mode::Pass(_) | Mode::Stacked { .. } => {
                buffer.clear();
                self.lead.iter().for_each(|(text, kind)| buffer.push(text, *kind));
                if self.is_straight && row.extras().is_empty() && row.len() <= self.map.len() {
                    buffer.append(row);
                    buffer.pad(self.lead.len() + self.map.len(), Kind::Missing);
                    return self.inner.event(Event::Row(self.row.as_row()));
                }
                for column in &self.map {
                    match column {
                        Some(column) if *column < row.len() => copy(row, *column, buffer),
                        _ => buffer.push("", Kind::Missing),
                    }
                }
                // Later documents may be wider than the map of the first.
                (self.map.iter().flatten().max().map_or(0, |last| last + 1)..row.len())
                    .filter(|_| matches!(self.mode, Mode::Pass(_)))
                    .for_each(|column| copy(row, column, buffer));
            }
            _ => return Ok(()),
        }
        self.inner.event(Event::Row(self.row.as_row()))
    }
}

/// Copies a cell without what records do not hold.
pub(super) fn copy(row: Row<'_>, column: usize, buffer: &mut RowBuf) {
    let cell = row.cell(column);
    match cell.value() {
        Some(value) => {
            let extra = Extra { value: Some(value.to_owned()), ..Extra::default() };
            buffer.push_with(cell.text, cell.kind, extra);
        }
        None => buffer.push(cell.text, cell.kind),
    }
}

impl<S: Sink> Sink for Stack<'_, S> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            _ if matches!(self.mode, Mode::Data) => self.inner.event(event),
            // What was tried did not work out.
            Event::DocumentStart(_) if self.terms.tried && self.documents > 0 => self.want_outline(),
            Event::Columns(_) if self.terms.tried => self.want_outline(),
            Event::DocumentStart(meta) => {
                self.path.clear();
                self.title = meta.title.clone();
                self.documents += 1;
                if matches!(self.mode, Mode::Begin) {
                    self.begin(meta)?;
                    // What begins as data is passed on from its very start.
                    return if matches!(self.mode, Mode::Data) { self.inner.event(event) } else { Ok(()) };
                }
                // So is what is no table after one.
                if matches!(self.mode, Mode::Pass(_)) && self.is_data(meta) {
                    self.finish()?;
                    self.mode = Mode::Data;
                    return self.inner.event(event);
                }
                Ok(())
            }
            Event::Block(Block::Heading(heading), _) => {
                self.path.enter(heading);
                Ok(())
            }
            Event::Block(Block::Infobox(infobox), _) => {
                self.infoboxes += 1;
                let Mode::Entries { ordinal } = self.mode else { return Ok(()) };
                for entry in &infobox.entries {
                    self.row.clear();
                    if ordinal {
                        self.row.push(&self.infoboxes.to_string(), Kind::Number);
                    }
                    self.row.push(&entry.key, Kind::Text);
                    self.row.push(&entry.value.text, entry.kind);
                    self.inner.event(Event::Row(self.row.as_row()))?;
                }
                Ok(())
            }
            Event::TableStart(head) => self.head(head),
            Event::Columns(columns) => match &mut self.mode {
                Mode::Pass(known) => {
                    *known = Some(columns.to_vec());
                    self.inner.event(event)
                }
                _ => Ok(()),
            },
            Event::Row(row) => self.body_row(row),
            Event::Block(..) | Event::TableEnd | Event::DocumentEnd => Ok(()),
        }
    }

    fn wants_marks(&self) -> bool {
        false
    }
}
