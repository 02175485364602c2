//! Every fixture through every format and back, and through every ordered pair of formats.
//!
//! Three laws hold for a document `d` that was read from a fixture, and a format `f` that can be written and read:
//!
//! - *equal*: reading what `f` wrote gives `d` again, after inference of untyped cells; if `f` has no types, the kinds
//!   of cells are ignored.
//! - *stable*: writing that again gives the same bytes.
//! - *pairs*: going through `f` and then through `g` loses no more than each of them does alone.
//!
//! Fixtures that are canonical for their own format also come back byte for byte.

use convert_tables::{read_documents, registry, write_documents};
use model::{
    Block, Diagnostics, Document, Given, Infobox, Kind, Meta, ReaderSpec, RowBuf, Shape, Table, WriterSpec,
};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

mod plain;

/// Fixtures that their own writer reproduces byte for byte.
const CANONICAL: &[&str] = &["wiki/short-track-1000m.wiki"];

/// The codes of warnings about what a format cannot hold, in rare documents. Such conversions are counted separately.
const REPORTED: &[&str] = &["wiki-covered-row", "cell-block"];

/// A format that can be both written and read.
#[derive(Clone, Copy)]
struct Both {
    reader: &'static ReaderSpec,
    writer: &'static WriterSpec,
}

impl Both {
    fn id(self) -> &'static str {
        self.reader.format.id
    }
}

/// What the round trips found.
#[derive(Default)]
pub(crate) struct Findings {
    /// Conversions that passed and failed, by pair of formats.
    cells: BTreeMap<(&'static str, &'static str), (usize, usize)>,
    /// Conversions whose loss the writer reported.
    reported: usize,
    failures: Vec<String>,
    passed: usize,
}

impl Findings {
    fn add(&mut self, fixture: &str, pair: (&'static str, &'static str), found: Result<(), Loss>) {
        let cell = self.cells.entry(pair).or_default();
        match found {
            Err(Loss { reported: true, .. }) => self.reported += 1,
            Ok(()) => {
                cell.0 += 1;
                self.passed += 1;
            }
            Err(Loss { message, .. }) => {
                cell.1 += 1;
                self.failures.push(format!("{fixture} through {} and {}: {message}", pair.0, pair.1));
            }
        }
    }
}

/// What a conversion lost.
struct Loss {
    message: String,
    /// Whether the writer reported it, by one of the warnings in [`REPORTED`].
    reported: bool,
}

impl From<String> for Loss {
    fn from(message: String) -> Self {
        Loss { message, reported: false }
    }
}

/// Runs all round trips and prints the matrix.
pub(crate) fn run() -> Result<(), String> {
    let findings = all(&testdata())?;
    println!("{}", matrix(&findings));
    for failure in findings.failures.iter().take(200) {
        println!("FAIL {failure}");
    }
    if findings.failures.len() > 200 {
        println!("... and {} more", findings.failures.len() - 200);
    }
    if findings.reported > 0 {
        println!("{} conversions had a loss that was reported: {}", findings.reported, REPORTED.join(", "));
    }
    println!("{} passed, {} failed", findings.passed, findings.failures.len());
    if findings.failures.is_empty() { Ok(()) } else { Err("some documents changed on a round trip".into()) }
}

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata")
}

/// Takes every fixture through every format and pair.
pub(crate) fn all(testdata: &Path) -> Result<Findings, String> {
    let formats: Vec<Both> = registry::readers()
        .filter_map(|reader| Some(Both { reader, writer: registry::writer(reader.format.id).ok()? }))
        .collect();
    let mut findings = Findings::default();
    for path in fixtures(testdata)? {
        let name = path.strip_prefix(testdata).unwrap_or(&path).display().to_string();
        let bytes = std::fs::read(&path).map_err(|error| format!("{name}: {error}"))?;
        let reader = registry::by_extension(&path).and_then(|id| registry::reader(id).ok());
        let Some(reader) = reader else { continue };
        let mut options = reader.default_options();
        if name.contains("latin1") {
            options.give("encoding", Given::Text("latin1".into())).map_err(|error| error.to_string())?;
        }
        let read = match read_documents(&bytes, reader, &options, &Diagnostics::ignore()) {
            Ok(documents) => documents,
            Err(error) => {
                findings.failures.push(format!("{name} cannot be read: {error}"));
                continue;
            }
        };
        let documents: Vec<Document> = read.into_iter().map(page).collect();
        if CANONICAL.contains(&name.as_str()) {
            let written = registry::writer(reader.format.id)
                .map_err(|error| error.to_string())
                .and_then(|writer| write(&documents, writer));
            let found = match written {
                Ok((written, _)) if written == bytes => Ok(()),
                Ok(_) => Err("the bytes differ".to_owned().into()),
                Err(message) => Err(message.into()),
            };
            findings.add(&name, (reader.format.id, "bytes"), found);
        }
        for format in &formats {
            through(&mut findings, &name, &documents, *format, &formats);
        }
    }
    Ok(findings)
}

