//! From the text of a CSV's field to a cell: by the schema, or by what a package of ours says of its columns.

use super::details::kind_in;
use model::infer::is_json_number;
use model::{Kind, Map, Value};
use std::borrow::Cow;

/// How the texts of a column become cells.
#[derive(Clone, Debug)]
pub(super) enum Column {
    /// As our own packages say: the kinds of texts and of empty cells.
    Own { kind: Kind, empty: Kind },
    /// As a [field](https://datapackage.org/standard/table-schema/#field) of a schema says.
    Field(Field),
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
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
    /// A field of a schema whose missing values are those of the schema unless it has its own.
    pub(super) fn new(field: &Map<String, Value>, missing: &[String]) -> Self {
        let text = |key: &str| field.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let list = |key: &str, default: &[&str]| {
            let default = || default.iter().map(|text| (*text).to_owned()).collect();
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
    /// The cell that a text is.
    pub(super) fn cell<'t>(&self, text: &'t str) -> (Cow<'t, str>, Kind) {
        match self {
            Column::Own { empty, .. } if text.is_empty() => (text.into(), *empty),
            Column::Own { kind, .. } => (text.into(), kind_in(*kind, text)),
            Column::Field(field) => field.cell(text),
        }
    }
}

/// Strings, each plain or, as version 2 of the standard allows, in an object with a label.
pub(super) fn strings(value: &Value) -> Option<Vec<String>> {
    let text = |item: &Value| item.get("value").unwrap_or(item).as_str().map(str::to_owned);
    value.as_array()?.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(type_: &str, text: &str, expected: (&str, Kind)) {
        let field = Map::from_iter([("type".to_owned(), Value::from(type_))]);
        let (found, kind) = Field::new(&field, &["".into(), "NA".into()]).cell(text);
        assert_eq!((&*found, kind), expected, "{type_} {text}");
    }

    #[test]
    fn a_type_says_the_kind() {
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
