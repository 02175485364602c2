//! The README's tour: every command in it runs and prints what the README shows.
//!
//! `UPDATE_README=1 cargo test -p convert-cli --test readme` rewrites the output, which should be reviewed before it is committed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

#[test]
fn the_tour_is_real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (mut rewritten, mut commands) = (String::new(), 0);
    let mut lines = readme.lines().peekable();
    while let Some(line) = lines.next() {
        rewritten += line;
        rewritten.push('\n');
        if line != "```console" {
            continue;
        }
        for line in lines.by_ref().take_while(|line| *line != "```") {
            if let Some(command) = line.strip_prefix("$ ") {
                commands += 1;
                rewritten += &format!("{line}\n{}", run(&root, command));
            }
        }
        rewritten += "```\n";
    }
    assert!(commands > 5, "the tour is missing");
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, rewritten).unwrap();
    } else {
        assert!(rewritten == readme, "the README should say:\n{rewritten}");
    }
}

/// Runs a command in the folder of the test data, and returns what it prints on both streams.
fn run(root: &Path, command: &str) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_convert")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    let folder = tempfile::tempdir().unwrap();
    // The tour writes to /tmp; the test does not.
    let place = format!("{}/", folder.path().display());
    let command = command.replace("/tmp/", &place);
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}; }} 2>&1")])
        .current_dir(root.join("testdata"))
        .env("PATH", path)
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().replace(&place, "/tmp/")
}
