//! Helpers that tests share.

#![allow(dead_code, unreachable_pub, reason = "not every test file needs all of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests outside of #[test] functions")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The outcome of a run.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs a program on an input.
pub fn feed(command: &mut Command, input: &[u8]) -> Run {
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may end before it has read everything.
    let feed = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feed.join().unwrap();
    Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the binary with arguments, in a folder, on an input.
pub fn convert_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    feed(Command::new(env!("CARGO_BIN_EXE_convert")).current_dir(folder).args(arguments), input)
}

/// Runs the binary with arguments, in the folder of the test data.
pub fn run(arguments: &[&str]) -> Run {
    convert_in(&testdata(), arguments, b"")
}

/// Runs the binary, which must succeed, and returns its output.
pub fn good(arguments: &[&str]) -> String {
    let run = run(arguments);
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    run.stdout
}

pub const PAGE: &str = "wiki/short-track-1000m.wiki";

pub fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// Whether a program is available; if not, prints so, past the capture of the test's output.
pub fn present(what: &str, works: bool) -> bool {
    if !works {
        let required = std::env::var("CONVERT_TEST_PROGRAMS").is_ok_and(|value| value == "required");
        assert!(!required, "{what} is required but not available");
        let _ = writeln!(std::io::stderr(), "skipped: {what} is not available");
    }
    works
}

pub fn runs(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Converts a file of the test data to the format of the output's extension.
pub fn convert(input: &Path, output: &Path, arguments: &[&str]) {
    let run = Command::new(env!("CARGO_BIN_EXE_convert"))
        .args(arguments)
        .arg(input)
        .arg("-o")
        .arg(output)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}: {}", input.display(), String::from_utf8_lossy(&run.stderr));
}

/// Every fixture that can be read without options.
pub fn fixtures(folders: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(testdata().join(folder)).unwrap();
        found.extend(entries.map(|entry| entry.unwrap().path()).filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            path.is_file() && !name.starts_with('.') && name != "latin1.csv"
        }));
    }
    found.sort();
    found
}

/// Whether a fixture has several documents, which one spreadsheet cannot hold.
pub fn is_multiple(fixture: &Path) -> bool {
    fixture.file_name().is_some_and(|name| name.to_string_lossy().contains("multi"))
}
