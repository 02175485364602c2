//! XML as spreadsheets and dumps need it: names by namespace, places for errors, no document types, no entities of its
//! own, bounded nesting and length, UTF-8 or UTF-16.

mod codes;
mod decode;
mod elements;
mod errors;
mod package;
mod plain;
mod source;
mod xml;

pub use codes::CODES;
pub use package::damaged;
pub use plain::{Attributes, Plain};
pub use quick_xml;
pub use source::Located;
pub use xml::{Name, Namespace, Profile, Xml, entity};

/// Bytes as UTF-8, where their first ones say that they are UTF-16; as they are else.
pub fn decoded<R: std::io::Read>(bytes: R) -> impl std::io::Read {
    decode::Decoded::new(bytes)
}
