//! An XML reader for spreadsheets and dumps. It resolves namespaces, locates errors, rejects document type declarations
//! and undefined entities, bounds nesting and length, and reads UTF-8 and UTF-16.

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

/// A reader that decodes `bytes` to UTF-8 if the first bytes mark them as UTF-16, and otherwise passes them through.
pub fn decoded<R: std::io::Read>(bytes: R) -> impl std::io::Read {
    decode::Decoded::new(bytes)
}
