//! The first rows of tables, for a person: a writer like others, but for that it stops when it has seen enough.

use super::aligned::Rows;
use super::text::rows;
use crate::screen::printable;
use convert_tables::{Outline, TableInfo};
use model::{
    Diagnostic, Error, Event, Format, Holds, Output, Params, Result, Shape, Sink, Writer, WriterSpec,
};
use std::io::Write;

/// The writer. It is no format of the registry, as nothing reads it.
pub(crate) const PREVIEW: WriterSpec = WriterSpec {
    format: Format {
        id: "preview",
        title: "the first rows, for a person",
        aliases: &[],
        extensions: &["txt"],
        media_types: &["text/plain"],
        binary: false,
    },
    holds: Holds { documents: false, many: true, types: false, markup: false },
    records: false,
    streaming: true,
    late_columns: true,
    survey: false,
    options: &[],
    codes: &[],
    open: |output, params| Ok(Box::new(Preview::open(output, params)?)),
};

/// Shows each table when its first rows are known and it ends, or at once where nothing comes after it.
pub(crate) struct Preview<'a> {
    output: Output<'a>,
    /// The table that is open, with the headings above it.
    outline: Outline,
    /// How many rows of each table are shown.
    wanted: usize,
    /// How wide lines are.
    columns: usize,
    /// After so many tables nothing comes any more.
    tables: Option<usize>,
    /// The document is one table of records, after which nothing but other documents comes.
    records: bool,
    /// Tables are numbered as `--list` does.
    numbered: bool,
    /// What is said before the first table of a document.
    title: Option<String>,
    /// What the input is called, where there are several.
    name: Option<String>,
    number: usize,
    /// A blank line comes first.
    apart: bool,
}

impl<'a> Preview<'a> {
    /// How many rows of each table are shown.
    pub(crate) const ROWS: &'static str = "preview-rows";
    /// How wide lines are.
    pub(crate) const COLUMNS: &'static str = "preview-columns";
    /// How many tables come; any number unless it is said.
    pub(crate) const TABLES: &'static str = "preview-tables";
    /// What the input is called, if that is to be said.
    pub(crate) const NAME: &'static str = "preview-name";
    /// Something was shown of another input.
    pub(crate) const APART: &'static str = "preview-apart";
    /// Tables were chosen by name, and their number is another.
    pub(crate) const CHOSEN: &'static str = "preview-chosen";

    fn open(output: Output<'a>, params: &Params) -> Result<Self> {
        let wanted = params.parse(Preview::ROWS, 10)?;
        let tables = params.get(Preview::TABLES).map(|_| params.parse(Preview::TABLES, 0)).transpose()?;
        Ok(Preview {
            output,
            outline: Outline::keeping(wanted),
            wanted,
            columns: params.parse(Preview::COLUMNS, 80)?,
            tables,
            records: false,
            numbered: !params.is_set(Preview::CHOSEN),
            title: None,
            apart: params.is_set(Preview::APART),
            name: params.get(Preview::NAME).map(str::to_owned),
            number: 0,
        })
    }

    /// Shows the table that is open.
    fn show(&mut self, ended: bool) -> Result<()> {
        let Some(table) = self.outline.tables.pop() else { return Ok(()) };
        let mut out = String::new();
        if self.number > 1 || self.apart {
            out.push('\n');
        }
        for title in self.name.take().iter().chain(&self.title.take()) {
            out += &format!("{}\n", printable(title));
        }
        let of = ended.then_some(table.rows);
        if let Some(heading) = self.heading(&table, of) {
            out += &heading;
            out.push('\n');
        }
        out += &Rows { of, ..rows(&table) }.fitted(self.columns, 0);
        self.output.bytes.write_all(out.as_bytes())?;
        Ok(self.output.bytes.flush()?)
    }

    /// What tells the table from others; nothing for one that stands alone.
    fn heading(&self, table: &TableInfo, of: Option<usize>) -> Option<String> {
        let path = table.path.join(" > ");
        let caption = table.caption.as_ref().map(|caption| format!("“{caption}”"));
        let named: Vec<String> = [path].into_iter().filter(|path| !path.is_empty()).chain(caption).collect();
        if (self.tables == Some(1) || self.records) && named.is_empty() {
            return None;
        }
        let named = printable(&named.join(" ")).into_owned();
        let mut heading = match (self.numbered, named.is_empty()) {
            (false, false) => named,
            (false, true) => "table".to_owned(),
            (true, false) => format!("table {}: {named}", self.number),
            (true, true) => format!("table {}", self.number),
        };
        heading += if table.hidden { " (hidden)" } else { "" };
        if let Some(of) = of {
            heading += &format!(", {of} × {}", table.width);
        }
        Some(heading)
    }
}

impl Sink for Preview<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        let full = self.outline.tables.last().is_some_and(|table| table.rows >= self.wanted);
        let last = self.tables.is_some_and(|tables| self.number >= tables);
        match event {
            Event::DocumentStart(meta) => {
                self.records = meta.shape == Shape::Records;
                self.title.clone_from(&meta.title);
            }
            Event::TableStart(_) => self.number += 1,
            Event::Row(_) if full && (last || self.records) => {
                self.show(false)?;
                return Err(Error::enough());
            }
            _ => {}
        }
        self.outline.event(event)?;
        self.outline.items.clear();
        if matches!(event, Event::TableEnd) {
            self.show(true)?;
            if last {
                return Err(Error::enough());
            }
        }
        Ok(())
    }

    fn wants_marks(&self) -> bool {
        false
    }
}

impl Writer for Preview<'_> {
    fn finish(self: Box<Self>) -> Result<()> {
        if self.number == 0 && !self.numbered {
            return Err(Error::usage("there is no table of that number (--list shows those that there are)"));
        }
        if self.number == 0 {
            let note = Diagnostic::note("preview-empty", "there is no table in it");
            self.output.diagnostics.report(note.hint("--list shows what there is"))?;
        }
        Ok(())
    }
}
