//! How templates are rendered as wiki text: rules, facts about the world, and the substitution of arguments.
//!
//! [`rules`] define what a template shows, [`options`] what the user asked for. [`expand`] substitutes the arguments of
//! a call and evaluates [`functions`]; [`table_pieces`] replaces the calls on a page that produce rows and cells,
//! before its tables are read. Nothing here produces text with marks: the output is wiki text, which the layer above
//! reads.

mod budget;
pub(crate) mod expand;
mod expression;
pub(crate) mod facts;
mod frame;
pub(crate) mod functions;
pub(crate) mod options;
pub(crate) mod rules;
pub(crate) mod table_pieces;

pub(crate) use budget::Budget;
pub(crate) use frame::Frame;
