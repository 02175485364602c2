//! Packages in memory: written and read back, packages of other programs, and errors.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_data_package::{DESCRIPTOR, PackageOptions, PackageWriter, TableFile, read, read_str};
use dsv::Delimiter;
use model::{
    Block, Diagnostics, Document, Documents, Event, Files, Flow, Heading, Input, Kind, Mark, MarkKind, Meta,
    ReadSeek, Resources, Result, RowBuf, Shape, Sink, Table, TableHead, Text, Unseekable,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;
use write_csv::{CsvWriteOptions, TsvWriteOptions};

type Memory = BTreeMap<String, Vec<u8>>;

/// Files that are created in memory.
#[derive(Clone, Default)]
struct Made(Rc<RefCell<(String, Memory)>>);

impl Files for Made {
    fn create(&mut self, name: &str) -> Result<Box<dyn Write>> {
        let mut made = self.0.borrow_mut();
        made.0 = name.to_owned();
        assert!(made.1.insert(name.to_owned(), Vec::new()).is_none(), "{name} is made twice");
        Ok(Box::new(self.clone()))
    }

    fn close(&mut self) -> Result<()> {
        self.0.borrow_mut().0.clear();
        Ok(())
    }
}

impl Write for Made {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let (open, files) = &mut *self.0.borrow_mut();
        files.get_mut(open).ok_or(io::ErrorKind::NotConnected)?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a document as a package called `test`: its files, and how many blocks are in none of them.
fn write(document: &Document, options: PackageOptions) -> (Memory, usize) {
    let file = |(at, table): (usize, &Table)| TableFile {
        stem: format!("{:02}", at + 1),
        title: format!("Table {}", at + 1),
        width: table.width(),
    };
    let (mut made, diagnostics) = (Made::default(), Diagnostics::new(|diagnostic| panic!("{diagnostic}")));
    let tables = document.tables().enumerate().map(file).collect();
    let mut writer = PackageWriter::new(&mut made, tables, options, &diagnostics);
    assert_eq!(document.replay(&mut writer).unwrap(), Flow::Continue);
    assert_eq!(writer.title(), document.meta.title.as_deref());
    let blocks = writer.finish("test").unwrap();
    (made.0.take().1, blocks)
}

/// The descriptor, and the other files.
fn parts(mut files: Memory) -> (String, Memory) {
    let descriptor = files.remove(DESCRIPTOR).unwrap();
    (String::from_utf8(descriptor).unwrap(), files)
}

fn files(files: &[(&str, &str)]) -> Memory {
    files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

/// The error of reading a package.
fn refusal(descriptor: &str, files: &dyn Resources) -> String {
    read_str(descriptor, files).unwrap_err().to_string()
}

/// A page with two tables: one with markup, kinds and a short row, and one without cells.
fn page() -> Document {
    let mut heat = Table { head: TableHead::with_names(["Rank", "Name", "Time"]), ..Table::default() };
    let mut row = RowBuf::default();
    row.push("1", Kind::Number);
    row.push("Sun Long", Kind::Text);
    row.push("1:24.537", Kind::Duration);
    heat.rows.push(row.clone());
    row.clear();
    row.push("DNF", Kind::Untyped);
    let marks = vec![Mark::new(0..4, MarkKind::Bold)];
    row.push_with("Bea, \"B\" Moss", Kind::Text, model::Extra { marks, ..Default::default() });
    heat.rows.push(row);
    let heading = Heading { level: 2, text: "Heats".into() };
    let blocks = vec![
        Block::Paragraph(Text::plain("10 February 2026")),
        Block::Heading(heading),
        Block::Table(heat),
        Block::Table(Table::default()),
    ];
    Document { meta: Meta { title: Some("Men's 1000 metres".into()), ..Meta::default() }, blocks }
}

#[test]
fn a_document_comes_back_equal() {
    let semicolons = CsvWriteOptions { output_delimiter: Some(Delimiter::SEMICOLON), ..Default::default() };
    for (options, name, text) in [
        (
            PackageOptions::csv(&CsvWriteOptions::default()),
            "01.csv",
            "Rank,Name,Time\n1,Sun Long,1:24.537\nDNF,\"Bea, \"\"B\"\" Moss\",\n",
        ),
        (
            PackageOptions::csv(&semicolons),
            "01.csv",
            "Rank;Name;Time\n1;Sun Long;1:24.537\nDNF;\"Bea, \"\"B\"\" Moss\";\n",
        ),
        (
            PackageOptions::tsv(&TsvWriteOptions::default()),
            "01.tsv",
            "Rank\tName\tTime\n1\tSun Long\t1:24.537\nDNF\t\"Bea, \"\"B\"\" Moss\"\t\n",
        ),
    ] {
        let (written, left) = write(&page(), options);
        let (descriptor, files) = parts(written);
        assert_eq!((files.keys().map(String::as_str).collect::<Vec<_>>(), left), (vec![name], 0));
        assert_eq!(String::from_utf8_lossy(&files[name]), text);
        assert!(
            descriptor.contains("\"name\": \"test\",\n  \"title\": \"Men's 1000 metres\""),
            "{descriptor}"
        );
        let back = read_str(&descriptor, &files).unwrap().0;
        assert_eq!(back.len(), 1, "{descriptor}");
        assert_eq!(back[0].normalized(), page().normalized(), "{descriptor}");
        let kinds = |document: &Document| -> Vec<Kind> {
            let rows = document.tables().flat_map(|table| &table.rows);
            rows.flat_map(|row| row.as_row().cells().map(|cell| cell.kind).collect::<Vec<_>>()).collect()
        };
        assert_eq!(kinds(&back[0]), kinds(&page()), "{descriptor}");
    }
}

#[test]
fn records_are_read_back_as_records() {
    let mut table = Table { head: TableHead::with_names(["a"]), ..Table::default() };
    table.rows.push(["1"].into_iter().collect());
    let meta = Meta { shape: Shape::Records, ..Meta::default() };
    let document = Document { meta, blocks: vec![Block::Table(table)] };
    let (descriptor, files) = parts(write(&document, PackageOptions::csv(&CsvWriteOptions::default())).0);
    assert_eq!(read_str(&descriptor, &files).unwrap().0, [document]);
}

#[test]
fn plain_tables_report_what_is_left_out() {
    let (written, left) = write(&page(), PackageOptions::csv(&CsvWriteOptions::default()).whole(false));
    assert_eq!(left, 1);
    let (descriptor, files) = parts(written);
    assert!(!descriptor.contains("\"convert\""), "{descriptor}");
    let back = read_str(&descriptor, &files).unwrap();
    assert_eq!(back.tables().next().unwrap().rows[1].as_row().text(1), "Bea, \"B\" Moss");
}

#[test]
fn a_package_of_another_program_is_tables_under_headings() {
    let files = files(&[
        ("a.csv", "id;rank;ok\n007;1;1\n'a;b';NA;false\n"),
        ("sub/b.csv", "id;rank;ok\n9;3;\n"),
        ("dialect.json", r#"{"delimiter": ";", "quoteChar": "'"}"#),
    ]);
    let descriptor = r#"{"name": "races", "description": "All races.", "version": "1.0", "resources": [
      {"name": "times", "title": "All times", "path": ["a.csv", "sub/b.csv"], "dialect": "dialect.json",
       "schema": {"missingValues": ["", "NA"], "fields": [{"name": "id", "type": "string"},
         {"name": "rank", "type": "integer"}, {"name": "ok", "type": "boolean"}]}},
      {"name": "inline", "data": [["x"], [1], [null]]}]}"#;
    let documents = read_str(descriptor, &files).unwrap().0;
    let [document] = &documents[..] else { panic!("{documents:?}") };
    assert_eq!(document.meta.title.as_deref(), Some("races"));
    assert_eq!(document.blocks[0], Block::Paragraph("All races.".into()));
    assert_eq!(document.blocks[1], Block::Heading(Heading { level: 2, text: "All times".into() }));
    let cells = |table: &Table| -> Vec<Vec<(String, Kind)>> {
        let cells =
            |row: &RowBuf| row.as_row().cells().map(|cell| (cell.text.to_owned(), cell.kind)).collect();
        table.rows.iter().map(cells).collect()
    };
    let cell = |text: &str, kind| (text.to_owned(), kind);
    let tables: Vec<_> = document.tables().map(cells).collect();
    let times = [
        vec![cell("007", Kind::Text), cell("1", Kind::Number), cell("true", Kind::Boolean)],
        vec![cell("a;b", Kind::Text), cell("", Kind::Null), cell("false", Kind::Boolean)],
        vec![cell("9", Kind::Text), cell("3", Kind::Number), cell("", Kind::Null)],
    ];
    assert_eq!(tables, [&times[..], &[vec![cell("1", Kind::Number)], vec![cell("", Kind::Null)]]]);
}

#[test]
fn a_path_out_of_the_folder_is_refused_at_its_place() {
    let files = files(&[("x.csv", "a\n1\n")]);
    for (path, message) in [
        ("/etc/passwd", "is an absolute path"),
        ("C:\\\\x.csv", "is an absolute path"),
        ("../x.csv", "leads out of the folder"),
        ("sub/../../x.csv", "leads out of the folder"),
        ("sub\\\\..\\\\..\\\\x.csv", "leads out of the folder"),
        ("https://example.org/a.csv", "is a URL; nothing is fetched"),
        ("missing.csv", "cannot be read: no such file"),
        ("", "is not a file path"),
    ] {
        let descriptor = format!("{{\"resources\": [\n {{\"name\": \"x\", \"path\": \"{path}\"}}]}}");
        let error = refusal(&descriptor, &files);
        assert!(error.starts_with("2:24: error: '") && error.contains(message), "{path}: {error}");
        let schema = format!("{{\"resources\": [{{\"path\": \"x.csv\",\n\"schema\": \"{path}\"}}]}}");
        let error = refusal(&schema, &files);
        assert!(error.starts_with("2:11: error: '") && error.contains(message), "{path}: {error}");
    }
}

/// Files of which each can be opened once, and links are refused.
#[derive(Default)]
struct Watched {
    files: Memory,
    opened: RefCell<Vec<String>>,
}

impl Resources for Watched {
    fn open(&self, name: &str) -> io::Result<Box<dyn ReadSeek + '_>> {
        self.opened.borrow_mut().push(name.to_owned());
        if name == "link.csv" {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "leads out of the folder"));
        }
        self.files.open(name)
    }
}

