//! Shared code for the tests of formats, which can then be lines of data that do not depend on the API.
//!
//! A test has the input and the expected output:
//!
//! ```
//! use convert_testkit::{check_refused, check_rows, read, write};
//! # use model::{
//! #     Confidence, Event, FormatInfo, Input, Meta, NoOptions, Outlet, ReaderSpec, Reading, RowBuf, Sink, TableHead,
//! # };
//! # fn words(input: Input<'_>, _: &NoOptions, sink: &mut dyn Sink) -> model::Result<()> {
//! #     let mut text = String::new();
//! #     input.bytes.read_to_string(&mut text)?;
//! #     if text.is_empty() {
//! #         return Err(model::Error::input(model::Diagnostic::error("words-empty", "the input is empty")));
//! #     }
//! #     let mut sink = Outlet::new(sink);
//! #     sink.event(Event::DocumentStart(&Meta::default()))?;
//! #     sink.event(Event::TableStart(&TableHead::with_names(["Rank", "Name"])))?;
//! #     sink.event(Event::Row(text.split(' ').collect::<RowBuf>().as_row()))?;
//! #     sink.event(Event::TableEnd)?;
//! #     sink.event(Event::DocumentEnd)
//! # }
//! # const WORDS: &ReaderSpec =
//! #     &ReaderSpec::new(FormatInfo::new("words", ""), |_| Confidence::Maybe, &Reading(words)).one_table();
//!
//! check_rows(WORDS, "1 Ada", &["[Rank;Name]", "1;Ada"]);
//! check_refused(WORDS, "", "error: the input is empty");
//! assert_eq!(read(WORDS, "1 Ada").messages(), [""; 0]);
//! ```
//!
//! - [`read()`] returns a [`Reading`]: the documents or the error, and the diagnostics.
//! - [`write()`] returns a [`Written`]: the bytes and the diagnostics.
//! - [`check_rows`], [`check_refused`], [`check_same`] and [`Pair::check_round_trip`] compare, and show differences.
//! - [`rows`] and [`cells`] show tables as lines of text.
//! - [`build`] has short ways to build documents, [`arbitrary`] makes arbitrary ones, and [`pages`] is the test suite
//!   for formats of pages.
//! - [`testdata`] and [`fixture`] find the files in `testdata/`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

pub mod arbitrary;
pub mod build;
mod check;
pub mod pages;
mod pair;
mod reading;
mod show;
mod written;

pub use check::{check_refused, check_rows, check_same};
pub use pair::Pair;
pub use reading::{Reading, read, read_from, read_with};
pub use show::{cells, names, rows};
pub use written::{Written, write, write_with};

use std::path::{Path, PathBuf};

/// The path of a file or folder in `testdata/`.
pub fn testdata(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(name)
}

/// The contents of a file in `testdata/`.
pub fn fixture(name: &str) -> Vec<u8> {
    let path = testdata(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
