//! What `.github/CONTRIBUTING.md` asks of messages, as far as a program can tell.

use super::text::{Piece, Text};
use super::{Message, Style};

/// Words that messages do without.
const AVOIDED: &[&str] = &[
    " is no ",
    " are no ",
    " is none",
    " are none",
    "that is none",
    "says nothing",
    "not said",
    "1 cells",
    "(s)",
    "please",
];
/// Names that a message may begin with, besides those with several capitals.
const NAMES: &[&str] = &["Data", "Excel", "Markdown"];
/// What messages count.
const NOUNS: &[&str] =
    &["cells", "columns", "comments", "files", "lines", "rows", "sheets", "tables", "values", "warnings"];
/// Words in -s that are verbs.
const VERBS: &[&str] = &["as", "does", "has", "is", "was"];

/// All messages that break the guide, each with its file and how it breaks it.
pub(super) fn offenders(files: &[(String, Vec<Message>)]) -> Vec<String> {
    let mut offenders = Vec::new();
    for (path, messages) in files {
        for message in messages {
            for fault in faults(message) {
                offenders.push(format!("{path}: {fault}: {}", message.text.renderings()[0]));
            }
        }
    }
    offenders
}

fn faults(Message { text, style }: &Message) -> Vec<String> {
    let mut faults = Vec::new();
    let renderings = text.renderings();
    let avoided = AVOIDED.iter().filter(|words| renderings.iter().any(|text| text.contains(**words)));
    faults.extend(avoided.map(|words| format!("has '{}'", words.trim())));
    if *style == Style::Message {
        if begins_in_upper_case(text) {
            faults.push("begins in upper case".into());
        }
        if renderings.iter().any(|text| text.ends_with('.') && !text.ends_with("..")) {
            faults.push("ends with a full stop".into());
        }
    }
    if let Some(counted) = counted_by_hand(text) {
        faults.push(format!("has '{counted}' after a count, not made by plural"));
    }
    faults
}

fn begins_in_upper_case(text: &Text) -> bool {
    let Some(Piece::Words(words)) = text.0.first() else { return false };
    let word = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    word.starts_with(char::is_uppercase) && capitals == 1 && word.len() > 1 && !NAMES.contains(&word)
}

/// A plural that follows a count without agreeing with it.
fn counted_by_hand(text: &Text) -> Option<&str> {
    let pieces = &text.0;
    pieces.iter().enumerate().find_map(|(at, piece)| {
        let Piece::Value { name, is_count } = piece else { return None };
        // A limit is never one: a constant in capitals, or what something is more than.
        let before = at.checked_sub(1).and_then(|before| pieces.get(before));
        let is_limit = matches!(before, Some(Piece::Words(words)) if words.ends_with("more than "));
        if is_limit || !name.contains(char::is_lowercase) {
            return None;
        }
        let Some(Piece::Words(words)) = pieces.get(at + 1) else { return None };
        if *is_count && words == " " && pieces.len() > at + 2 {
            return Some("something");
        }
        let word = words.strip_prefix(' ')?.split(|c: char| !c.is_alphabetic()).next()?;
        let is_plural = word.ends_with('s') && !word.ends_with("ss") && !VERBS.contains(&word);
        (NOUNS.contains(&word) || (*is_count && is_plural)).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::collect;

    /// The faults of the messages in this code.
    fn check(code: &str, expected: &[&str]) {
        let file = syn::parse_file(&format!("fn f() {{ {code} }}")).unwrap();
        let files = [("a.rs".to_owned(), collect::messages("a.rs", &file))];
        let expected: Vec<String> = expected.iter().map(|fault| format!("a.rs: {fault}")).collect();
        assert_eq!(offenders(&files), expected, "{code}");
    }

    #[test]
    fn words_to_avoid_are_found() {
        check(r#"CODE.note("'x' is not a number");"#, &[]);
        check(r#"CODE.note(format!("'{x}' is no number"));"#, &["has 'is no': 'X' is no number"]);
        check(
            r#"Error::usage("Broken.")"#,
            &["begins in upper case: Broken.", "ends with a full stop: Broken."],
        );
        check(r#"Error::usage("JSON is text")"#, &[]);
        check(r#"f(CodeSpec { remedy: "Repair it." })"#, &[]);
    }

    #[test]
    fn counts_are_made_by_plural() {
        check(r#"format!("{} of them", plural(n, "row", "rows"))"#, &[]);
        let by_hand = "has 'rows' after a count, not made by plural: ";
        check(r#"format!("{count} rows left out")"#, &[&format!("{by_hand}COUNT rows left out")]);
        check(r#"format!("{} rows left out", all.len())"#, &[&format!("{by_hand}ALL rows left out")]);
        check(
            r#"format!("{count} {noun} left out")"#,
            &["has 'something' after a count, not made by plural: COUNT NOUN left out"],
        );
        check(r#"format!("the first {MOST} rows are kept")"#, &[]);
        check(r#"format!("more than {most} rows")"#, &[]);
    }
}
