//! The writer, once there is something to write.

use crate::Job;
use model::{Diagnostics, Event, Output, Result, Sink, Survey, Writer};
use std::io::Write;

/// A writer that is opened at its first event, so that a conversion that starts over has written nothing.
pub(super) struct Opened<'a> {
    pub(super) job: &'a Job,
    pub(super) diagnostics: &'a Diagnostics<'a>,
    pub(super) survey: Option<&'a Survey>,
    pub(super) output: Option<&'a mut dyn Write>,
    pub(super) writer: Option<Box<dyn Writer + 'a>>,
}

impl<'a> Opened<'a> {
    fn writer(&mut self) -> Result<&mut Box<dyn Writer + 'a>> {
        if let Some(bytes) = self.output.take() {
            let output =
                Output { bytes: Box::new(bytes), diagnostics: self.diagnostics, survey: self.survey };
            // An option that both take is said of the input.
            let params = self.job.options.params.without(self.job.reader.options);
            self.writer = Some((self.job.writer.open)(output, &params)?);
        }
        self.writer.as_mut().ok_or_else(|| model::Error::internal("the writer could not be opened"))
    }

    pub(super) fn finish(mut self) -> Result<()> {
        self.writer()?;
        self.writer.map_or(Ok(()), Writer::finish)
    }
}

impl Sink for Opened<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match &mut self.writer {
            Some(writer) => writer.event(event),
            None => self.writer()?.event(event),
        }
    }
}
