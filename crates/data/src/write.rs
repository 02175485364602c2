//! Documents to values: laid out by their shape, spelled by an [`Emitter`].

mod cell;
mod document;
mod emitter;
mod keys;
mod page;
mod value;

pub use document::DataWriter;
pub use emitter::{Emitter, Layout};
pub use value::emit_in;

use model::{Diagnostics, Document, Error, Output, Result, Writer};

/// A document as a text, by a function that opens a writer.
///
/// # Errors
/// Those of the writer.
pub fn to_string(
    document: &Document,
    open: for<'a> fn(Output<'a>) -> Result<Box<dyn Writer + 'a>>,
) -> Result<String> {
    let (mut bytes, diagnostics) = (Vec::new(), Diagnostics::ignore());
    let mut writer = open(Output::new(&mut bytes, &diagnostics))?;
    let _ = document.replay(&mut writer)?;
    writer.finish()?;
    String::from_utf8(bytes).map_err(|_| Error::internal("a text was written that is not UTF-8"))
}