#[test]
fn a_file_that_is_refused_is_reported_at_its_path() {
    let descriptor = r#"{"resources": [{"path": "link.csv"}]}"#;
    assert_eq!(
        refusal(descriptor, &Watched::default()),
        "1:25: error: 'link.csv' leads out of the folder \
         (a package may only name files in its own folder, by relative paths)"
    );
    // A descriptor from a pipe is not in a folder.
    let (mut bytes, diagnostics) = (Unseekable(descriptor.as_bytes()), Diagnostics::ignore());
    let error = read(Input::new(&mut bytes, &diagnostics), &mut Documents::default()).unwrap_err();
    assert!(error.to_string().contains("the descriptor is not in a folder"), "{error}");
}

#[test]
fn after_a_sink_stops_nothing_is_sent_or_read() {
    /// Takes a number of events.
    struct First(usize);
    impl Sink for First {
        fn event(&mut self, _: Event<'_>) -> Result<Flow> {
            self.0 = self.0.checked_sub(1).unwrap();
            Ok(if self.0 == 0 { Flow::Stop } else { Flow::Continue })
        }
    }
    let stops = |descriptor: &str, files: Memory, after: usize| {
        let watched = Watched { files, ..Watched::default() };
        let diagnostics = Diagnostics::new(|diagnostic| panic!("{diagnostic}"));
        let (mut bytes, mut first) = (Unseekable(descriptor.as_bytes()), First(after));
        read(Input::new(&mut bytes, &diagnostics).resources(&watched), &mut first).unwrap();
        assert_eq!(first.0, 0);
        watched.opened.take()
    };
    let open = "a\n1\n2\n\"";
    let descriptor = r#"{"resources": [{"path": ["a.csv", "b.csv"]}, {"path": "c.csv"}, 5]}"#;
    // A document, a heading, a table, a row.
    for after in [1, 2, 3, 4] {
        let opened = if after < 3 { &[][..] } else { &["a.csv"] };
        assert_eq!(stops(descriptor, files(&[("a.csv", open), ("b.csv", open)]), after), opened, "{after}");
    }
    // Rows that were not read are not reported as changed.
    let (descriptor, mut files) = parts(write(&page(), PackageOptions::csv(&CsvWriteOptions::default())).0);
    files.insert("01.csv".into(), b"Rank,Name,Time\n1,Sun Long,1:24.537\n\"".to_vec());
    // One paragraph more.
    assert_eq!(stops(&descriptor, files, 5), ["01.csv"]);
}

