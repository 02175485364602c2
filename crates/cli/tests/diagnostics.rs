//! The messages of the binary: as text, in colours, as JSON, folded, allowed, denied, and explained.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::testdata;
use convert_cli::explain;
use convert_tables::registry;
use model::{CodeSpec, ErrorKind, Example, codes};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

/// The status, standard output and standard error of a run in the folder of the test data.
fn run_with(arguments: &[&str], environment: &[(&str, &str)]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_convert"));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
        command.env_remove(name);
    }
    let output = command
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(testdata())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    run_with(arguments, &[])
}

/// Parses every line of standard error as an object.
fn objects(stderr: &str) -> Vec<Value> {
    let objects = stderr.lines().map(serde_json::from_str);
    let objects: Vec<Value> =
        objects.collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{error}: {stderr}"));
    assert!(
        objects.iter().all(|object| object["severity"].is_string() && object["code"].is_string()),
        "{stderr}"
    );
    objects
}

#[test]
fn a_message_is_a_line_for_editors_with_the_place_below_it() {
    let (status, _, stderr) = run(&["bad/truncated.csv", "-t", "json"]);
    assert_eq!(status, 1);
    assert_eq!(
        stderr,
        "bad/truncated.csv:3:12: error: a quoted field is never closed (the input may be truncated; \
         a quote inside a field must be written twice) [csv-unclosed-quote]\n 3 | 2,Bea Moss,\"never closed\n   |            ^^^^^^^^^^^^^\n"
    );
}

#[test]
fn colours_are_optional() {
    let arguments = ["bad/truncated.csv", "-t", "json"];
    let is_coloured = |more: &[&str], environment: &[(&str, &str)]| {
        let (_, _, stderr) = run_with(&[&arguments[..], more].concat(), environment);
        assert!(stderr.contains("a quoted field"), "{stderr}");
        stderr.contains('\u{1b}')
    };
    assert!(!is_coloured(&[], &[]));
    assert!(is_coloured(&["--color", "always"], &[]));
    assert!(is_coloured(&["--color=always"], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&["--color", "always", "--diagnostics", "json"], &[]));
    let (_, _, stderr) = run(&["--froom", "--color", "always"]);
    assert!(stderr.contains("\u{1b}["), "{stderr}");
}

#[test]
fn lists_and_previews_have_colours_too() {
    let page = "wiki/short-track-1000m.wiki";
    for look in
        [&["--list", page][..], &["--list", "--preview", page], &["--preview", page], &["--list-formats"]]
    {
        let printed =
            |more: &[&str], environment: &[(&str, &str)]| run_with(&[look, more].concat(), environment).1;
        let plain = printed(&[], &[]);
        let coloured = printed(&["--color", "always"], &[]);
        assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[1m"), "{coloured:?}");
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
        assert!(coloured.lines().all(|line| !line.ends_with(' ')), "{coloured:?}");
        assert_eq!(printed(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]), plain);
        assert_eq!(printed(&[], &[("NO_COLOR", "1")]), plain);
        assert_eq!(printed(&[], &[("CLICOLOR_FORCE", "1")]), coloured);
    }
    // Files and JSON do not have any.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("outline.txt");
    run(&["--list", page, "--color", "always", "-o", file.to_str().unwrap()]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), run(&["--list", page]).1);
    assert!(!run(&["--list", "-t", "json", page, "--color", "always"]).1.contains('\u{1b}'));
}

#[test]
fn escape_sequences_in_an_input_have_no_effect() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a\u{1b}[31m.csv");
    std::fs::write(&file, "a,b\n\u{1b}]0;title\u{7}\n").unwrap();
    let name = file.to_str().unwrap();
    for arguments in [
        &[name, "-t", "json"][..],
        &[name, "-t", "json", "--table", "\u{1b}[2J"],
        &["\u{1b}[2J", "-t", "json"],
    ] {
        let (_, _, stderr) = run(&[arguments, &["--color", "always"]].concat());
        let sequences: Vec<&str> = stderr.split('\u{1b}').skip(1).collect();
        assert!(!stderr.is_empty() && !stderr.contains('\u{7}'), "{stderr:?}");
        // Ours end in m; those of the input are gone.
        let ours = |text: &&str| {
            text.strip_prefix('[').is_some_and(|text| {
                text.trim_start_matches(|digit: char| digit.is_ascii_digit()).starts_with('m')
            })
        };
        assert!(sequences.iter().all(ours) && !stderr.contains("\u{1b}[31m."), "{stderr:?}");
    }
}

