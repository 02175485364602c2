//! The binary at a prompt: sessions in pseudo-terminals of two widths, as kept in `terminal/`.
//!
//! `UPDATE_TERMINAL=1 cargo test -p convert-cli --test terminal` rewrites them; review the changes before
//! committing them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(unix)]

use pty_process::Size;
use pty_process::blocking::{Command, open};
use std::io::Read;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// What a terminal shows of a command that runs in a folder, and its status.
fn session(columns: u16, folder: &Path, arguments: &[&str]) -> String {
    let (shown, status) = sent(columns, folder, arguments);
    format!("$ convert {}\n{}[{status}]\n", arguments.join(" "), shown.replace("\r\n", "\n"))
}

/// What a command that runs in a folder sends to a terminal, and its status.
fn sent(columns: u16, folder: &Path, arguments: &[&str]) -> (String, i32) {
    let (mut terminal, program) = open().unwrap();
    terminal.resize(Size::new(24, columns)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_convert"))
        .args(arguments)
        .current_dir(folder)
        .env("TERM", "xterm-256color")
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .env_remove("LINES");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CONVERT_")) {
        command = command.env_remove(name);
    }
    let mut child = command.spawn(program).unwrap();
    let mut shown = Vec::new();
    // When the program has ended, reading from its terminal is an error, not the end of a file.
    let mut block = [0; 4096];
    while let Ok(count @ 1..) = terminal.read(&mut block) {
        shown.extend_from_slice(&block[..count]);
    }
    let status = child.wait().unwrap().code().unwrap();
    (String::from_utf8(shown).unwrap(), status)
}

/// Compares sessions at two widths with those that are kept.
fn check(name: &str, folder: &Path, commands: &[&[&str]]) {
    for columns in [80, 120] {
        let shown: String = commands.iter().map(|arguments| session(columns, folder, arguments)).collect();
        // Commands and messages are lines of any length; everything else is fitted to the terminal.
        let too_wide = |line: &&str| !line.starts_with('$') && line.width() > usize::from(columns);
        let is_fitted = !["mistakes", "errors"].contains(&name);
        assert!(
            !is_fitted || shown.lines().find(too_wide).is_none(),
            "{columns}: {:?}",
            shown.lines().find(too_wide)
        );
        let raw = |character: char| character.is_control() && character != '\n';
        assert!(!shown.contains(raw), "{name} at {columns} sends control characters: {shown:?}");
        keep(name, columns, &shown);
    }
}

/// Compares what is shown with what is kept.
fn keep(name: &str, columns: u16, shown: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/terminal/{name}-{columns}.txt"));
    if std::env::var_os("UPDATE_TERMINAL").is_some() {
        std::fs::write(&path, shown).unwrap();
    } else {
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == shown, "{} should say (UPDATE_TERMINAL=1 writes it):\n{shown}", path.display());
    }
}

const PAGE: &str = "wiki/short-track-1000m.wiki";

#[test]
fn help_is_one_screen() {
    check("help", &testdata(), &[&["-h"], &["--list-formats"]]);
    assert!(session(80, &testdata(), &["-h"]).lines().count() <= 43);
    // A bare call at a prompt prints it too.
    let (help, _) = sent(80, &testdata(), &["-h"]);
    assert_eq!(sent(80, &testdata(), &[]), (help, 2));
}

#[test]
fn all_options_are_in_the_long_help() {
    check("long-help", &testdata(), &[&["--help"]]);
}

#[test]
fn a_list_shows_the_first_rows() {
    check(
        "list",
        &testdata(),
        &[&["--list", PAGE], &["--list", "fods/regions.fods"], &["--list", "json/nested.json"]],
    );
}

#[test]
fn a_preview_shows_more_rows() {
    check(
        "preview",
        &testdata(),
        &[
            &["--preview", "csv/columns.csv"],
            &["--preview", "4", "--table", "Final A", PAGE],
            &["--preview=2", "csv/bom.csv", "json/records-nested.json"],
        ],
    );
}

#[test]
fn mistakes_are_answered_with_what_was_meant() {
    check(
        "mistakes",
        &testdata(),
        &[
            &["csv/bom.csv", "-t", "ymal"],
            &["csv/bom.csv", "--tabel", "1"],
            &["csv/bom.csv", "--types", "txet"],
            &[PAGE, "-t", "csv", "--table", "Heta"],
            &[PAGE, "-t", "csv", "--table", "1", "--columns", "nmae"],
            &["csv/latin1.csv", "-t", "json", "--encoding", "latn1"],
            &[PAGE, "-t", "ods"],
        ],
    );
}

