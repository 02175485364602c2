//! Decodes the bytes of a page.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use model::{Error, Found, Hint, Place, Result, codes};
use std::borrow::Cow;

/// How many bytes are searched for the name of the encoding
/// ([the first 1024 bytes](https://html.spec.whatwg.org/multipage/semantics.html#charset)).
const START: usize = 1024;

fn hint() -> Hint {
    Hint::default().text("name the encoding, for example ").setting("encoding", "windows-1252")
}

/// Decodes a page by its byte order mark, otherwise by the given encoding, otherwise by the one it names, otherwise as
/// UTF-8.
pub(crate) fn decode<'b>(bytes: &'b [u8], given: Option<&'static Encoding>) -> Result<(Cow<'b, str>, Found)> {
    let or_named = || (given.or_else(|| named(bytes)).unwrap_or(UTF_8), 0);
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(or_named);
    let bytes = bytes.get(mark..).unwrap_or(bytes);
    let mut found = Found::default();
    found.encoding = Some(encoding.name());
    found.byte_order_mark = mark > 0;
    if encoding == UTF_8 {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or(bytes));
            let place = Place {
                offset: Some((mark + error.valid_up_to()) as u64),
                ..Place::in_text(&before, before.len())
            };
            let diagnostic = codes::ENCODING.error("the page is not valid UTF-8");
            Error::input(diagnostic.at(place).hint(hint()))
        })?;
        return Ok((Cow::Borrowed(text), found));
    }
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        let at = text.find('\u{FFFD}').unwrap_or(0);
        let message = format!("these bytes are not {}", encoding.name());
        let diagnostic = codes::ENCODING.error(message).at(Place::in_text(&text, at));
        return Err(Error::input(diagnostic.hint(hint())));
    }
    Ok((text, found))
}

/// The encoding that a `meta` element names.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..START.min(bytes.len()))?.to_ascii_lowercase();
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(start.get(at..)?, b"<meta") {
        let element = start.get(at + found..)?;
        let end = memchr::memchr(b'>', element).unwrap_or(element.len());
        let element = element.get(..end)?;
        if let Some(name) = memchr::memmem::find(element, b"charset") {
            let value = element.get(name + "charset".len()..)?.trim_ascii_start();
            let value = value.strip_prefix(b"=").unwrap_or(value).trim_ascii_start();
            let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
            let length = value.iter().take_while(|byte| is_name(byte)).count();
            let encoding = Encoding::for_label(value.get(..length)?)?;
            // The name was readable as ASCII, so the page cannot be UTF-16.
            return Some(if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding });
        }
        at += found + end;
    }
    None
}