#[test]
fn standard_error_is_only_json() {
    let json = |arguments: &[&str]| {
        let (status, _, stderr) = run(&[arguments, &["--diagnostics", "json"]].concat());
        (status, objects(&stderr))
    };
    let (status, reported) = json(&["csv/ragged.csv", "-t", "json"]);
    assert!(status == 0 && reported.len() == 4);
    assert_eq!(
        reported[0].to_string(),
        "{\"file\":\"csv/ragged.csv\",\"line\":3,\"column\":1,\"offset\":34,\"severity\":\"warning\",\"code\":\"ragged-row\",\
         \"message\":\"row has 2 cells, the header has 3\",\"hint\":\"the missing cells are left empty\"}"
    );
    let out = tempfile::tempdir().unwrap();
    let out = out.path().to_str().unwrap();
    let (status, reported) = json(&["csv/ragged.csv", "absent.csv", "csv", "-t", "json", "-o", out, "-j2"]);
    let codes: Vec<&str> = reported.iter().map(|object| object["code"].as_str().unwrap()).collect();
    assert!(status == 1 && codes.ends_with(&["io", "io", "summary"]), "{codes:?}");
    let last = reported.last().unwrap().clone();
    let empty = tempfile::tempdir().unwrap();
    let (_, reported) = json(&["-r", empty.path().to_str().unwrap(), "-t", "json", "-o", out]);
    assert!(
        reported[0]["code"] == "batch-empty" && reported[0].get("file").is_none() && reported.len() == 2,
        "{reported:?}"
    );
    let numbers = ["converted", "inputs", "failed", "warnings"].map(|key| last[key].as_u64().unwrap());
    assert_eq!(numbers, [1, 3, 2, 4]);
    for (arguments, expected, code) in [
        (&["--froom", "csv"][..], 2, "usage"),
        (&["a.csv", "b.csv", "-t", "json"], 2, "usage"),
        (&["--color", "purple"], 2, "usage"),
        (&["absent.csv", "-t", "json"], 1, "io"),
        (&["csv/ragged.csv", "-q", "-t", "json", "-o", "csv/ragged.csv/x.json"], 1, "output"),
        (&["--explain", "raged-row"], 2, "usage"),
    ] {
        let (status, reported) = json(arguments);
        assert_eq!(
            (status, reported.len(), reported[0]["code"].as_str()),
            (expected, 1, Some(code)),
            "{reported:?}"
        );
    }
}

#[test]
fn errors_of_the_system_are_in_words() {
    let reported = |arguments: &[&str]| run(arguments).2;
    assert_eq!(reported(&["absent.csv", "-t", "json"]), "absent.csv: error: no such file\n");
    assert_eq!(
        reported(&["csv", "-t", "json"]).lines().next(),
        Some(
            "csv: error: it is a directory without a datapackage.json (--recursive converts the files in it)"
        )
    );
    let below = reported(&["-q", "csv/ragged.csv", "-o", "csv/ragged.csv/x.json"]);
    assert_eq!(
        below,
        "csv/ragged.csv: error: 'csv/ragged.csv/x.json' cannot be written: part of its path is not a directory\n"
    );
    if cfg!(target_os = "linux") {
        let full = reported(&["-q", "csv/ragged.csv", "-t", "json", "-o", "/dev/full"]);
        assert_eq!(full, "csv/ragged.csv: error: '/dev/full' cannot be written: the disk is full\n");
    }
}