/// The document view: a page, whatever the layout of its source.
fn page(document: Document) -> Document {
    Document { meta: Meta { shape: Shape::Page, ..document.meta }, ..document }
}

fn fixtures(testdata: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let list = |path: &Path| -> Result<Vec<PathBuf>, String> {
        let entries = std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        Ok(paths)
    };
    for folder in list(testdata)? {
        if folder.is_dir() && folder.file_name().is_some_and(|name| name != "bad") {
            found.extend(list(&folder)?.into_iter().filter(|path| path.is_file()));
        }
    }
    Ok(found)
}

/// Takes a fixture through one format, and on through every other.
fn through(findings: &mut Findings, name: &str, documents: &[Document], format: Both, formats: &[Both]) {
    // A format that holds only one document gets each separately.
    let groups: Vec<&[Document]> =
        if format.writer.holds.many { vec![documents] } else { documents.chunks(1).collect() };
    for group in groups {
        let found = trip(group, format).and_then(|trip| {
            for second in formats.iter().filter(|second| second.id() != format.id()) {
                let groups: Vec<&[Document]> =
                    if second.writer.holds.many { vec![&trip.back] } else { trip.back.chunks(1).collect() };
                for group in groups {
                    let both = [format, *second];
                    let found = self::trip(group, *second).and_then(|trip| trip.compare(group, &both));
                    findings.add(name, (format.id(), second.id()), found);
                }
            }
            trip.compare(group, &[format])?;
            match write(&trip.back, format.writer)? {
                (again, _) if again == trip.bytes => Ok(()),
                _ => Err("writing it again gives other bytes".to_owned().into()),
            }
        });
        findings.add(name, (format.id(), format.id()), found);
    }
}

/// Writes documents; also returns whether a loss was reported.
fn write(documents: &[Document], writer: &WriterSpec) -> Result<(Vec<u8>, bool), String> {
    let reported = Cell::new(false);
    let diagnostics =
        Diagnostics::new(|diagnostic| reported.set(reported.get() || REPORTED.contains(&diagnostic.code)));
    let bytes = write_documents(documents, writer, &writer.default_options(), &diagnostics)
        .map_err(|error| format!("cannot be written: {error}"))?;
    drop(diagnostics);
    Ok((bytes, reported.get()))
}

/// What went into a format and what came back.
struct Trip {
    bytes: Vec<u8>,
    back: Vec<Document>,
    reported: bool,
}

fn trip(documents: &[Document], format: Both) -> Result<Trip, Loss> {
    let (bytes, reported) = write(documents, format.writer)?;
    let options = format.reader.default_options();
    let back = read_documents(&bytes, format.reader, &options, &Diagnostics::ignore())
        .map_err(|error| format!("cannot be read back: {error}"))?;
    Ok(Trip { bytes, back: back.into_iter().map(page).collect(), reported })
}

impl Trip {
    /// Checks that everything the formats promise to keep came back.
    fn compare(&self, documents: &[Document], formats: &[Both]) -> Result<(), Loss> {
        same(&promised(documents, formats), &promised(&self.back, formats))
            .map_err(|message| Loss { message, reported: self.reported })
    }
}

