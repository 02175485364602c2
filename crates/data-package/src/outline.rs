//! The outline of a package: each document as JSON, with the names of resources in place of the rows of tables.

use model::{Map, Shape, Value};

/// The member of a table's object that replaces its rows.
const RESOURCE: &str = "resource";
/// The member of a document with the layout of its source.
const SHAPE: &str = "shape";

/// Calls a function for the tables of a document, in order.
fn each_table(document: &mut Value, act: &mut impl FnMut(&mut Map)) {
    let Value::Object(document) = document else { return };
    if let Some(Value::Array(blocks)) = document.get_mut("blocks") {
        let tables = blocks.iter_mut().filter(|block| is_of(block, "table"));
        tables.filter_map(Value::as_object_mut).for_each(&mut *act);
    }
    if let Some(Value::Array(sections)) = document.get_mut("sections") {
        sections.iter_mut().for_each(|section| each_table(section, act));
    }
}

/// Whether a block has a type.
fn is_of(block: &Value, type_: &str) -> bool {
    block.get("type").and_then(Value::as_str) == Some(type_)
}

/// Names the resources with the rows of a document's tables, in order; `None` is a table that contains its rows.
pub(crate) fn refer(document: &mut Value, shape: Shape, resources: Vec<Option<String>>) {
    let mut resources = resources.into_iter();
    each_table(document, &mut |table| {
        if let Some(Some(resource)) = resources.next() {
            table.remove("rows");
            table.insert(RESOURCE, resource);
        }
    });
    if let (Value::Object(document), Some(name)) = (document, name_of(shape)) {
        document.insert(SHAPE, name);
    }
}

/// The way back: the layout of the source, and the names of the resources of the tables.
pub(crate) fn resolve(document: &mut Value) -> (Shape, Vec<Option<String>>) {
    let mut resources = Vec::new();
    each_table(document, &mut |table| {
        let resource = match table.get(RESOURCE) {
            Some(Value::String(name)) => Some(name.clone()),
            _ => None,
        };
        if resource.is_some() {
            table.remove(RESOURCE);
            table.insert("rows", Value::Array(Vec::new()));
        }
        resources.push(resource);
    });
    let shape = document.as_object_mut().and_then(|document| document.remove(SHAPE));
    let shape = shape.as_ref().and_then(Value::as_str).and_then(shape_of).unwrap_or_default();
    (if fits(document, shape) { shape } else { Shape::Page }, resources)
}

const SHAPES: [(Shape, &str); 5] = [
    (Shape::Records, "records"),
    (Shape::Rows, "rows"),
    (Shape::Fields, "fields"),
    (Shape::Tables, "tables"),
    (Shape::Data, "data"),
];

fn name_of(shape: Shape) -> Option<&'static str> {
    SHAPES.iter().find(|(known, _)| *known == shape).map(|(_, name)| *name)
}

fn shape_of(name: &str) -> Option<Shape> {
    SHAPES.iter().find(|(_, known)| *known == name).map(|(shape, _)| *shape)
}

/// Whether a document can have this layout: the descriptor may have been edited.
fn fits(document: &Value, shape: Shape) -> bool {
    let items =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_array).unwrap_or_default().to_vec();
    let (blocks, sections) = (items(document, "blocks"), items(document, "sections"));
    let has_infobox = document.get("infobox").and_then(Value::as_object).is_some();
    let only = |kind: &str| {
        !has_infobox
            && sections.is_empty()
            && blocks.len() <= 1
            && blocks.iter().all(|block| is_of(block, kind))
    };
    match shape {
        Shape::Page => true,
        Shape::Records | Shape::Rows => only("table"),
        Shape::Data => only("data") && blocks.len() == 1,
        Shape::Fields => has_infobox && blocks.is_empty() && sections.is_empty(),
        _ => {
            let one_table = |section: &Value| {
                let blocks = items(section, "blocks");
                items(section, "sections").is_empty()
                    && blocks.len() <= 1
                    && blocks.iter().all(|block| is_of(block, "table"))
            };
            !has_infobox && blocks.is_empty() && sections.iter().all(one_table)
        }
    }
}
