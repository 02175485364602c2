//! Notes of cells. Threaded comments are also stored as notes, for programs that do not support them.

use crate::book::attribute;
use crate::ns::Ns;
use crate::package::Package;
use crate::reference;
use crate::strings::Rich;
use model::{Result, Text};
use sheets::read::Layout;
use xml::quick_xml::events::Event;

/// Attaches the notes in a part to their cells.
pub(crate) fn read(package: &mut Package<'_>, part: &str, layout: &mut Layout) -> Result<()> {
    let Some(mut xml) = package.xml(part)? else { return Ok(()) };
    let mut rich = Rich::default();
    let mut buffer = Vec::new();
    let mut place = None;
    loop {
        match xml.next(&mut buffer)? {
            Event::Start(start) => match xml.name(&start) {
                (Some(Ns::Main), "comments" | "commentList") => {}
                (Some(Ns::Main), "comment") => {
                    let reference = attribute(&xml, &start, "ref")?.unwrap_or_default();
                    place = reference::range(&reference).map(|(first, _)| first);
                }
                (Some(Ns::Main), "text") => {
                    rich.clear();
                    rich.read(&mut xml, &mut buffer)?;
                    let text = note(&rich.text);
                    if let Some((column, row)) = place.take().filter(|_| !text.is_empty()) {
                        let pin = layout.pins.entry((row, column)).or_default();
                        pin.note = Some(Text::plain(text));
                    }
                }
                _ => xml.skip()?,
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The text of a note, without the notice that Excel adds for programs that do not support threaded comments.
fn note(text: &str) -> &str {
    match text.strip_prefix("[Threaded comment]").and_then(|rest| rest.split_once("\nComment:\n")) {
        Some((_, comment)) => comment.trim(),
        None => text,
    }
}
