//! From documents to values: laid out by their shape, spelled by an [`Emitter`].

mod cell;
mod document;
mod emitter;
mod keys;
mod page;
mod value;

pub use document::DataWriter;
pub use emitter::{Emitter, Layout};
pub use value::emit_in;
