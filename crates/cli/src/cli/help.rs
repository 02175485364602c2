//! What follows the options in the help and in the man page.

use super::settable::{SETTABLE, variable};
use std::fmt::Write as _;

/// Commands and what they do. The short help has the first few.
const EXAMPLES: &[(&str, &str)] = &[
    ("convert page.wiki -o page.ods", "one sheet per table"),
    ("convert page.ods -o page.wiki", "back to wiki text"),
    ("convert page.wiki --table Heats -t csv", "one table as CSV"),
    ("convert --list page.wiki", "what is in it"),
    ("cat rows.ndjson | convert -t csv", "from a pipe to a pipe"),
    ("convert page.wiki -t csv", "all tables, stacked"),
    ("convert --preview 20 rows.csv.gz", "the first 20 rows, on the screen"),
    ("convert rows.csv -t json --columns Name,Time", "two of the columns"),
    ("convert page.wiki -o page --split -t csv", "one CSV per table"),
    ("convert page -o page.ods", "that directory as a spreadsheet"),
    ("convert -r results -o out -t json", "all files in a directory tree"),
];

const SHORT: usize = 5;

/// The examples, for a program of this name.
pub(super) fn examples(name: &str) -> Vec<(String, &'static str)> {
    EXAMPLES.iter().map(|(command, what)| (command.replace("convert ", &format!("{name} ")), *what)).collect()
}

/// Exit statuses and their meanings.
pub(super) const STATUSES: &[(&str, &str)] = &[
    ("0", "success; there may have been warnings"),
    ("1", "an input or output failed; the others were converted"),
    ("2", "the command line is invalid"),
];

/// Other variables of the environment.
pub(super) const VARIABLES: &[(&str, &str)] = &[
    ("COLUMNS", "the width of lists and previews"),
    ("NO_COLOR", "turns colours off if it is not empty"),
    ("SOURCE_DATE_EPOCH", "the creation date of spreadsheets, in seconds since 1970"),
];

/// How variables named after options work.
pub(super) fn defaults() -> String {
    let names: Vec<String> = SETTABLE.iter().map(|name| variable(name)).collect();
    format!(
        "An option on the command line overrides its variable. An empty variable counts as unset. A switch is turned \
         on by '1', 'true', 'yes' or 'on'. The variables are {}, and one for each option of a format: \
         CONVERT_DELIMITER=';' means --delimiter ';'.",
        names.join(", ")
    )
}

/// The end of the short help.
pub(super) fn short(name: &str) -> String {
    format!(
        "Examples:\n{}\nAll options, environment variables and exit statuses: {name} --help",
        pairs(&examples(name)[..SHORT])
    )
}

/// The end of the long help.
pub(super) fn long(name: &str) -> String {
    format!(
        "Examples:\n{}\nEnvironment:\n  CONVERT_OPTION sets the default of an option, such as CONVERT_TYPES=text.\n{}\n{}\nExit status:\n{}",
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

/// A text wrapped to indented lines.
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
