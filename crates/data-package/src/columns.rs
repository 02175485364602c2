//! From the text of a CSV field to a cell: by the schema, or by what a package written by this program records about
//! its columns.

use crate::descriptor::{Descriptor, Step};
use crate::details::kind_in;
use model::infer::is_json_number;
use model::{Kind, Map, Result, RowBuf, Value};
use std::borrow::Cow;

/// How the texts of a column become cells.
#[derive(Clone, Debug)]
pub(crate) enum Column {
    /// As recorded by this program: the kinds of texts and of empty cells.
    Own { kind: Kind, empty: Kind },
    /// As declared by a [field](https://datapackage.org/standard/table-schema/#field) of a schema.
    Field(Field),
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    name: String,
    type_: String,
    missing: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

impl Default for Field {
    fn default() -> Self {
        Field::new(&Map::new(), &["".into()])
    }
}

impl Field {
    /// A field of a schema. Unless it has its own missing values, those of the schema apply.
    fn new(field: &Map, missing: &[String]) -> Self {
        let text = |key: &str| field.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let list = |key: &str, default: &[&str]| {
            let default = || default.iter().map(|&text| text.to_owned()).collect();
            field.get(key).and_then(strings).unwrap_or_else(default)
        };
        Field {
            name: text("name"),
            type_: text("type"),
            missing: field.get("missingValues").and_then(strings).unwrap_or_else(|| missing.to_vec()),
            yes: list("trueValues", &["true", "True", "TRUE", "1"]),
            no: list("falseValues", &["false", "False", "FALSE", "0"]),
        }
    }

    fn cell<'t>(&self, text: &'t str) -> (Cow<'t, str>, Kind) {
        if self.missing.iter().any(|missing| missing == text) {
            return ("".into(), Kind::Null);
        }
        let is = |list: &[String]| list.iter().any(|value| value == text);
        match self.type_.as_str() {
            "boolean" if is(&self.yes) => ("true".into(), Kind::Boolean),
            "boolean" if is(&self.no) => ("false".into(), Kind::Boolean),
            "boolean" => (text.into(), Kind::Untyped),
            "integer" | "number" if is_json_number(text) => (text.into(), Kind::Number),
            "object" | "array" | "geojson" if data::parse(text).is_ok() => (text.into(), Kind::Json),
            "date" => (text.into(), Kind::Date),
            "datetime" => (text.into(), Kind::DateTime),
            "time" => (text.into(), Kind::Time),
            "duration" => (text.into(), Kind::Duration),
            "string" | "list" | "year" | "yearmonth" | "geopoint" => (text.into(), Kind::Text),
            _ => (text.into(), Kind::Untyped),
        }
    }
}

impl Column {
    /// The cell for a text.
    pub(crate) fn cell<'t>(&self, text: &'t str) -> (Cow<'t, str>, Kind) {
        match self {
            Column::Own { empty, .. } if text.is_empty() => (text.into(), *empty),
            Column::Own { kind, .. } => (text.into(), kind_in(*kind, text)),
            Column::Field(field) => field.cell(text),
        }
    }
}

/// The fields of a schema, and their order in a file.
pub(crate) struct Columns {
    fields: Vec<Field>,
    columns: Vec<Column>,
    row: RowBuf,
}

impl Columns {
    /// The columns of resource `index`, by its [schema](https://datapackage.org/standard/table-schema/).
    pub(crate) fn new(descriptor: &Descriptor<'_>, index: usize, resource: &Map) -> Result<Self> {
        let steps = [Step::Key("resources"), Step::Index(index), Step::Key("schema")];
        let empty = Columns { fields: Vec::new(), columns: Vec::new(), row: RowBuf::default() };
        let Some(schema) = resource.get("schema") else { return Ok(empty) };
        let (schema, file) = descriptor.dereference(&steps, schema)?;
        let (descriptor, steps) = file.as_ref().map_or((descriptor, &steps[..]), |file| (file, &[]));
        let missing = schema.get("missingValues").and_then(strings).unwrap_or_else(|| vec![String::new()]);
        let Some(fields) = schema.get("fields").and_then(Value::as_array) else {
            let steps = [steps, &[Step::Key("fields")]].concat();
            return Err(descriptor.error(&steps, "a schema must have an array 'fields'"));
        };
        let field = |(at, field): (usize, &Value)| {
            let steps = || [steps, &[Step::Key("fields"), Step::Index(at)]].concat();
            let field =
                field.as_object().ok_or_else(|| descriptor.error(&steps(), "a field must be an object"))?;
            Ok(Field::new(field, &missing))
        };
        let fields: Vec<Field> = fields.iter().enumerate().map(field).collect::<Result<_>>()?;
        let columns = fields.iter().cloned().map(Column::Field).collect();
        Ok(Columns { fields, columns, ..empty })
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.clone()).collect()
    }

    /// Columns are matched by the names in the header, or else by the order of the fields.
    pub(crate) fn header(&mut self, header: &RowBuf) {
        let field = |(at, name): (usize, &str)| {
            let is = |field: &&Field| field.name.trim() == name.trim();
            let field = self.fields.get(at).filter(is).or_else(|| self.fields.iter().find(is));
            Column::Field(field.or(self.fields.get(at)).cloned().unwrap_or_default())
        };
        self.columns = header.as_row().texts().enumerate().map(field).collect();
    }

    pub(crate) fn row(&mut self, texts: &RowBuf) -> &RowBuf {
        self.row.clear();
        for (at, text) in texts.as_row().texts().enumerate() {
            match self.columns.get(at) {
                Some(column) => {
                    let (text, kind) = column.cell(text);
                    self.row.push(&text, kind);
                }
                None => self.row.push(text, Kind::Untyped),
            }
        }
        &self.row
    }
}

/// Strings, each plain or, as in version 2 of the standard, in an object with a label.
fn strings(value: &Value) -> Option<Vec<String>> {
    let text = |item: &Value| item.get("value").unwrap_or(item).as_str().map(str::to_owned);
    value.as_array()?.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(type_: &str, text: &str, expected: (&str, Kind)) {
        let field = Map::from_iter([("type", type_)]);
        let (found, kind) = Field::new(&field, &["".into(), "NA".into()]).cell(text);
        assert_eq!((&*found, kind), expected, "{type_} {text}");
    }

    #[test]
    fn a_type_determines_the_kind() {
        check("integer", "12", ("12", Kind::Number));
        check("integer", "twelve", ("twelve", Kind::Untyped));
        check("string", "12", ("12", Kind::Text));
        check("boolean", "1", ("true", Kind::Boolean));
        check("boolean", "FALSE", ("false", Kind::Boolean));
        check("date", "2026-02-10", ("2026-02-10", Kind::Date));
        check("any", "12", ("12", Kind::Untyped));
        check("", "x", ("x", Kind::Untyped));
        check("object", "{\"a\":1}", ("{\"a\":1}", Kind::Json));
        check("integer", "NA", ("", Kind::Null));
        check("string", "", ("", Kind::Null));
    }
}