#[test]
fn errors_in_files_name_the_file() {
    let files = files(&[("a.csv", "a,b\n1,\"2\n"), ("short.csv", "a,b\n1\n"), ("s.json", "{x")]);
    for (resource, message) in [
        (r#"{"path": "a.csv"}"#, "a.csv:2:3: error: a quoted field is never closed"),
        (r#"{"path": "a.csv", "schema": "s.json"}"#, "s.json:1:2: error: expected a key"),
        (r#"{"path": "a.csv", "encoding": "x"}"#, "1:46: error: invalid encoding 'x' (expected utf-8"),
        (
            r#"{"path": "a.csv", "dialect": {"delimiter": "\""}}"#,
            "1:59: error: 'delimiter' must be one ASCII character",
        ),
        (
            r#"{"path": "a.csv", "dialect": {"delimiter": "'", "quoteChar": "'"}}"#,
            "1:45: error: the delimiter and the quote character are the same",
        ),
        (
            r#"{"path": "a.csv", "dialect": {"delimiter": ";", "commentChar": ";"}}"#,
            "1:45: error: invalid comment_char ';': it is the delimiter",
        ),
    ] {
        let error = refusal(&format!("{{\"resources\": [{resource}]}}"), &files);
        assert!(error.starts_with(message), "{resource}: {error}");
    }
    // In strict mode, a warning about a file ends the reading, with its place.
    let diagnostics = Diagnostics::ignore().strict(true);
    let mut bytes = Unseekable(&br#"{"resources": [{"path": "short.csv"}]}"#[..]);
    let error = read(Input::new(&mut bytes, &diagnostics).resources(&files), &mut Documents::default());
    let error = error.unwrap_err().to_string();
    assert!(error.starts_with("short.csv:2:1: error: row has 1 cell, the header has 2"), "{error}");
}
