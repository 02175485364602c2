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

/// What the short help shows; the long one shows all.
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
    "strict",
    "no-clobber",
    "quiet",
    "help",
    "version",
];

/// The command line's description, of a program of this name.
pub fn command(name: &str) -> Command {
    let command = Command::new(name.to_owned())
        .version(env!("CARGO_PKG_VERSION"))
        .about("Converts wiki pages, spreadsheets, CSV, JSON, YAML, Markdown and HTML.")
        .long_about(
            "Converts between wiki pages, spreadsheets, CSV, JSON, YAML, Markdown and HTML, and loses nothing on the way.",
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
                .help("Files, or directories with a datapackage.json; none, or '-', is standard input"),
        )
        .next_help_heading("Formats")
        .args(formats())
        .next_help_heading("Having a look")
        .args(looking())
        .next_help_heading("What to convert")
        .args(choosing())
        .next_help_heading("How tables are read and written")
        .args(tables())
        .next_help_heading("Many files")
        .args(files())
        .next_help_heading("Running")
        .args(running())
        .next_help_heading("Options of formats")
        .args(format_options::all().into_iter().map(format_options::argument))
        .next_help_heading("Help")
        .args(helping());
    command.mut_args(|arg| {
        let name = arg.get_id().as_str().to_owned();
        arg.hide_short_help(!SHORT.contains(&name.as_str()))
    })
}

fn formats() -> Vec<Arg> {
    let named = |format: &FormatInfo| (format.id, format.title.to_owned());
    let readers = registry::readers().map(|reader| named(&reader.format)).collect();
    let writers = registry::writers().map(|writer| named(&writer.format)).collect();
    vec![
        text("from", "FORMAT", "The input's format (default: by extension or content)")
            .short('f')
            .value_parser(ValueParser::new(Known(readers)))
            .hide_possible_values(true),
        text("to", "FORMAT", "The output's format (default: by --output's extension)")
            .short('t')
            .value_parser(ValueParser::new(Known(writers)))
            .hide_possible_values(true),
        file("output", "PATH", ValueHint::AnyPath, "A file to write, or a directory for several")
            .short('o')
            .long_help(
                "A file to write, or a directory for several inputs or --split (default: standard output). The extension \
                 says the format where --to does not; that of a compression (.gz, .zst, .bz2, .xz) packs",
            ),
        switch("list-formats", "List the formats and what they can hold"),
    ]
}

fn looking() -> Vec<Arg> {
    vec![
        switch("list", "Print the outline of the input").conflicts_with_all(["infobox", "columns", "rename", "rows"]).long_help(
            "Print the outline of the input instead of converting it. On a terminal, or with --preview, the first rows of \
             each table are under it; with --to json they are always there. --table leaves only some tables",
        ),
        text("preview", "ROWS", "Print the first rows of each table (10)")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("")
            .value_parser(value_parser!(Rows))
            .long_help(
                "Print the first rows of each table, fitted to the terminal, instead of converting (default: 10; 3 with \
                 --list). No more of the input is read than that takes. '--preview 20' is '--preview=20'",
            ),
    ]
}

fn choosing() -> Vec<Arg> {
    vec![
        many(text("table", "N|NAME", "Only this table: its number, heading or caption")).long_help(
            "Only this table, by its number in --list, or by its heading, caption or name, or part of it; may be repeated",
        ),
        switch("infobox", "Only the infobox").conflicts_with("table"),
        many(text("columns", "NAMES", "Only these columns, in this order: Name,Time")).long_help(
            "Only these columns, in this order: names between commas, quoted as in CSV where they hold any or have blanks around them",
        ),
        many(text("rename", "OLD=NEW", "Give a column another name; may be repeated")),
        text("rows", "RANGE", "Only these rows of each table: 5:20, 5: or :20").long_help(
            "Only the rows from A to B of each table, of records of all together: 'A:B', 'A:', ':B', or 'A' for one",
        ),
        choice("view", &["document", "records"], "The whole document, or its tables as one").long_help(
            "The whole document, or its tables as one table of records (default: records for csv, tsv, ndjson)",
        ),
        switch("split", "Write each table to a file of its own in --output").conflicts_with_all([
            "list", "preview", "infobox", "context", "columns", "rename", "rows", "guard-formulas",
        ])
        .long_help(
            "Write each table to a file of its own in the directory --output (default: csv); with csv or tsv this is a \
             Data Package, which keeps everything",
        ),
    ]
}

