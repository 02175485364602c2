//! Reads exports, and checks the documents and the diagnostics.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_read_mediawiki_xml::{DumpReadOptions, FORMATS, Namespaces, read};
use model::{
    Block, Confidence, Diagnostics, Document, Documents, ErrorKind, Event, Flow, Given, Input, Options,
    Result, Sink,
};
use std::io::{BufReader, Cursor};

const FIXTURE: &[u8] = include_bytes!("../../../testdata/mediawiki-xml/two-pages.xml");

/// Reads bytes with options; returns the documents and the diagnostics.
fn run(bytes: &[u8], options: &DumpReadOptions) -> (Result<Vec<Document>>, Vec<String>) {
    let reading = testkit::read_with(&FORMATS[0], bytes, options);
    let messages = reading.messages();
    (reading.result, messages)
}

/// A summary of each page: its title, its properties, its blocks.
fn brief(documents: &[Document]) -> Vec<String> {
    let block = |block: &Block| match block {
        Block::Heading(heading) => format!("h{} {}", heading.level, heading.text.text),
        Block::Paragraph(text) => text.text.clone(),
        Block::Table(table) => {
            let rows = table.rows().map(|row| row.texts().collect::<Vec<_>>().join("|"));
            format!("table {}", rows.collect::<Vec<_>>().join("/"))
        }
        Block::Property(property) => format!("{}={}", property.name, property.value),
        Block::Verbatim(verbatim) => format!("{}: {}", verbatim.format, verbatim.text),
        other => format!("{other:?}"),
    };
    let page = |page: &Document| {
        let properties = page.meta.properties.iter().map(|(name, value)| format!("{name}={value}"));
        let title = page.meta.title.clone().unwrap_or_default();
        let about: Vec<String> = std::iter::once(title).chain(properties).collect();
        [about.join(" ")].into_iter().chain(page.blocks.iter().map(block)).collect::<Vec<_>>().join("; ")
    };
    documents.iter().map(page).collect()
}

/// Checks that a page with these revisions is read as `expected`, with these diagnostics.
fn check(revision: &str, expected: &str, messages: &[&str]) {
    let dump = format!("<mediawiki><page><title>T</title><ns>0</ns><id>7</id>{revision}</page></mediawiki>");
    let (pages, lines) = run(dump.as_bytes(), &DumpReadOptions::default());
    assert_eq!(brief(&pages.unwrap()), [format!("T id=7 namespace=0{expected}")], "{revision}");
    assert_eq!(lines, messages, "{revision}");
}

/// Checks that an input is refused with this diagnostic.
fn refused(bytes: &[u8], expected: &str) {
    let diagnostic = testkit::read(&FORMATS[0], bytes).refused();
    assert!(diagnostic.place.is_some());
    assert_eq!(diagnostic.to_string(), expected);
}

#[test]
fn the_pages_of_a_dump() {
    let (pages, messages) = run(FIXTURE, &DumpReadOptions::default());
    assert_eq!(
        brief(&pages.unwrap()),
        [
            "Lake race & friends id=11 namespace=0; The race was cold – and short.; h2 Heats; \
             table 1|Anna Lind|41.400/2|Bea Moss|1:02.5; wiki: {{Odd template|1}}",
            "Pond race id=12 namespace=0 redirect=Lake race & friends; redirect=Lake race & friends",
            "Talk:Lake race & friends id=13 namespace=1; table Cleo Nash|yes",
        ]
    );
    let unknown = "Lake race & friends:45:1: warning: unknown template 'Odd template' (its source is kept; \
         add a rule with templates=FILE)";
    assert_eq!(
        messages,
        [unknown, "note: 1 older revision was skipped (only the newest revision of each page is read)"]
    );
}

