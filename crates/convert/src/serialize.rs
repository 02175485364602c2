//! Rows of the program's own types as a table, through serde.

mod tokens;

pub(crate) use tokens::RowTokens;

use crate::job::KnownBy;
use crate::{Job, JobOptions, pipeline};
use data::{Flatten, Tokens};
use model::{
    Confidence, Diagnostics, Error, Event, FormatInfo, Input, Meta, NoOptions, Outlet, ReaderSpec, Reading,
    Result, Shape, Sink, WriterSpec,
};
use serde::Serialize;
use std::io::Write;

/// The reader of a job whose rows come from the program; it is never run.
const ROWS: ReaderSpec =
    ReaderSpec::new(FormatInfo::new("rows", "rows in memory"), |_| Confidence::No, &Reading(nothing))
        .streaming()
        .typed()
        .late_columns();

fn nothing(_: Input<'_>, _: &NoOptions, _: &mut dyn Sink) -> Result<()> {
    Err(Error::internal("rows in memory have no input to read"))
}

/// The job that writes rows.
pub(crate) fn job(writer: &'static WriterSpec, options: JobOptions) -> Job {
    let (read_options, write_options) = (ROWS.default_options(), writer.default_options());
    let known_by = KnownBy::Request;
    Job { reader: &ROWS, writer, options, read_options, write_options, known_by, folder: None }
}

/// Writes rows.
///
/// # Errors
/// A value that is not a row, or cannot be serialized; what the output cannot hold; I/O.
pub(crate) fn write<I>(
    rows: I,
    job: &Job,
    output: &mut dyn Write,
    diagnostics: &Diagnostics<'_>,
) -> Result<()>
where
    I: Iterator,
    I::Item: Serialize,
{
    let mut tokens = RowTokens::new(rows);
    pipeline::rows(job, output, diagnostics, |sink| match tokens.more()? {
        true => data::read_rows(tokens, &Flatten::default(), diagnostics, sink),
        false => {
            let mut sink = Outlet::new(sink);
            sink.event(Event::DocumentStart(&Meta { shape: Shape::Records, ..Meta::default() }))?;
            sink.event(Event::DocumentEnd)
        }
    })
}
