//! Parses the text of a code into its sections.

use crate::names::Language;
use crate::section::{Class, Code, Comparison, Field, Section, Token};
use crate::separators::Separators;

/// The most characters of a code that are read; Excel allows 255.
const LONGEST: usize = 1024;

/// Parses a code.
pub(crate) fn code(code: &str) -> Code {
    let mut parser = Parser { rest: code.chars().take(LONGEST).collect::<Vec<_>>(), at: 0 };
    let mut sections = Vec::new();
    loop {
        let (section, more) = parser.section();
        sections.push(section);
        if !more {
            break;
        }
        // LibreOffice skips blanks at the start of all but the first section.
        while parser.peek() == Some(' ') {
            parser.at += 1;
        }
    }
    // The first section decides for all.
    let separators = sections.first().map(|first| first.separators).unwrap_or_default();
    sections.iter_mut().for_each(|section| section.separators = separators);
    let is_text = |section: &Section| section.class == Class::Text;
    let text = match sections.len() {
        // A single section with an `@` applies to text only; numbers are shown unchanged.
        1 if is_text(&sections[0]) => Some(sections[0].clone()),
        2..=4 if sections.last().is_some_and(is_text) => sections.pop(),
        4 | 5.. => sections.drain(3..).next(),
        _ => None,
    };
    if let [only] = &mut sections[..]
        && is_text(only)
    {
        *only = Section { class: Class::Text, ..Section::default() };
    }
    Code { sections, text }
}

