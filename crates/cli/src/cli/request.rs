//! From arguments to what they ask for.

use super::command::format_options;
use super::environment::Given;
use super::preview::Rows;
use super::{Request, Settings};
use crate::list;
use crate::progress::When;
use clap::ArgMatches;
use convert_tables::internal::text_file;
use convert_tables::{Context, Header, Options, View, Wanted};
use model::{Error, Params, Result};

/// How many rows a preview shows, unless asked for more.
const TEN: usize = 10;

/// The names of a list: between commas, in double quotes where they hold any. Blanks around a name count in quotes only.
fn listed(names: &str) -> Result<Vec<String>> {
    let (mut list, mut name, mut quoted) = (Vec::new(), String::new(), false);
    // How much of the name was in quotes.
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
        return Err(Error::usage(format!(
            "--columns takes names between commas; a quote of '{names}' is never closed"
        )));
    }
    list.push(take(&mut name, &mut kept));
    Ok(list)
}

fn renamed(names: &str) -> Result<(String, String)> {
    let pair = names.split_once('=').filter(|(old, _)| !old.is_empty());
    let pair = pair.map(|(old, new)| (old.to_owned(), new.to_owned()));
    pair.ok_or_else(|| Error::usage(format!("--rename takes OLD=NEW, not '{names}'")))
}

/// What parsed arguments ask for.
///
/// # Errors
/// Values that make no sense together.
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
    let given = Given::new(matches, |name| std::env::var_os(name))?;
    let text = |name: &str| given.one::<String>(name);
    let all = |name: &str| given.all(name);
    let flag = |name: &str| given.flag(name);
    let is = |name: &str, value: &str| text(name).is_some_and(|given| given == value);
    let mut params = Params::default();
    for option in format_options() {
        match option.value {
            None if flag(option.name) => params.add(option.name, "true"),
            None => {}
            Some("FILE") => {
                for path in all(option.name) {
                    params.add_file(option.name, text_file(&given.called(option.name), path)?);
                }
            }
            // Of a repeated option the format takes all values, or the last.
            Some(_) => {
                let values: Vec<String> = all(option.name);
                values.into_iter().for_each(|value| params.add(option.name, value));
            }
        }
    }
    let view = match text("view").as_deref() {
        Some("records") => Some(View::Records),
        Some(_) => Some(View::Document),
        None => None,
    };
    if flag("join") && view == Some(View::Document) {
        return Err(Error::usage("--join is of records, and --view document is of whole documents"));
    }
    let options = Options {
        view,
        tables: all("table"),
        infobox: flag("infobox"),
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
            () if is("header", "none") || flag("no-header") => Header::None,
            () => Header::Auto,
        },
        blank_spans: is("spans", "blank"),
        all_text: is("types", "text"),
        text_columns: all("text"),
        params,
    };
    let environment = given.names();
    let on_line = format_options().into_iter().map(|option| option.name);
    let on_line =
        on_line.filter(|name| options.params.has(name) && !environment.iter().any(|known| known == name));
    Ok(Request::Convert(Box::new(Settings {
        given: on_line.collect(),
        inputs: given.paths("input"),
        from: text("from"),
        to: text("to"),
        output: given.one("output"),
        options,
        list: flag("list"),
        preview: given
            .one("preview")
            .map(|Rows(rows)| rows.unwrap_or(if flag("list") { list::ROWS } else { TEN })),
        split: flag("split"),
        join: flag("join"),
        recursive: flag("recursive"),
        files_from: given.one("files-from"),
        name_template: text("name-template"),
        jobs: given.one("jobs"),
        fail_fast: flag("fail-fast"),
        skip_newer: flag("skip-newer"),
        dry_run: flag("dry-run"),
        progress: match () {
            () if is("progress", "always") => When::Always,
            () if is("progress", "never") || flag("quiet") => When::Never,
            () => When::Auto,
        },
        strict: flag("strict"),
        no_clobber: flag("no-clobber"),
        quiet: flag("quiet"),
        verbose: flag("verbose"),
        json: is("diagnostics", "json"),
        environment,
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
        check(r#" Rank, Name ,"Time ", " s" "#, &["Rank", "Name", "Time ", " s"]);
        check("", &[""]);
        for open in ["\"a", "a,\"", "\"a\"\"", "a,\"b,c"] {
            assert!(listed(open).is_err(), "{open}");
        }
    }
}
