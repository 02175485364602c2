//! What the codes of diagnostics mean.

/// What a code means, for whoever asks for more than its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeSpec {
    /// The code, such as `ragged`.
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
