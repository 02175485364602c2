//! Calls of the library do the same as the command line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::testdata;
use convert_tables::{Context, Conversion, Format, View, from};
use std::process::Command;

/// Runs the binary, and returns what it prints.
fn binary(arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_convert"));
    command
        .current_dir(testdata())
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .args(arguments)
        .output()
        .unwrap()
        .stdout
}

#[test]
fn a_call_gives_what_the_command_line_gives() {
    let wiki = || from(testdata().join("wiki/short-track-1000m.wiki"));
    let check = |conversion: Conversion<'_>, arguments: &[&str]| {
        let bytes = conversion.created(1_700_000_000).into_bytes().unwrap().output;
        let expected = binary(&[&["wiki/short-track-1000m.wiki", "-t"], arguments].concat());
        assert!(!bytes.is_empty() && bytes == expected, "{arguments:?}");
    };
    check(wiki().to(Format::Ods), &["ods"]);
    check(wiki().to(Format::Csv).infobox(), &["csv", "--infobox"]);
    check(wiki().to(Format::Csv).table(2).table("Final A"), &["csv", "--table", "2", "--table", "Final A"]);
    check(
        wiki().to(Format::Json).view(View::Records).rows(3..6),
        &["json", "--view", "records", "--rows", "3:5"],
    );
    check(wiki().to(Format::Json).table(5).all_text(), &["json", "--table", "5", "--types", "text"]);
    check(
        wiki()
            .to(Format::Tsv)
            .table(5)
            .context(Context::Always)
            .param("crlf", true)
            .text("Rank")
            .blank_spans(),
        &["tsv", "--table", "5", "--context", "always", "--crlf", "--text", "Rank", "--spans", "blank"],
    );
}
