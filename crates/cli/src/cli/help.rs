//! What stands below the options, in the help and in the man page.

use super::settable::{SETTABLE, variable};
use std::fmt::Write as _;

/// Commands, and what they do. The first ones are in the short help.
const EXAMPLES: &[(&str, &str)] = &[
    ("convert page.wiki -o page.ods", "a spreadsheet with one sheet a table"),
    ("convert page.ods -o page.wiki", "and back into the wiki"),
    ("convert page.wiki --table Heats -t csv", "one table"),
    ("convert --list page.wiki", "what there is in it"),
    ("cat rows.ndjson | convert -t csv", "from a pipe, into a pipe"),
    ("convert page.wiki -t csv", "every table, stacked, as CSV"),
    ("convert --preview 20 rows.csv.gz", "its first 20 rows, on the screen"),
    ("convert rows.csv -t json --columns Name,Time", "two of its columns"),
    ("convert page.wiki -o page --split -t csv", "a CSV a table, and their description"),
    ("convert page -o page.ods", "such a directory as a spreadsheet"),
    ("convert -r results -o out -t json", "a directory of files, and below"),
];

const SHORT: usize = 5;

/// The examples, of a program of this name.
pub(super) fn examples(name: &str) -> Vec<(String, &'static str)> {
    EXAMPLES.iter().map(|(command, what)| (command.replace("convert ", &format!("{name} ")), *what)).collect()
}

/// Exit statuses, and what they say.
pub(super) const STATUSES: &[(&str, &str)] = &[
    ("0", "done; there may have been warnings"),
    ("1", "an input could not be converted, or an output not written; the others were"),
    ("2", "wrong usage"),
];

/// Other variables of the environment, and what they say.
pub(super) const VARIABLES: &[(&str, &str)] = &[
    ("COLUMNS", "how wide lines are that are fitted to the terminal"),
    ("NO_COLOR", "no colours, whatever it says"),
    ("SOURCE_DATE_EPOCH", "when spreadsheets say they were made, in seconds since 1970"),
];

/// What the variables named after options do.
pub(super) fn defaults() -> String {
    let names: Vec<String> = SETTABLE.iter().map(|name| variable(name)).collect();
    format!(
        "An option on the command line wins over its variable, and an empty variable is as none. A switch is on for \
         '1', 'true', 'yes' or 'on'. There are {}, and one for each option of a format: CONVERT_DELIMITER=';' is \
         --delimiter ';'.",
        names.join(", ")
    )
}

/// Below the short help.
pub(super) fn short(name: &str) -> String {
    format!(
        "Examples:\n{}\nAll options, the environment and the exit status: {name} --help",
        pairs(&examples(name)[..SHORT])
    )
}

/// Below the long help.
pub(super) fn long(name: &str) -> String {
    format!(
        "Examples:\n{}\nEnvironment:\n  CONVERT_OPTION, such as CONVERT_TYPES=text, is the default of an option.\n{}\n{}\nExit status:\n{}",
        pairs(&examples(name)),
        filled(&defaults()),
        pairs(VARIABLES),
        pairs(STATUSES).trim_end()
    )
}

fn pairs<T: AsRef<str>>(pairs: &[(T, &str)]) -> String {
    let width = pairs.iter().map(|(left, _)| left.as_ref().len()).max().unwrap_or(0);
    let mut out = String::new();
    for (left, right) in pairs {
        let _ = writeln!(out, "  {:width$}  {right}", left.as_ref());
    }
    out
}

/// A text in indented lines.
fn filled(text: &str) -> String {
    let (mut out, mut line) = (String::new(), String::new());
    for word in text.split(' ') {
        if line.len() + 1 + word.len() > 76 {
            let _ = writeln!(out, " {line}");
            line.clear();
        }
        let _ = write!(line, " {word}");
    }
    out + " " + &line + "\n"
}