fn tables() -> Vec<Arg> {
    vec![
        choice(
            "context",
            &["auto", "always", "never"],
            "The columns 'section' and 'table' of records (default: where there are several tables)",
        ),
        choice(
            "spans",
            &["repeat", "blank"],
            "What stands at positions under a merged cell (default: repeat)",
        ),
        choice(
            "header",
            &["auto", "first", "none"],
            "What is a table's header: what its source says, its first row, or nothing",
        ),
        switch("no-header", "The same as --header none").hide(true).conflicts_with("header"),
        choice(
            "types",
            &["auto", "text"],
            "Whether plain numbers without a type become numbers, or all is text (default: auto)",
        ),
        many(text("text", "COLUMN", "Leave this column's cells text; may be repeated")),
    ]
}

fn files() -> Vec<Arg> {
    vec![
        switch("recursive", "Convert the files in directories and below").short('r').long_help(
            "Convert the files in directories and below, but for hidden and ignored ones; outputs keep their directories",
        ),
        file("files-from", "FILE", ValueHint::FilePath, "Convert the files that FILE names, one a line or each ended by NUL; '-' is standard input")
            .conflicts_with("input"),
        text("name-template", "TEMPLATE", "How outputs are called below --output, with {dir}, {stem}, {name}, {ext} and {number} (default: {dir}/{stem}.{ext})"),
        switch("join", "Write the records of all inputs to one output, each with its file in the first column 'document'")
            .conflicts_with_all(["list", "preview", "split", "name-template", "skip-newer"]),
        text("jobs", "N", "How many files are converted at once (default: one a core)")
            .short('j')
            .value_parser(number_of_jobs),
        switch("skip-newer", "Leave out files whose output is no older than they are"),
        switch("fail-fast", "Stop at the first file that cannot be converted"),
        switch("dry-run", "Print what would be written, and write nothing").short('n'),
    ]
}

fn number_of_jobs(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "expected a whole number, 1 or more")
}

fn running() -> Vec<Arg> {
    vec![
        switch("strict", "Take a warning for an error"),
        codes(many(text(
            "allow",
            "CODES",
            "Do not report the notes and warnings of these codes, --strict or not",
        )))
        .value_delimiter(','),
        codes(many(text("deny", "CODES", "Treat the notes and warnings of these codes as errors")))
            .value_delimiter(','),
        switch("no-clobber", "Keep output files that exist"),
        switch("quiet", "Print no notes and no warnings").short('q'),
        switch("verbose", "Print every note and warning, and what is read and written")
            .short('v')
            .conflicts_with("quiet"),
        choice(
            "progress",
            &["auto", "always", "never"],
            "Show how far long work is (default: on a terminal)",
        ),
        choice(
            "color",
            &["auto", "always", "never"],
            "Colours in messages (default: on a terminal, see NO_COLOR and CLICOLOR_FORCE)",
        ),
        choice(
            "diagnostics",
            &["text", "json"],
            "Messages for a person, or one JSON object a line on standard error",
        ),
    ]
}

fn helping() -> Vec<Arg> {
    vec![
        codes(text(
            "explain",
            "CODE",
            "Print what a message's code means and what to do; 'list' prints all codes",
        )),
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
            .help("Print this help; --help has all options")
            .long_help("Print this help; -h has the most used options"),
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help("Print the version"),
    ]
}

/// An argument that takes codes of diagnostics.
fn codes(arg: Arg) -> Arg {
    let list = (arg.get_id() == "explain").then(|| ("list", "every code".to_owned()));
    let codes = explain::all().into_iter().map(|spec| (spec.code, spell::text(spec.means)));
    arg.value_parser(ValueParser::new(Known(list.into_iter().chain(codes).collect())))
        .hide_possible_values(true)
}

/// A text that may be one of these, each with its description: shells complete them, and what takes the text refuses any
/// other.
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
