//! Bytes that are text.

use crate::{CodeSpec, Error, Place, Result, codes};

/// The bytes of a whole input as text. `kind` is what it should be, for the message.
///
/// ```
/// use convert_model::utf8;
/// assert_eq!(utf8(b"a\n\xC3\xA9", "wiki text")?, "a\né");
/// let error = |bytes| utf8(bytes, "wiki text").map_or_else(|error| error.to_string(), str::to_owned);
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
pub fn utf8<'b>(bytes: &'b [u8], kind: &str) -> Result<&'b str> {
    let error = |at: usize, code: CodeSpec, message: &str, hint: String| {
        let before = String::from_utf8_lossy(&bytes[..at]);
        let place = Place { offset: Some(at as u64), ..Place::in_text(&before, before.len()) };
        Error::input(code.error(message).at(place).hint(hint))
    };
    if bytes.contains(&0) {
        let at = bytes.iter().take_while(|&&byte| byte != 0).count();
        return Err(error(at, codes::BINARY, "the input holds NUL bytes", format!("it is no {kind}")));
    }
    std::str::from_utf8(bytes).map_err(|found| {
        let hint = "convert it to UTF-8 first".to_owned();
        error(found.valid_up_to(), codes::ENCODING, "the input is not valid UTF-8", hint)
    })
}
