//! Diagnostics: what readers and writers report, and where.

use crate::{Error, Hint, Result, did_you_mean};
use std::cell::{Cell, RefCell};
use std::fmt;

/// A count, followed by the form of the words that agrees with it. Every message that has a count is made with this.
///
/// ```
/// use convert_model::plural;
///
/// let formulas = |cells| plural(cells, "cell has a formula", "cells have formulas");
/// assert_eq!(formulas(1), "1 cell has a formula");
/// assert_eq!(formulas(1200), "1,200 cells have formulas");
/// ```
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with thousands separators.
///
/// ```
/// assert_eq!([0, 999, 1200, 1234567].map(convert_model::grouped), ["0", "999", "1,200", "1,234,567"]);
/// ```
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A range of bytes in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SourceRange {
    /// The first byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

/// A place in the source, as text editors count it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1; 0 if the source has no lines (a package).
    pub line: u64,
    /// Column in characters, from 1; 0 if it is not known.
    pub column: u64,
    /// Byte offset, if it is known.
    pub offset: Option<u64>,
    /// A part of the input, such as `content.xml` in a package or the name of a sheet.
    pub part: Option<String>,
}

impl Place {
    /// A line and column, both from 1.
    pub fn at(line: u64, column: u64) -> Self {
        Place { line, column, ..Place::default() }
    }

    /// The place of a byte in a text, with its line and column counted.
    ///
    /// ```
    /// use convert_model::Place;
    /// let place = Place::in_text("a\nbé|", 5);
    /// assert_eq!((place.line, place.column), (2, 3));
    /// ```
    pub fn in_text(text: &str, offset: usize) -> Self {
        let bytes = text.as_bytes();
        let before = &bytes[..offset.min(bytes.len())];
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64;
        let column = 1 + before[start..].iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
        Place { line, column, offset: Some(offset as u64), part: None }
    }
}

/// How severe a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something that the output does not hold by design; never an error.
    Note,
    /// Something was repaired or is in doubt; an error in strict mode.
    Warning,
    /// The input could not be converted.
    Error,
}

impl Severity {
    /// The name of the severity, as messages show it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A report about an input or an output.
///
/// ```
/// use convert_model::{Place, codes};
///
/// let ragged = codes::RAGGED_ROW.warning("row has 2 cells, the header has 4")
///     .at(Place::at(4, 1))
///     .hint("the missing cells are left empty");
/// assert_eq!(ragged.to_string(), "4:1: warning: row has 2 cells, the header has 4 (the missing cells are left empty)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How severe it is.
    pub severity: Severity,
    /// The stable name of the kind of report, such as `ragged-row`: one of [`codes`](crate::codes), or a code of one
    /// format, which begins with the name of the format: `csv-stray-quote`.
    pub code: &'static str,
    /// The problem, in one line.
    pub message: String,
    /// What was done about it, or what to do.
    pub hint: Option<Hint>,
    /// Where it is.
    pub place: Option<Place>,
    /// The source line that it is about, if the reader has it.
    pub excerpt: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of any severity.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { severity, code, message: message.into(), hint: None, place: None, excerpt: None }
    }

    /// A note.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Note, code, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Warning, code, message)
    }

    /// An error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Error, code, message)
    }

    /// Sets the place.
    pub fn at(self, place: Place) -> Self {
        Diagnostic { place: Some(place), ..self }
    }

    /// Sets the place from an offset in a text, and the excerpt to the line there.
    pub fn in_text(self, text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
        let excerpt = text[start..end].trim_end_matches('\r').to_owned();
        Diagnostic { place: Some(Place::in_text(text, offset)), excerpt: Some(excerpt), ..self }
    }

    /// Sets the hint: what was done about it, or what to do.
    pub fn hint(self, hint: impl Into<Hint>) -> Self {
        Diagnostic { hint: Some(hint.into()), ..self }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            if let Some(part) = &place.part {
                write!(f, "{part}:")?;
            }
            if place.line > 0 {
                write!(f, "{}:", place.line)?;
                if place.column > 0 {
                    write!(f, "{}:", place.column)?;
                }
            }
            f.write_str(" ")?;
        }
        write!(f, "{}: {}", self.severity.name(), self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

/// Which notes and warnings are reported, and which are errors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Every warning is an error, unless its code is allowed.
    pub strict: bool,
    /// The codes whose notes and warnings are not reported.
    pub allowed: Vec<String>,
    /// The codes whose notes and warnings are errors.
    pub denied: Vec<String>,
}

impl Rules {
    /// Checks the codes.
    ///
    /// # Errors
    /// A code that is not among those known, or that is both allowed and denied.
    pub fn check<'c>(&self, known: impl IntoIterator<Item = &'c str>) -> Result<()> {
        let known: Vec<&str> = known.into_iter().collect();
        for (setting, codes) in [("allow", &self.allowed), ("deny", &self.denied)] {
            if let Some(code) = codes.iter().find(|code| !known.contains(&code.as_str())) {
                let near = did_you_mean(code, known.iter().copied());
                let invalid = Error::invalid(setting, code, "unknown code");
                return Err(match near.strip_prefix("; ") {
                    Some(near) => invalid.hint(near.to_owned()),
                    None => invalid,
                });
            }
        }
        match self.allowed.iter().find(|code| self.denied.contains(code)) {
            Some(code) => Err(Error::usage(format!("'{code}' is both allowed and denied"))),
            None => Ok(()),
        }
    }
}

