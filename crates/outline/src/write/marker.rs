//! The field that marks a file written by `convert`.

use super::OutlineRow;
use crate::schema::VERSION;
use model::{Map, Shape};

/// Whether a document is a single table, which is written as a single sheet without an outline.
pub fn is_plain(shape: Shape, tables: usize, outline: &[OutlineRow]) -> bool {
    let one_table = matches!(shape, Shape::Records | Shape::Rows) && tables == 1;
    one_table && outline.iter().filter(|row| row.table.is_none()).all(OutlineRow::is_meta)
}

/// The value of the user-defined field [`MARKER`](crate::schema::MARKER): the version, the shape of the source, and
/// for a plain table the contents of the outline.
pub fn marker(shape: Shape, plain: Option<&[OutlineRow]>) -> Map {
    let mut map = Map::new();
    map.insert("version", VERSION);
    let shape = match shape {
        Shape::Records => Some("records"),
        Shape::Rows => Some("rows"),
        Shape::Fields => Some("fields"),
        Shape::Tables => Some("tables"),
        Shape::Data => Some("data"),
        _ => None,
    };
    if let Some(shape) = shape {
        map.insert("shape", shape);
    }
    if let Some(outline) = plain {
        map.insert("outline", outline.iter().map(OutlineRow::to_value).collect::<Vec<_>>());
    }
    map
}
