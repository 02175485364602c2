//! The writer of a conversion that only looks: a job has one, and nothing is written.

use data::JSON;
use model::{Error, Format, Holds, WriterSpec};

/// Takes whole documents, and is never opened.
pub(super) const NOTHING: WriterSpec = WriterSpec {
    format: Format { id: "outline", aliases: &[], extensions: &[], ..JSON },
    holds: Holds { documents: true, many: true, types: true, markup: true },
    records: false,
    streaming: true,
    late_columns: true,
    survey: false,
    options: &[],
    codes: &[],
    open: |_, _| Err(Error::internal("an outline is not written")),
};