#[test]
fn only_the_namespaces_asked_for() {
    let titles = |value: &str| -> Vec<String> {
        let mut options = DumpReadOptions::default();
        options.give("namespace", Given::Text(value.into())).unwrap();
        let (pages, _) = run(FIXTURE, &options);
        pages.unwrap().into_iter().map(|page| page.meta.title.unwrap()).collect()
    };
    assert_eq!(titles("1"), ["Talk:Lake race & friends"]);
    assert_eq!(titles("0"), ["Lake race & friends", "Pond race"]);
    assert_eq!(titles("0, 1").len(), 3);
    assert_eq!(titles("-1").len(), 0);
    let mut options = DumpReadOptions::default();
    let error = options.give("namespace", Given::Text("Talk".into())).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Usage(_)));
    assert_eq!(error.to_string(), "invalid namespace 'Talk' (expected numbers separated by commas)");
    // Repeated lists add up.
    for numbers in ["0", "1"] {
        options.give("namespace", Given::Text(numbers.into())).unwrap();
    }
    assert_eq!(options.namespace, Namespaces(vec![0, 1]));
}

#[test]
fn old_exports_have_the_namespace_in_the_title() {
    let dump =
        b"<mediawiki><siteinfo><namespaces><namespace key=\"0\"/><namespace key=\"1\">Talk</namespace>\
        </namespaces></siteinfo><page><title>Talk:A</title><revision><text>a</text></revision></page>\
        <page><title>B: c</title><revision><text>b</text></revision></page></mediawiki>";
    let (pages, _) = run(dump, &DumpReadOptions::default());
    assert_eq!(brief(&pages.unwrap()), ["Talk:A namespace=1; a", "B: c namespace=0; b"]);
    let (pages, _) =
        run(dump, &DumpReadOptions { namespace: Namespaces(vec![1]), ..DumpReadOptions::default() });
    assert_eq!(brief(&pages.unwrap()), ["Talk:A namespace=1; a"]);
}

#[test]
fn the_newest_revision_is_read() {
    let left_out = "note: 1 older revision was skipped (only the newest revision of each page is read)";
    let revision = |time: &str, text: &str| format!("<revision>{time}<text>{text}</text></revision>");
    let (old, new) =
        ("<timestamp>2025-12-31T23:59:59Z</timestamp>", "<timestamp>2026-01-01T00:00:00Z</timestamp>");
    check(&(revision(old, "a") + &revision(new, "b")), "; b", &[left_out]);
    check(&(revision(new, "a") + &revision(old, "b")), "; a", &[left_out]);
    check(&(revision("", "a") + &revision("", "b")), "; b", &[left_out]);
}

#[test]
fn every_kind_of_text() {
    let text = |text: &str| format!("<revision>{text}</revision>");
    check(&text("<text>a &amp;lt; &#98;<![CDATA[ <b>c</b>]]></text>"), "; a < b c", &[]);
    check(&text("<text>= Not the title =\nb</text>"), "; h1 Not the title; b", &[]);
    check(&text("<text/>"), "", &[]);
    check(&text("<text bytes=\"0\"></text>"), "", &[]);
    check(&text("<model>css</model><text>a {}\n</text>"), "; css: a {}\n", &[]);
    check(
        &text("<text>a</text><content><text>b</text></content>"),
        "; a",
        &["T:1: warning: 1 extra content slot was skipped (only the main slot is read)"],
    );
    check(
        &text("<text deleted=\"deleted\"/>"),
        "",
        &["T:1: warning: the page's text is marked as deleted (the page is left empty)"],
    );
    let stub = "T:1: warning: the export does not contain the page's text (the page is left empty; dumps named \
        'pages-articles' or 'pages-meta' contain the text)";
    check(&text("<text bytes=\"12\"/>"), "", &[stub]);
    check(&text("<text id=\"5\"/>"), "", &[stub]);
    check("", "", &[stub]);
}