#[test]
fn repeats_in_one_file_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.csv");
    std::fs::write(&file, format!("a,b\n{}", "1\n".repeat(42))).unwrap();
    let name = file.to_str().unwrap();
    let (_, _, stderr) = run(&[name, "-t", "json"]);
    assert_eq!(stderr.matches("row has 1 cell").count(), 5, "{stderr}");
    assert!(stderr.ends_with(&format!("{name}: warning: 37 more like this [ragged-row]\n")), "{stderr}");
    let (_, _, stderr) = run(&[name, "-t", "json", "--verbose"]);
    assert_eq!(stderr.matches("row has 1 cell").count(), 42, "{stderr}");
    assert!(stderr.starts_with(&format!("{name}: note: read as csv, by its extension\n")), "{stderr}");
    assert!(
        stderr.contains("note: written as json to <stdout> in ") && !stderr.contains("more like this"),
        "{stderr}"
    );
    let (_, _, stderr) = run(&[name, "-t", "json", "--diagnostics", "json"]);
    assert_eq!(objects(&stderr).last().unwrap()["more"], 37);
    assert_eq!(run(&[name, "-t", "json", "--quiet"]).2, "");
}

#[test]
fn repeats_over_many_files_are_counted_for_any_number_of_workers() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..60 {
        // Files take different times.
        let rows = "1\n".repeat(3 + number % 7) + &"1,2\n".repeat(number * 97 % 1000);
        std::fs::write(folder.path().join(format!("{number:02}.csv")), format!("a,b\n{rows}")).unwrap();
    }
    std::fs::write(folder.path().join("30b.csv"), "a,b\n\"1").unwrap();
    let (name, out) = (folder.path().to_str().unwrap(), tempfile::tempdir().unwrap());
    let reported = |jobs: &str, more: &str| {
        run(&["-r", name, "-t", "json", "-o", out.path().to_str().unwrap(), jobs, more]).2
    };
    for more in ["--diagnostics=text", "--diagnostics=json"] {
        let one = reported("-j1", more);
        assert!((0..3).all(|_| reported("-j4", more) == one), "{one}");
    }
    let one = reported("-j1", "--diagnostics=text");
    assert_eq!(
        one.matches("warning: row has 1 cell").count() + one.matches("more like this [ragged-row]\n").count(),
        20
    );
    assert_eq!(one.matches("error: a quoted field").count(), 1, "{one}");
    let total: usize = (0..60).map(|number| 3 + number % 7).sum();
    assert!(one.contains(&format!(", 1 failed, {total} warnings")), "{one}");
    let last = one.lines().rev().nth(1).unwrap();
    assert!(
        last.starts_with("warning: 3")
            && last.ends_with(" files like this (--verbose shows all) [ragged-row]"),
        "{one}"
    );
    // Messages that are shown and those that are counted are all messages.
    let json = objects(&reported("-j4", "--diagnostics=json"));
    let ragged = json.iter().filter(|object| object["code"] == "ragged-row");
    let counted: u64 = ragged.map(|object| object["more"].as_u64().unwrap_or(1)).sum();
    assert_eq!(counted, total as u64);
    let all = run(&["-r", name, "-t", "json", "-o", out.path().to_str().unwrap(), "-v"]).2;
    assert_eq!(all.matches("warning: row has 1 cell").count(), total);
}

#[test]
fn the_place_is_found_after_a_byte_order_mark_and_far_into_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.json");
    let name = file.to_str().unwrap();
    std::fs::write(&file, "\u{feff}{\"a\" 1}").unwrap();
    let (_, _, stderr) = run(&[name, "-t", "csv"]);
    assert!(stderr.ends_with(" 1 | {\"a\" 1}\n   |      ^\n"), "{stderr}");
    std::fs::write(&file, format!("[{}{{\"a\" 1}}]", "{\"a\":\"\u{e9}\"},".repeat(2000))).unwrap();
    let (_, _, stderr) = run(&[name, "-t", "csv"]);
    let lines: Vec<Vec<char>> = stderr.lines().map(|line| line.chars().collect()).collect();
    let at = lines[2].iter().position(|&character| character == '^').unwrap();
    assert_eq!(lines[1][at - 5..=at].iter().collect::<String>(), "{\"a\" 1", "{stderr}");
}

