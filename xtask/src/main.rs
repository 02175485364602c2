//! The chores of the workspace: `cargo xtask CHORE`.

#![expect(clippy::print_stdout, reason = "chores print their results")]
#![expect(clippy::print_stderr, reason = "chores print their errors")]

mod bench;
mod bench_files;
mod bench_sheets;
mod bench_tables;
mod bench_wiki;
mod compare;
mod dist;
mod messages;
mod parsertests;
mod release;
mod roundtrip;
mod tidy;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask bench [MEGABYTES]    CSV to NDJSON through the model, and by a hand-written loop (default: 200 MB)
cargo xtask bench-files WORKDIR  10,000 small pages to CSV: in one call, by one worker and by two, and in a shell loop
cargo xtask bench-sheets WORKDIR [--slow]
                                 100,000 rows to and from spreadsheets, compared with LibreOffice and pandas (--slow
                                 adds pandas's odf engine, which takes minutes); also with Rust libraries if run as
                                 cargo run --release --package xtask --features peers -- bench-sheets WORKDIR
cargo xtask bench-tables WORKDIR [--slow]
                                 200 MB between CSV, NDJSON and JSON, and to YAML, compared with Miller, xan, DuckDB,
                                 Polars and yq (--slow adds csvkit, and Miller where it needs gigabytes);
                                 first run cargo build --release --workspace
cargo xtask bench-wiki PAGES     wiki pages to CSV and JSON, compared with the parsers of wiki text that are installed
cargo xtask dist [--name NAME] [--target TRIPLE]
                                 packages of a static binary in target/dist: an archive, and a .deb if dpkg-deb is there
cargo xtask messages             every message of the program, each count with 0, 1 and 2
cargo xtask parsertests FILES    the tables of MediaWiki's parser tests, from files of cases
cargo xtask release VERSION [--dry-run]
                                 checks that VERSION can be released and prints the commands that publish it; with
                                 --dry-run, builds its packages instead
cargo xtask roundtrip            every fixture through every format and back, and through every pair of formats
cargo xtask tidy                 house rules: layers of crates, cycles of modules, what libraries must not do
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let chore: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match chore.as_slice() {
        ["roundtrip"] => roundtrip::run(),
        ["tidy"] => tidy::run(),
        ["messages"] => messages::run(),
        ["parsertests", files @ ..] => parsertests::run(files),
        ["dist", arguments @ ..] => dist::run(arguments),
        ["release", arguments @ ..] => release::run(arguments),
        ["bench"] => bench::run(200),
        ["bench-files", directory] => bench_files::run(directory, 10_000),
        ["bench-sheets", directory] => bench_sheets::run(directory, false),
        ["bench-sheets", directory, "--slow"] => bench_sheets::run(directory, true),
        ["sheets-peer", arguments @ ..] => bench_sheets::peer(arguments),
        ["bench-tables", directory] => bench_tables::run(directory, 200, false),
        ["bench-tables", directory, "--slow"] => bench_tables::run(directory, 200, true),
        ["bench-wiki", pages @ ..] => bench_wiki::run(pages),
        ["bench", megabytes] => match megabytes.parse() {
            Ok(megabytes) => bench::run(megabytes),
            Err(_) => Err(format!("invalid number of megabytes '{megabytes}'")),
        },
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
