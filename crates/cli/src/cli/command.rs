//! Every option, described once.

use super::argument::{choice, file, many, switch, text};
use super::preview::Rows;
use super::{format_options, help};
use crate::{explain, spell};
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use convert_tables::registry;
use model::FormatInfo;
use std::ffi::OsStr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The options in the short help; the long help has all.
const SHORT: &[&str] = &[
    "from",
    "to",
    "output",
    "list-formats",
    "list",
    "preview",
    "table",
    "columns",
    "rows",
    "infobox",
    "split",
    "recursive",
    "no-clobber",
    "strict",
    "quiet",
    "help",
    "version",
];

/// Describes the command line of a program of this name.
pub fn command(name: &str) -> Command {
    let command = Command::new(name.to_owned())
        .version(env!("CARGO_PKG_VERSION"))
        .about("Convert between wiki pages, spreadsheets, CSV, JSON, YAML, Markdown and HTML")
        .long_about(
            "Convert between wiki pages, spreadsheets, CSV, JSON, YAML, Markdown and HTML without losing anything",
        )
        .override_usage(format!("{name} [OPTIONS] [INPUT]..."))
        .max_term_width(100)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .after_help(help::short(name))
        .after_long_help(help::long(name))
        .arg(
            Arg::new("input")
                .value_name("INPUT")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::AnyPath)
                .help("Files, or directories with a datapackage.json; '-' or none means standard input"),
        )
        .next_help_heading("Formats")
        .args(formats())
        .next_help_heading("Inspect")
        .args(inspecting())
        .next_help_heading("Select")
        .args(selecting())
        .next_help_heading("Tables")
        .args(tables())
        .next_help_heading("Files")
        .args(files())
        .next_help_heading("Messages")
        .args(messages())
        .next_help_heading("Format options")
        .args(format_options::all().into_iter().map(format_options::argument))
        .next_help_heading("Help")
        .args(helping());
    command.mut_args(|arg| {
        let name = arg.get_id().as_str().to_owned();
        let is_option = arg.get_action().takes_values() && !arg.is_positional();
        arg.hide_short_help(!SHORT.contains(&name.as_str())).allow_negative_numbers(is_option)
    })
}

fn formats() -> Vec<Arg> {
    let named = |format: &FormatInfo| (format.id, format.title.to_owned());
    let readers = registry::readers().map(|reader| named(&reader.format)).collect();
    let writers = registry::writers().map(|writer| named(&writer.format)).collect();
    vec![
        text("from", "FORMAT", "Read as FORMAT (default: by extension or content)")
            .short('f')
            .value_parser(ValueParser::new(Known(readers)))
            .hide_possible_values(true),
        text("to", "FORMAT", "Write as FORMAT (default: by the extension of --output)")
            .short('t')
            .value_parser(ValueParser::new(Known(writers)))
            .hide_possible_values(true),
        file("output", "PATH", ValueHint::AnyPath, "Write to PATH, a directory if there are several outputs")
            .short('o')
            .long_help(
                "Write to PATH: a file, or a directory for several inputs or --split (default: standard output). \
                 Without --to, its extension determines the format. With the extension of a compression (.gz, .zst, \
                 .bz2, .xz) the output is compressed",
            ),
        switch("list-formats", "List the formats and what they support"),
    ]
}

fn inspecting() -> Vec<Arg> {
    vec![
        switch("list", "Print the outline of the input")
            .conflicts_with_all(["infobox", "columns", "rename", "rows"])
            .long_help(
                "Print the outline of the input instead of converting it. It has the first rows of each table on a \
                 terminal, with --preview, and with --to json. --table limits it to some of the tables",
            ),
        text("preview", "ROWS", "Print the first rows of each table (default: 10)")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("")
            .value_parser(value_parser!(Rows))
            .long_help(
                "Print the first rows of each table, fitted to the terminal, instead of converting (default: 10, or 3 \
                 with --list). The input is read only as far as needed. '--preview 20' means '--preview=20'",
            ),
    ]
}

fn selecting() -> Vec<Arg> {
    vec![
        many(text("table", "N|NAME", "Convert only this table, by number, heading or caption")).long_help(
            "Convert only this table, by its number in --list, or by its heading, caption or name, or a part of it; may be \
             repeated",
        ),
        switch("infobox", "Convert only the infobox").conflicts_with("table"),
        many(text("columns", "NAMES", "Keep only these columns, in this order: Name,Time")).long_help(
            "Keep only these columns, in this order: names separated by commas, quoted as in CSV if they contain commas or \
             begin or end with blanks",
        ),
        many(text("rename", "OLD=NEW", "Rename a column; may be repeated")),
        text("rows", "RANGE", "Keep only these rows of each table: 5:20, 5: or :20").long_help(
            "Keep only rows A to B of each table, or of all tables together if the output is records: 'A:B', 'A:', ':B', \
             or 'A' for one row",
        ),
        choice("view", &["document", "records"], "Write the whole document, or its tables as one").long_help(
            "Write the whole document, or its tables as one table of records (default: records for csv, tsv and ndjson)",
        ),
        switch("split", "Write each table to its own file in --output")
            .conflicts_with_all([
                "list",
                "preview",
                "infobox",
                "context",
                "columns",
                "rename",
                "rows",
                "guard-formulas",
            ])
            .long_help(
                "Write each table to its own file in the directory --output (default: as csv). With csv or tsv, the \
                 directory is a Data Package, which keeps everything",
            ),
    ]
}