struct Parser {
    rest: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += usize::from(c.is_some());
        c
    }

    /// Consumes a word in any case, if it follows; returns whether it does.
    fn word(&mut self, word: &str) -> bool {
        let mut at = self.at;
        for c in word.chars() {
            match self.rest.get(at) {
                Some(found) if found.eq_ignore_ascii_case(&c) => at += 1,
                _ => return false,
            }
        }
        self.at = at;
        true
    }

    /// Consumes repetitions of the character just read; returns how often it occurs in all.
    fn run(&mut self, c: char) -> usize {
        let mut count = 1;
        while self.peek().is_some_and(|next| next.eq_ignore_ascii_case(&c)) {
            self.at += 1;
            count += 1;
        }
        count
    }

    /// Parses one section; returns it and whether another follows.
    fn section(&mut self) -> (Section, bool) {
        let mut section = Section::default();
        let mut more = false;
        while let Some(c) = self.next() {
            match c {
                ';' => {
                    more = true;
                    break;
                }
                '"' => {
                    let end = self.rest[self.at..].iter().position(|&c| c == '"');
                    let end = end.map_or(self.rest.len(), |end| self.at + end);
                    literal(&mut section, &self.rest[self.at..end].iter().collect::<String>());
                    self.at = end + 1;
                }
                '\\' | '!' if self.peek().is_some() => {
                    if let Some(c) = self.next() {
                        literal(&mut section, c.encode_utf8(&mut [0; 4]));
                    }
                }
                '_' => {
                    let width = self.next().map_or(1, width);
                    literal(&mut section, &"   "[..width]);
                }
                '*' => {
                    self.next();
                }
                '[' => self.bracket(&mut section),
                '0' | '#' | '?' => section.tokens.push(Token::Digit(c as u8)),
                '.' => self.point(&mut section),
                ',' => section.tokens.push(Token::Comma),
                '%' => section.tokens.push(Token::Percent),
                '/' => section.tokens.push(Token::Slash),
                '@' => section.tokens.push(Token::Text),
                'E' | 'e' if matches!(self.peek(), Some('+' | '-')) => {
                    section.tokens.push(Token::Exponent(self.next() == Some('+')));
                }
                'G' | 'g' if self.word("eneral") => section.tokens.push(Token::General),
                'A' | 'a' if self.word("m/pm") => section.tokens.push(Token::Date(Field::HalfDay(true))),
                'A' | 'a' if self.word("/p") => section.tokens.push(Token::Date(Field::HalfDay(false))),
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' | 'b' | 'B' => {
                    let count = self.run(c);
                    section.tokens.push(Token::Date(match c.to_ascii_lowercase() {
                        'y' => Field::Year(count),
                        'e' => Field::Year(4),
                        'b' => Field::BuddhistYear(count),
                        'm' => Field::Month(count),
                        'd' => Field::Day(count),
                        'h' => Field::Hour(count),
                        _ => Field::Second(count),
                    }));
                }
                // The name of an era; the only supported era does not have one.
                'g' | 'G' => {
                    self.run(c);
                }
                'a' if self.word("aa") => {
                    let count = self.run('a') + 2;
                    section.tokens.push(Token::Date(Field::Day(count.min(4))));
                }
                c => literal(&mut section, c.encode_utf8(&mut [0; 4])),
            }
        }
        settle(&mut section);
        (section, more)
    }

    /// Parses a point, which introduces decimals of seconds if it follows them.
    fn point(&mut self, section: &mut Section) {
        let after_seconds = section.tokens.iter().rev().find_map(|token| match token {
            Token::Literal(_) => None,
            token => Some(matches!(token, Token::Date(Field::Second(_) | Field::Seconds(_)))),
        });
        if after_seconds == Some(true) && self.peek() == Some('0') {
            self.next();
            let count = self.run('0');
            section.tokens.push(Token::Date(Field::Fraction(count)));
        } else {
            section.tokens.push(Token::Point);
        }
    }

    /// Replaces the rest of the section with this code.
    fn replace_section(&mut self, code: &str) {
        let end =
            self.rest[self.at..].iter().position(|&c| c == ';').map_or(self.rest.len(), |end| self.at + end);
        self.rest.splice(self.at..end, code.chars());
    }

    /// Parses a part in brackets: a condition, a currency, or elapsed time. Colors and digit shapes are ignored.
    fn bracket(&mut self, section: &mut Section) {
        let end = self.rest[self.at..].iter().position(|&c| c == ']');
        let Some(end) = end.map(|end| self.at + end) else { return literal(section, "[") };
        let inside: String = self.rest[self.at..end].iter().collect();
        self.at = end + 1;
        let lower = inside.to_ascii_lowercase();
        let all = |letter: char| !lower.is_empty() && lower.chars().all(|c| c == letter);
        if let Some(currency) = inside.strip_prefix('$') {
            let (symbol, locale) = currency.split_once('-').unwrap_or((currency, ""));
            literal(section, symbol);
            let locale = u32::from_str_radix(locale.split(',').next().unwrap_or(""), 16).unwrap_or(0);
            if let Some(code) = system_format(locale) {
                return self.replace_section(code);
            }
            section.language = Language::of(locale);
            section.currency = section.currency.take().or_else(|| currency_code(symbol, locale));
            if symbol.is_empty() {
                section.separators = Separators::of(locale);
            } else {
                section.class = Class::Currency;
            }
        } else if all('h') {
            section.tokens.push(Token::Date(Field::Hours(lower.len())));
        } else if all('m') {
            section.tokens.push(Token::Date(Field::Minutes(lower.len())));
        } else if all('s') {
            section.tokens.push(Token::Date(Field::Seconds(lower.len())));
        } else if let Some(condition) = condition(&inside) {
            section.condition = Some(condition);
        }
    }
}

/// The format for a long date or time of the system, as in the United States.
fn system_format(locale: u32) -> Option<&'static str> {
    match locale {
        0xF800 => Some("dddd, mmmm d, yyyy"),
        0xF400 => Some("hh:mm:ss AM/PM"),
        _ => None,
    }
}

/// How many blanks replace a character, as in LibreOffice.
fn width(c: char) -> usize {
    match c {
        '%' | '@' | 'G' | 'M' | 'N' | 'O' | 'Q' | 'W' | 'm' => 3,
        ' ' | '!' | '"' | '\'' | '(' | ')' | '*' | ',' | '-' | '.' | '/' | ':' | ';' | 'I' | '[' | '\\'
        | ']' | '`' | 'f' | 'i' | 'j' | 'l' | 'r' | 't' | '{' | '|' | '}' => 1,
        _ => 2,
    }
}

fn condition(text: &str) -> Option<(Comparison, f64)> {
    let text = text.trim();
    let operators = [
        ("<=", Comparison::LessOrEqual),
        (">=", Comparison::GreaterOrEqual),
        ("<>", Comparison::Unequal),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("=", Comparison::Equal),
    ];
    operators.into_iter().find_map(|(sign, comparison)| {
        let limit = text.strip_prefix(sign)?.trim().parse().ok()?;
        Some((comparison, limit))
    })
}

