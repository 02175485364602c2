//! Text with marks.

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
    /// Writes text with its marks. A `span` keeps white space that browsers would collapse.
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
        // Browsers do not show a line break at the end, so it is doubled.
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

    /// Writes a start tag; returns whether it is that of a link, and the end tag.
    fn open(&mut self, kind: &MarkKind, in_link: bool) -> (bool, Cow<'static, str>) {
        let address = match kind {
            MarkKind::Link { target } => Some(encode(&markup::address(target), true)),
            MarkKind::ExternalLink { url } if markup::is_safe(url) => Some(encode(url, false)),
            MarkKind::ExternalLink { .. } => {
                self.lost.add("links with unsafe addresses");
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

/// Whether browsers would collapse white space of a text: any but single spaces between words.
fn collapses(text: &str) -> bool {
    let mut before = '\n';
    for c in text.chars() {
        let is_space = matches!(c, ' ' | '\t' | '\x0C');
        let after_space = matches!(before, ' ' | '\t' | '\x0C');
        if (is_space && (c != ' ' || after_space || matches!(before, '\n' | '\r')))
            || (after_space && matches!(c, '\n' | '\r'))
        {
            return true;
        }
        before = c;
    }
    before == ' '
}

/// An address with all characters encoded that are invalid in one
/// ([valid URL strings](https://url.spec.whatwg.org/#valid-url-string)). The name of a page may have a percent sign.
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
