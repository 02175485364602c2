//! What shells and `man` are told: they take it, and complete by it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{feed, present, runs};
use std::process::Command;

fn printed(arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_convert")).args(arguments).output().unwrap();
    assert!(run.status.success() && run.stderr.is_empty(), "{arguments:?}");
    String::from_utf8(run.stdout).unwrap()
}

/// What a program says on either stream of a text on its standard input.
fn fed(program: &str, arguments: &[&str], input: &str) -> (bool, String) {
    let run = feed(Command::new(program).args(arguments), input.as_bytes());
    (run.status == 0, run.stdout + &run.stderr)
}

#[test]
fn every_shell_gets_every_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["--completions", shell]);
        // The last two know options, and not what values they take.
        let values =
            if ["bash", "zsh", "fish"].contains(&shell) { ["mediawiki", "ndjson"].as_slice() } else { &[] };
        for word in ["preview", "wiki-style", "completions"].iter().chain(values) {
            assert!(script.contains(word), "{shell} knows nothing of {word}");
        }
        if ["bash", "zsh", "fish"].contains(&shell)
            && present(shell, runs(Command::new(shell).arg("--version")))
        {
            assert_eq!(fed(shell, &["-n"], &script), (true, String::new()), "{shell}");
        }
    }
}

#[test]
fn bash_completes() {
    if !present("bash", runs(Command::new("bash").arg("--version"))) {
        return;
    }
    let script = printed(&["--completions", "bash"]);
    let complete = |line: &str| {
        let try_out = format!(
            "{script}\nCOMP_WORDS=({line} '')\nCOMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n\
             _convert convert '' \"${{COMP_WORDS[COMP_CWORD - 1]}}\"\necho \"${{COMPREPLY[*]}}\"\n"
        );
        fed("bash", &["--norc"], &try_out).1
    };
    assert_eq!(complete("convert --view"), "document records\n");
    assert!(complete("convert -t").starts_with("wiki csv tsv json "), "{}", complete("convert -t"));
    assert!(!complete("convert -t").contains("xlsb") && complete("convert -f").contains("xlsb"));
    assert!(complete("convert").contains("--completions"));
}

/// Options may come after inputs.
#[test]
fn zsh_goes_on_after_an_input() {
    let script = printed(&["--completions", "zsh"]);
    assert!(script.contains("'*:input -- ") && !script.contains("'*::"), "{script}");
}

#[test]
fn the_manual_page_is_whole_and_clean() {
    let page = printed(&["--man"]);
    for heading in
        ["NAME", "SYNOPSIS", "EXAMPLES", "ENVIRONMENT", "\"EXIT STATUS\"", "\"OPTIONS OF FORMATS\""]
    {
        assert!(page.contains(&format!("\n.SH {heading}\n")), "{heading}");
    }
    // Every option has its words.
    let help = printed(&["--help"]);
    let options = help.lines().filter_map(|line| line.trim_start().strip_prefix("--"));
    let names: Vec<&str> = options.map(|line| line.split([' ', '[']).next().unwrap()).collect();
    assert!(names.len() > 40, "{names:?}");
    for name in names {
        let option = format!("\\fB\\-\\-{}\\fR", name.replace('-', "\\-"));
        let (_, words) = page.split_once(&option).unwrap_or_else(|| panic!("{name} is not on the page"));
        let words = words.lines().nth(1).unwrap();
        assert!(!words.starts_with('.'), "{name} has no words: {words}");
    }
    if present("groff", runs(Command::new("groff").arg("--version"))) {
        let (good, said) = fed("groff", &["-man", "-ww", "-Tutf8", "-z"], &page);
        assert_eq!((good, said.as_str()), (true, ""));
    }
}
