//! Between documents and bytes in memory: what each format's functions of one line are made of.

use crate::{Diagnostics, Document, Error, Input, Output, Result, Sink, Survey, Table, Writer};
use std::io::Cursor;

/// What a reader makes of bytes, collected: as a [`Document`], or as [`Documents`](crate::Documents) where there may be
/// several. Nothing is reported.
///
/// # Errors
/// Those of the reader.
pub fn read_bytes<S: Sink + Default>(
    bytes: &[u8],
    read: impl FnOnce(Input<'_>, &mut dyn Sink) -> Result<()>,
) -> Result<S> {
    let mut sink = S::default();
    read(Input::new(&mut Cursor::new(bytes), &Diagnostics::ignore()), &mut sink)?;
    Ok(sink)
}

/// What a writer makes of a document. Nothing is reported.
///
/// # Errors
/// Those of the writer.
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

/// The same, of a format that is text.
///
/// # Errors
/// Those of the writer.
pub fn write_text(
    document: &Document,
    open: impl for<'a> FnOnce(Output<'a>) -> Result<Box<dyn Writer + 'a>>,
) -> Result<String> {
    String::from_utf8(write_bytes(document, open)?).map_err(|_| Error::internal("a text is not UTF-8"))
}
