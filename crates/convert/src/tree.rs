//! Whole documents in memory, for those who want the tree rather than the stream.

use crate::Outline;
use model::{
    Diagnostics, Document, Documents, Input, Output, Params, ReaderSpec, Result, Sink, Writer, WriterSpec,
};
use std::io::Cursor;

/// Reads every document of an input.
///
/// ```
/// let reader = convert_tables::registry::reader("csv")?;
/// let diagnostics = model::Diagnostics::ignore();
/// let documents = convert_tables::read_documents(b"Rank\n1\n", reader, &model::Params::default(), &diagnostics)?;
/// assert_eq!(documents[0].tables().next().map(|table| table.rows.len()), Some(1));
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// What is wrong with the input, with a place.
pub fn read_documents(
    input: &[u8],
    reader: &ReaderSpec,
    params: &Params,
    diagnostics: &Diagnostics<'_>,
) -> Result<Vec<Document>> {
    let mut documents = Documents::default();
    let mut bytes = Cursor::new(input);
    (reader.read)(Input { bytes: &mut bytes, diagnostics }, params, &mut documents)?;
    Ok(documents.0)
}

/// Writes documents as they are, without a view.
///
/// # Errors
/// What the format cannot hold.
pub fn write_documents(
    documents: &[Document],
    writer: &WriterSpec,
    params: &Params,
    diagnostics: &Diagnostics<'_>,
) -> Result<Vec<u8>> {
    let mut outline = Outline::default();
    documents.iter().try_for_each(|document| document.replay(&mut outline))?;
    let (survey, mut bytes) = (outline.survey(), Vec::new());
    let output = Output { bytes: Box::new(&mut bytes), diagnostics, survey: Some(&survey) };
    let mut writer = (writer.open)(output, params)?;
    documents.iter().try_for_each(|document| document.replay(writer.as_mut() as &mut dyn Sink))?;
    Writer::finish(writer)?;
    Ok(bytes)
}
