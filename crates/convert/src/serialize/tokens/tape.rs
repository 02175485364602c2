//! The tokens of one row.

use data::{MAX_DEPTH, Token};
use serde::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::fmt::{self, Display, Write};

/// Tokens and their texts.
#[derive(Debug, Default)]
pub(super) struct Tape {
    /// The tokens, and where their texts end.
    tokens: Vec<(Token, usize)>,
    text: String,
    depth: usize,
}

impl Tape {
    pub(super) fn clear(&mut self) {
        self.tokens.clear();
        self.text.clear();
        self.depth = 0;
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at a position; null past the last.
    pub(super) fn token(&self, at: usize) -> Token {
        self.tokens.get(at).map_or(Token::Null, |(token, _)| *token)
    }

    pub(super) fn text(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |(_, end)| *end);
        self.tokens.get(at).and_then(|(_, end)| self.text.get(start..*end)).unwrap_or_default()
    }

    fn push(&mut self, token: Token, text: impl Display) -> Result<(), Fault> {
        write!(self.text, "{text}").map_err(ser::Error::custom)?;
        self.tokens.push((token, self.text.len()));
        Ok(())
    }

    fn string(&mut self, token: Token, text: &str) -> Result<(), Fault> {
        self.text.push_str(text);
        self.tokens.push((token, self.text.len()));
        Ok(())
    }

    /// Writes a number with its shortest digits, and one that is not finite by its name.
    fn float(&mut self, number: f64, digits: impl Display + fmt::LowerExp) -> Result<(), Fault> {
        let is_short = number == 0.0 || (1e-5..1e17).contains(&number.abs());
        match number.is_finite() {
            true if is_short => self.push(Token::Number, digits),
            true => self.push(Token::Number, format_args!("{digits:e}")),
            false => self.push(Token::String, digits),
        }
    }

    fn open(&mut self, shape: Shape) -> Result<Open<'_>, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ser::Error::custom(format_args!("values are nested deeper than {MAX_DEPTH} levels")));
        }
        self.string(shape.start(), "")?;
        Ok(Open { tape: self, shape, is_variant: false })
    }

    /// Opens the fields of an enum's variant, inside an object with its name as the only key.
    fn open_variant(&mut self, name: &str, shape: Shape) -> Result<Open<'_>, Fault> {
        self.open(Shape::Object)?;
        self.string(Token::Key, name)?;
        Ok(Open { is_variant: true, ..self.open(shape)? })
    }

    fn close(&mut self, shape: Shape) -> Result<(), Fault> {
        self.depth -= 1;
        self.string(shape.end(), "")
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Array,
    Object,
}

impl Shape {
    fn start(self) -> Token {
        match self {
            Shape::Array => Token::ArrayStart,
            Shape::Object => Token::ObjectStart,
        }
    }

    fn end(self) -> Token {
        match self {
            Shape::Array => Token::ArrayEnd,
            Shape::Object => Token::ObjectEnd,
        }
    }
}

/// Why a row cannot be serialized.
#[derive(Debug)]
pub(super) struct Fault(String);

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

impl ser::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Fault(message.to_string())
    }
}

macro_rules! numbers {
    ($($method:ident $type:ty)+) => {$(
        fn $method(self, number: $type) -> Result<(), Fault> {
            self.push(Token::Number, number)
        }
    )+};
}

impl<'t> Serializer for &'t mut Tape {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Open<'t>;
    type SerializeTuple = Open<'t>;
    type SerializeTupleStruct = Open<'t>;
    type SerializeTupleVariant = Open<'t>;
    type SerializeMap = Open<'t>;
    type SerializeStruct = Open<'t>;
    type SerializeStructVariant = Open<'t>;

    numbers! {
        serialize_i8 i8
        serialize_i16 i16
        serialize_i32 i32
        serialize_i64 i64
        serialize_i128 i128
        serialize_u8 u8
        serialize_u16 u16
        serialize_u32 u32
        serialize_u64 u64
        serialize_u128 u128
    }

    fn serialize_bool(self, flag: bool) -> Result<(), Fault> {
        self.push(if flag { Token::True } else { Token::False }, flag)
    }

    fn serialize_f32(self, number: f32) -> Result<(), Fault> {
        self.float(number.into(), number)
    }

    fn serialize_f64(self, number: f64) -> Result<(), Fault> {
        self.float(number, number)
    }

    fn serialize_char(self, character: char) -> Result<(), Fault> {
        self.push(Token::String, character)
    }

    fn serialize_str(self, text: &str) -> Result<(), Fault> {
        self.string(Token::String, text)
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Fault> {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> Result<(), Fault> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Fault> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Fault> {
        self.string(Token::Null, "")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Fault> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Fault> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        self.open(Shape::Object)?;
        self.string(Token::Key, variant)?;
        value.serialize(&mut *self)?;
        self.close(Shape::Object)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'t>, Fault> {
        self.open(Shape::Array)
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'t>, Fault> {
        self.open(Shape::Array)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'t>, Fault> {
        self.open(Shape::Array)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'t>, Fault> {
        self.open_variant(variant, Shape::Array)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'t>, Fault> {
        self.open(Shape::Object)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'t>, Fault> {
        self.open(Shape::Object)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'t>, Fault> {
        self.open_variant(variant, Shape::Object)
    }
}

/// An array or object that is being written.
pub(super) struct Open<'t> {
    tape: &'t mut Tape,
    shape: Shape,
    /// It holds the fields of a variant, inside another object.
    is_variant: bool,
}

impl Open<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        value.serialize(&mut *self.tape)
    }

    fn member<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Fault> {
        self.tape.string(Token::Key, key)?;
        self.item(value)
    }

    fn close(self) -> Result<(), Fault> {
        self.tape.close(self.shape)?;
        if self.is_variant { self.tape.close(Shape::Object) } else { Ok(()) }
    }
}

/// Sequences of all kinds.
macro_rules! sequences {
    ($($trait:ident $method:ident)+) => {$(
        impl $trait for Open<'_> {
            type Ok = ();
            type Error = Fault;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
                self.item(value)
            }

            fn end(self) -> Result<(), Fault> {
                self.close()
            }
        }
    )+};
}

sequences! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

/// Structs of all kinds.
macro_rules! structs {
    ($($trait:ident)+) => {$(
        impl $trait for Open<'_> {
            type Ok = ();
            type Error = Fault;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Fault> {
                self.member(key, value)
            }

            fn end(self) -> Result<(), Fault> {
                self.close()
            }
        }
    )+};
}

structs! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Fault> {
        let at = self.tape.len();
        self.item(key)?;
        match self.tape.tokens.get_mut(at..) {
            Some([(token @ (Token::String | Token::Number | Token::True | Token::False), _)]) => {
                *token = Token::Key;
            }
            _ => return Err(ser::Error::custom("a map's key is not a string, number or boolean")),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.item(value)
    }

    fn end(self) -> Result<(), Fault> {
        self.close()
    }
}
