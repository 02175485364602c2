//! What parsed arguments ask for.

use super::environment::Matches;
use super::preview::Rows;
use super::{Arguments, Request, format_options};
use crate::console::Form;
use crate::progress::When;
use crate::{list, spell};
use clap::ArgMatches;
use convert_tables::internal::{ColumnChoice, JobOptions, text_file};
use convert_tables::{Context, Header, View};
use model::{Error, Given, Result, Rules, Takes};

/// How many rows a preview shows by default.
const TEN: usize = 10;

/// The names in a list: separated by commas, and in double quotes if they contain any. Blanks around a name are dropped
/// unless they are quoted.
fn listed(names: &str) -> Result<Vec<String>> {
    let (mut list, mut name, mut quoted) = (Vec::new(), String::new(), false);
    // How much of the name was quoted.
    let mut kept = 0;
    let take = |name: &mut String, kept: &mut usize| {
        let end = name[*kept..].trim_end().len() + std::mem::take(kept);
        name.truncate(end);
        std::mem::take(name)
    };
    let mut characters = names.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => name.push('"'),
            '"' if quoted || name.is_empty() => {
                quoted = !quoted;
                kept = name.len();
            }
            ',' if !quoted => list.push(take(&mut name, &mut kept)),
            blank if blank.is_whitespace() && !quoted && name.is_empty() => {}
            character => name.push(character),
        }
    }
    if quoted {
        return Err(Error::usage(format!("invalid --columns '{names}': a quote is never closed")));
    }
    list.push(take(&mut name, &mut kept));
    Ok(list)
}

fn renamed(names: &str) -> Result<(String, String)> {
    let pair = names.split_once('=').filter(|(old, _)| !old.is_empty());
    let pair = pair.map(|(old, new)| (old.to_owned(), new.to_owned()));
    pair.ok_or_else(|| Error::usage(format!("invalid --rename '{names}'")).hint("expected OLD=NEW"))
}

/// The options of formats that are given. If one is repeated, the format takes all of its values or the last.
fn given(matches: &Matches) -> Result<Vec<(&'static str, Given)>> {
    let mut given = Vec::new();
    for option in format_options::all() {
        let name = spell::argument(option.name);
        match option.takes {
            Takes::Switch if matches.flag(&name) => given.push((option.name, Given::Text("true".into()))),
            Takes::Switch => {}
            Takes::Files => {
                for path in matches.all(&name) {
                    given.push((option.name, Given::File(text_file(&matches.called(&name), path)?)));
                }
            }
            _ => given.extend(matches.all(&name).into_iter().map(|value| (option.name, Given::Text(value)))),
        }
    }
    Ok(given)
}

/// Returns what parsed arguments ask for.
///
/// # Errors
/// Invalid values, and options that contradict each other.
pub fn request(matches: ArgMatches) -> Result<Request> {
    if matches.get_flag("list-formats") {
        return Ok(Request::ListFormats);
    }
    if matches.get_flag("man") {
        return Ok(Request::Man);
    }
    if let Some(code) = matches.get_one::<String>("explain") {
        return Ok(Request::Explain(code.clone()));
    }
    if let Some(shell) = matches.get_one("completions") {
        return Ok(Request::Completions(*shell));
    }
    let matches = Matches::new(matches, |name| std::env::var_os(name))?;
    let text = |name: &str| matches.one::<String>(name);
    let all = |name: &str| matches.all(name);
    let flag = |name: &str| matches.flag(name);
    let is = |name: &str, value: &str| text(name).is_some_and(|given| given == value);
    let view = match text("view").as_deref() {
        Some("records") => Some(View::Records),
        Some(_) => Some(View::Document),
        None => None,
    };
    if flag("join") && view == Some(View::Document) {
        return Err(Error::usage("--join cannot be used with --view document"));
    }
    let options = JobOptions {
        view,
        tables: all("table"),
        infobox: flag("infobox"),
        columns: ColumnChoice {
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
            () if is("header", "none") || flag("no-header") => Header::None,
            () => Header::Auto,
        },
        blank_spans: is("spans", "blank"),
        all_text: is("types", "text"),
        text_columns: all("text"),
        created: None,
    };
    let arguments = Arguments {
        inputs: matches.paths("input"),
        from: text("from"),
        to: text("to"),
        output: matches.one("output"),
        options,
        given: given(&matches)?,
        list: flag("list"),
        preview: matches
            .one("preview")
            .map(|Rows(rows)| rows.unwrap_or(if flag("list") { list::ROWS } else { TEN })),
        split: flag("split"),
        join: flag("join"),
        recursive: flag("recursive"),
        files_from: matches.one("files-from"),
        name_template: text("name-template"),
        jobs: matches.one("jobs"),
        fail_fast: flag("fail-fast"),
        skip_newer: flag("skip-newer"),
        dry_run: flag("dry-run"),
        progress: match () {
            () if is("progress", "always") => When::Always,
            () if is("progress", "never") || flag("quiet") => When::Never,
            () => When::Auto,
        },
        rules: rules(&matches),
        no_clobber: flag("no-clobber"),
        quiet: flag("quiet"),
        verbose: flag("verbose"),
        form: if is("diagnostics", "json") { Form::Json } else { Form::Text },
        environment: matches.names(),
    };
    arguments.check_rules().map_err(|error| arguments.blamed(error))?;
    Ok(Request::Convert(Box::new(arguments)))
}

/// Which codes are allowed and denied. For a code, the command line wins over the environment.
fn rules(matches: &Matches) -> Rules {
    let codes = |name: &str| {
        let codes = matches.all(name).into_iter();
        codes.map(|code| code.trim().trim_matches(['[', ']']).to_ascii_lowercase()).collect::<Vec<_>>()
    };
    let (mut allowed, mut denied) = (codes("allow"), codes("deny"));
    match (matches.is_from_environment("allow"), matches.is_from_environment("deny")) {
        (true, false) => allowed.retain(|code| !denied.contains(code)),
        (false, true) => denied.retain(|code| !allowed.contains(code)),
        _ => {}
    }
    Rules { strict: matches.flag("strict"), allowed, denied }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_names_are_split_at_commas() {
        let check = |names: &str, expected: &[&str]| assert_eq!(listed(names).unwrap_or_default(), expected);
        check("Rank,Name", &["Rank", "Name"]);
        check(r#""Time, s","5"" nail",b"c"#, &["Time, s", "5\" nail", "b\"c"]);
        check(r#" Rank, Name ,"Time ", " s" "#, &["Rank", "Name", "Time ", " s"]);
        check("", &[""]);
        for open in ["\"a", "a,\"", "\"a\"\"", "a,\"b,c"] {
            assert!(listed(open).is_err(), "{open}");
        }
    }
}
