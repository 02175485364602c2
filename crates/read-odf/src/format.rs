//! Data styles (ODF 1.3 part 3, section 16.29): how values are displayed. They are used if a cell does not store its
//! displayed text.

mod digits;
mod show;

use crate::Xml;
use model::Result;
use odf::names::Ns;
use std::collections::HashMap;
use std::io::Read;
use xml::quick_xml::events::{BytesStart, Event};

pub(crate) use digits::general;

/// A data style.
#[derive(Debug, Default)]
pub(crate) struct Format {
    parts: Vec<Part>,
    /// Styles for some values: the first one whose condition holds applies.
    maps: Vec<(Condition, String)>,
    /// Whether times wrap around after 24 hours.
    truncates: bool,
    /// Whether the style has unsupported parts, or names in a language other than English.
    foreign: bool,
}

/// `value()` compared with a number.
#[derive(Debug)]
struct Condition {
    sign: &'static str,
    number: f64,
}

/// A part of a displayed value.
#[derive(Debug)]
enum Part {
    Text(String),
    /// As many digits as needed.
    General,
    Number {
        decimals: usize,
        min_decimals: usize,
        min_integers: usize,
        grouping: bool,
        /// The divisor, from trailing commas of a format code.
        factor: f64,
    },
    Scientific {
        decimals: usize,
        min_exponent: usize,
    },
    Boolean,
    Day(bool),
    Weekday(bool),
    Month {
        long: bool,
        textual: bool,
    },
    Year(bool),
    Quarter,
    Hours(bool),
    Minutes(bool),
    Seconds {
        long: bool,
        decimals: usize,
    },
    AmPm,
}

/// The data styles of a document, by name.
#[derive(Debug, Default)]
pub(crate) struct Formats {
    all: Vec<Format>,
    names: HashMap<String, u32>,
    /// The most decimals of numbers without a format, if the document sets a limit.
    pub(crate) decimals: Option<usize>,
}

impl Formats {
    /// The index of a style.
    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        self.names.get(name).copied()
    }

    /// Whether times in a style wrap around after 24 hours.
    pub(crate) fn is_clock(&self, format: u32) -> bool {
        self.all.get(format as usize).is_some_and(|format| format.truncates)
    }

    /// Whether a style shows as many digits as needed.
    pub(crate) fn is_general(&self, format: Option<u32>) -> bool {
        let Some(format) = format.and_then(|format| self.all.get(format as usize)) else { return true };
        matches!(format.parts[..], [Part::General]) && format.maps.is_empty()
    }

    /// Reads a data style, up to its end.
    pub(crate) fn read<R: Read>(&mut self, xml: &mut Xml<R>, start: &BytesStart<'_>) -> Result<()> {
        let name = xml.get(start, Ns::Style, "name")?.unwrap_or_default();
        let is_time = xml.name(start).1 == "time-style";
        let truncates = xml.get(start, Ns::Number, "truncate-on-overflow")?.as_deref() != Some("false");
        let language = xml.get(start, Ns::Number, "language")?;
        let foreign = language.is_some_and(|language| language != "en" && language != "none");
        let mut format = Format { truncates: is_time && truncates, foreign, ..Format::default() };
        format.read(xml)?;
        if let Ok(number) = u32::try_from(self.all.len()) {
            self.all.push(format);
            self.names.insert(name, number);
        }
        Ok(())
    }
}

impl Format {
    fn read<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<()> {
        let mut buffer = Vec::new();
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Number), "text" | "currency-symbol") => {
                        let text = xml.text()?;
                        self.parts.push(Part::Text(text));
                    }
                    (Some(Ns::Number), name) => {
                        match part(xml, &start, name)? {
                            Some(part) => self.parts.push(part),
                            None => self.foreign = true,
                        }
                        xml.skip()?;
                    }
                    (Some(Ns::Style), "map") => {
                        let condition = xml.get(&start, Ns::Style, "condition")?;
                        let name = xml.get(&start, Ns::Style, "apply-style-name")?.unwrap_or_default();
                        match condition.as_deref().and_then(Condition::parse) {
                            Some(condition) => self.maps.push((condition, name)),
                            None => self.foreign = true,
                        }
                        xml.skip()?;
                    }
                    _ => xml.skip()?,
                },
                Event::End(_) => return Ok(()),
                _ => {}
            }
        }
    }
}

fn part<R: Read>(xml: &Xml<R>, start: &BytesStart<'_>, name: &str) -> Result<Option<Part>> {
    let number = |name: &str| -> Result<Option<usize>> {
        // No useful format has more digits than a double.
        Ok(xml.get(start, Ns::Number, name)?.and_then(|text| text.parse().ok()).filter(|&count| count <= 30))
    };
    let is = |name: &str, value: &str| -> Result<bool> {
        Ok(xml.get(start, Ns::Number, name)?.as_deref() == Some(value))
    };
    let long = is("style", "long")?;
    Ok(Some(match name {
        "number" => match number("decimal-places")? {
            None if number("min-integer-digits")?.unwrap_or(1) <= 1 && !is("grouping", "true")? => {
                Part::General
            }
            decimals => Part::Number {
                decimals: decimals.unwrap_or(0),
                min_decimals: number("min-decimal-places")?.or(decimals).unwrap_or(0),
                min_integers: number("min-integer-digits")?.unwrap_or(0),
                grouping: is("grouping", "true")?,
                factor: xml
                    .get(start, Ns::Number, "display-factor")?
                    .and_then(|factor| factor.parse().ok())
                    .unwrap_or(1.0),
            },
        },
        "scientific-number" => Part::Scientific {
            decimals: number("decimal-places")?.unwrap_or(0),
            min_exponent: number("min-exponent-digits")?.unwrap_or(1),
        },
        "boolean" => Part::Boolean,
        "day" => Part::Day(long),
        "day-of-week" => Part::Weekday(long),
        "month" => Part::Month { long, textual: is("textual", "true")? },
        "year" => Part::Year(long),
        "quarter" => Part::Quarter,
        "hours" => Part::Hours(long),
        "minutes" => Part::Minutes(long),
        "seconds" => Part::Seconds { long, decimals: number("decimal-places")?.unwrap_or(0) },
        "am-pm" => Part::AmPm,
        _ => return Ok(None),
    }))
}

impl Condition {
    fn parse(text: &str) -> Option<Condition> {
        let rest = text.trim().strip_prefix("value()")?.trim();
        let sign = ["<=", ">=", "!=", "<", ">", "="].into_iter().find(|sign| rest.starts_with(sign))?;
        Some(Condition { sign, number: rest[sign.len()..].trim().parse().ok()? })
    }

    fn holds(&self, value: f64) -> bool {
        match self.sign {
            "<=" => value <= self.number,
            ">=" => value >= self.number,
            "!=" => value != self.number,
            "<" => value < self.number,
            ">" => value > self.number,
            _ => value == self.number,
        }
    }
}