fn tables() -> Vec<Arg> {
    vec![
        choice(
            "context",
            &["auto", "always", "never"],
            "Add the columns 'section' and 'table' to records (default: if there are several tables)",
        ),
        choice(
            "spans",
            &["repeat", "blank"],
            "Repeat a merged cell at every position it covers, or leave these blank (default: repeat)",
        ),
        choice(
            "header",
            &["auto", "first", "none"],
            "Use the source's own header (auto), the first row, or no header (default: auto)",
        ),
        switch("no-header", "Same as --header none").hide(true).conflicts_with("header"),
        choice(
            "types",
            &["auto", "text"],
            "Read untyped numbers as numbers, or keep them text (default: auto)",
        ),
        many(text("text", "COLUMN", "Keep the cells of this column text; may be repeated")),
    ]
}

fn files() -> Vec<Arg> {
    vec![
        switch("recursive", "Convert the files in directories, recursively").short('r').long_help(
            "Convert the files in directories, recursively, except for hidden and ignored ones (.gitignore); outputs keep \
             their directories",
        ),
        file(
            "files-from",
            "FILE",
            ValueHint::FilePath,
            "Convert the files listed in FILE, one per line or each ended by a NUL; '-' is standard input",
        )
        .conflicts_with("input"),
        text(
            "name-template",
            "TEMPLATE",
            "Name outputs below --output by TEMPLATE, which may have {dir}, {stem}, {name}, {ext} and {number} (default: \
             {dir}/{stem}.{ext})",
        ),
        switch(
            "join",
            "Write the records of all inputs to one output, with the name of their file in a first column 'document'",
        )
        .conflicts_with_all(["list", "preview", "split", "name-template", "skip-newer"]),
        text("jobs", "N", "Convert N files at once (default: one per core)")
            .short('j')
            .value_parser(number_of_jobs),
        switch("skip-newer", "Skip files whose output is at least as new as they are"),
        switch("no-clobber", "Keep existing output files"),
        switch("fail-fast", "Stop at the first file that cannot be converted"),
        switch("dry-run", "Print what would be written, but write nothing").short('n'),
    ]
}

fn number_of_jobs(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "expected a whole number, 1 or more")
}

fn messages() -> Vec<Arg> {
    vec![
        switch("strict", "Treat warnings as errors"),
        codes(many(text(
            "allow",
            "CODES",
            "Do not report notes and warnings with these codes, even with --strict",
        )))
        .value_delimiter(','),
        codes(many(text("deny", "CODES", "Treat notes and warnings with these codes as errors")))
            .value_delimiter(','),
        switch("quiet", "Do not print notes and warnings").short('q'),
        switch("verbose", "Print every note and warning, and what is read and written")
            .short('v')
            .conflicts_with("quiet"),
        choice(
            "progress",
            &["auto", "always", "never"],
            "Show the progress of long work (default: on a terminal)",
        ),
        choice(
            "color",
            &["auto", "always", "never"],
            "Use colours (default: on a terminal; see NO_COLOR and CLICOLOR_FORCE)",
        ),
        choice(
            "diagnostics",
            &["text", "json"],
            "Print messages as text, or as one JSON object per line on standard error (default: text)",
        ),
    ]
}

fn helping() -> Vec<Arg> {
    vec![
        codes(text("explain", "CODE", "Explain the code of a message; 'list' prints all codes")),
        text(
            "completions",
            "SHELL",
            "Print the completions for a shell: bash, zsh, fish, powershell or elvish",
        )
        .value_parser(value_parser!(clap_complete::Shell))
        .hide_possible_values(true),
        switch("man", "Print the manual page: convert --man | man -l -"),
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help("Print this help; --help shows all options")
            .long_help("Print this help; -h shows the most common options"),
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help("Print the version"),
    ]
}

/// An option that takes codes of diagnostics.
fn codes(arg: Arg) -> Arg {
    let list = (arg.get_id() == "explain").then(|| ("list", "all codes".to_owned()));
    let codes = explain::all().into_iter().map(|spec| (spec.code, spell::text(spec.means)));
    arg.value_parser(ValueParser::new(Known(list.into_iter().chain(codes).collect())))
        .hide_possible_values(true)
}

/// A text that should be one of these, each with its description. Shells complete them; the parser takes any other text
/// too, so that the error can be ours.
#[derive(Clone)]
struct Known(Vec<(&'static str, String)>);

impl TypedValueParser for Known {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(|(name, help)| PossibleValue::new(*name).help(help.clone()))))
    }
}
