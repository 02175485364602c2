//! A row for serde: a map with the names of its columns as keys, or a sequence of cells.

use super::cell::CellDeserializer;
use super::error::Error;
use crate::Record;
use model::Cell;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// Deserializes a row.
pub(super) struct RowDeserializer<'r> {
    record: &'r Record,
    /// The next cell.
    at: usize,
}

impl<'r> RowDeserializer<'r> {
    pub(super) fn new(record: &'r Record) -> Self {
        RowDeserializer { record, at: 0 }
    }

    fn name(&self, column: usize) -> String {
        self.record.columns().get(column).cloned().unwrap_or_else(|| (column + 1).to_string())
    }

    fn value<'de, S: DeserializeSeed<'de>>(&self, seed: S, column: usize) -> Result<S::Value, Error> {
        let cell =
            self.record.cell(column).unwrap_or(Cell { text: "", kind: model::Kind::Missing, extra: None });
        seed.deserialize(CellDeserializer(cell)).map_err(|error| error.in_column(|| self.name(column)))
    }

    /// The only cell, for types that are not rows.
    fn only<T>(self, take: impl FnOnce(CellDeserializer<'r>) -> Result<T, Error>) -> Result<T, Error> {
        match self.record.cell(0) {
            Some(cell) => take(CellDeserializer(cell)).map_err(|error| error.in_column(|| self.name(0))),
            None => Err(Error::custom("the row has no cells")),
        }
    }
}

/// Types that are a single cell take the first one.
macro_rules! of_the_first_cell {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.only(|cell| cell.$method(visitor))
        }
    )+};
}

impl<'de> Deserializer<'de> for RowDeserializer<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.record.columns().is_empty() {
            true => visitor.visit_seq(self),
            false => visitor.visit_map(self),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self)
    }

    /// Without a header, fields are taken by position.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.only(|cell| cell.deserialize_enum(name, variants, visitor))
    }

    of_the_first_cell! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf
    }

    forward_to_deserialize_any! { identifier ignored_any }
}

/// The cells in order.
impl<'de> SeqAccess<'de> for RowDeserializer<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.at >= self.record.len().max(self.record.columns().len()) {
            return Ok(None);
        }
        self.at += 1;
        self.value(seed, self.at - 1).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.record.len().max(self.record.columns().len()) - self.at)
    }
}

/// The cells by the names of their columns; a missing cell has no key.
impl<'de> MapAccess<'de> for RowDeserializer<'_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        while let Some(name) = self.record.columns().get(self.at) {
            if self.record.cell(self.at).is_some() {
                let key: StrDeserializer<'_, Error> = name.as_str().into_deserializer();
                return seed.deserialize(key).map(Some);
            }
            self.at += 1;
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        self.at += 1;
        self.value(seed, self.at - 1)
    }
}
