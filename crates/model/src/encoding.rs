//! Decoding of bytes as text.

use crate::{CodeSpec, Error, Found, Place, Result, codes};

/// Decodes a whole input as UTF-8, without its byte order mark. `kind` is what the input should be, for the message.
///
/// ```
/// use convert_model::utf8;
/// let (text, found) = utf8(b"\xEF\xBB\xBFa\n\xC3\xA9", "wiki text")?;
/// assert_eq!((text, found.encoding, found.byte_order_mark), ("a\né", Some("UTF-8"), true));
/// let error = |bytes| utf8(bytes, "wiki text").unwrap_err().to_string();
/// assert_eq!(
///     error(b"a\n\xC3\xA9\xFF"),
///     "2:2: error: the input is not valid UTF-8 (convert it to UTF-8 first)"
/// );
/// assert_eq!(error(b"a\0"), "1:2: error: the input contains NUL bytes (it is not wiki text)");
/// # Ok::<(), convert_model::Error>(())
/// ```
///
/// # Errors
/// Returns an error with its place for a NUL byte, and for bytes that are not UTF-8.
pub fn utf8<'b>(bytes: &'b [u8], kind: &str) -> Result<(&'b str, Found)> {
    let without = bytes.strip_prefix(b"\xEF\xBB\xBF");
    let (bytes, found) = (without.unwrap_or(bytes), Found::utf8(without.is_some()));
    let error = |at: usize, code: CodeSpec, message: &str, hint: String| {
        let before = String::from_utf8_lossy(&bytes[..at]);
        let place = Place { offset: Some(at as u64), ..Place::in_text(&before, before.len()) };
        Error::input(code.error(message).at(place).hint(hint))
    };
    if bytes.contains(&0) {
        let at = bytes.iter().take_while(|&&byte| byte != 0).count();
        return Err(error(at, codes::BINARY, "the input contains NUL bytes", format!("it is not {kind}")));
    }
    let text = std::str::from_utf8(bytes).map_err(|fault| {
        let hint = "convert it to UTF-8 first".to_owned();
        error(fault.valid_up_to(), codes::ENCODING, "the input is not valid UTF-8", hint)
    })?;
    Ok((text, found))
}
