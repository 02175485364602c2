//! Texts with marks, as stored in details: in pieces.
//!
//! Replacing a word throughout a workbook also replaces it in the hidden details of texts. Marks that count characters
//! would then be misplaced, so a text is cut at the ends of its marks, and marks count pieces:
//!
//! ```json
//! {"pieces": ["See ", "Milan", "."], "marks": [{"start": 1, "end": 2, "type": "link", "target": "Milan"}]}
//! ```

use model::{Map, Value};

/// Cuts all texts with marks in a value into pieces, at any depth.
///
/// ```
/// use convert_outline::pieces::{cut, join};
/// use model::{Mark, MarkKind, Text, shape};
/// let text = Text::with_marks("è vero", vec![Mark::new(3..7, MarkKind::Bold)]);
/// let value = cut(shape::text_to_value(&text));
/// assert_eq!(value.to_string(), r#"{"pieces":["è ","vero"],"marks":[{"start":1,"end":2,"type":"bold"}]}"#);
/// assert_eq!(shape::text_from_value(&join(value)), Ok(text));
/// ```
pub fn cut(value: Value) -> Value {
    walk(value, &|key, value, marks| {
        let text = value.as_str().filter(|_| key == "text")?;
        let mut cuts: Vec<usize> = vec![0, text.chars().count()];
        for mark in marks.iter() {
            cuts.extend([at(mark, "start")?, at(mark, "end")?]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        for mark in marks.iter_mut() {
            for side in ["start", "end"] {
                let index = cuts.binary_search(&at(mark, side)?).ok()?;
                set(mark, side, index);
            }
        }
        let mut rest = text.chars();
        let lengths = cuts.windows(2).map(|pair| pair[1] - pair[0]);
        let pieces = lengths.map(|length| Value::from(rest.by_ref().take(length).collect::<String>()));
        Some(("pieces", Value::Array(pieces.collect())))
    })
}

/// Joins the pieces that [`cut`] made; texts that are not in pieces are left alone.
pub fn join(value: Value) -> Value {
    walk(value, &|key, value, marks| {
        let pieces = value.as_array().filter(|_| key == "pieces")?;
        let (mut text, mut cuts) = (String::new(), vec![0]);
        for piece in pieces {
            text.push_str(piece.as_str()?);
            cuts.push(text.chars().count());
        }
        for mark in marks.iter_mut() {
            for side in ["start", "end"] {
                let place = *cuts.get(at(mark, side)?)?;
                set(mark, side, place);
            }
        }
        Some(("text", Value::from(text)))
    })
}

fn at(mark: &Value, side: &str) -> Option<usize> {
    mark.get(side)?.as_u64()?.try_into().ok()
}

fn set(mark: &mut Value, side: &str, place: usize) {
    if let Value::Object(mark) = mark {
        mark.insert(side, place);
    }
}

/// Converts the text under a key, and its marks, to another form, which gets another key.
type Work = dyn Fn(&str, &Value, &mut Vec<Value>) -> Option<(&'static str, Value)>;

/// Converts every object that has a text and marks.
fn walk(value: Value, work: &Work) -> Value {
    match value {
        Value::Array(values) => Value::Array(values.into_iter().map(|value| walk(value, work)).collect()),
        // Data of the source is not text with marks.
        Value::Object(object) if object.get("type").and_then(Value::as_str) == Some("data") => {
            Value::Object(object)
        }
        Value::Object(object) => {
            let mut object: Map = object.into_iter().map(|(key, value)| (key, walk(value, work))).collect();
            let Some(Value::Array(marks)) = object.get("marks") else { return Value::Object(object) };
            let mut marks = marks.clone();
            let found = ["text", "pieces"].into_iter().find_map(|key| {
                let made = work(key, object.get(key)?, &mut marks)?;
                Some((key, made))
            });
            let Some((key, (name, text))) = found else { return Value::Object(object) };
            object.insert("marks", marks);
            // The text stays the first entry.
            let entries = object.into_iter().filter(|(other, _)| other != key);
            Value::Object(std::iter::once((name.to_owned(), text)).chain(entries).collect())
        }
        other => other,
    }
}
