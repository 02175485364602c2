//! Which shape a value has, from all of it or from its beginning.

use crate::flatten::Flatten;
use crate::lookahead::Seen;
use crate::records::Columns;
use model::{Map, Value};

/// How a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A document as the writers write it.
    Page,
    /// An array of objects.
    Records,
    /// An array of arrays.
    Rows,
    /// An object of scalars.
    Fields,
    /// An object of arrays of objects.
    Tables,
    /// `{"columns": […], "index": […], "data": […]}`.
    Split,
    /// Anything else.
    Data,
    /// It cannot be told from the beginning, and does not stream: the whole must be seen.
    Whole,
}

pub(crate) fn classify(seen: &Seen, flatten: &Flatten) -> Form {
    match &seen.value {
        Value::Array(items) => array(items, flatten),
        Value::Object(map) if seen.complete => whole_object(map, flatten),
        Value::Object(map) => {
            if is_page_start(map) {
                Form::Page
            } else if is_split(map, false) {
                Form::Split
            } else if is_tables(map, flatten) {
                Form::Tables
            } else {
                Form::Whole
            }
        }
        _ => Form::Data,
    }
}

/// The form of a whole object.
pub(crate) fn whole_object(map: &Map<String, Value>, flatten: &Flatten) -> Form {
    if is_page(map) {
        Form::Page
    } else if is_split(map, true) {
        Form::Split
    } else if map.values().all(is_scalar) {
        Form::Fields
    } else if is_tables(map, flatten) {
        Form::Tables
    } else {
        Form::Data
    }
}

fn array(items: &[Value], flatten: &Flatten) -> Form {
    if items.iter().all(Value::is_object) {
        return if Columns::fit(items, flatten) { Form::Records } else { Form::Data };
    }
    let cells =
        |item: &Value| item.as_array().is_some_and(|cells| cells.is_empty() || cells.iter().any(is_scalar));
    if items.iter().all(Value::is_array) && items.iter().any(cells) { Form::Rows } else { Form::Data }
}

pub(crate) fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// An array of objects that is a table.
pub(crate) fn is_table(value: &Value, flatten: &Flatten) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(Value::is_object) && Columns::fit(items, flatten))
}

fn is_tables(map: &Map<String, Value>, flatten: &Flatten) -> bool {
    !map.is_empty() && map.values().all(|value| is_table(value, flatten))
}

/// The members of a document, in the order in which they are written.
pub(crate) const PAGE: [&str; 7] =
    ["title", "dialect", "properties", "infobox", "infobox_name", "blocks", "sections"];

/// The members of a section, in the order in which they are written.
pub(crate) const SECTION: [&str; 4] = ["heading", "level", "blocks", "sections"];

const BLOCKS: [&str; 8] =
    ["heading", "infobox", "paragraph", "list", "verbatim", "property", "data", "table"];

/// Whether a whole object is a document: blocks and sections are there and every one is tagged as ours are. A
/// foreign object that merely has such members is none.
pub(crate) fn is_page(map: &Map<String, Value>) -> bool {
    let known = map.keys().all(|key| PAGE.contains(&key.as_str()));
    let all = |key: &str, test: fn(&Value) -> bool| {
        map.get(key).and_then(Value::as_array).is_some_and(|items| items.iter().all(test))
    };
    known && has_page_facts(map) && all("blocks", is_block) && all("sections", is_section)
}

fn is_block(value: &Value) -> bool {
    value.get("type").and_then(Value::as_str).is_some_and(|name| BLOCKS.contains(&name))
}

fn is_section(value: &Value) -> bool {
    SECTION.iter().all(|key| value.get(key).is_some())
}

fn has_page_facts(map: &Map<String, Value>) -> bool {
    map.get("title").is_none_or(|title| title.is_string() || title.is_null())
        && map.get("infobox").is_none_or(|infobox| infobox.is_object() || infobox.is_null())
}

/// Whether an object that goes on begins as a document: its members are in order, as the writers write them, and its
/// first blocks or sections are ours.
fn is_page_start(map: &Map<String, Value>) -> bool {
    let blocks = map.get("blocks").and_then(Value::as_array);
    let sections = map.get("sections").and_then(Value::as_array);
    let known = map.keys().all(|key| PAGE.contains(&key.as_str()));
    // The last block or section may be cut short.
    let all_but_last = |items: &[Value], test: fn(&Value) -> bool| match items.split_last() {
        None => true,
        Some((last, before)) => {
            before.iter().all(test) && (last.is_object() && (!before.is_empty() || test_start(last)))
        }
    };
    known
        && has_page_facts(map)
        && in_order(map.keys().map(String::as_str), &PAGE)
        && blocks.is_some_and(|blocks| all_but_last(blocks, is_block))
        && (sections.is_some() || blocks.is_some_and(|blocks| !blocks.is_empty()))
        && sections.is_none_or(|sections| sections.iter().take(1).all(test_start))
}

/// A block or section that may be cut short.
fn test_start(value: &Value) -> bool {
    is_block(value) || (value.get("heading").is_some() && value.get("level").is_some())
}

/// Whether keys come in the order of a list.
pub(crate) fn in_order<'k>(keys: impl Iterator<Item = &'k str>, list: &[&str]) -> bool {
    let mut places = keys.map(|key| list.iter().position(|known| *known == key));
    let mut last = None;
    places.all(|place| place.is_some() && std::mem::replace(&mut last, place) < place)
}

/// The names that pandas and others have for the rows.
pub(crate) const SPLIT_ROWS: [&str; 2] = ["data", "rows"];

fn is_split(map: &Map<String, Value>, complete: bool) -> bool {
    let keys: Vec<&str> = map.keys().map(String::as_str).collect();
    let ordered = match keys.as_slice() {
        ["columns"] | ["columns", "index"] => !complete,
        ["columns", rows] | ["columns", "index", rows] => SPLIT_ROWS.contains(rows),
        _ => false,
    };
    let scalars = |key: &str| {
        map.get(key).is_none_or(|value| value.as_array().is_some_and(|names| names.iter().all(is_scalar)))
    };
    let columns = map.get("columns").and_then(Value::as_array).map_or(0, Vec::len);
    let index = map.get("index").and_then(Value::as_array).map(Vec::len);
    let rows = SPLIT_ROWS.iter().find_map(|key| map.get(*key));
    let fits = |rows: &Value| {
        rows.as_array().is_some_and(|rows| {
            rows.iter().all(|row| row.as_array().is_some_and(|cells| !complete || cells.len() <= columns))
                && (!complete || index.is_none_or(|index| index == rows.len()))
        })
    };
    ordered && columns > 0 && scalars("columns") && scalars("index") && rows.is_none_or(fits)
}
