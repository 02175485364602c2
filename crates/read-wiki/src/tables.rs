//! Tables, from their places to rows: cells laid out on a grid, with their texts and what they span.
//!
//! A cell may hold tables, whose cells may hold tables: this recursion stays in here, and ends at a fixed depth. What
//! stands between the rows of a table is read by who asked for it: only there it is known what blocks are.

mod buffers;
mod caption;
mod cell;
mod emit;
mod pipe;
mod ragged;
mod split;

pub(crate) use buffers::Buffers;
