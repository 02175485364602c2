//! Explanations of diagnostic codes.

use crate::Diagnostic;

/// The explanation of a code, for anyone who wants to know more than its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeSpec {
    /// The code, such as `ragged-row`.
    pub code: &'static str,
    /// Its meaning, in one line.
    pub means: &'static str,
    /// What causes it.
    pub example: Example,
    /// What was done about it, and what to do. Settings are in backticks: `` `view=document` keeps everything ``.
    pub remedy: &'static str,
}

/// An example of the cause of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// A format and an input: reading it, or writing it to some format, reports the code.
    Input(&'static str, &'static str),
    /// A description of what a short input cannot show. Settings are in backticks.
    Words(&'static str),
}

impl CodeSpec {
    /// A note with this code.
    pub fn note(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::note(self.code, message)
    }

    /// A warning with this code.
    ///
    /// ```
    /// use convert_model::codes;
    ///
    /// let diagnostic = codes::RAGGED_ROW.warning("row has 2 cells, the header has 4");
    /// assert_eq!((diagnostic.code, diagnostic.to_string().as_str()), ("ragged-row", "warning: row has 2 cells, the header has 4"));
    /// ```
    pub fn warning(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(self.code, message)
    }

    /// An error with this code.
    pub fn error(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.code, message)
    }

    /// A text with its settings spelled out; `spell` gives the spelling of a setting and its value.
    ///
    /// ```
    /// use convert_model::CodeSpec;
    ///
    /// let flag = |name: &str, value: Option<&str>| format!("--{name} {}", value.unwrap_or("…"));
    /// assert_eq!(CodeSpec::spelled("`view=document` keeps all", flag), "--view document keeps all");
    /// ```
    pub fn spelled(text: &str, spell: impl Fn(&str, Option<&str>) -> String) -> String {
        // Settings are every other piece: between the first backtick and the second, the third and the fourth.
        let pieces = text.split('`').enumerate().map(|(at, piece)| match piece.split_once('=') {
            _ if at % 2 == 0 => piece.to_owned(),
            Some((name, value)) => spell(name, Some(value)),
            None => spell(piece, None),
        });
        pieces.collect()
    }
}
