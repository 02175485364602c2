//! Bytes that are text, and the option that names their encoding.

use crate::{Diagnostic, Error, OptionSpec, Params, Place, Result, did_you_mean};

/// What the bytes of an input are, for readers of formats that do not say it.
pub const ENCODING: OptionSpec = OptionSpec {
    name: "encoding",
    value: Some("NAME"),
    choices: &[],
    help: "The encoding of a CSV or HTML input, such as latin1 or windows-1252 (default: UTF-8, or what its byte order \
           mark or page says)",
};

/// Names of encodings that people use, for those that are mistyped.
const LABELS: &[&str] = &[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "latin1",
    "ascii",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "euc-kr",
    "gbk",
    "gb18030",
    "big5",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "ibm866",
];

/// The encoding that [`ENCODING`] names, if it is given: looked up as it is written, and without dashes.
///
/// # Errors
/// A name that is not known.
pub fn named_encoding<T>(params: &Params, known: impl Fn(&[u8]) -> Option<T>) -> Result<Option<T>> {
    let Some(name) = params.get(ENCODING.name) else { return Ok(None) };
    let found = known(name.as_bytes()).or_else(|| known(name.replace(['-', '_', ' '], "").as_bytes()));
    found.map(Some).ok_or_else(|| {
        let meant = did_you_mean(name, LABELS.iter().copied());
        Error::usage(format!(
            "--encoding does not know '{name}'; there are utf-8, utf-16le, latin1, windows-1252, shift_jis and the others \
             of the Encoding Standard{meant}"
        ))
    })
}

/// The codes of what is said of bytes that are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextCodes {
    /// There is a NUL byte.
    pub binary: &'static str,
    /// They are not UTF-8.
    pub encoding: &'static str,
}

/// The bytes of a whole input as text. `kind` is what it should be, for the message.
///
/// ```
/// use convert_model::{TextCodes, utf8};
/// let codes = TextCodes { binary: "x-binary", encoding: "x-encoding" };
/// assert_eq!(utf8(b"a\n\xC3\xA9", codes, "wiki text")?, "a\né");
/// let error = |bytes| utf8(bytes, codes, "wiki text").map_or_else(|error| error.to_string(), str::to_owned);
/// assert_eq!(
///     error(b"a\n\xC3\xA9\xFF"),
///     "2:2: error: the input is not valid UTF-8 (convert it to UTF-8 first)"
/// );
/// assert_eq!(error(b"a\0"), "1:2: error: the input holds NUL bytes (it is no wiki text)");
/// # Ok::<(), convert_model::Error>(())
/// ```
///
/// # Errors
/// A NUL byte, or bytes that are not UTF-8, with their place.
pub fn utf8<'b>(bytes: &'b [u8], codes: TextCodes, kind: &str) -> Result<&'b str> {
    let error = |at: usize, code, message: &str, hint: String| {
        let before = String::from_utf8_lossy(&bytes[..at]);
        let place = Place { offset: Some(at as u64), ..Place::in_text(&before, before.len()) };
        Error::input(Diagnostic::error(code, message).at(place).hint(hint))
    };
    if bytes.contains(&0) {
        let at = bytes.iter().take_while(|&&byte| byte != 0).count();
        return Err(error(at, codes.binary, "the input holds NUL bytes", format!("it is no {kind}")));
    }
    std::str::from_utf8(bytes).map_err(|found| {
        let hint = "convert it to UTF-8 first".to_owned();
        error(found.valid_up_to(), codes.encoding, "the input is not valid UTF-8", hint)
    })
}
