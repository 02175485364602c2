//! What the codes of diagnostics mean.

use crate::Diagnostic;

/// What a code means, for whoever asks for more than its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeSpec {
    /// The code, such as `ragged-row`.
    pub code: &'static str,
    /// What it means, in a line.
    pub means: &'static str,
    /// What causes it.
    pub example: Example,
    /// What was done about it, and what to do. Settings stand in backticks: `` `view=document` keeps everything ``.
    pub remedy: &'static str,
}

/// What causes a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// An input of a format: reading it, or writing it to some format, reports the code.
    Input(&'static str, &'static str),
    /// What no short input shows, in words. Settings stand in backticks.
    Words(&'static str),
}

impl CodeSpec {
    /// A note under this code.
    pub fn note(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::note(self.code, message)
    }

    /// A warning under this code.
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

    /// An error under this code.
    pub fn error(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.code, message)
    }

    /// A text of it with its settings spelled; `spell` says how a setting and its value are written.
    ///
    /// ```
    /// use convert_model::CodeSpec;
    ///
    /// let flag = |name: &str, value: Option<&str>| format!("--{name} {}", value.unwrap_or("…"));
    /// assert_eq!(CodeSpec::spelled("`view=document` keeps all", flag), "--view document keeps all");
    /// ```
    pub fn spelled(text: &str, spell: impl Fn(&str, Option<&str>) -> String) -> String {
        // Between the first backtick and the second, the third and the fourth.
        let pieces = text.split('`').enumerate().map(|(at, piece)| match piece.split_once('=') {
            _ if at % 2 == 0 => piece.to_owned(),
            Some((name, value)) => spell(name, Some(value)),
            None => spell(piece, None),
        });
        pieces.collect()
    }
}