fn literal(section: &mut Section, text: &str) {
    match section.tokens.last_mut() {
        Some(Token::Literal(before)) => before.push_str(text),
        _ => section.tokens.push(Token::Literal(text.to_owned())),
    }
}

/// The code of a currency by its symbol, if that is unambiguous.
fn currency_code(symbol: &str, locale: u32) -> Option<String> {
    let code = match symbol.trim() {
        "€" => "EUR",
        "£" => "GBP",
        "$" if matches!(locale, 0 | 0x409) => "USD",
        "¥" | "￥" if locale == 0x411 => "JPY",
        "¥" | "￥" if locale == 0x804 => "CNY",
        "₹" => "INR",
        "₽" => "RUB",
        symbol if symbol.len() == 3 && symbol.bytes().all(|byte| byte.is_ascii_uppercase()) => symbol,
        _ => return None,
    };
    Some(code.to_owned())
}

/// Determines the class of a section that is parsed as a whole, and which `m` are minutes.
fn settle(section: &mut Section) {
    let fields: Vec<usize> = (0..section.tokens.len())
        .filter(|&at| matches!(section.tokens[at], Token::Date(field) if !matches!(field, Field::HalfDay(_))))
        .collect();
    for (place, &at) in fields.iter().enumerate() {
        let Token::Date(Field::Month(count @ 1..=2)) = section.tokens[at] else { continue };
        let neighbour =
            |place: Option<usize>| place.and_then(|place| fields.get(place)).map(|&at| &section.tokens[at]);
        let after_hours =
            matches!(neighbour(place.checked_sub(1)), Some(Token::Date(Field::Hour(_) | Field::Hours(_))));
        let before_seconds = matches!(
            neighbour(place.checked_add(1)),
            Some(Token::Date(Field::Second(_) | Field::Seconds(_)))
        );
        if after_hours || before_seconds {
            section.tokens[at] = Token::Date(Field::Minute(count));
        }
    }
    section.class = class(section);
    if matches!(section.class, Class::Date | Class::DateTime | Class::Time | Class::Duration) {
        // The punctuation of numbers is literal text in a date.
        for token in &mut section.tokens {
            let text = match token {
                Token::Point => ".",
                Token::Comma => ",",
                Token::Slash => "/",
                Token::Percent => "%",
                Token::Digit(digit) => {
                    let digit = char::from(*digit).to_string();
                    *token = Token::Literal(digit);
                    continue;
                }
                _ => continue,
            };
            *token = Token::Literal(text.to_owned());
        }
    }
}

fn class(section: &Section) -> Class {
    let has = |test: fn(&Token) -> bool| section.tokens.iter().any(test);
    let day = has(|token| {
        matches!(
            token,
            Token::Date(Field::Year(_) | Field::BuddhistYear(_) | Field::Month(_) | Field::Day(_))
        )
    });
    let all =
        has(|token| matches!(token, Token::Date(Field::Hours(_) | Field::Minutes(_) | Field::Seconds(_))));
    let clock = has(|token| {
        matches!(token, Token::Date(Field::Hour(_) | Field::Minute(_) | Field::Second(_) | Field::HalfDay(_)))
    });
    let literal_sign = |sign: &str| {
        section.tokens.iter().any(|token| matches!(token, Token::Literal(text) if text.contains(sign)))
    };
    match (day, all, clock) {
        (true, false, false) => Class::Date,
        (true, ..) => Class::DateTime,
        (false, true, _) => Class::Duration,
        (false, false, true) => Class::Time,
        _ if has(|token| matches!(token, Token::Text)) => Class::Text,
        _ if section.class == Class::Currency => Class::Currency,
        _ if has(|token| matches!(token, Token::Percent)) => Class::Percentage,
        _ if has(|token| matches!(token, Token::Digit(_)))
            && ["$", "€", "£", "¥"].iter().any(|sign| literal_sign(sign)) =>
        {
            Class::Currency
        }
        _ if section.tokens == [Token::General] => Class::General,
        _ => Class::Number,
    }
}
