//! Whole documents in memory, as trees instead of streams.

use crate::Outline;
use model::{
    AnyOptions, Diagnostics, Document, Documents, Input, Outlet, Output, ReaderSpec, Result, Writer,
    WriterSpec,
};
use std::io::Cursor;

/// Reads every document of an input.
///
/// ```
/// use convert_tables::model::Diagnostics;
///
/// let reader = convert_tables::registry::reader("csv")?;
/// let diagnostics = Diagnostics::ignore();
/// let documents =
///     convert_tables::read_documents(b"Rank\n1\n", reader, &reader.default_options(), &diagnostics)?;
/// assert_eq!(documents[0].tables().next().map(|table| table.rows.len()), Some(1));
/// # Ok::<(), convert_tables::Error>(())
/// ```
///
/// # Errors
/// A fault of the input, with its place.
pub fn read_documents(
    input: &[u8],
    reader: &ReaderSpec,
    options: &AnyOptions,
    diagnostics: &Diagnostics<'_>,
) -> Result<Vec<Document>> {
    let mut documents = Documents::default();
    reader.read(Input::new(&mut Cursor::new(input), diagnostics), options, &mut documents)?;
    Ok(documents.0)
}

/// Writes documents unchanged, without a view.
///
/// # Errors
/// What the format cannot hold.
pub fn write_documents(
    documents: &[Document],
    writer: &WriterSpec,
    options: &AnyOptions,
    diagnostics: &Diagnostics<'_>,
) -> Result<Vec<u8>> {
    let mut outline = Outline::default();
    replay(documents, &mut outline)?;
    let (survey, mut bytes) = (outline.survey(), Vec::new());
    let mut writer = writer.open(Output::new(&mut bytes, diagnostics).survey(&survey), options)?;
    replay(documents, &mut writer)?;
    Writer::finish(writer)?;
    Ok(bytes)
}

fn replay(documents: &[Document], sink: &mut dyn model::Sink) -> Result<()> {
    let mut sink = Outlet::new(sink);
    documents.iter().try_for_each(|document| document.replay(&mut sink).map(|_| ()))
}