/// Receives the diagnostics of one conversion; shared by its reader, stages and writer.
pub struct Diagnostics<'a> {
    sink: Box<dyn Fn(Diagnostic) -> Result<()> + 'a>,
    rules: Rules,
    muted: Cell<bool>,
    held: RefCell<Option<Vec<Diagnostic>>>,
    warnings: Cell<usize>,
}

impl fmt::Debug for Diagnostics<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Diagnostics").field("rules", &self.rules).finish_non_exhaustive()
    }
}

impl<'a> Diagnostics<'a> {
    /// Passes every diagnostic to a function.
    pub fn new(sink: impl FnMut(Diagnostic) + 'a) -> Self {
        // With the cell inside the closure, `Diagnostics` stays covariant in its lifetime.
        let sink = RefCell::new(sink);
        Diagnostics::passing(move |diagnostic| {
            (sink.borrow_mut())(diagnostic);
            Ok(())
        })
    }

    /// Forwards every diagnostic, possibly reworded; the result of `pass` is the result of
    /// [`report`](Diagnostics::report).
    ///
    /// ```
    /// use convert_model::{Diagnostic, Diagnostics, Place};
    ///
    /// let whole = Diagnostics::ignore().strict(true);
    /// let part = Diagnostics::passing(|diagnostic| whole.report(diagnostic.at(Place::at(7, 1))));
    /// let error = part.report(Diagnostic::warning("odd", "this is odd")).unwrap_err();
    /// assert_eq!(error.to_string(), "7:1: error: this is odd");
    /// ```
    pub fn passing(pass: impl Fn(Diagnostic) -> Result<()> + 'a) -> Self {
        let sink = Box::new(pass);
        let (muted, held) = (Cell::new(false), RefCell::new(None));
        Diagnostics { sink, rules: Rules::default(), muted, held, warnings: Cell::new(0) }
    }

    /// Drops every diagnostic.
    pub fn ignore() -> Self {
        Diagnostics::new(|_| {})
    }

    /// Turns warnings into errors.
    pub fn strict(self, strict: bool) -> Self {
        let rules = Rules { strict, ..self.rules };
        Diagnostics { rules, ..self }
    }

    /// Allows and denies single codes, or all warnings.
    ///
    /// ```
    /// use convert_model::{Diagnostic, Diagnostics, Rules};
    ///
    /// let rules = Rules { strict: true, allowed: vec!["odd".into()], denied: vec!["even".into()] };
    /// let diagnostics = Diagnostics::ignore().rules(rules);
    /// assert!(diagnostics.report(Diagnostic::warning("odd", "this is odd")).is_ok());
    /// assert!(diagnostics.report(Diagnostic::note("even", "this is even")).is_err());
    /// ```
    pub fn rules(self, rules: Rules) -> Self {
        Diagnostics { rules, ..self }
    }

    /// While muted, nothing is reported and strict mode is off: for a first pass over an input that is then read again.
    pub fn set_muted(&self, muted: bool) {
        self.muted.set(muted);
    }

    /// Holds back what is reported until it is clear whether the input has to be read again from its start.
    pub fn hold(&self) {
        self.held.borrow_mut().get_or_insert_default();
    }

    /// Reports everything held back; from now on, diagnostics are reported at once.
    pub fn release(&self) {
        for diagnostic in self.held.take().unwrap_or_default() {
            // A receiver that may return an error holds diagnostics back itself.
            let _ = (self.sink)(diagnostic);
        }
    }

    /// Forgets everything held back, because the input is read again.
    pub fn forget(&self) {
        self.held.take();
    }

    /// Reports a diagnostic. In strict mode, a warning is returned as an error instead, and so is a denied code.
    pub fn report(&self, diagnostic: Diagnostic) -> Result<()> {
        if self.muted.get() {
            return Ok(());
        }
        let has_code = |codes: &[String]| codes.iter().any(|code| code == diagnostic.code);
        if diagnostic.severity < Severity::Error {
            if has_code(&self.rules.allowed) {
                return Ok(());
            }
            let is_warning = diagnostic.severity == Severity::Warning;
            if has_code(&self.rules.denied) || (self.rules.strict && is_warning) {
                return Err(Error::input(Diagnostic { severity: Severity::Error, ..diagnostic }));
            }
            self.warnings.set(self.warnings.get() + usize::from(is_warning));
        }
        match &mut *self.held.borrow_mut() {
            Some(held) => {
                held.push(diagnostic);
                Ok(())
            }
            None => (self.sink)(diagnostic),
        }
    }

    /// The number of warnings reported so far.
    pub fn warnings(&self) -> usize {
        self.warnings.get()
    }
}
