//! What `--explain` prints: the codes of messages and what they mean.

use crate::{codes, spell};
use convert_tables::registry;
use model::{CodeSpec, Error, Example, Result, did_you_mean};
use std::fmt::Write as _;

/// The width of lines.
const WIDTH: usize = 80;

/// The codes of all formats and of the command line, each once, sorted.
pub fn all() -> Vec<&'static CodeSpec> {
    let mut all: Vec<&CodeSpec> = registry::codes().chain(codes::CODES).collect();
    all.sort_by_key(|spec| spec.code);
    all.dedup_by(|one, other| one == other);
    all
}

/// Explains a code. `list` explains each in one line.
///
/// # Errors
/// An unknown code; the nearest one is named.
pub(crate) fn explain(code: &str) -> Result<String> {
    let all = all();
    if code == "list" {
        return Ok(list(&all));
    }
    let wanted = code.trim_matches(['[', ']']).to_ascii_lowercase();
    if let Some(spec) = all.iter().find(|spec| spec.code == wanted) {
        return Ok(text(spec));
    }
    let unknown = Error::usage(format!("unknown code '{code}'"));
    let near = did_you_mean(&wanted, all.iter().map(|spec| spec.code));
    Err(match near.strip_prefix("; ") {
        Some(near) => unknown.hint(near.to_owned()),
        None => unknown.hint("--explain list lists all codes"),
    })
}

fn list(all: &[&CodeSpec]) -> String {
    let width = all.iter().map(|spec| spec.code.len()).max().unwrap_or(0);
    all.iter().map(|spec| format!("{:width$}  {}\n", spec.code, spell::text(spec.means))).collect()
}

fn text(spec: &CodeSpec) -> String {
    let mut out = wrapped(&format!("{}: {}", spec.code, spell::text(spec.means)));
    match spec.example {
        Example::Words(words) => out += &wrapped(&format!("For example: {}", spell::text(words))),
        Example::Input(_, "") => out += "For example: an empty file\n",
        Example::Input(_, input) => {
            out += "For example:\n";
            for line in input.lines() {
                // Writing to a string cannot fail.
                let _ = writeln!(
                    out,
                    "    {}",
                    line.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'")
                );
            }
        }
    }
    out + &wrapped(&spell::text(spec.remedy))
}

/// A text, wrapped to lines.
fn wrapped(text: &str) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for word in text.split(' ') {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out += word;
        column += width;
    }
    out + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_explained() {
        let printed = explain("ragged-row").unwrap();
        let start =
            "ragged-row: a row has fewer or more cells than the header\nFor example:\n    Rank,Name\n    1\n";
        assert!(printed.starts_with(start), "{printed}");
        assert_eq!(explain("[Ragged-row]").unwrap(), printed);
        assert!(all().iter().all(|spec| text(spec).lines().all(|line| line.chars().count() <= WIDTH)));
    }

    #[test]
    fn an_unknown_code_names_the_nearest() {
        let error = |code: &str| explain(code).unwrap_err().to_string();
        assert_eq!(error("raged-row"), "unknown code 'raged-row' (did you mean 'ragged-row'?)");
        assert_eq!(error("qqqqqq"), "unknown code 'qqqqqq' (--explain list lists all codes)");
    }

    #[test]
    fn every_code_is_listed_once() {
        let codes: Vec<&str> = all().iter().map(|spec| spec.code).collect();
        assert!(codes.windows(2).all(|two| two[0] < two[1]), "{codes:?}");
        assert_eq!(explain("list").unwrap().lines().count(), codes.len());
    }
}