#[test]
fn errors_show_their_place() {
    check(
        "errors",
        &testdata(),
        &[
            &["csv/ragged.csv", "-t", "ndjson"],
            &["bad/truncated.csv", "-t", "json"],
            &[
                "bad/truncated.yaml",
                "bad/truncated.json",
                "bad/not-zip.ods",
                "absent.csv",
                "-o",
                "out/",
                "-t",
                "csv",
                "-n",
            ],
            &["bad/truncated.json", "-t", "csv"],
            &["wiki/short-track-1000m.mediawiki", "-t", "csv", "--infobox"],
            &["wiki/short-track-1000m.mediawiki", "-t", "csv", "--infobox", "--strict"],
            &["--explain", "ragged-row"],
        ],
    );
}

/// What a bar shows, without its length, rate and remaining time, which differ from run to run.
fn bar(line: &str) -> String {
    let text = line.trim_start_matches(['#', '-', ' ']);
    let number = |part: &str| part.chars().all(|c| c.is_ascii_digit() || c == '.') && !part.is_empty();
    let words = text.split(' ').map(|word| {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        if number(word) || unit == word { word.to_owned() } else { format!("N{unit}") }
    });
    format!("[bar] {}", words.collect::<Vec<_>>().join(" "))
}

#[test]
fn long_work_shows_a_bar() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("slow.csv");
    for file in ["a.csv", "b.csv"] {
        std::fs::write(folder.path().join(file), "a\n1\n").unwrap();
    }
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for columns in [80, 120] {
        let pipe = pipe.clone();
        let feed = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(2500));
            std::fs::write(pipe, "a\n2\n").unwrap();
        });
        let arguments = ["a.csv", "slow.csv", "b.csv", "-o", "out", "-t", "json", "-j", "1"];
        let (sent, status) = sent(columns, folder.path(), &arguments);
        feed.join().unwrap();
        let mut bare = String::new();
        let mut rest = sent.as_str();
        // Sequences of the bar end in a letter.
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            bare += before;
            rest = after.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).get(1..).unwrap_or("");
        }
        bare += rest;
        let lines: Vec<&str> = bare.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).collect();
        let is_bar = |line: &&&str| line.contains(" files, ");
        let bars = lines.iter().filter(is_bar);
        assert!(bars.clone().all(|line| line.trim_end().width() <= usize::from(columns)), "{lines:?}");
        let mut shown: Vec<String> = bars.take(1).map(|line| bar(line.trim_end())).collect();
        shown.extend(lines.iter().filter(|line| !is_bar(line)).map(|line| (*line).to_owned()));
        let shown = format!("$ convert {}\n{}\n[{status}]\n", arguments.join(" "), shown.join("\n"));
        keep("progress", columns, &shown);
    }
}

#[test]
fn wide_tables_are_cut_and_control_characters_are_not_sent() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (1..=30).map(|column| format!("column {column}")).collect();
    let mut wide = names.join(",") + "\n";
    wide += &"x".repeat(500);
    wide += &",1".repeat(29);
    std::fs::write(folder.path().join("wide.csv"), wide + "\n").unwrap();
    let hostile = "name\u{1b}[2J,\u{9b}31m,wide\n\u{1b}]0;title\u{7},\u{202e}txt.exe,競輪選手\n\"a\nb\",\u{8}\u{8}\u{7f},👩‍👩‍👧 é\n";
    std::fs::write(folder.path().join("hostile.csv"), hostile).unwrap();
    let page = "= Title\u{1b}[31m =\n== Heading\u{1b}c ==\n{|\n|+ caption\u{7}\n! a\n|-\n| \u{1b}[5m\n|}\n";
    std::fs::write(folder.path().join("hostile.wiki"), page).unwrap();
    let look = |option: &'static str, file: &'static str| [option, "-q", file];
    let commands = ["wide.csv", "hostile.csv", "hostile.wiki"]
        .map(|file| [look("--list", file), look("--preview", file)]);
    let commands: Vec<&[&str]> = commands.iter().flatten().map(|command| command.as_slice()).collect();
    check("wide", folder.path(), &commands);
    // Nor do messages and JSON have any.
    for arguments in [
        ["hostile.csv", "--to=csv", "--columns=x"],
        ["hostile.wiki", "--to=csv", "--table=x"],
        ["--list", "--to=json", "hostile.csv"],
    ] {
        let shown = session(80, folder.path(), &arguments);
        assert!(!shown.contains(|character: char| character.is_control() && character != '\n'), "{shown:?}");
    }
}

/// COLUMNS sets the width of lines, whether or not they go to a terminal.
#[test]
fn columns_are_respected() {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_convert"))
        .args(["--preview", PAGE])
        .current_dir(testdata())
        .env("COLUMNS", "40")
        .output()
        .unwrap();
    let shown = String::from_utf8(run.stdout).unwrap();
    let widest = shown
        .lines()
        .filter(|line| line.contains("Pietro") || line.contains("────"))
        .map(UnicodeWidthStr::width);
    assert!(widest.clone().count() > 3 && widest.max().unwrap() <= 40, "{shown}");
    assert!(shown.contains("Luca Spechenhau…") && run.stderr.is_empty(), "{shown}");
}
