//! Conversion between documents and bytes in memory, for the one-line functions of each format.

use crate::{Diagnostics, Document, Error, Input, Output, Result, Sink, Survey, Table, Writer};
use std::io::Cursor;

/// Collects what a reader makes of bytes: as a [`Document`], or as [`Documents`](crate::Documents) if there may be
/// several. Diagnostics are dropped.
///
/// # Errors
/// Returns any error of the reader.
pub fn read_bytes<S: Sink + Default>(
    bytes: &[u8],
    read: impl FnOnce(Input<'_>, &mut dyn Sink) -> Result<()>,
) -> Result<S> {
    let mut sink = S::default();
    read(Input::new(&mut Cursor::new(bytes), &Diagnostics::ignore()), &mut sink)?;
    Ok(sink)
}

/// Returns what a writer makes of a document. Diagnostics are dropped.
///
/// # Errors
/// Returns any error of the writer.
pub fn write_bytes(
    document: &Document,
    open: impl for<'a> FnOnce(Output<'a>) -> Result<Box<dyn Writer + 'a>>,
) -> Result<Vec<u8>> {
    let survey = Survey { width: document.tables().map(Table::width).max().unwrap_or(0), documents: 1 };
    let (mut bytes, diagnostics) = (Vec::new(), Diagnostics::ignore());
    let mut writer = open(Output::new(&mut bytes, &diagnostics).survey(&survey))?;
    let _ = document.replay(&mut writer)?;
    writer.finish()?;
    Ok(bytes)
}

/// The same for a text format.
///
/// # Errors
/// Returns any error of the writer.
pub fn write_text(
    document: &Document,
    open: impl for<'a> FnOnce(Output<'a>) -> Result<Box<dyn Writer + 'a>>,
) -> Result<String> {
    String::from_utf8(write_bytes(document, open)?)
        .map_err(|_| Error::internal("a text format was not written as UTF-8"))
}
