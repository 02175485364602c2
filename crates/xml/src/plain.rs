//! Elements in the form that most cells have, parsed directly in the buffer.

use memchr::memchr;
use quick_xml::events::attributes::Attribute;
use quick_xml::name::QName;
use std::borrow::Cow;

/// An element that contains one paragraph of text and nothing else, or nothing at all:
/// `<table:table-cell office:value-type="string"><text:p>Sun Long</text:p></table:table-cell>`.
/// See [`Xml::plain`](crate::Xml::plain).
pub struct Plain<'b> {
    /// The qualified name.
    pub name: &'b str,
    /// The attributes.
    pub attributes: Attributes<'b>,
    /// The qualified name of the child element.
    pub inner: Option<&'b str>,
    /// The content of the child as written, references not resolved.
    pub text: &'b str,
    /// Where the element's end tag starts and ends.
    pub end: (usize, usize),
}

impl<'b> Plain<'b> {
    /// Parses the element at the start of these bytes; `None` for any other form and for an incomplete element.
    pub(crate) fn at(bytes: &'b [u8]) -> Option<Self> {
        let close = memchr(b'>', bytes)?;
        let tag = bytes.get(1..close)?;
        if bytes[0] != b'<' || matches!(tag.first(), None | Some(b'/' | b'!' | b'?')) {
            return None;
        }
        let (tag, empty) = tag.strip_suffix(b"/").map_or((tag, false), |tag| (tag, true));
        let name = 1..1 + tag.iter().position(|&byte| is_white(byte)).unwrap_or(tag.len());
        let attributes = name.end..1 + tag.len();
        let (mut inner, mut text, mut end) = (0..0, 0..0, (close + 1, close + 1));
        if !empty {
            let open = close + 1 + white(&bytes[close + 1..]);
            let start = open + 1 + memchr(b'>', bytes.get(open..)?.strip_prefix(b"<")?)?;
            inner = open + 1..start;
            text = start + 1..start + 1 + memchr(b'<', &bytes[start + 1..])?;
            // XML normalizes carriage returns to line feeds.
            if memchr(b'\r', &bytes[text.clone()]).is_some() {
                return None;
            }
            let after = text.end + end_tag(&bytes[text.end..], &bytes[inner.clone()])?;
            let last = after + white(&bytes[after..]);
            end = (last, last + end_tag(&bytes[last..], &bytes[name.clone()])?);
        }
        let whole = std::str::from_utf8(&bytes[..end.1]).ok()?;
        Some(Plain {
            name: &whole[name],
            attributes: Attributes::of(&whole[attributes])?,
            inner: (!empty).then_some(&whole[inner]),
            text: &whole[text],
            end,
        })
    }
}

/// The most attributes that an element in this form has.
const MOST: usize = 8;

/// Attributes in the usual form: a sequence of ` name="value"`.
pub struct Attributes<'b> {
    written: &'b str,
    /// Where the equals sign and the closing quote of each attribute are. It is moved for every cell, so it is small.
    all: [(u16, u16); MOST],
    count: usize,
}

impl<'b> Attributes<'b> {
    /// Splits them, if all are in this form and none declares a namespace.
    fn of(written: &'b str) -> Option<Self> {
        let mut attributes = Attributes { written, all: [(0, 0); MOST], count: 0 };
        let mut at = 0;
        while at < written.len() {
            let rest = written[at..].strip_prefix(' ')?;
            let is_end = |byte: u8| is_white(byte) || matches!(byte, b'=' | b'"' | b'\'');
            let (name, rest) = rest.split_at(rest.bytes().position(is_end)?);
            let rest = rest.strip_prefix("=\"")?;
            let length = memchr(b'"', rest.as_bytes())?;
            if name.is_empty() || name.starts_with("xmlns") {
                return None;
            }
            let equals = at + 1 + name.len();
            let end = equals + 2 + length;
            *attributes.all.get_mut(attributes.count)? = (equals.try_into().ok()?, end.try_into().ok()?);
            attributes.count += 1;
            at = end + 1;
        }
        Some(attributes)
    }

    /// The attributes in order.
    pub fn iter(&self) -> impl Iterator<Item = Attribute<'b>> {
        let written = self.written;
        self.all[..self.count].iter().scan(0, move |at, &(equals, end)| {
            let (equals, end) = (usize::from(equals), usize::from(end));
            let (name, value) = (&written[*at + 1..equals], &written[equals + 2..end]);
            *at = end + 1;
            Some(Attribute { key: QName(name), value: Cow::Borrowed(value) })
        })
    }
}

/// The length of the element's end tag at the start of these bytes.
fn end_tag(bytes: &[u8], name: &[u8]) -> Option<usize> {
    let rest = bytes.strip_prefix(b"</")?.strip_prefix(name)?.strip_prefix(b">")?;
    Some(bytes.len() - rest.len())
}

fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The length of the white space at the start of these bytes.
pub(crate) fn white(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|&&byte| is_white(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &str, expected: Option<(&str, &str, &str)>) {
        let plain = Plain::at(bytes.as_bytes());
        let found = plain.as_ref().map(|plain| (plain.name, plain.text, &bytes[plain.end.1..]));
        assert_eq!(found, expected, "{bytes}");
    }

    #[test]
    fn elements_with_one_paragraph() {
        check("<c><p>a b</p></c><c", Some(("c", "a b", "<c")));
        check("<c>\n <p>a&amp;b</p>\n</c>\n", Some(("c", "a&amp;b", "\n")));
        check("<c a=\"b\" d=\"it's/\"><p></p></c>", Some(("c", "", "")));
        check("<c a=\"b\"/><c/>", Some(("c", "", "<c/>")));
        check("<c/>", Some(("c", "", "")));
    }

    #[test]
    fn any_other_form_is_rejected() {
        for other in [
            "",
            "x<c/>",
            "<c",
            "<c><p>a</p>",
            "<c><p>a</p></c",
            "<c>x<p>a</p></c>",
            "<c><p>a</p><p>b</p></c>",
            "<c><p>a<s/></p></c>",
            "<c><p>a</p></d>",
            "<c><p>a</p ></c>",
            "<c></c>",
            "<c><p>a\r\nb</p></c>",
            "</c><c/>",
            "<!--c--><c/>",
            "<?c?><c/>",
            "<c a='b'/>",
            "<c a=\"x>y\"/>",
            "<c a=\"b\"d=\"e\"/>",
            "<c a = \"b\"/>",
            "<c a/>",
            "<c  a=\"b\"/>",
            "<c a=\"b\" />",
            "<c a\"=\"b\"/>",
            "<c xmlns:x=\"y\"/>",
        ] {
            check(other, None);
        }
        assert!(Plain::at(b"<c><p>\xFF</p></c>").is_none());
    }
}
