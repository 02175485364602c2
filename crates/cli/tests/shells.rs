//! Completions and the man page: shells and groff accept them, and shells complete.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{feed, present, runs};
use std::process::Command;

fn printed(arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_convert")).args(arguments).output().unwrap();
    assert!(run.status.success() && run.stderr.is_empty(), "{arguments:?}");
    String::from_utf8(run.stdout).unwrap()
}

/// Runs a program with a text on standard input; returns whether it succeeded, and what it printed on both streams.
fn fed(program: &str, arguments: &[&str], input: &str) -> (bool, String) {
    let run = feed(Command::new(program).args(arguments), input.as_bytes());
    (run.status == 0, run.stdout + &run.stderr)
}

#[test]
fn every_shell_gets_every_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["--completions", shell]);
        // The last two only complete options, not their values.
        let values =
            if ["bash", "zsh", "fish"].contains(&shell) { ["mediawiki", "ndjson"].as_slice() } else { &[] };
        for word in ["preview", "wiki-style", "completions"].iter().chain(values) {
            assert!(script.contains(word), "{shell} does not know {word}");
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
    // The shell complains of `compopt`, which only a real completion may call.
    let codes =
        |option: &str| complete(&format!("convert {option}")).lines().next().unwrap_or_default().to_owned();
    let explained = codes("--explain");
    assert!(explained.starts_with("list batch-empty ") && explained.contains(" ragged-row "), "{explained}");
    for option in ["--allow", "--deny"] {
        assert_eq!(format!("list {}", codes(option)), explained);
    }
}

#[test]
fn fish_completes_codes() {
    if !present("fish", runs(Command::new("fish").arg("--version"))) {
        return;
    }
    let script = printed(&["--completions", "fish"]);
    for option in ["explain", "allow", "deny"] {
        let ask = format!("{script}\ncomplete --do-complete 'convert --{option} ragged'\n");
        let (good, printed) = fed("fish", &["--no-config"], &ask);
        let expected = "ragged-row\ta row has fewer or more cells than the header\n";
        assert_eq!((good, printed.as_str()), (true, expected), "{option}");
    }
}

/// Calls the completing function as zsh would, but prints what it offers.
#[test]
fn zsh_completes_codes() {
    if !present("zsh", runs(Command::new("zsh").arg("--version"))) {
        return;
    }
    let script = printed(&["--completions", "zsh"]);
    let ask = format!(
        "compdef() {{ : }}\n_arguments() {{ print -rl -- \"$@\" }}\n{script}\n_convert 2>/dev/null\n"
    );
    let (_, offered) = fed("zsh", &["-f"], &ask);
    for option in ["explain", "allow", "deny"] {
        let (_, codes) = offered.split_once(&format!("--{option}=[")).unwrap_or_default();
        let (codes, _) = codes.split_once("))").unwrap_or_default();
        let expected = "\nragged-row\\:\"a row has fewer or more cells than the header\"\n";
        assert!(codes.contains(expected), "{option}: {codes}");
    }
}

/// Options may come after inputs.
#[test]
fn zsh_completes_options_after_an_input() {
    let script = printed(&["--completions", "zsh"]);
    assert!(script.contains("'*:input -- ") && !script.contains("'*::"), "{script}");
}

#[test]
fn the_manual_page_is_complete_and_valid() {
    let page = printed(&["--man"]);
    for heading in ["NAME", "SYNOPSIS", "EXAMPLES", "ENVIRONMENT", "\"EXIT STATUS\"", "\"FORMAT OPTIONS\""] {
        assert!(page.contains(&format!("\n.SH {heading}\n")), "{heading}");
    }
    // Every option has a description.
    let help = printed(&["--help"]);
    let options = help.lines().filter_map(|line| line.trim_start().strip_prefix("--"));
    let names: Vec<&str> = options.map(|line| line.split([' ', '[']).next().unwrap()).collect();
    assert!(names.len() > 40, "{names:?}");
    for name in names {
        let option = format!("\\fB\\-\\-{}\\fR", name.replace('-', "\\-"));
        let (_, words) = page.split_once(&option).unwrap_or_else(|| panic!("{name} is not on the page"));
        let words = words.lines().nth(1).unwrap();
        assert!(!words.starts_with('.'), "{name} has no description: {words}");
    }
    if present("groff", runs(Command::new("groff").arg("--version"))) {
        let (good, output) = fed("groff", &["-man", "-ww", "-Tutf8", "-z"], &page);
        assert_eq!((good, output.as_str()), (true, ""));
    }
}