/// The lines of code in the sources, except for the lists of codes and the tests.
fn code_in_sources() -> Vec<String> {
    let mut found = Vec::new();
    let crates = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap();
    let mut folders: Vec<_> =
        crates.map(|entry| entry.unwrap().path().join("src")).filter(|path| path.is_dir()).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != "codes.rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let source = source.split("#[cfg(test)]\nmod tests").next().unwrap();
                let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
                found.extend(code.map(str::to_owned));
            }
        }
    }
    found
}

#[test]
fn every_code_is_explained_and_every_explained_code_is_used() {
    // Options, parameters and names in files that look like codes.
    const OTHERS: [&str; 7] = [
        "data-format",
        "data-language",
        "data-name",
        "data-package",
        "data-untitled",
        "data-value",
        "data-style-name",
    ];
    const OPTIONS: [&str; 5] =
        ["output-delimiter", "package-folder", "split-flags", "unknown-templates", "wiki-style"];
    let explained: BTreeSet<&str> = explain::all().iter().map(|spec| spec.code).collect();
    let shared: BTreeSet<&str> = codes::ALL.iter().map(|spec| spec.code).collect();
    let own: BTreeSet<&str> = explained.difference(&shared).copied().collect();
    let formats = registry::readers().map(|reader| reader.format.id);
    let families = own.iter().filter_map(|code| Some(code.split_once('-')?.0));
    let families: BTreeSet<&str> = families.chain(formats).collect();
    assert!(families.len() > 15, "{families:?}");
    let source = code_in_sources();
    // Every text between quotes.
    let texts: BTreeSet<&str> = source.iter().flat_map(|line| line.split('"').skip(1).step_by(2)).collect();
    let is_code = |text: &str| {
        let plain =
            text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && !text.ends_with('-');
        plain && text.split_once('-').is_some_and(|(family, _)| families.contains(family))
    };
    let unexplained: Vec<&&str> = texts
        .iter()
        .filter(|text| is_code(text) && !explained.contains(*text))
        .filter(|text| !OTHERS.contains(text) && !OPTIONS.contains(text))
        .collect();
    assert!(unexplained.is_empty(), "not explained: {unexplained:?}");
    let unused: Vec<&&str> = own.difference(&texts).collect();
    assert!(unused.is_empty(), "never reported: {unused:?}");
    // Code names the shared codes by their constants, never by their text.
    let named: BTreeSet<String> = source
        .iter()
        .flat_map(|line| line.split("codes::").skip(1))
        .map(|rest| rest.split(|at: char| !at.is_ascii_uppercase() && at != '_').next().unwrap())
        .filter(|name| !["", "ALL", "CODES"].contains(name))
        .map(|name| name.to_ascii_lowercase().replace('_', "-"))
        .collect();
    let shared_in_words: BTreeSet<String> = shared.iter().map(|code| (*code).to_owned()).collect();
    assert_eq!(named, shared_in_words, "the shared codes that the sources name, and all of them");
    let typed: Vec<&&str> =
        shared.iter().filter(|code| code.contains('-') && texts.contains(*code)).collect();
    assert!(typed.is_empty(), "use the constants of {typed:?}");
}