#[test]
fn diagnostics_about_a_page_have_the_line_in_the_dump() {
    let dump =
        b"<mediawiki>\n<page><title>A &lt; B</title><ns>0</ns>\n<revision>\n<text>a\n\n&lt; b {{c\n</text>\
        </revision></page></mediawiki>";
    let (pages, messages) = run(dump, &DumpReadOptions::default());
    assert!(pages.is_ok());
    assert_eq!(messages, ["A < B:6:5: warning: the template is never closed (it is kept as text)"]);
    let mut strict = Documents::default();
    let diagnostics = Diagnostics::ignore().strict(true);
    let error = read(Input::new(&mut Cursor::new(dump), &diagnostics), &mut strict).unwrap_err();
    assert!(error.to_string().starts_with("A < B:6:5: error: "), "{error}");
}

/// Stops after the first row.
#[derive(Default)]
struct First(Documents);

impl Sink for First {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        let is_row = matches!(event, Event::Row(_));
        let _ = self.0.event(event)?;
        Ok(if is_row { Flow::Stop } else { Flow::Continue })
    }
}

#[test]
fn reading_stops_with_the_sink() {
    // Neither the rest of the page is read nor that of the dump, which is cut off.
    let rows = "| a |\n| b |\n| c |\n{{mystery}}";
    let dump = format!(
        "<mediawiki><page><title>T</title><ns>0</ns><revision><text>{rows}</text></revision></page><page>"
    );
    let (mut first, mut messages) = (First::default(), Vec::new());
    {
        let diagnostics = Diagnostics::new(|diagnostic| messages.push(diagnostic));
        read(Input::new(&mut Cursor::new(dump), &diagnostics), &mut first).unwrap();
    }
    assert_eq!(brief(&first.0.0), ["T namespace=0; table b"]);
    assert_eq!(messages, []);
}

#[test]
fn input_may_arrive_byte_by_byte() {
    let whole = brief(&run(FIXTURE, &DumpReadOptions::default()).0.unwrap());
    let mut slow = BufReader::with_capacity(1, Cursor::new(FIXTURE));
    let pages = testkit::read_from(&FORMATS[0], &mut slow, &DumpReadOptions::default()).documents();
    assert_eq!(brief(&pages), whole);
}

#[test]
fn every_prefix_is_refused_with_a_place() {
    for length in 0..FIXTURE.trim_ascii_end().len() {
        let error = run(&FIXTURE[..length], &DumpReadOptions::default()).0.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Input(d) if d.place.is_some()), "{length}: {error}");
    }
}

#[test]
fn other_input_is_refused() {
    refused(b"", "1:1: error: the input is empty");
    refused(
        b"<html/>",
        "1:1: error: not a MediaWiki export: expected the root element 'mediawiki', found 'html'",
    );
    refused(b"<mediawiki>\n<page>", "2:7: error: the input ends inside an element (the export is cut off)");
    refused(
        b"\n<!DOCTYPE mediawiki [<!ENTITY a \"b\">]><mediawiki/>",
        "2:1: error: a document type declaration is not allowed in an export (remove it; its entities are never \
         expanded)",
    );
    refused(
        b"<mediawiki/>\n<mediawiki/>",
        "2:1: error: this is not well-formed XML: it has a second root element",
    );
    refused(
        b"<mediawiki><page><title>&a;</title></page></mediawiki>",
        "1:25: error: unknown entity '&a;' (write the character itself)",
    );
    let deep = format!("<mediawiki>{}", "<a>".repeat(100_000));
    refused(deep.as_bytes(), "1:201: error: elements nest more than 64 deep");
}

#[test]
fn exports_are_recognised_by_their_start() {
    let sniff = FORMATS[0].sniff;
    assert_eq!(sniff(FIXTURE), Confidence::Certain);
    assert_eq!(sniff(b"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<mediawiki>"), Confidence::Certain);
    assert_eq!(sniff(b"a page about <mediawiki>"), Confidence::No);
    assert_eq!(sniff(b"<mediawikis/>"), Confidence::No);
}
