//! The command line: one description, from which arguments, help and checks come.

use crate::front::text_file;
use crate::registry;
use crate::{Context, Header, Options, View, Wanted};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use model::{Error, OptionSpec, Params, Result};
use std::path::PathBuf;

/// What was asked for on the command line.
#[derive(Debug)]
pub struct Settings {
    /// The inputs; `-` is standard input.
    pub inputs: Vec<PathBuf>,
    /// The input format, if named.
    pub from: Option<String>,
    /// The output format, if named.
    pub to: Option<String>,
    /// Where the output goes; standard output if not said.
    pub output: Option<PathBuf>,
    /// What is wanted of the inputs.
    pub options: Options,
    /// Print the outline instead of converting.
    pub list: bool,
    /// Write a file for each table.
    pub split: bool,
    /// Write the records of all inputs to one output.
    pub join: bool,
    /// Take the files in directories, and below them.
    pub recursive: bool,
    /// A file that names the inputs; `-` is standard input.
    pub files_from: Option<PathBuf>,
    /// How outputs are called, if not as their inputs.
    pub name_template: Option<String>,
    /// How many inputs are converted at once; as many as there are cores if not said.
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Stop at the first input that fails.
    pub fail_fast: bool,
    /// Leave out inputs whose output is no older.
    pub skip_newer: bool,
    /// Print what would be done, and do nothing.
    pub dry_run: bool,
    /// A warning is an error.
    pub strict: bool,
    /// Keep existing outputs.
    pub no_clobber: bool,
    /// No notes and warnings.
    pub quiet: bool,
}

/// What the command line asks to be done.
#[derive(Debug)]
pub enum Request {
    /// Convert, or list.
    Convert(Box<Settings>),
    /// Print the formats.
    ListFormats,
}

