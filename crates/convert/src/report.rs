//! Diagnostics for a person: one line, the place in the source under it, and repeats folded.

use crate::cli::Settings;
use crate::compression::is_packed;
use crate::console::eprint;
use model::{Diagnostic, Error, ErrorKind, Severity};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How many diagnostics of one code are shown for an input; the others are counted.
const SHOWN: usize = 5;

/// The longest part of a source line that is shown, in characters.
const LINE: usize = 110;

/// Reports on one input.
#[derive(Debug)]
pub(crate) struct Report {
    name: String,
    path: Option<PathBuf>,
    quiet: bool,
    counts: BTreeMap<&'static str, (Severity, usize)>,
    warnings: usize,
    /// What was said so far, where it is kept for later.
    kept: Option<String>,
}

impl Report {
    /// On an input of this name, whose lines are in a file; to standard error, or kept.
    pub(crate) fn new(name: &str, path: Option<&Path>, settings: &Settings, keep: bool) -> Self {
        Report {
            name: name.to_owned(),
            path: path.map(Path::to_owned),
            quiet: settings.quiet,
            counts: BTreeMap::new(),
            warnings: 0,
            kept: keep.then(String::new),
        }
    }

    fn print(&mut self, text: &str) {
        match &mut self.kept {
            Some(kept) => kept.push_str(text),
            None => eprint(text),
        }
    }

    /// Shows a diagnostic, or counts it when enough of its kind were shown.
    pub(crate) fn say(&mut self, diagnostic: &Diagnostic) {
        self.warnings += usize::from(diagnostic.severity == Severity::Warning);
        if self.quiet && diagnostic.severity < Severity::Error {
            return;
        }
        let (_, count) = self.counts.entry(diagnostic.code).or_insert((diagnostic.severity, 0));
        *count += 1;
        if *count <= SHOWN {
            // What is inside of a package has no line in the file.
            let place = diagnostic.place.as_ref().filter(|place| place.part.is_none());
            let offset = place.and_then(|place| place.offset);
            let line = match &diagnostic.excerpt {
                Some(line) => Some(line.clone()),
                None => self.path.as_deref().zip(offset).and_then(|(path, offset)| line_at(path, offset)),
            };
            self.print(&render(&self.name, diagnostic, line.as_deref()));
        }
    }

    /// Says what ended a conversion.
    pub(crate) fn fail(&mut self, error: &Error) {
        match error.kind() {
            ErrorKind::Input(diagnostic) => self.say(diagnostic),
            _ => self.print(&format!("{}: error: {error}\n", self.name)),
        }
    }

    /// How many warnings there were.
    pub(crate) fn warnings(&self) -> usize {
        self.warnings
    }

    /// Says what was only counted; gives back what was kept.
    pub(crate) fn close(&mut self) -> String {
        for (code, (severity, count)) in std::mem::take(&mut self.counts) {
            if let Some(more) = count.checked_sub(SHOWN).filter(|&more| more > 0) {
                self.print(&format!("{}: {}: {more} more like this [{code}]\n", self.name, severity.name()));
            }
        }
        self.kept.take().unwrap_or_default()
    }
}

/// `FILE:LINE:COLUMN: severity: what (what to do)`, then the line with the place under it.
fn render(name: &str, diagnostic: &Diagnostic, line: Option<&str>) -> String {
    let mut out = name.to_owned();
    let place = diagnostic.place.clone().unwrap_or_default();
    if let Some(part) = &place.part {
        let _ = write!(out, ":{part}");
    }
    if place.line > 0 {
        let _ = write!(out, ":{}", place.line);
        if place.column > 0 {
            let _ = write!(out, ":{}", place.column);
        }
    }
    let _ = write!(out, ": {}: {}", diagnostic.severity.name(), diagnostic.message);
    if let Some(hint) = &diagnostic.hint {
        let _ = write!(out, " ({hint})");
    }
    out.push('\n');
    if let Some(line) = line.filter(|line| place.line > 0 && !line.trim().is_empty()) {
        let (shown, caret) = window(line, usize::try_from(place.column).unwrap_or(0).saturating_sub(1));
        let number = place.line.to_string();
        let _ = writeln!(out, " {number} | {shown}");
        if place.column > 0 {
            let _ = writeln!(out, " {:1$} | {2:3$}^", "", number.len(), "", caret);
        }
    }
    out
}

/// The part of a line around a column, printable, and where the column is in it.
fn window(line: &str, column: usize) -> (String, usize) {
    let length = line.chars().count();
    let from = if length <= LINE || column < LINE * 2 / 3 { 0 } else { column - LINE / 2 };
    let printable = |character: char| if character.is_control() { ' ' } else { character };
    let mut shown: String = line.chars().skip(from).take(LINE).map(printable).collect();
    let mut caret = column.min(length) - from.min(column.min(length));
    if from > 0 {
        shown.insert(0, '…');
        caret += 1;
    }
    if from + LINE < length {
        shown.push('…');
    }
    (shown, caret)
}

/// The line of a file around a byte. A pipe cannot be read again, and of what is packed no line is any use.
fn line_at(path: &Path, offset: u64) -> Option<String> {
    const AROUND: u64 = 1024;
    if !path.is_file() || is_packed(path) {
        return None;
    }
    let from = offset.saturating_sub(AROUND);
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(from)).ok()?;
    let mut window = Vec::new();
    file.take(2 * AROUND).read_to_end(&mut window).ok()?;
    let at = usize::try_from(offset - from).ok()?.min(window.len());
    let start = window[..at].iter().rposition(|&byte| byte == b'\n').map(|at| at + 1);
    // Where the line began is not in sight, the column would point elsewhere.
    let start = if from == 0 { start.unwrap_or(0) } else { start? };
    let end = window[at..].iter().position(|&byte| byte == b'\n').map_or(window.len(), |length| at + length);
    Some(String::from_utf8_lossy(&window[start..end]).trim_end_matches('\r').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Place;

    #[test]
    fn a_diagnostic_shows_its_place() {
        let diagnostic = Diagnostic::warning("csv-ragged", "row has 2 cells, the header has 4")
            .hint("the missing cells are left empty")
            .at(Place::at(4, 3));
        assert_eq!(
            render("heats.csv", &diagnostic, Some("1,é")),
            "heats.csv:4:3: warning: row has 2 cells, the header has 4 (the missing cells are left empty)\n \
             4 | 1,é\n   |   ^\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = "x".repeat(1000);
        let (shown, caret) = window(&line, 500);
        assert!(shown.chars().count() <= LINE + 2 && shown.starts_with('…') && shown.ends_with('…'));
        assert_eq!(caret, LINE / 2 + 1);
    }
}
