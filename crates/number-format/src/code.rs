//! What a code shows: the section that a number takes, and the rendering of it.

use crate::decimal::general;
use crate::section::{Class, Code, Comparison, Section, Token};
use crate::serial::DateSystem;
use crate::{date, number, parse};

impl Code {
    /// Parses a code. Anything is one.
    pub(crate) fn new(code: &str) -> Code {
        let code = if code.trim().is_empty() { "General" } else { code };
        parse::code(code)
    }

    /// What the format is about, by its first section.
    pub(crate) fn class(&self) -> Class {
        match &self.sections[..] {
            [] => Class::General,
            [only] => only.class,
            // Only the numbers of the first section show as they are.
            [first, ..] if first.class == Class::General => Class::Number,
            [first, ..] => first.class,
        }
    }

    /// The currency's code, where the format says it.
    pub(crate) fn currency(&self) -> Option<&str> {
        self.sections.iter().find_map(|section| section.currency.as_deref())
    }

    /// Whether a text shows as it is.
    pub(crate) fn shows_text_as_it_is(&self) -> bool {
        self.text.as_ref().is_none_or(|section| section.tokens == [Token::Text])
    }

    /// Appends what a text shows as.
    pub(crate) fn show_text(&self, text: &str, into: &mut String) {
        let Some(section) = &self.text else { return into.push_str(text) };
        for token in &section.tokens {
            match token {
                Token::Text | Token::General => into.push_str(text),
                Token::Literal(literal) => into.push_str(literal),
                _ => {}
            }
        }
    }

    /// Appends what a number shows as.
    pub(crate) fn show(&self, value: f64, system: DateSystem, into: &mut String) {
        let Some((section, own_sign)) = self.section(value) else { return general(value, into) };
        let shown = if own_sign { value.abs() } else { value };
        match section.class {
            Class::Date | Class::DateTime | Class::Time | Class::Duration => {
                date::show(section, shown, system, into);
            }
            Class::Text | Class::General if section.tokens.is_empty() => general(value, into),
            _ => number::show(section, shown, into),
        }
    }

    /// The section for a number, and whether it shows the sign of negative ones by itself.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let [first, rest @ ..] = &self.sections[..] else { return None };
        let Some(second) = rest.first() else { return Some((first, false)) };
        let third = rest.get(1);
        let default = match third {
            // Two sections: zero belongs to the first; three: it has its own.
            None if second.condition.is_none() => (Comparison::GreaterOrEqual, 0.0),
            _ => (Comparison::Greater, 0.0),
        };
        let condition = first.condition.unwrap_or(default);
        let only_negative = |(comparison, limit): (Comparison, f64)| match comparison {
            Comparison::Less => limit <= 0.0,
            Comparison::LessOrEqual => limit < 0.0,
            _ => false,
        };
        if condition.0.holds(value, condition.1) {
            return Some((first, only_negative(condition)));
        }
        let Some(third) = third else {
            let rest_is_negative = matches!(condition, (Comparison::Greater | Comparison::GreaterOrEqual, limit) if limit <= 0.0);
            return Some((second, second.condition.map_or(rest_is_negative, only_negative)));
        };
        let condition = second.condition.unwrap_or((Comparison::Less, 0.0));
        if condition.0.holds(value, condition.1) {
            return Some((second, only_negative(condition)));
        }
        Some((third, false))
    }
}

#[cfg(test)]
mod tests;
