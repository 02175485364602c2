//! Format strings: what is fixed in them, and which argument stands where.

/// A part of a format string.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Words(String),
    /// The next argument, or the one of this number.
    Argument(Option<usize>),
    /// An argument or a variable, by its name.
    Named(String),
}

/// The parts of a format string.
pub(super) fn parse(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        words += &rest[..at];
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            words += brace;
            rest = after;
            continue;
        }
        let (argument, after) = rest.split_once('}').unwrap_or((rest, ""));
        rest = after;
        if !words.is_empty() {
            parts.push(Part::Words(std::mem::take(&mut words)));
        }
        let name = argument.split(':').next().unwrap_or_default();
        parts.push(match name.parse() {
            Ok(number) => Part::Argument(Some(number)),
            Err(_) if name.is_empty() => Part::Argument(None),
            Err(_) => Part::Named(name.to_owned()),
        });
    }
    words += rest;
    if !words.is_empty() {
        parts.push(Part::Words(words));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_arguments_unless_doubled() {
        let words = |words: &str| Part::Words(words.into());
        assert_eq!(parse("{{a}} b"), [words("{a} b")]);
        assert_eq!(
            parse("{}, {1:>3} and {name:width$}"),
            [
                Part::Argument(None),
                words(", "),
                Part::Argument(Some(1)),
                words(" and "),
                Part::Named("name".into())
            ]
        );
    }
}
