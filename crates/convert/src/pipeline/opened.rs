//! The writer, opened when there is something to write.

use crate::Job;
use model::{Diagnostics, Event, Flow, Output, Result, RowBuf, Sink, Survey, Writer};
use std::io::Write;

/// A writer that is opened at its first event, so that a strategy that is given up has written nothing.
pub(super) struct Opened<'a> {
    job: &'a Job,
    diagnostics: &'a Diagnostics<'a>,
    survey: Option<&'a Survey>,
    output: Option<&'a mut dyn Write>,
    writer: Option<Box<dyn Writer + 'a>>,
}

impl<'a> Opened<'a> {
    pub(super) fn new(
        job: &'a Job,
        diagnostics: &'a Diagnostics<'a>,
        survey: Option<&'a Survey>,
        output: &'a mut dyn Write,
    ) -> Self {
        Opened { job, diagnostics, survey, output: Some(output), writer: None }
    }

    fn writer(&mut self) -> Result<&mut Box<dyn Writer + 'a>> {
        if let Some(bytes) = self.output.take() {
            let mut output = Output::new(bytes, self.diagnostics).created(self.job.options.created);
            output.survey = self.survey;
            self.writer = Some(self.job.writer.open(output, &self.job.write_options)?);
        }
        self.writer.as_mut().ok_or_else(|| model::Error::internal("the writer could not be opened"))
    }
}

impl Sink for Opened<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match &mut self.writer {
            Some(writer) => writer.event(event),
            None => self.writer()?.event(event),
        }
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        match &mut self.writer {
            Some(writer) => writer.row(row),
            None => self.writer()?.row(row),
        }
    }

    fn flush(&mut self) -> Result<()> {
        self.writer.as_mut().map_or(Ok(()), |writer| writer.flush())
    }
}

impl Writer for Opened<'_> {
    fn finish(mut self: Box<Self>) -> Result<()> {
        self.writer()?;
        self.writer.map_or(Ok(()), Writer::finish)
    }
}
