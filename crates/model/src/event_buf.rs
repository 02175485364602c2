//! Owned events, kept until they can be sent on or handed to another thread.

use crate::{
    Block, Column, Diagnostic, Diagnostics, Event, Flow, Kind, Meta, Outlet, Result, Row, RowBuf, Sink,
    SourceRange, TableHead,
};

/// A section of a stream: events, and the diagnostics reported between them, in order.
///
/// It is a [`Sink`]; [`EventBuf::send`] sends its events on to another sink. Rows that are only text and kinds, as most
/// are, share one string.
///
/// ```
/// use convert_model::{Diagnostics, Document, Event, EventBuf, Meta, Row, Sink, TableHead};
///
/// let mut kept = EventBuf::default();
/// let head = TableHead::with_names(["Rank", "Name"]);
/// let _ = kept.event(Event::DocumentStart(&Meta::default()))?;
/// let _ = kept.event(Event::TableStart(&head))?;
/// let _ = kept.event(Event::Row(Row::new("1Sun Long", &[1, 9])))?;
///
/// let mut document = Document::default();
/// let _ = kept.send(&mut document, &Diagnostics::ignore())?;
/// assert_eq!(document.tables().next().map(|table| table.rows.len()), Some(1));
/// assert!(kept.is_empty());
/// # Ok::<(), convert_model::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct EventBuf {
    steps: Vec<Step>,
    /// The texts of plain rows, the ends of their cells in it, and the kinds of the cells.
    text: String,
    ends: Vec<usize>,
    kinds: Vec<Kind>,
    rows: Vec<PlainRow>,
    /// Buffers of rows that were sent on, to be reused.
    spare: Vec<RowBuf>,
    /// Everything was sent on. The leftovers are dropped when something new arrives, which often happens in another
    /// thread: the one that made them, where dropping them costs less.
    is_sent: bool,
}

#[derive(Debug)]
enum Step {
    Start(Meta),
    Block(Box<Block>, Option<SourceRange>),
    Table(Box<TableHead>),
    Columns(Vec<Column>),
    /// This many of the plain rows.
    Rows(usize),
    Row(RowBuf),
    TableEnd,
    End,
    Reported(Box<Diagnostic>),
}

/// Where a row of only text and kinds ends in the three vectors, and where it came from.
#[derive(Debug)]
struct PlainRow {
    text: usize,
    ends: usize,
    kinds: usize,
    source: Option<SourceRange>,
}

impl EventBuf {
    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.is_sent || self.steps.is_empty()
    }

    /// The approximate amount to send, in bytes: a measure of when to send it.
    pub fn size(&self) -> usize {
        /// The amount that counts for anything but the text of a plain row.
        const STEP: usize = 1 << 10;
        if self.is_sent { 0 } else { self.text.len() + self.rows.len() + self.steps.len() * STEP }
    }

    /// Takes a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.begin();
        self.steps.push(Step::Reported(Box::new(diagnostic)));
    }

    /// Sends everything on and is empty again, but keeps its buffers. Everything after the sink's [`Flow::Stop`] is
    /// dropped, diagnostics included.
    ///
    /// # Errors
    /// Returns any error of the sink, and a warning in strict mode.
    pub fn send(&mut self, sink: &mut dyn Sink, diagnostics: &Diagnostics<'_>) -> Result<Flow> {
        if std::mem::replace(&mut self.is_sent, true) {
            return Ok(Flow::Continue);
        }
        let mut sink = Outlet::new(sink);
        let mut plain = self.rows.iter();
        let (mut text, mut ends, mut kinds) = (0, 0, 0);
        for step in &mut self.steps {
            if !sink.is_open() {
                break;
            }
            match step {
                Step::Start(meta) => sink.event(Event::DocumentStart(meta))?,
                Step::Block(block, source) => sink.event(Event::Block(block, *source))?,
                Step::Table(head) => sink.event(Event::TableStart(head))?,
                Step::Columns(columns) => sink.event(Event::Columns(columns))?,
                Step::Rows(count) => {
                    for row in plain.by_ref().take(*count) {
                        let shown = Row::new(&self.text[text..row.text], &self.ends[ends..row.ends]);
                        let shown = shown.with_kinds(&self.kinds[kinds..row.kinds]).with_source(row.source);
                        sink.event(Event::Row(shown))?;
                        (text, ends, kinds) = (row.text, row.ends, row.kinds);
                    }
                }
                Step::Row(row) => sink.row(row)?,
                Step::TableEnd => sink.event(Event::TableEnd)?,
                Step::End => sink.event(Event::DocumentEnd)?,
                Step::Reported(diagnostic) => diagnostics.report((**diagnostic).clone())?,
            }
        }
        Ok(sink.flow())
    }

    /// Starts over if everything was sent on.
    fn begin(&mut self) {
        if !std::mem::take(&mut self.is_sent) {
            return;
        }
        let rows =
            self.steps.drain(..).filter_map(|step| if let Step::Row(row) = step { Some(row) } else { None });
        self.spare.extend(rows);
        self.text.clear();
        self.ends.clear();
        self.kinds.clear();
        self.rows.clear();
    }

    #[inline]
    fn plain_row(&mut self, row: Row<'_>) {
        self.text.push_str(row.joined());
        self.ends.extend_from_slice(row.ends());
        self.kinds.extend_from_slice(row.kinds());
        let (text, ends, kinds) = (self.text.len(), self.ends.len(), self.kinds.len());
        self.rows.push(PlainRow { text, ends, kinds, source: row.source() });
        match self.steps.last_mut() {
            Some(Step::Rows(count)) => *count += 1,
            _ => self.steps.push(Step::Rows(1)),
        }
    }
}

fn is_plain(row: Row<'_>) -> bool {
    row.extras().is_empty() && row.attributes().is_empty()
}

impl Sink for EventBuf {
    #[inline]
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        self.begin();
        if let Event::Row(row) = event
            && is_plain(row)
        {
            self.plain_row(row);
            return Ok(Flow::Continue);
        }
        let step = match event {
            Event::DocumentStart(meta) => Step::Start(meta.clone()),
            Event::Block(block, source) => Step::Block(Box::new(block.clone()), source),
            Event::TableStart(head) => Step::Table(Box::new(head.clone())),
            Event::Columns(columns) => Step::Columns(columns.to_vec()),
            Event::Row(row) => {
                let mut kept = self.spare.pop().unwrap_or_default();
                kept.set(row);
                Step::Row(kept)
            }
            Event::TableEnd => Step::TableEnd,
            Event::DocumentEnd => Step::End,
        };
        self.steps.push(step);
        Ok(Flow::Continue)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        self.begin();
        if is_plain(row.as_row()) {
            self.plain_row(row.as_row());
        } else {
            let spare = self.spare.pop().unwrap_or_default();
            self.steps.push(Step::Row(std::mem::replace(row, spare)));
        }
        Ok(Flow::Continue)
    }
}
