//! Plain data, as in JSON and YAML, with keys in order and numbers kept digit for digit.

use indexmap::IndexMap;
use std::fmt;

/// A value of plain data.
///
/// It prints as compact JSON:
///
/// ```
/// use convert_model::{Map, Value};
///
/// let mut record = Map::default();
/// record.insert("Name", "Sun \"Long\"");
/// record.insert("Rank", 1_u64);
/// assert_eq!(Value::Object(record).to_string(), r#"{"Name":"Sun \"Long\"","Rank":1}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Map),
}

impl Value {
    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Value::String(text) = self { Some(text) } else { None }
    }

    /// The flag, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(flag) = self { Some(*flag) } else { None }
    }

    /// The integer, if it is one and not negative.
    pub fn as_u64(&self) -> Option<u64> {
        if let Value::Number(number) = self { number.as_str().parse().ok() } else { None }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        if let Value::Array(items) = self { Some(items) } else { None }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Map> {
        if let Value::Object(map) = self { Some(map) } else { None }
    }

    /// The members, if it is an object.
    pub fn as_object_mut(&mut self) -> Option<&mut Map> {
        if let Value::Object(map) = self { Some(map) } else { None }
    }

    /// The value of a key, if it is an object that has the key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_object()?.get(key)
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        *self == Value::Null
    }
}

/// A number as written: in the grammar of JSON, digit for digit, however many digits it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// A number from its digits. The caller vouches that they follow the grammar of JSON (RFC 8259, section 6).
    pub fn from_digits(digits: impl Into<String>) -> Self {
        Number(digits.into())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The members of an object, in order, with unique keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(IndexMap<String, Value>);

impl Map {
    /// An object without members.
    pub fn new() -> Self {
        Map::default()
    }

    /// Sets a member: a key that already exists gets the new value and keeps its position. Returns the old value.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0.insert(key.into(), value.into())
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// The value of a key.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.0.get_mut(key)
    }

    /// The value of a key; if the key is missing, it is added with a value.
    pub fn get_or_insert_with(&mut self, key: &str, value: impl FnOnce() -> Value) -> &mut Value {
        self.0.entry(key.to_owned()).or_insert_with(value)
    }

    /// Whether a key exists.
    pub fn contains_key(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Removes a member; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.0.shift_remove(key)
    }

    /// Keeps the members for which `keep` holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &mut Value) -> bool) {
        self.0.retain(|key, value| keep(key, value));
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The members in order.
    pub fn iter(&self) -> Members<'_> {
        Members(self.0.iter())
    }

    /// The keys in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &String> {
        self.0.keys()
    }

    /// The values in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Value> {
        self.0.values()
    }
}

/// The members of a [`Map`], in order.
#[derive(Clone, Debug)]
pub struct Members<'m>(indexmap::map::Iter<'m, String, Value>);

impl<'m> Iterator for Members<'m> {
    type Item = (&'m String, &'m Value);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Members<'_> {}

impl<'m> IntoIterator for &'m Map {
    type Item = (&'m String, &'m Value);
    type IntoIter = Members<'m>;

    fn into_iter(self) -> Members<'m> {
        self.iter()
    }
}

impl IntoIterator for Map {
    type Item = (String, Value);
    type IntoIter = Box<dyn Iterator<Item = (String, Value)>>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.0.into_iter())
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Map {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        Map(members.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}

impl<K: Into<String>, V: Into<Value>> Extend<(K, V)> for Map {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, members: I) {
        self.0.extend(members.into_iter().map(|(key, value)| (key.into(), value.into())));
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::String(text)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Bool(flag)
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Value::Number(number)
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Value::Object(map)
    }
}

impl<V: Into<Value>> From<Vec<V>> for Value {
    fn from(items: Vec<V>) -> Self {
        Value::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<V: Into<Value>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

macro_rules! from_whole_numbers {
    ($($type:ty),+) => {$(
        impl From<$type> for Value {
            fn from(number: $type) -> Self {
                Value::Number(Number(number.to_string()))
            }
        }
    )+};
}

from_whole_numbers!(u8, u16, u32, u64, usize, i32, i64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(flag) => flag.fmt(f),
            Value::Number(number) => number.fmt(f),
            Value::String(text) => string(f, text),
            Value::Array(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    f.write_str(if at > 0 { "," } else { "" })?;
                    item.fmt(f)?;
                }
                f.write_str("]")
            }
            Value::Object(map) => map.fmt(f),
        }
    }
}

impl fmt::Display for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (at, (key, value)) in self.iter().enumerate() {
            f.write_str(if at > 0 { "," } else { "" })?;
            string(f, key)?;
            f.write_str(":")?;
            value.fmt(f)?;
        }
        f.write_str("}")
    }
}

/// A JSON string: quotes, backslashes and control characters are escaped (RFC 8259, section 7).
fn string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    let mut rest = text;
    while let Some(at) = rest.find(|character: char| matches!(character, '"' | '\\' | '\0'..='\x1F')) {
        f.write_str(&rest[..at])?;
        match rest.as_bytes()[at] {
            b'"' => f.write_str("\\\"")?,
            b'\\' => f.write_str("\\\\")?,
            b'\n' => f.write_str("\\n")?,
            b'\r' => f.write_str("\\r")?,
            b'\t' => f.write_str("\\t")?,
            8 => f.write_str("\\b")?,
            12 => f.write_str("\\f")?,
            control => write!(f, "\\u{control:04x}")?,
        }
        rest = &rest[at + 1..];
    }
    f.write_str(rest)?;
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_print_as_json() {
        let value = Value::from(vec![
            Value::Null,
            true.into(),
            "a\u{1}\u{8}\n\"\\é".into(),
            Number::from_digits("1.10").into(),
            [("b", Value::from(1_u64)), ("a", Value::from(Vec::<Value>::new()))]
                .into_iter()
                .collect::<Map>()
                .into(),
        ]);
        assert_eq!(value.to_string(), r#"[null,true,"a\u0001\b\n\"\\é",1.10,{"b":1,"a":[]}]"#);
    }

    #[test]
    fn members_keep_their_order() {
        let mut map: Map = [("a", 1_u64), ("b", 2), ("c", 3)].into_iter().collect();
        assert_eq!(map.insert("a", "x"), Some(1_u64.into()));
        assert_eq!(map.remove("b"), Some(2_u64.into()));
        assert_eq!(map.keys().collect::<Vec<_>>(), ["a", "c"]);
    }
}