/// What the formats promise to keep of documents: everything, or everything except types, that is, the kinds of cells
/// and what only data formats and spreadsheets have (names and hiding of sheets, notes of cells, the paths of nested
/// keys).
fn promised(documents: &[Document], formats: &[Both]) -> Vec<Document> {
    let typed = formats.iter().all(|format| format.writer.holds.types);
    let marked = formats.iter().all(|format| format.writer.holds.markup);
    let promise = |document: &Document| {
        let document = if typed { document.clone() } else { untyped(document) };
        if marked { document.normalized() } else { plain::plain(&document).normalized() }
    };
    documents.iter().map(promise).collect()
}

/// The document without kinds and machine values.
fn untyped(document: &Document) -> Document {
    let blocks = document.blocks.iter().map(untyped_block).collect();
    Document { meta: document.meta.clone(), blocks }
}

fn untyped_block(block: &Block) -> Block {
    match block {
        Block::Table(table) => {
            let row = |row: &RowBuf| {
                let mut plain = RowBuf::default();
                for cell in row.as_row().cells() {
                    let mut extra = cell.extra.cloned().unwrap_or_default();
                    (extra.value, extra.note) = (None, None);
                    extra.blocks = extra.blocks.iter().map(untyped_block).collect();
                    plain.push_with(cell.text, Kind::Untyped, extra);
                }
                plain.attributes_mut().extend_from_slice(row.as_row().attributes());
                plain
            };
            let mut head = table.head.clone();
            head.header = head.header.iter().map(row).collect();
            head.columns.iter_mut().for_each(|column| column.path.clear());
            (head.name, head.hidden) = (None, false);
            Block::Table(Table { head, rows: table.rows.iter().map(row).collect() })
        }
        Block::Infobox(infobox) => {
            let mut entries = infobox.entries.clone();
            entries.iter_mut().for_each(|entry| entry.kind = Kind::Untyped);
            Block::Infobox(Infobox { name: infobox.name.clone(), entries })
        }
        block => block.clone(),
    }
}

/// Checks that documents are equal; the error shows the first difference.
fn same(expected: &[Document], found: &[Document]) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    let (expected, found) = (format!("{expected:#?}"), format!("{found:#?}"));
    let differ = expected.lines().zip(found.lines()).position(|(expected, found)| expected != found);
    let at = differ.unwrap_or(0);
    let part = |text: &str| {
        text.lines().skip(at.saturating_sub(3)).take(7).map(str::trim).collect::<Vec<_>>().join(" ")
    };
    Err(format!("differs\n     expected {}\n     found    {}", part(&expected), part(&found)))
}

/// The matrix of formats: how many conversions passed, and how many failed.
fn matrix(findings: &Findings) -> String {
    let mut ids: Vec<&str> = findings.cells.keys().flat_map(|pair| [pair.0, pair.1]).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut out = format!("{:>8}", "from\\to");
    ids.iter().for_each(|id| out += &format!(" {id:>9}"));
    for from in &ids {
        if findings.cells.keys().all(|pair| pair.0 != *from) {
            continue;
        }
        out += &format!("\n{from:>8}");
        for to in &ids {
            out += &match findings.cells.iter().find(|(pair, _)| pair.0 == *from && pair.1 == *to) {
                Some((_, (good, 0))) => format!(" {:>9}", format!("{good} ok")),
                Some((_, (good, bad))) => format!(" {:>9}", format!("{bad}/{} bad", good + bad)),
                None => format!(" {:>9}", "-"),
            };
        }
    }
    let untyped = registry::writers().filter(|writer| !writer.holds.types).map(|writer| writer.format.id);
    let untyped: Vec<&str> = untyped.collect();
    let unmarked = registry::writers().filter(|writer| !writer.holds.markup).map(|writer| writer.format.id);
    let unmarked: Vec<&str> = unmarked.collect();
    if !unmarked.is_empty() {
        out += &format!("\nmarkup is not compared for: {}", unmarked.join(", "));
    }
    if !untyped.is_empty() {
        out += &format!("\ntypes are not compared for: {}", untyped.join(", "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fixture_survives_every_format() {
        let findings = all(&testdata()).unwrap();
        assert!(findings.failures.is_empty(), "{}\n{}", matrix(&findings), findings.failures.join("\n"));
        assert!(findings.passed > 500, "only {} conversions were made", findings.passed);
    }
}
