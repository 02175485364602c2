//! The members of a document as plain data, and the order in which they are written.

use model::{Map, Value};

/// The members of a document, in the order in which they are written.
const PAGE: [&str; 7] = ["title", "dialect", "properties", "infobox", "infobox_name", "blocks", "sections"];

/// The members of a section, in the order in which they are written.
const SECTION: [&str; 4] = ["heading", "level", "blocks", "sections"];

const BLOCKS: [&str; 8] =
    ["heading", "infobox", "paragraph", "list", "verbatim", "property", "data", "table"];

/// Whether a whole object is a document: it has blocks and sections, and every one of them has the tags that this
/// program writes. A foreign object that only has members with these names is not one.
pub(crate) fn is_page(map: &Map) -> bool {
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

fn has_page_facts(map: &Map) -> bool {
    map.get("title").is_none_or(|title| title.as_str().is_some() || title.is_null())
        && map.get("infobox").is_none_or(|infobox| infobox.as_object().is_some() || infobox.is_null())
}

/// Whether the beginning of an object is that of a document: its members are in the order in which they are written,
/// and its first blocks or sections have the right tags.
pub(crate) fn is_page_start(map: &Map) -> bool {
    let blocks = map.get("blocks").and_then(Value::as_array);
    let sections = map.get("sections").and_then(Value::as_array);
    let known = map.keys().all(|key| PAGE.contains(&key.as_str()));
    // The last block or section may be incomplete.
    let all_but_last = |items: &[Value], test: fn(&Value) -> bool| match items.split_last() {
        None => true,
        Some((last, before)) => {
            before.iter().all(test)
                && (last.as_object().is_some() && (!before.is_empty() || test_start(last)))
        }
    };
    known
        && has_page_facts(map)
        && in_order(map.keys().map(String::as_str), &PAGE)
        && blocks.is_some_and(|blocks| all_but_last(blocks, is_block))
        && (sections.is_some() || blocks.is_some_and(|blocks| !blocks.is_empty()))
        && sections.is_none_or(|sections| sections.iter().take(1).all(test_start))
}

/// Whether a possibly incomplete value is a block or a section.
fn test_start(value: &Value) -> bool {
    is_block(value) || (value.get("heading").is_some() && value.get("level").is_some())
}

/// Whether keys are in the order of a list.
fn in_order<'k>(keys: impl Iterator<Item = &'k str>, list: &[&str]) -> bool {
    let mut places = keys.map(|key| list.iter().position(|known| *known == key));
    let mut last = None;
    places.all(|place| place.is_some() && std::mem::replace(&mut last, place) < place)
}

/// Whether every member of a whole document is where the writers put it.
pub(crate) fn is_in_order(value: &Value) -> bool {
    let items = |key: &str| value.get(key).and_then(Value::as_array).into_iter().flatten();
    let ordered =
        |list: &[&str]| value.as_object().is_some_and(|map| in_order(map.keys().map(String::as_str), list));
    (ordered(&PAGE) || ordered(&SECTION))
        && items("blocks").all(|block| block.get("type") != Some(&"table".into()) || is_table_in_order(block))
        && items("sections").all(is_in_order)
}

fn is_table_in_order(block: &Value) -> bool {
    let mut keys = block.as_object().into_iter().flat_map(Map::keys);
    match keys.next().map(String::as_str) {
        // A table that is read whole may have any order.
        Some("type") => keys.skip_while(|key| *key != "rows").nth(1).is_none(),
        _ => true,
    }
}

/// A document with every member where the writers put it.
pub(crate) fn in_writing_order(value: Value) -> Value {
    sorted(value, &PAGE)
}

fn sorted(value: Value, order: &[&str]) -> Value {
    let Value::Object(map) = value else { return value };
    let mut members: Vec<(String, Value)> = map.into_iter().collect();
    members.sort_by_key(|(key, _)| order.iter().position(|known| known == key).unwrap_or(order.len()));
    let member = |(key, value): (String, Value)| match (key.as_str(), value) {
        ("blocks", Value::Array(blocks)) => {
            (key, blocks.into_iter().map(table_in_order).collect::<Vec<_>>().into())
        }
        ("sections", Value::Array(sections)) => {
            (key, sections.into_iter().map(|section| sorted(section, &SECTION)).collect::<Vec<_>>().into())
        }
        (_, value) => (key, value),
    };
    Value::Object(members.into_iter().map(member).collect())
}

/// A table with its rows last.
fn table_in_order(block: Value) -> Value {
    let Value::Object(mut map) = block else { return block };
    if let Some(rows) = map.remove("rows") {
        map.insert("rows", rows);
    }
    Value::Object(map)
}
