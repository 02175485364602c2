//! The option that names the encoding of an input.

use crate::{Error, OptionSpec, Params, Result};

/// What the bytes of an input are, for readers of formats that do not say it.
pub const ENCODING: OptionSpec = OptionSpec {
    name: "encoding",
    value: Some("NAME"),
    choices: &[],
    help: "The encoding of a CSV or HTML input, such as latin1 or windows-1252 (default: UTF-8, or what its byte order \
           mark or page says)",
};

/// The encoding that [`ENCODING`] names, if it is given: looked up as it is written, and without dashes.
///
/// # Errors
/// A name that is not known.
pub fn named_encoding<T>(params: &Params, known: impl Fn(&[u8]) -> Option<T>) -> Result<Option<T>> {
    let Some(name) = params.get(ENCODING.name) else { return Ok(None) };
    let found = known(name.as_bytes()).or_else(|| known(name.replace(['-', '_', ' '], "").as_bytes()));
    found.map(Some).ok_or_else(|| {
        Error::usage(format!(
            "--encoding does not know '{name}'; there are utf-8, utf-16le, latin1, windows-1252, shift_jis and the others \
             of the Encoding Standard"
        ))
    })
}
