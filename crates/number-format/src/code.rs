//! Rendering a value with a code: choosing the section and showing the number with it.

use crate::decimal::general;
use crate::section::{Class, Code, Comparison, Section, Token};
use crate::serial::DateSystem;
use crate::{date, number, parse};

impl Code {
    /// Parses a code. This never fails.
    pub(crate) fn new(code: &str) -> Code {
        let code = if code.trim().is_empty() { "General" } else { code };
        parse::code(code)
    }

    /// The kind of value that the first section shows.
    pub(crate) fn class(&self) -> Class {
        match &self.sections[..] {
            [] => Class::General,
            [only] => only.class,
            // The other sections do not show their numbers unchanged.
            [first, ..] if first.class == Class::General => Class::Number,
            [first, ..] => first.class,
        }
    }

    /// The currency's code, if the format names one.
    pub(crate) fn currency(&self) -> Option<&str> {
        self.sections.iter().find_map(|section| section.currency.as_deref())
    }

    /// Whether text is shown unchanged.
    pub(crate) fn shows_text_unchanged(&self) -> bool {
        self.text.as_ref().is_none_or(|section| section.tokens == [Token::Text])
    }

    /// Appends a text as the format shows it.
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

    /// Appends a number as the format shows it.
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

    /// The section for a number, and whether the section itself shows the sign of negative numbers.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let [first, rest @ ..] = &self.sections[..] else { return None };
        let Some(second) = rest.first() else { return Some((first, false)) };
        let third = rest.get(1);
        let default = match third {
            // Of two sections, the first shows zero; of three, the last.
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
