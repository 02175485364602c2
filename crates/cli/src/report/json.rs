//! Diagnostics for programs: one JSON object per line.

use crate::spell;
use model::{Diagnostic, Map, Value};

/// An object on its own line.
pub(crate) fn object(fields: impl IntoIterator<Item = (&'static str, Value)>) -> String {
    fields.into_iter().collect::<Map>().to_string() + "\n"
}

/// A diagnostic. Keys without a value are left out; `numbers` are those of a message that represents others.
pub(super) fn line(name: Option<&str>, diagnostic: &Diagnostic, numbers: Option<&[(&str, usize)]>) -> String {
    let mut object = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            object.insert(key, value);
        }
    };
    let place = diagnostic.place.clone().unwrap_or_default();
    put("file", name.map(Value::from));
    put("line", (place.line > 0).then(|| place.line.into()));
    put("column", (place.line > 0 && place.column > 0).then(|| place.column.into()));
    put("offset", place.offset.map(Value::from));
    put("part", place.part.map(Value::from));
    put("severity", Some(diagnostic.severity.name().into()));
    put("code", Some(diagnostic.code.into()));
    put("message", Some(diagnostic.message.as_str().into()));
    put("hint", diagnostic.hint.as_ref().map(|hint| spell::hint(hint).into()));
    for (key, number) in numbers.unwrap_or_default() {
        put(key, Some((*number).into()));
    }
    object.to_string() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Place;

    #[test]
    fn an_object_has_the_keys_that_are_known() {
        let place = Place { offset: Some(9), ..Place::at(2, 4) };
        let diagnostic = Diagnostic::warning("ragged-row", "a \"b\"\u{1b}[31m").hint("c").at(place);
        assert_eq!(
            line(Some("a.csv"), &diagnostic, None),
            "{\"file\":\"a.csv\",\"line\":2,\"column\":4,\"offset\":9,\"severity\":\"warning\",\
             \"code\":\"ragged-row\",\"message\":\"a \\\"b\\\"\\u001b[31m\",\"hint\":\"c\"}\n"
        );
        let note = line(None, &Diagnostic::note("batch-left-out", "a"), Some(&[("more", 3)]));
        assert_eq!(
            note,
            "{\"severity\":\"note\",\"code\":\"batch-left-out\",\"message\":\"a\",\"more\":3}\n"
        );
    }
}
