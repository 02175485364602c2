//! The README and the other pages: every command in them runs and prints what the page shows, every link inside the
//! repository leads somewhere, and the table of contents lists every page of the book.
//!
//! Commands stand in blocks called `console`, after `$ `, and continue after `> `; they run in `testdata/`. Programs in
//! blocks called `python` run there too, and print the block called `text` that follows. A comment before a block names
//! the programs that it needs: `<!-- needs: jq -->`. Blocks called `sh` set things up and are not run: [`SET_UP`] has
//! them all.
//!
//! `UPDATE_DOCS=1 cargo test -p convert-cli --test docs` rewrites the output, to be read before it is committed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(unix)]

mod common;

use common::{present, runs, testdata};
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The table of contents of the book.
const CONTENTS: &str = "crates/convert/doc/src/SUMMARY.md";

/// Commands that a test cannot run: they install, build for minutes, or change the user's machine.
const SET_UP: &[&str] = &[
    "cargo install --path crates/cli",
    "cargo run --release -- testdata/wiki/short-track-1000m.wiki --to csv",
    "cargo test --workspace",
    "cd testdata",
];

#[test]
fn commands_print_what_the_pages_show() {
    let mut wrong = Vec::new();
    for path in pages() {
        let kept = std::fs::read_to_string(&path).unwrap();
        let shown = Page::new(&kept).run();
        if shown == kept {
            continue;
        }
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, shown).unwrap();
        } else {
            wrong.push(format!(
                "{} should show (UPDATE_DOCS=1 writes it):\n{}",
                path.display(),
                difference(&kept, &shown)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for path in pages() {
        let text = std::fs::read_to_string(&path).unwrap();
        for link in links(&text) {
            let (file, anchor) =
                link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            let leads = target.exists()
                && anchor.is_none_or(|anchor| {
                    anchors(&std::fs::read_to_string(&target).unwrap()).contains(anchor)
                });
            if !leads {
                wrong.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

#[test]
fn the_contents_list_every_page() {
    let contents = root().join(CONTENTS);
    let listed: HashSet<PathBuf> = links(&std::fs::read_to_string(&contents).unwrap())
        .into_iter()
        .map(|link| contents.parent().unwrap().join(link))
        .collect();
    let missing: Vec<PathBuf> =
        book().into_iter().filter(|page| *page != contents && !listed.contains(page)).collect();
    assert!(missing.is_empty(), "pages that SUMMARY.md does not list: {missing:?}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The pages of the book.
fn book() -> Vec<PathBuf> {
    let folder = root().join(CONTENTS);
    let entries = std::fs::read_dir(folder.parent().unwrap()).unwrap();
    let pages = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"));
    let mut pages: Vec<PathBuf> = pages.collect();
    pages.sort();
    pages
}

/// Every page that people read.
fn pages() -> Vec<PathBuf> {
    let others = ["README.md", "crates/README.md", "testdata/README.md", ".github/CONTRIBUTING.md"];
    let others = others.into_iter().chain(["crates/convert/CHANGELOG.md"]).map(|page| root().join(page));
    others.chain(book()).collect()
}

/// A page whose commands run one after the other, in one folder for their files.
struct Page<'a> {
    text: &'a str,
    /// What the pages call `/tmp/`.
    folder: TempDir,
}

impl<'a> Page<'a> {
    fn new(text: &'a str) -> Self {
        Page { text, folder: tempfile::tempdir().unwrap() }
    }

    /// The page with what its commands print.
    fn run(&self) -> String {
        let mut out = String::new();
        let mut lines = self.text.lines().peekable();
        let (mut needs, mut printed) = (None, None);
        while let Some(line) = lines.next() {
            out += &format!("{line}\n");
            if let Some(programs) = line.strip_prefix("<!-- needs: ") {
                needs = Some(programs.trim_end_matches(" -->"));
            }
            let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let kept = block.iter().map(|line| format!("{line}\n")).collect::<String>();
            let runs = needs.take().is_none_or(are_present);
            let shown = match kind {
                "console" if runs => self.session(&block),
                "python" if runs => {
                    printed = Some(self.shell("python3 -", &kept));
                    kept
                }
                "text" => printed.take().unwrap_or(kept),
                "sh" => {
                    for line in block.iter().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                        let command = line.split("  ").next().unwrap_or(line);
                        assert!(
                            SET_UP.contains(&command),
                            "`{command}` is not run by any test: use a console block"
                        );
                    }
                    kept
                }
                _ => kept,
            };
            out += &format!("{shown}```\n");
        }
        assert!(
            printed.is_none_or(|printed| printed.is_empty()),
            "a program prints what the page does not show"
        );
        out
    }

    /// A block of commands with what each prints.
    fn session(&self, block: &[&str]) -> String {
        let (mut out, mut lines) = (String::new(), block.iter().peekable());
        while let Some(line) = lines.next() {
            let Some(first) = line.strip_prefix("$ ") else { continue };
            out += &format!("{line}\n");
            let mut command = first.to_owned();
            while let Some(more) = lines.next_if(|line| line.starts_with('>')) {
                out += &format!("{more}\n");
                command += &format!("\n{}", more.strip_prefix("> ").unwrap_or_default());
            }
            out += &self.shell(&format!("{{ {command}\n}}"), "");
        }
        out
    }

    /// What a command prints on both streams, fed with a text.
    fn shell(&self, command: &str, input: &str) -> String {
        let place = format!("{}/", self.folder.path().display());
        let output = common::feed(
            Command::new("sh")
                .args(["-c", &format!("exec 2>&1; {}", command.replace("/tmp/", &place))])
                .current_dir(testdata())
                .env("PATH", search_path())
                .env("SOURCE_DATE_EPOCH", "1790000000")
                .env_remove("COLUMNS"),
            input.replace("/tmp/", &place).as_bytes(),
        );
        output.stdout.replace(&place, "/tmp/")
    }
}

/// Where commands are found: the binary, the Python of the tests, then everything else.
fn search_path() -> OsString {
    let mut folders = vec![Path::new(env!("CARGO_BIN_EXE_convert")).parent().unwrap().to_owned()];
    let python = std::env::var_os("CONVERT_TEST_PYTHON").map(PathBuf::from);
    folders.extend(python.and_then(|python| Some(python.parent()?.to_owned())));
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    std::env::join_paths(folders).unwrap()
}

/// Whether the programs that a block needs are there: `jq`, or `python:pandas` for a module.
fn are_present(programs: &str) -> bool {
    programs.split_whitespace().all(|program| {
        let test = match program.strip_prefix("python:") {
            Some(module) => format!("python3 -c 'import {module}'"),
            None => format!("command -v {program}"),
        };
        present(program, runs(Command::new("sh").args(["-c", &test]).env("PATH", search_path())))
    })
}

/// The links of a page that lead into the repository.
fn links(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    let links = prose.flat_map(|prose| prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()));
    let sources = text.split("src=\"").chain(text.split("srcset=\"")).skip(1);
    let sources = sources.filter_map(|rest| rest.split('"').next()).filter(|source| source.ends_with(".png"));
    links.chain(sources).filter(|link| !link.contains("://") && !link.contains(char::is_whitespace)).collect()
}

/// The anchors of a page's headings, as GitHub makes them.
fn anchors(text: &str) -> HashSet<String> {
    let prose = text.split("```").step_by(2).flat_map(str::lines);
    let headings = prose.filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let anchor = |heading: &str| {
        let kept = heading.chars().filter(|it| it.is_alphanumeric() || " -_".contains(*it));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    headings.map(anchor).collect()
}

/// The first lines that differ.
fn difference(kept: &str, shown: &str) -> String {
    let at = kept.lines().zip(shown.lines()).take_while(|(one, other)| one == other).count();
    let from =
        |text: &str| text.lines().skip(at).take(12).map(|line| format!("  {line}\n")).collect::<String>();
    format!("{}instead of\n{}", from(shown), from(kept))
}

#[test]
fn the_tests_that_pages_name_exist() {
    let page = std::fs::read_to_string(root().join(".github/CONTRIBUTING.md")).unwrap();
    let named =
        page.split("`cargo test -p convert-cli --test ").skip(1).filter_map(|rest| rest.split('`').next());
    let named: Vec<(&str, &str)> = named.filter_map(|test| test.split_once(' ')).collect();
    assert!(!named.is_empty());
    for (file, test) in named {
        let source = root().join(format!("crates/cli/tests/{file}.rs"));
        assert!(std::fs::read_to_string(source).unwrap().contains(&format!("fn {test}")), "{file} {test}");
    }
}
