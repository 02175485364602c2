//! The field that says a file is ours.

use super::OutlineRow;
use crate::schema::VERSION;
use model::{Map, Shape};

/// Whether there is nothing but one table: then its sheet is all a person gets to see, and no outline is written.
pub fn is_plain(shape: Shape, tables: usize, outline: &[OutlineRow]) -> bool {
    let one_table = matches!(shape, Shape::Records | Shape::Rows) && tables == 1;
    one_table && outline.iter().filter(|row| row.table.is_none()).all(OutlineRow::is_meta)
}

/// What the user-defined field [`MARKER`](crate::schema::MARKER) says: the version, how the source was laid out, and
/// for a plain table all that the outline would say.
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
