//! `--preview N`, whose number is optional.

use std::ffi::OsString;

/// The number of rows, if it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rows(pub(super) Option<usize>);

impl std::str::FromStr for Rows {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "" => Ok(Rows(None)),
            text => {
                text.parse().map(|rows| Rows(Some(rows))).map_err(|_| "expected a number of rows".to_owned())
            }
        }
    }
}

/// Attaches a number that follows `--preview` to it. Any other argument there is an input.
pub fn attach_number(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut out: Vec<OsString> = Vec::new();
    let mut options = true;
    for argument in arguments {
        options &= argument != "--";
        let number = argument
            .to_str()
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty());
        match (number, out.last_mut()) {
            (Some(number), Some(last)) if options && last == "--preview" => last.push(format!("={number}")),
            _ => out.push(argument),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_belongs_to_the_option_before_it() {
        let joined = |line: &str| {
            let line = attach_number(line.split(' ').map(OsString::from));
            line.iter().map(|argument| argument.to_str().unwrap_or("?")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(joined("--preview 5 a.csv"), "--preview=5 a.csv");
        assert_eq!(joined("--preview a.csv 5"), "--preview a.csv 5");
        assert_eq!(joined("a.csv --preview"), "a.csv --preview");
        assert_eq!(joined("--rows 5 -- --preview 5"), "--rows 5 -- --preview 5");
    }
}
