//! Inline markup: text and its marks.

use markup::{TextBuf, kind_of, link};
use model::MarkKind;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The open inline markup of a page.
#[derive(Default)]
pub(crate) struct Inline {
    links: Vec<MarkKind>,
}

/// What an event turned into.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Became {
    /// Text or a mark.
    Text,
    /// Nothing: there is no mark for this element.
    LeftOut,
    /// The start of an image, whose alternative text follows.
    Image,
    /// Nothing: it is not inline markup.
    Other,
}

impl Inline {
    /// Handles an event of inline markup.
    pub(crate) fn event(&mut self, buffer: &mut TextBuf, event: &Event<'_>) -> Became {
        match event {
            Event::Text(text) => buffer.push(text),
            Event::Code(text) => {
                buffer.open(MarkKind::Code);
                buffer.push(text);
                buffer.close();
            }
            Event::SoftBreak => buffer.push(" "),
            Event::HardBreak => buffer.line_break(),
            Event::InlineHtml(source) => return html(buffer, source),
            Event::Start(Tag::Strong) => buffer.open(MarkKind::Bold),
            Event::Start(Tag::Emphasis) => buffer.open(MarkKind::Italic),
            Event::Start(Tag::Strikethrough) => buffer.open(MarkKind::Strike),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let kind = link(dest_url);
                buffer.open(kind.clone());
                self.links.push(kind);
            }
            Event::Start(Tag::Image { .. }) => return Became::Image,
            Event::End(TagEnd::Strong) => drop(buffer.close_kind(&MarkKind::Bold)),
            Event::End(TagEnd::Emphasis) => drop(buffer.close_kind(&MarkKind::Italic)),
            Event::End(TagEnd::Strikethrough) => drop(buffer.close_kind(&MarkKind::Strike)),
            Event::End(TagEnd::Link) => {
                if let Some(kind) = self.links.pop() {
                    buffer.close_kind(&kind);
                }
            }
            Event::End(TagEnd::Image) => {}
            _ => return Became::Other,
        }
        Became::Text
    }
}

/// Handles a tag or a comment.
fn html(buffer: &mut TextBuf, source: &str) -> Became {
    if let Some(comment) = source.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")) {
        buffer.point(MarkKind::Comment { text: comment.to_owned() });
        return Became::Text;
    }
    let inner = source.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    let (closing, name) = match inner.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inner),
    };
    let name = name.to_ascii_lowercase();
    if name == "br" {
        buffer.line_break();
        return Became::Text;
    }
    let Some(kind) = kind_of(&name) else { return Became::LeftOut };
    if !closing {
        buffer.open(kind);
    } else if !buffer.close_kind(&kind) {
        return Became::LeftOut;
    }
    Became::Text
}
