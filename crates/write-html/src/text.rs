//! Texts with marks.

use crate::escape::escape;
use crate::{Page, attributes};
use markup::{Step, steps, tag_of};
use model::{Mark, MarkKind};
use std::borrow::Cow;

fn is_kept(mark: &Mark) -> bool {
    match &mark.kind {
        MarkKind::Reference { .. } => mark.start == mark.end,
        MarkKind::Link { .. } | MarkKind::ExternalLink { .. } => mark.start < mark.end,
        MarkKind::Element { tag, .. } => tag == "span" && mark.start < mark.end,
        kind => mark.start < mark.end && tag_of(kind).is_some(),
    }
}

impl Page {
    /// Writes a text with its marks. Should a browser collapse its white space, it is said to keep it.
    pub(crate) fn text(&mut self, text: &str, marks: &[Mark]) {
        let other = marks.iter().map(|mark| &mark.kind);
        self.lost.marks(other.filter(|kind| !matches!(kind, MarkKind::Element { tag, .. } if tag == "span")));
        let keeps = collapses(text);
        if keeps {
            self.out.push_str("<span style=\"white-space: pre-wrap\">");
        }
        self.steps(text, marks);
        if keeps {
            self.out.push_str("</span>");
        }
        // The last break of a line shows nothing.
        if text.ends_with(['\n', '\r']) {
            self.out.push_str("<br>");
        }
    }

    fn steps(&mut self, text: &str, marks: &[Mark]) {
        let mut open: Vec<(bool, Cow<'static, str>)> = Vec::new();
        let mut waiting = Vec::new();
        for step in steps(text, marks, is_kept) {
            match step {
                Step::Text(part, _) => escape(&mut self.out, part),
                // A footnote in a link follows it: links do not nest.
                Step::Point(kind) if open.iter().any(|(is_link, _)| *is_link) => waiting.push(kind),
                Step::Point(kind) => self.reference(kind),
                Step::Close(_) => {
                    if let Some((_, close)) = open.pop() {
                        self.out.push_str(&close);
                    }
                    if !open.iter().any(|(is_link, _)| *is_link) {
                        waiting.drain(..).for_each(|kind| self.reference(kind));
                    }
                }
                Step::Open(kind, _) => {
                    let in_link = open.iter().any(|(is_link, _)| *is_link);
                    open.push(self.open(kind, in_link));
                }
            }
        }
    }

    /// Writes a start tag; gives whether it is a link's, and the end tag.
    fn open(&mut self, kind: &MarkKind, in_link: bool) -> (bool, Cow<'static, str>) {
        let address = match kind {
            MarkKind::Link { target } => Some(encode(&markup::address(target), true)),
            MarkKind::ExternalLink { url } if markup::is_safe(url) => Some(encode(url, false)),
            MarkKind::ExternalLink { .. } => {
                self.lost.add("links that are no addresses of the web");
                None
            }
            _ => None,
        };
        if let Some(address) = address.filter(|_| !in_link) {
            self.out.push_str("<a");
            attributes::attribute(&mut self.out, "href", &address);
            self.out.push('>');
            return (true, Cow::Borrowed("</a>"));
        }
        if let MarkKind::Element { attributes, .. } = kind {
            self.out.push_str("<span");
            attributes::write(&mut self.out, &mut self.lost, attributes, "");
            self.out.push('>');
            return (false, Cow::Borrowed("</span>"));
        }
        let Some(tag) = tag_of(kind) else { return (false, Cow::Borrowed("")) };
        self.out.push_str(&format!("<{tag}>"));
        (false, Cow::Owned(format!("</{tag}>")))
    }
}

/// Whether a browser would not show all white space of a text: blanks other than single spaces between words.
fn collapses(text: &str) -> bool {
    let mut before = '\n';
    for c in text.chars() {
        let blank = matches!(c, ' ' | '\t' | '\x0C');
        let after_blank = matches!(before, ' ' | '\t' | '\x0C');
        if (blank && (c != ' ' || after_blank || matches!(before, '\n' | '\r')))
            || (after_blank && matches!(c, '\n' | '\r'))
        {
            return true;
        }
        before = c;
    }
    before == ' '
}

/// An address without the characters that are not part of an address
/// ([valid URL strings](https://url.spec.whatwg.org/#valid-url-string)). A page's name may have a percent sign.
fn encode(address: &str, is_name: bool) -> String {
    let mut encoded = String::new();
    for c in address.chars() {
        let odd = c.is_control()
            || c == ' '
            || matches!(c, '"' | '<' | '>' | '[' | ']' | '\\' | '^' | '`' | '{' | '|' | '}');
        if odd || (is_name && c == '%') {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
        } else {
            encoded.push(c);
        }
    }
    encoded
}
