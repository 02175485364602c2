//! The rows of a resource written by this program: the texts of its CSV, and what the descriptor adds to them.

use crate::KEY;
use crate::columns::Column;
use crate::descriptor::{Descriptor, Step};
use model::shape::{attributes_from_value, cell_from_value};
use model::{Attributes, Kind, Map, Result, Row, RowBuf, Value};

/// What the descriptor adds to the remaining rows.
pub(crate) struct OwnRows<'d> {
    descriptor: &'d Descriptor<'d>,
    index: usize,
    columns: Vec<Column>,
    /// Rows that are shorter than the others or have attributes, in reverse order.
    rows: Vec<(usize, Option<usize>, Attributes)>,
    /// Cells by row and column, in reverse order.
    cells: Vec<(usize, usize, RowBuf)>,
    number: usize,
    changed: usize,
    row: RowBuf,
}

impl<'d> OwnRows<'d> {
    /// Reads what the custom key of resource `index` contains.
    pub(crate) fn new(descriptor: &'d Descriptor<'d>, index: usize, own: &Map) -> Result<Self> {
        let steps = |key, at| {
            [Step::Key("resources"), Step::Index(index), Step::Key(KEY), Step::Key(key), Step::Index(at)]
        };
        let list = |key: &str| own.get(key).and_then(Value::as_array).unwrap_or_default();
        let kinds = |key: &'static str| {
            let kind = |(at, name): (usize, &Value)| {
                let kind = name.as_str().and_then(Kind::from_name);
                kind.ok_or_else(|| descriptor.error(&steps(key, at), format!("{name} is not a kind of cell")))
            };
            list(key).iter().enumerate().map(kind).collect::<Result<Vec<_>>>()
        };
        let (texts, empty) = (kinds("kinds")?, kinds("empty")?);
        let empty = |at: usize| empty.get(at).copied().unwrap_or_default();
        let columns =
            texts.iter().enumerate().map(|(at, &kind)| Column::Own { kind, empty: empty(at) }).collect();
        let wrong = |key, at, why: &str| descriptor.error(&steps(key, at), why);
        let whole = |value: Option<&Value>| value?.as_u64().and_then(|number| usize::try_from(number).ok());
        let mut rows = Vec::new();
        for (at, item) in list("rows").iter().enumerate() {
            let item = item.as_array().unwrap_or_default();
            let (Some(row), Some(about)) = (whole(item.first()), item.get(1)) else {
                return Err(wrong("rows", at, "an entry in 'rows' must be [row, {…}]"));
            };
            let attributes = about.get("attributes").map_or(Ok(Vec::new()), attributes_from_value);
            let attributes = attributes.map_err(|why| wrong("rows", at, &why))?;
            rows.push((row, whole(about.get("cells")), attributes));
        }
        let mut cells = Vec::new();
        for (at, item) in list("cells").iter().enumerate() {
            let item = item.as_array().unwrap_or_default();
            let (Some(row), Some(column), Some(value)) =
                (whole(item.first()), whole(item.get(1)), item.get(2))
            else {
                return Err(wrong("cells", at, "an entry in 'cells' must be [row, column, cell]"));
            };
            let mut cell = RowBuf::default();
            cell_from_value(value, &mut cell).map_err(|why| wrong("cells", at, &why))?;
            cells.push((row, column, cell));
        }
        rows.sort_by_key(|(row, ..)| std::cmp::Reverse(*row));
        cells.sort_by_key(|(row, column, _)| std::cmp::Reverse((*row, *column)));
        let row = RowBuf::default();
        Ok(OwnRows { descriptor, index, columns, rows, cells, number: 0, changed: 0, row })
    }

    /// The next row, from its texts. The entry of a cell applies only if the cell still has the same text.
    pub(crate) fn row(&mut self, texts: Row<'_>) -> Row<'_> {
        self.number += 1;
        self.row.clear();
        let about = self.rows.pop_if(|(row, ..)| *row <= self.number);
        let length = about.as_ref().and_then(|(_, cells, _)| *cells);
        let length =
            length.filter(|&length| (length..texts.len()).all(|column| texts.text(column).is_empty()));
        for (column, text) in texts.texts().take(length.unwrap_or(texts.len())).enumerate() {
            let known = self.cells.pop_if(|(row, at, _)| *row == self.number && *at == column + 1);
            match known {
                Some((.., cell)) if cell.as_row().text(0) == text => {
                    let cell = cell.as_row().cell(0);
                    self.row.push_with(cell.text, cell.kind, cell.extra.cloned().unwrap_or_default());
                    continue;
                }
                Some(_) => self.changed += 1,
                None => {}
            }
            match self.columns.get(column) {
                Some(known) => {
                    let (text, kind) = known.cell(text);
                    self.row.push(&text, kind);
                }
                None => self.row.push(text, Kind::Untyped),
            }
        }
        // The remaining entries are for columns that no longer exist.
        while self.cells.pop_if(|(row, ..)| *row <= self.number).is_some() {
            self.changed += 1;
        }
        if let Some((.., attributes)) = about {
            *self.row.attributes_mut() = attributes;
        }
        self.row.as_row()
    }

    /// Reports the number of cells that have changed.
    pub(crate) fn finish(self) -> Result<()> {
        let changed = self.changed + self.cells.len() + self.rows.len();
        if changed == 0 {
            return Ok(());
        }
        let message =
            format!("{} changed since the package was written", model::plural(changed, "cell", "cells"));
        let steps = [Step::Key("resources"), Step::Index(self.index), Step::Key(KEY)];
        self.descriptor.warn(
            &steps,
            message,
            "changed cells are read as in their file, without markup and kinds",
        )
    }
}
