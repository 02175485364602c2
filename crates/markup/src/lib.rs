//! What the readers and writers of Markdown and HTML share.
//!
//! Both formats show a document rather than keep all of it: headings, text, lists, tables, links and styles of text.
//! This crate turns text with marks into nested markup ([`steps`]) and nested markup into text with marks
//! ([`TextBuf`]). It also has the conventions of both formats: which element is which mark, which addresses are safe,
//! and how to tell an infobox from a table.

mod address;
mod buffer;
mod code;
mod formats;
mod lost;
mod one_page;
mod steps;
mod tags;

pub use address::{address, is_safe, link};
pub use buffer::TextBuf;
pub use code::{as_code, code};
pub use formats::{HTML, MARKDOWN};
pub use lost::{Lost, lost_in_row, lost_in_table};
pub use one_page::OnePage;
pub use steps::{Step, steps};
pub use tags::{kind_of, tag_of};

/// The title above an infobox: its name, or `Infobox` if it has none.
///
/// ```
/// assert_eq!(convert_markup::infobox_title(Some("Infobox event")), "Infobox event");
/// assert_eq!(convert_markup::infobox_title(None), "Infobox");
/// ```
pub fn infobox_title(name: Option<&str>) -> &str {
    name.filter(|name| is_infobox_title(name)).unwrap_or("Infobox")
}

/// Whether this is the title of an infobox.
pub fn is_infobox_title(title: &str) -> bool {
    let rest =
        title.get(..7).filter(|start| start.eq_ignore_ascii_case("infobox")).and_then(|_| title.get(7..));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) && !title.contains(['\n', '\r'])
}

/// The name of an infobox, from its title.
pub fn infobox_name(title: &str) -> Option<String> {
    (title != "Infobox").then(|| title.to_owned())
}
