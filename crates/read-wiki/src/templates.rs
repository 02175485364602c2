//! What templates show, as wiki text: rules, facts about the world, and how a rule's source is filled in.
//!
//! [`rules`] say what a template shows, [`options`] what was asked for. [`expand`] fills in the arguments of a call and
//! does [`functions`]; [`table_pieces`] replaces the calls of a page that make rows and cells before its tables are read.
//! Nothing here makes texts with marks: what is shown is wiki text, for the layer above to read.

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
