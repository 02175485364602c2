//! The first rows of tables, for people: a writer like any other, except that it stops when it has seen enough.

use super::aligned::Rows;
use super::text::rows;
use crate::screen::{Styles, printable, styled};
use convert_tables::{Outline, TableInfo};
use model::{
    Diagnostic, Error, Event, Flow, FormatInfo, Given, Holds, OptionSpec, Options, Output, Result, Shape,
    Sink, Writer, WriterSpec, Writing,
};
use std::io::Write;

const FORMAT: FormatInfo = FormatInfo::new("preview", "the first rows, for people")
    .extensions(&["txt"])
    .media_types(&["text/plain"]);

/// The writer. It is not in the registry of formats, since nothing reads it.
pub(crate) const PREVIEW: WriterSpec =
    WriterSpec::new(FORMAT, Holds::TABLES.many(true), &Writing(open)).streaming().late_columns();

/// What is shown. The program sets all of this; there are no options for it on the command line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PreviewOptions {
    /// How many rows of each table are shown.
    pub(crate) rows: usize,
    /// The width of lines.
    pub(crate) columns: usize,
    /// How many tables there are, if that is known.
    pub(crate) tables: Option<usize>,
    /// Tables were chosen, so that their numbers are not those of `--list`.
    pub(crate) chosen: bool,
    /// Another input was shown before.
    pub(crate) apart: bool,
    /// The name of the input, if there are several.
    pub(crate) name: Option<String>,
    /// How it looks.
    pub(crate) styles: Styles,
}

impl Options for PreviewOptions {
    const SPECS: &'static [OptionSpec] = &[];

    fn give(&mut self, name: &str, _: Given) -> Result<()> {
        Err(Error::setting(name, "is not an option of a preview"))
    }
}

fn open<'a>(output: Output<'a>, options: &PreviewOptions) -> Result<Box<dyn Writer + 'a>> {
    let (options, outline) = (options.clone(), Outline::keeping(options.rows));
    Ok(Box::new(Preview { output, options, outline, records: false, title: None, number: 0 }))
}

/// Whether a table was seen to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Whole,
    Start,
}

/// Shows each table when it ends, or as soon as its first rows are known if nothing follows it.
struct Preview<'a> {
    output: Output<'a>,
    options: PreviewOptions,
    /// The table that is open, with the headings above it.
    outline: Outline,
    /// The document is one table of records, so only other documents can follow it.
    records: bool,
    /// The title of the document, until its first table is shown.
    title: Option<String>,
    number: usize,
}

impl Preview<'_> {
    /// Shows the open table.
    fn show(&mut self, seen: Seen) -> Result<()> {
        let Some(table) = self.outline.tables.pop() else { return Ok(()) };
        let mut out = String::new();
        if self.number > 1 || self.options.apart {
            out.push('\n');
        }
        for title in self.options.name.take().iter().chain(&self.title.take()) {
            out += &format!("{}\n", styled(self.options.styles.head, &printable(title)));
        }
        let of = (seen == Seen::Whole).then_some(table.rows);
        if let Some(heading) = self.heading(&table, of) {
            out += &heading;
            out.push('\n');
        }
        out += &Rows { of, ..rows(&table, self.options.styles) }.fitted(self.options.columns, 0);
        self.output.bytes.write_all(out.as_bytes())?;
        Ok(self.output.bytes.flush()?)
    }

    /// The heading that identifies the table; nothing for one that stands alone.
    fn heading(&self, table: &TableInfo, of: Option<usize>) -> Option<String> {
        let path = table.path.join(" > ");
        let caption = table.caption.as_ref().map(|caption| format!("“{caption}”"));
        let named: Vec<String> = [path].into_iter().filter(|path| !path.is_empty()).chain(caption).collect();
        if (self.options.tables == Some(1) || self.records) && named.is_empty() {
            return None;
        }
        let Styles { head, accent, dim } = self.options.styles;
        let named = styled(head, &printable(&named.join(" ")));
        let number = styled(accent, &format!("table {}", self.number));
        let mut heading = match (self.options.chosen, named.is_empty()) {
            (true, false) => named,
            (true, true) => "table".to_owned(),
            (false, false) => format!("{number}: {named}"),
            (false, true) => number,
        };
        heading += if table.hidden { " (hidden)" } else { "" };
        if let Some(of) = of {
            heading += &styled(dim, &format!(", {of} × {}", table.width));
        }
        Some(heading)
    }
}

impl Sink for Preview<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        let full = self.outline.tables.last().is_some_and(|table| table.rows >= self.options.rows);
        let last = self.options.tables.is_some_and(|tables| self.number >= tables);
        match event {
            Event::DocumentStart(meta) => {
                self.records = meta.shape == Shape::Records;
                self.title.clone_from(&meta.title);
            }
            Event::TableStart(_) => self.number += 1,
            Event::Row(_) if full && (last || self.records) => {
                self.show(Seen::Start)?;
                return Ok(Flow::Stop);
            }
            _ => {}
        }
        let _ = self.outline.event(event)?;
        self.outline.entries.clear();
        if matches!(event, Event::TableEnd) {
            self.show(Seen::Whole)?;
            if last {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::Continue)
    }

    fn wants_marks(&self) -> bool {
        false
    }
}

impl Writer for Preview<'_> {
    fn finish(self: Box<Self>) -> Result<()> {
        if self.number == 0 && self.options.chosen {
            return Err(Error::usage("no table has that number").hint("--list shows the tables"));
        }
        if self.number == 0 {
            let note = Diagnostic::note("preview-empty", "the input has no table");
            self.output.diagnostics.report(note.hint("--list shows what it has"))?;
        }
        Ok(())
    }
}
