//! A list of every message of the program, extracted from the sources for review.
//!
//! The list is `xtask/messages.txt`, and a test keeps it up to date; `UPDATE_MESSAGES=1 cargo test -p xtask` rewrites
//! it. Values stand as their names in capitals. A message with a count has three lines: for 0, 1 and 2.

mod collect;
mod format;
mod rules;
mod sources;
mod text;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use text::Text;

/// A message and its style.
#[derive(Debug, PartialEq, Eq)]
struct Message {
    text: Text,
    style: Style,
}

/// The style of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// Begins in lower case, ends without a full stop: messages and hints.
    Message,
    /// Sentences and labels: help and explanations.
    Prose,
}

/// Prints the list, and fails if a message breaks the guide.
pub(crate) fn run() -> Result<(), String> {
    let files = collect()?;
    print!("{}", list(&files));
    check(&files)
}

fn check(files: &[(String, Vec<Message>)]) -> Result<(), String> {
    match rules::offenders(files).as_slice() {
        [] => Ok(()),
        lines => Err(format!(
            "{}\n{} the guide in .github/CONTRIBUTING.md",
            lines.join("\n"),
            model::plural(lines.len(), "message breaks", "messages break")
        )),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The messages of every source file, by its path from the root.
fn collect() -> Result<Vec<(String, Vec<Message>)>, String> {
    let mut files = Vec::new();
    for (path, source) in sources::all(&root())? {
        let messages = collect::messages(&path, &source);
        if !messages.is_empty() {
            files.push((path, messages));
        }
    }
    Ok(files)
}

/// The list: each file with its messages, in the order of the source, and each message once per file.
fn list(files: &[(String, Vec<Message>)]) -> String {
    let mut out = String::new();
    for (path, messages) in files {
        let mut seen: Vec<String> = Vec::new();
        for line in messages.iter().flat_map(|message| message.text.renderings()) {
            if !seen.contains(&line) {
                seen.push(line);
            }
        }
        let _ = writeln!(out, "{}{path}", if out.is_empty() { "" } else { "\n" });
        for text in seen {
            text.lines().for_each(|line| _ = writeln!(out, "{}", format!("    {line}").trim_end()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_messages_is_up_to_date() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("messages.txt");
        let list = list(&collect().unwrap());
        if std::env::var_os("UPDATE_MESSAGES").is_some() {
            std::fs::write(&file, list).unwrap();
            return;
        }
        let kept = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        let only_in = |one: &str, other: &str, sign: &str| -> String {
            let lines = one.lines().filter(|line| !other.lines().any(|kept| kept == *line));
            lines.map(|line| format!("\n{sign}{line}")).collect()
        };
        assert!(
            kept == list,
            "messages have changed; review them, then run UPDATE_MESSAGES=1 cargo test -p xtask{}{}",
            only_in(&kept, &list, "-"),
            only_in(&list, &kept, "+"),
        );
    }

    #[test]
    fn messages_follow_the_guide() {
        if let Err(offenders) = check(&collect().unwrap()) {
            panic!("{offenders}");
        }
    }
}