#[test]
fn every_example_reports_its_code() {
    // Inputs that report a shared code in formats other than that of its example.
    const SHARED: [(CodeSpec, &str, &str); 22] = [
        (
            codes::DUPLICATE_KEY,
            "html",
            "<table class=\"infobox\">\n<tr><th>Venue</th><td>Milan</td></tr>\n<tr><th>Venue</th><td>Turin</td></tr>\n</table>\n",
        ),
        (codes::EMPTY, "json", ""),
        (codes::RAGGED_ROW, "json", "{\"columns\": [\"rank\", \"name\"], \"data\": [[1]]}\n"),
        (codes::BESIDE_TABLES, "json", "{\"title\": \"Heats\", \"rows\": [{\"rank\": 1}]}\n"),
        (codes::IMAGE, "markdown", "![the rink](rink.png)\n"),
        (codes::TITLE_MARKUP, "markdown", "# *Heats*\n"),
        (codes::EMPTY, "mediawiki-xml", ""),
        (codes::WRONG_FORMAT, "mediawiki-xml", "<rss></rss>\n"),
        (codes::EMPTY, "fods", ""),
        (codes::EMPTY, "wiki", "\n"),
        (codes::RAGGED_ROW, "wiki", "| Rank | Name |\n| --- | --- |\n| 1 |\n"),
        (codes::DUPLICATE_KEY, "wiki", "{{Infobox event\n| venue = Milan\n| venue = Turin\n}}\n"),
        (codes::EMPTY, "xls", ""),
        (codes::WRONG_FORMAT, "xls", "Rank,Name\n"),
        (codes::EMPTY, "xlsx", ""),
        (codes::SYNTAX, "yaml", "rank: [1, 2\n"),
        (codes::EMPTY, "yaml", "# nothing\n"),
        (codes::DUPLICATE_KEY, "yaml", "rank: 1\nrank: 2\n"),
        (codes::RAGGED_ROW, "yaml", "columns: [rank, name]\ndata:\n- [1]\n"),
        (codes::BESIDE_TABLES, "yaml", "title: Heats\nrows:\n- rank: 1\n"),
        (
            codes::SYNTAX,
            "fods",
            "<office:document\n  xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">\n  </office:body>\n",
        ),
        (
            codes::SYNTAX,
            "fods",
            "<office:document \n  xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">\n",
        ),
    ];
    let examples = explain::all().into_iter().filter_map(|spec| match spec.example {
        Example::Input(format, input) => Some((spec.code, format, input)),
        Example::Words(_) => None,
    });
    let shared = SHARED.iter().map(|(spec, format, input)| (spec.code, *format, *input));
    let (mut tried, mut silent) = (0, Vec::new());
    for (code, format, input) in examples.chain(shared) {
        tried += 1;
        let mut reported = BTreeSet::new();
        for writer in registry::writers() {
            let found = std::sync::Mutex::new(Vec::new());
            let done = convert_tables::from_bytes(input)
                .with_reader(registry::reader(format).unwrap())
                .with_writer(writer)
                .on_diagnostic(|diagnostic| found.lock().unwrap().push(diagnostic.code))
                .into_bytes();
            reported.extend(found.into_inner().unwrap());
            if let Err(error) = done
                && let ErrorKind::Input(diagnostic) = error.kind()
            {
                reported.insert(diagnostic.code);
            }
        }
        if !reported.contains(code) {
            silent.push(format!("{code}: its example in {format} reports {reported:?}"));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
    assert!(tried > 60, "only {tried} examples");
}

#[test]
fn codes_are_explained_on_the_command_line() {
    let (status, stdout, _) = run(&["--explain", "ragged-row"]);
    assert!(
        status == 0 && stdout.starts_with("ragged-row: ") && stdout.contains("--delimiter ';'"),
        "{stdout}"
    );
    let (status, stdout, _) = run(&["--explain", "list"]);
    assert!(status == 0 && stdout.lines().count() == explain::all().len(), "{stdout}");
    let (status, _, stderr) = run(&["--explain", "raged-row"]);
    assert_eq!(status, 2);
    assert!(stderr.contains("did you mean 'ragged-row'?"), "{stderr}");
}

/// Runs the binary to write a file; returns the status, the messages, and whether the file exists.
fn written(arguments: &[&str], environment: &[(&str, &str)]) -> (i32, String, bool) {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.json");
    let (status, _, stderr) = run_with(&[arguments, &["-o", output.to_str().unwrap()]].concat(), environment);
    (status, stderr, output.exists())
}

#[test]
fn single_codes_are_allowed_and_denied() {
    let ragged = "csv/ragged.csv";
    assert_eq!(written(&[ragged, "--allow", "ragged-row"], &[]), (0, String::new(), true));
    assert_eq!(written(&[ragged, "--strict", "--allow=[ragged-row]"], &[]), (0, String::new(), true));
    for more in [
        &["--deny", "ragged-row"][..],
        &["--deny", "io,ragged-row", "--quiet"],
        &["--strict", "--allow", "image"],
    ] {
        let (status, stderr, exists) = written(&[&[ragged], more].concat(), &[]);
        assert!(stderr.starts_with("csv/ragged.csv:3:1: error: row has 2 cells, "), "{more:?}: {stderr}");
        assert_eq!((status, stderr.matches(" error: ").count(), exists), (1, 1, false), "{more:?}");
    }
    // Notes can be denied too.
    let page = "wiki/short-track-1000m.wiki";
    let (_, stderr, _) = written(&[page, "--quote", "all"], &[]);
    assert!(stderr.contains(" note: --quote ") && stderr.contains("[option-unused]"), "{stderr}");
    let (status, stderr, exists) = written(&[page, "--quote", "all", "--deny", "option-unused"], &[]);
    assert!(status == 1 && stderr.contains(" error: --quote ") && !exists, "{stderr}");
    // So can diagnostics about the run as a whole.
    let empty = tempfile::tempdir().unwrap();
    let name = empty.path().to_str().unwrap();
    let of_run = |more: &[&str]| run(&[&["-r", name, "-t", "csv", "-o", name], more].concat());
    assert!(of_run(&[]).2.contains("[batch-empty]"));
    assert_eq!(of_run(&["--allow", "batch-empty,summary"]), (0, String::new(), String::new()));
    let (status, _, stderr) = of_run(&["--deny", "batch-empty"]);
    assert!(status == 1 && stderr.starts_with("convert: error: "), "{stderr}");
    // Allowed diagnostics are not counted as repeats.
    let allowed = written(&[ragged, "--allow", "ragged-row", "--verbose"], &[]).1;
    assert!(!allowed.contains("[ragged-row]") && !allowed.contains("more like this"), "{allowed}");
}

#[test]
fn allowed_and_denied_codes_are_checked() {
    for (arguments, environment, expected) in [
        (
            &["--allow", "raged-row"][..],
            &[][..],
            "invalid --allow 'raged-row': unknown code (did you mean 'ragged-row'?)",
        ),
        (&["--deny", "image,qqqqqq"], &[], "invalid --deny 'qqqqqq': unknown code"),
        (&["--allow", "image", "--deny", "empty,image"], &[], "'image' is both allowed and denied"),
        (&["--allow", "usage"], &[], "invalid --allow 'usage': it is always an error"),
        (
            &[],
            &[("CONVERT_DENY", "raged-row")],
            "invalid CONVERT_DENY 'raged-row': unknown code (did you mean 'ragged-row'?)",
        ),
    ] {
        let (status, stderr, exists) = written(&[&["csv/ragged.csv"], arguments].concat(), environment);
        assert_eq!((status, stderr, exists), (2, format!("convert: error: {expected}\n"), false));
    }
}

#[test]
fn the_line_wins_over_the_codes_of_the_environment() {
    let ragged = |arguments: &[&str], environment: &[(&str, &str)]| {
        written(&[&["csv/ragged.csv"], arguments].concat(), environment).0
    };
    let (allow, deny) = (("CONVERT_ALLOW", "image,ragged-row"), ("CONVERT_DENY", "image,ragged-row"));
    assert_eq!((ragged(&["--strict"], &[allow]), ragged(&[], &[deny])), (0, 1));
    assert_eq!(ragged(&["--deny", "ragged-row"], &[allow]), 1);
    assert_eq!(ragged(&["--allow", "ragged-row"], &[deny]), 0);
    assert_eq!(ragged(&[], &[allow, deny]), 2);
}