/// The command line's description, of a program of this name.
pub fn command(name: &str) -> Command {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let choice = |name: &'static str, values: &'static [&'static str], help: &'static str| {
        Arg::new(name).long(name).value_parser(PossibleValuesParser::new(values.iter().copied())).help(help)
    };
    let switch = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    let formats = "Formats";
    let choosing = "What to convert";
    let tables = "How tables are read and written";
    let running = "Running";
    let files = "Many files";
    let mut command = Command::new(name.to_owned())
        .version(env!("CARGO_PKG_VERSION"))
        .about("Converts between wiki pages, spreadsheets, CSV, JSON and YAML, and loses nothing on the way.")
        .override_usage(format!("{name} [OPTIONS] [INPUT]..."))
        .after_help(AFTER_HELP.replace("convert ", &format!("{name} ")))
        .max_term_width(100)
        .arg(
            Arg::new("input")
                .value_name("INPUT")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .help("Files to convert, or directories with a datapackage.json; none, or '-', is standard input"),
        )
        .arg(text("from", "FORMAT", "The input's format (default: by extension, then by content)").short('f').help_heading(formats))
        .arg(text("to", "FORMAT", "The output's format (default: by the extension of --output)").short('t').help_heading(formats))
        .arg(switch("list-formats", "List the formats and what they can hold").help_heading(formats))
        .arg(
            text("output", "PATH", "A file, or a directory for several inputs or --split (default: standard output)")
                .short('o')
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(choice("view", &["document", "records"], "The whole document, or its tables as one table of records (default: records for csv, tsv, ndjson)").help_heading(choosing))
        .arg(text("table", "N|NAME", "Only this table, by number or by heading or caption; may be repeated").action(ArgAction::Append).help_heading(choosing))
        .arg(switch("infobox", "Only the infobox").conflicts_with("table").help_heading(choosing))
        .arg(text("columns", "NAMES", "Only these columns, in this order: names between commas, quoted as in CSV where they hold any").action(ArgAction::Append).help_heading(choosing))
        .arg(text("rename", "OLD=NEW", "Give a column another name; may be repeated").action(ArgAction::Append).help_heading(choosing))
        .arg(text("rows", "A:B", "Only the rows from A to B of each table, of records of all together; 'A:' and ':B' too").help_heading(choosing))
        .arg(switch("list", "Print the outline of the input instead of converting it").help_heading(choosing))
        .arg(switch("split", "Write each table to a file of its own in the directory --output (default: csv); with csv or tsv this is a Data Package, which keeps everything").conflicts_with_all(["list", "infobox", "context", "columns", "rename", "rows", "guard-formulas"]))
        .arg(choice("context", &["auto", "always", "never"], "The columns 'section' and 'table' of records (default: where there are several tables)").help_heading(tables))
        .arg(choice("spans", &["repeat", "blank"], "What stands at positions under a merged cell (default: repeat)").help_heading(tables))
        .arg(choice("header", &["auto", "first", "none"], "What is a table's header: what its source says, its first row, or nothing").help_heading(tables))
        .arg(switch("no-header", "The same as --header none").hide(true).conflicts_with("header"))
        .arg(choice("types", &["auto", "text"], "Whether plain numbers without a type become numbers, or all is text (default: auto)").help_heading(tables))
        .arg(text("text", "COLUMN", "Leave this column's cells text; may be repeated").action(ArgAction::Append).help_heading(tables))
        .arg(switch("recursive", "Convert the files in directories and below, but for hidden and ignored ones; outputs keep their directories").short('r').help_heading(files))
        .arg(text("files-from", "FILE", "Convert the files that FILE names, one a line or each ended by NUL; '-' is standard input").value_parser(value_parser!(PathBuf)).conflicts_with("input").help_heading(files))
        .arg(text("name-template", "TEMPLATE", "How outputs are called below --output, with {dir}, {stem}, {name}, {ext} and {number} (default: {dir}/{stem}.{ext})").help_heading(files))
        .arg(switch("join", "Write the records of all inputs to one output, each with its file in the first column 'document'").conflicts_with_all(["list", "split", "name-template", "skip-newer"]).help_heading(files))
        .arg(text("jobs", "N", "How many files are converted at once (default: one a core)").short('j').value_parser(value_parser!(std::num::NonZeroUsize)).help_heading(files))
        .arg(switch("skip-newer", "Leave out files whose output is no older than they are").help_heading(files))
        .arg(switch("fail-fast", "Stop at the first file that cannot be converted").help_heading(files))
        .arg(switch("dry-run", "Print what would be written, and write nothing").short('n').help_heading(files))
        .arg(switch("strict", "Take a warning for an error").help_heading(running))
        .arg(switch("no-clobber", "Keep output files that exist").help_heading(running))
        .arg(switch("quiet", "Print no notes and no warnings").short('q').help_heading(running));
    for option in format_options() {
        let arg =
            Arg::new(option.name).long(option.name).help(option.help).help_heading("Options of formats");
        command = command.arg(match option.value {
            None => arg.action(ArgAction::SetTrue),
            Some(_) if !option.choices.is_empty() => arg
                .action(ArgAction::Append)
                .value_parser(PossibleValuesParser::new(option.choices.iter().copied())),
            Some(value) => arg.action(ArgAction::Append).value_name(value),
        });
    }
    command
}

const AFTER_HELP: &str = "\
Examples:
  convert -f wiki -t csv page.wiki               every table, stacked, as CSV
  convert page.wiki -o page.ods                  a spreadsheet with one sheet a table
  convert --table Heats page.wiki -t json        one table
  convert page.wiki -o page --split -t csv       a directory with one CSV a table, and their description
  convert page -o page.ods                       such a directory as a spreadsheet
  convert page.ods -o page.wiki                  and back into the wiki
  cat records.ndjson | convert -f ndjson -t csv

Files that say when they were made (fods, ods) say the time in the environment variable SOURCE_DATE_EPOCH, in
seconds since 1970, where it is set.

Exit status: 0 done (warnings allowed), 1 an input could not be converted or an output not written,
2 wrong usage.";

/// The names of a list: between commas, in double quotes where they hold any.
fn listed(names: &str) -> Result<Vec<String>> {
    let (mut list, mut name, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = names.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => name.push('"'),
            '"' if quoted || name.is_empty() => quoted = !quoted,
            ',' if !quoted => list.push(std::mem::take(&mut name)),
            character => name.push(character),
        }
    }
    if quoted {
        return Err(Error::usage(format!(
            "--columns takes names between commas; a quote of '{names}' is never closed"
        )));
    }
    list.push(name);
    Ok(list)
}

fn renamed(names: &str) -> Result<(String, String)> {
    let pair = names.split_once('=').filter(|(old, _)| !old.is_empty());
    let pair = pair.map(|(old, new)| (old.to_owned(), new.to_owned()));
    pair.ok_or_else(|| Error::usage(format!("--rename takes OLD=NEW, not '{names}'")))
}

/// The options of all formats, each once.
fn format_options() -> Vec<&'static OptionSpec> {
    let all = registry::readers().flat_map(|reader| reader.options);
    let mut options: Vec<&OptionSpec> = Vec::new();
    for option in all.chain(registry::writers().flat_map(|writer| writer.options)) {
        if options.iter().all(|known| known.name != option.name) {
            options.push(option);
        }
    }
    options
}

