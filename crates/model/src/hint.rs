//! Hints: advice that may name settings, which each front end spells in its own way.

use std::borrow::Cow;
use std::fmt;

/// What was done about a problem, or what to do: words, and the settings that they name.
///
/// A setting is named as data, because it is a flag on the command line (`--view document`), a keyword argument in
/// Python (`view="document"`) and a field or method in Rust. [`Display`](fmt::Display) prints `view=document`.
///
/// ```
/// use convert_model::Hint;
///
/// let hint = Hint::default().setting("view", "document").text(" keeps everything");
/// assert_eq!(hint.to_string(), "view=document keeps everything");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint(Vec<HintPart>);

/// A part of a [`Hint`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HintPart {
    /// Words.
    Text(Cow<'static, str>),
    /// The name of a setting (`max_cells`), with a value if there is one.
    Setting(&'static str, Option<String>),
}

impl Hint {
    /// Appends words.
    pub fn text(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(HintPart::Text(text.into()));
        self
    }

    /// Appends a setting with a value.
    pub fn setting(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.push(HintPart::Setting(name, Some(value.into())));
        self
    }

    /// Appends the name of a setting.
    pub fn name(mut self, name: &'static str) -> Self {
        self.0.push(HintPart::Setting(name, None));
        self
    }

    /// Its parts in order.
    pub fn parts(&self) -> &[HintPart] {
        &self.0
    }

    /// Spells the hint out; `spell` gives the spelling of a setting.
    pub fn spelled(&self, spell: impl Fn(&str, Option<&str>) -> String) -> String {
        let part = |part: &HintPart| match part {
            HintPart::Text(text) => text.to_string(),
            HintPart::Setting(name, value) => spell(name, value.as_deref()),
        };
        self.0.iter().map(part).collect()
    }
}

impl From<&'static str> for Hint {
    fn from(text: &'static str) -> Self {
        Hint::default().text(text)
    }
}

impl From<String> for Hint {
    fn from(text: String) -> Self {
        Hint::default().text(text)
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            HintPart::Text(text) => f.write_str(text),
            HintPart::Setting(name, Some(value)) => write!(f, "{name}={value}"),
            HintPart::Setting(name, None) => f.write_str(name),
        })
    }
}
