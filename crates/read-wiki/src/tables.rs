//! Turns ranges of tables into rows: cells laid out on a grid, with their text and spans.
//!
//! A cell may contain tables, whose cells may contain tables: this recursion stays here and ends at a fixed depth. Text
//! between the rows of a table is left to the caller, because only the document layer knows about blocks.

mod buffers;
mod caption;
mod cell;
mod emit;
mod pipe;
mod ragged;
mod split;

pub(crate) use buffers::Buffers;