/// What parsed arguments ask for.
///
/// # Errors
/// Values that make no sense together.
pub fn request(matches: &ArgMatches) -> Result<Request> {
    if matches.get_flag("list-formats") {
        return Ok(Request::ListFormats);
    }
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let all = |name: &str| -> Vec<String> {
        matches.get_many::<String>(name).unwrap_or_default().cloned().collect()
    };
    let is = |name: &str, value: &str| matches.get_one::<String>(name).is_some_and(|given| given == value);
    let mut params = Params::default();
    for option in format_options() {
        match option.value {
            None if matches.get_flag(option.name) => params.add(option.name, "true"),
            None => {}
            Some("FILE") => {
                for path in all(option.name) {
                    params.add_file(option.name, text_file(option.name, path)?);
                }
            }
            // Of a repeated option the format takes all values, or the last.
            Some(_) => {
                let values: Vec<String> = all(option.name);
                values.into_iter().for_each(|value| params.add(option.name, value));
            }
        }
    }
    let view = match matches.get_one::<String>("view").map(String::as_str) {
        Some("records") => Some(View::Records),
        Some(_) => Some(View::Document),
        None => None,
    };
    let options = Options {
        view,
        tables: all("table"),
        infobox: matches.get_flag("infobox"),
        columns: Wanted {
            names: all("columns").iter().map(|names| listed(names)).collect::<Result<Vec<_>>>()?.concat(),
            renamed: all("rename").iter().map(|names| renamed(names)).collect::<Result<_>>()?,
        },
        rows: text("rows").map(|range| range.parse()).transpose()?,
        context: match () {
            () if is("context", "always") => Context::Always,
            () if is("context", "never") => Context::Never,
            () => Context::Auto,
        },
        header: match () {
            () if is("header", "first") => Header::First,
            () if is("header", "none") || matches.get_flag("no-header") => Header::None,
            () => Header::Auto,
        },
        blank_spans: is("spans", "blank"),
        all_text: is("types", "text"),
        text_columns: all("text"),
        params,
    };
    Ok(Request::Convert(Box::new(Settings {
        inputs: matches.get_many("input").unwrap_or_default().cloned().collect(),
        from: text("from"),
        to: text("to"),
        output: matches.get_one("output").cloned(),
        options,
        list: matches.get_flag("list"),
        split: matches.get_flag("split"),
        join: matches.get_flag("join"),
        recursive: matches.get_flag("recursive"),
        files_from: matches.get_one("files-from").cloned(),
        name_template: text("name-template"),
        jobs: matches.get_one("jobs").copied(),
        fail_fast: matches.get_flag("fail-fast"),
        skip_newer: matches.get_flag("skip-newer"),
        dry_run: matches.get_flag("dry-run"),
        strict: matches.get_flag("strict"),
        no_clobber: matches.get_flag("no-clobber"),
        quiet: matches.get_flag("quiet"),
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_names_are_split_at_commas() {
        let check = |names: &str, expected: &[&str]| assert_eq!(listed(names).unwrap_or_default(), expected);
        check("Rank,Name", &["Rank", "Name"]);
        check(r#""Time, s","5"" nail",b"c"#, &["Time, s", "5\" nail", "b\"c"]);
        check("", &[""]);
        for open in ["\"a", "a,\"", "\"a\"\"", "a,\"b,c"] {
            assert!(listed(open).is_err(), "{open}");
        }
    }
}
