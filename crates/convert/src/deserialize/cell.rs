//! A cell as a value of the requested type.

mod value;

use super::error::Error;
use model::{Cell, Kind, infer};
use serde::de::value::StrDeserializer;
use serde::de::{Deserializer, Expected, IntoDeserializer, Visitor};
use std::str::FromStr;
use value::ValueDeserializer;

/// Deserializes one cell.
pub(super) struct CellDeserializer<'r>(pub(super) Cell<'r>);

impl CellDeserializer<'_> {
    /// Whether the cell is empty.
    fn is_empty(&self) -> bool {
        let Cell { text, kind, .. } = self.0;
        text.is_empty() || matches!(kind, Kind::Null | Kind::Missing)
    }

    /// Parses the cell's value in machine form, or else its text.
    fn parse<T: FromStr>(&self, what: &dyn std::fmt::Display) -> Result<T, Error> {
        let Cell { text, kind, .. } = self.0;
        // A value that follows from the text is not stored.
        let implied = if kind == Kind::Percentage { infer::sheet_value(text) } else { None };
        let value = self.0.value().or(implied.as_ref().map(|found| found.value.as_str()));
        let mut parsed = value.into_iter().chain([text.trim()]).filter_map(|text| text.parse().ok());
        parsed.next().ok_or_else(|| Error::expected(what, text))
    }

    /// Deserializes a nested value from its JSON.
    fn nested<'de, V: Visitor<'de>>(
        &self,
        visitor: V,
        take: impl FnOnce(ValueDeserializer, V) -> Result<V::Value, Error>,
    ) -> Result<V::Value, Error> {
        match data::parse(self.0.text) {
            Ok(value) if self.0.kind == Kind::Json => take(ValueDeserializer(value), visitor),
            _ => Err(Error::expected(&(&visitor as &dyn Expected), self.0.text)),
        }
    }
}

/// Whole numbers: the message has the range, because the number may be outside of it.
macro_rules! whole_numbers {
    ($($method:ident $visit:ident $type:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let range = format_args!("a whole number from {} to {}", $type::MIN, $type::MAX);
            visitor.$visit(self.parse::<$type>(&range)?)
        }
    )+};
}

impl<'de> Deserializer<'de> for CellDeserializer<'_> {
    type Error = Error;

    /// For types that take any value: the kind that the source states, or else the value that a spreadsheet would make
    /// of the text.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Cell { text, kind, .. } = self.0;
        let is_number = match kind {
            Kind::Number | Kind::Percentage | Kind::Currency => true,
            Kind::Untyped => infer::is_plain_number(text),
            _ => false,
        };
        match kind {
            Kind::Null | Kind::Missing => visitor.visit_unit(),
            Kind::Boolean => self.deserialize_bool(visitor),
            Kind::Json => self.nested(visitor, |value, visitor| value.deserialize_any(visitor)),
            _ if is_number => {
                if let Ok(number) = self.parse::<u64>(&"") {
                    visitor.visit_u64(number)
                } else if let Ok(number) = self.parse::<i64>(&"") {
                    visitor.visit_i64(number)
                } else {
                    self.deserialize_f64(visitor)
                }
            }
            Kind::Untyped if text == "true" || text == "false" => visitor.visit_bool(text == "true"),
            Kind::Untyped if text.is_empty() => visitor.visit_unit(),
            _ => visitor.visit_str(text),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let texts = self.0.value().into_iter().chain([self.0.text.trim()]);
        let flags = texts.filter_map(|text| match text {
            _ if text.eq_ignore_ascii_case("true") => Some(true),
            _ if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        });
        match { flags }.next() {
            Some(flag) => visitor.visit_bool(flag),
            None => Err(Error::expected(&"true or false", self.0.text)),
        }
    }

    whole_numbers! {
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
        deserialize_i128 visit_i128 i128
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
        deserialize_u128 visit_u128 u128
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f32(self.parse(&"a number")?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(self.parse(&"a number")?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.text.parse() {
            Ok(character) => visitor.visit_char(character),
            Err(_) => Err(Error::expected(&"one character", self.0.text)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.0.text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.0.text)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bytes(self.0.text.as_bytes())
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bytes(self.0.text.as_bytes())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.is_empty() {
            true => visitor.visit_unit(),
            false => Err(Error::expected(&"an empty cell", self.0.text)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.nested(visitor, |value, visitor| value.deserialize_seq(visitor))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.nested(visitor, |value, visitor| value.deserialize_map(visitor))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    /// Only variants without fields, by their names.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let name: StrDeserializer<'_, Error> = self.0.text.into_deserializer();
        visitor.visit_enum(name)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.0.text)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }
}
