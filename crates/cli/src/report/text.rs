//! Diagnostics for people: `FILE:LINE:COLUMN: severity: message (hint) [code]`, then the line with its place underlined.

use super::snippet::{self, Excerpt};
use super::style::{BOLD, harmless, style};
use crate::spell;
use model::Diagnostic;
use std::fmt::Write as _;

/// Codes that add nothing to the message.
const UNCODED: &[&str] = &["io", "output", "usage", "internal", "verbose"];

/// A diagnostic in colours; they are removed on printing if they are not wanted.
pub(super) fn render(name: Option<&str>, diagnostic: &Diagnostic, excerpt: Option<&Excerpt>) -> String {
    let mut out = String::new();
    let place = diagnostic.place.clone().unwrap_or_default();
    if let Some(name) = name {
        let mut head = harmless(name).into_owned();
        if let Some(part) = &place.part {
            let _ = write!(head, ":{}", harmless(part));
        }
        if place.line > 0 {
            let _ = write!(head, ":{}", place.line);
            if place.column > 0 {
                let _ = write!(head, ":{}", place.column);
            }
        }
        let _ = write!(out, "{BOLD}{head}:{BOLD:#} ");
    }
    let style = style(diagnostic.severity);
    let severity = diagnostic.severity.name();
    let _ = write!(out, "{style}{severity}:{style:#} {}", harmless(&diagnostic.message));
    if let Some(hint) = &diagnostic.hint {
        let _ = write!(out, " ({})", harmless(&spell::hint(hint)));
    }
    if !UNCODED.contains(&diagnostic.code) {
        let _ = write!(out, " [{}]", diagnostic.code);
    }
    out.push('\n');
    if let Some(excerpt) = excerpt {
        out += &snippet::render(excerpt, place.line, diagnostic.severity);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::style::is_harmful;
    use super::*;
    use anstream::adapter::strip_str;
    use model::Place;

    fn ragged() -> Diagnostic {
        Diagnostic::warning("ragged-row", "row has 2 cells, the header has 4")
            .hint("the missing cells are left empty")
            .at(Place::at(4, 3))
    }

    #[test]
    fn a_diagnostic_shows_its_place() {
        let excerpt = Excerpt { line: "1,\u{e9}".into(), at: 2 };
        let rendered = render(Some("heats.csv"), &ragged(), Some(&excerpt));
        assert_eq!(
            strip_str(&rendered).to_string(),
            "heats.csv:4:3: warning: row has 2 cells, the header has 4 (the missing cells are left empty) [ragged-row]\n\
             \x204 | 1,\u{e9}\n   |   ^\n"
        );
    }

    #[test]
    fn severity_and_place_have_colours() {
        let rendered = render(Some("heats.csv"), &ragged(), None);
        assert!(
            rendered.starts_with("\u{1b}[1mheats.csv:4:3:\u{1b}[0m \u{1b}[1m\u{1b}[33mwarning:\u{1b}[0m row"),
            "{rendered:?}"
        );
        assert!(rendered.ends_with(" [ragged-row]\n"), "{rendered:?}");
    }

    #[test]
    fn no_escape_sequence_of_an_input_gets_through() {
        let evil = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\r\n";
        let diagnostic =
            Diagnostic::error("io", evil).hint(evil).at(Place { part: Some(evil.into()), ..Place::at(1, 1) });
        let excerpt = Excerpt { line: evil.trim_end().into(), at: 0 };
        let rendered = render(Some(evil), &diagnostic, Some(&excerpt));
        let shown = strip_str(&rendered).to_string();
        assert!(!shown.contains(|character: char| character != '\n' && is_harmful(character)), "{shown:?}");
        assert_eq!(rendered.matches('\u{1b}').count(), rendered.matches("\u{1b}[").count(), "{rendered:?}");
        assert!(!rendered.contains("\u{1b}]") && shown.lines().count() == 3, "{shown}");
    }
}
