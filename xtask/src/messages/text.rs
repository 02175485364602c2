//! A message with values left open, and how it reads.

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Fixed words.
    Words(String),
    /// A value that is known only at run time.
    Value {
        /// What the source calls it; empty if that is not a name.
        name: String,
        /// Whether it is a number of things.
        is_count: bool,
    },
    /// A count and what it counts: the words after 1, and those after any other number.
    Plural(String, String),
}

/// A message, in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(pub(super) Vec<Piece>);

impl Text {
    /// Fixed words.
    pub(super) fn words(words: impl Into<String>) -> Self {
        Text(vec![Piece::Words(words.into())])
    }

    /// This text and then another.
    pub(super) fn then(mut self, other: Text) -> Self {
        self.0.extend(other.0);
        self
    }

    /// How it reads: for the counts 0, 1 and 2 if it has one.
    pub(super) fn renderings(&self) -> Vec<String> {
        let has_plural = self.0.iter().any(|piece| matches!(piece, Piece::Plural(..)));
        let counts = if has_plural { 0..3 } else { 0..1 };
        counts.map(|count| self.render(count).trim().to_owned()).collect()
    }

    fn render(&self, count: usize) -> String {
        let mut out = String::new();
        for (at, piece) in self.0.iter().enumerate() {
            match piece {
                Piece::Words(words) => out += words,
                Piece::Value { name, .. } if name.is_empty() => out.push('…'),
                Piece::Value { name, .. } => {
                    let name = name.to_uppercase();
                    // Braces, if the name would run into its neighbours.
                    let follows = match self.0.get(at + 1) {
                        Some(Piece::Words(words)) => words.starts_with(char::is_alphanumeric),
                        _ => false,
                    };
                    let runs_on = follows || out.ends_with(|c: char| c == '}' || c.is_alphanumeric());
                    out += &if runs_on { format!("{{{name}}}") } else { name };
                }
                Piece::Plural(one, many) => out += &model::plural(count, one, many),
            }
        }
        out
    }

    /// Whether this is language rather than a name, a pattern or markup: at least two words.
    pub(super) fn is_language(&self) -> bool {
        if self.0.iter().any(|piece| matches!(piece, Piece::Plural(..))) {
            return true;
        }
        let mark = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            _ => "X".to_owned(),
        };
        let text: String = self.0.iter().map(mark).collect();
        let is_word = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "'-/=_.:<>".contains(c))
        };
        let is_plain = |word: &str| {
            let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
            word.len() > 1 && word.chars().all(char::is_lowercase)
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        words.windows(2).any(|pair| pair.iter().all(|word| is_word(word)))
            && words.iter().any(|word| is_plain(word))
            && !text.trim_start().starts_with('<')
    }
}
