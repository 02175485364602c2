//! Any document is equal after a round trip through any format that keeps everything.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_tables::{Format, read_documents, registry, write_documents};
use model::{
    Argument, Block, Confidence, Diagnostics, Document, Entry, Extra, FormatInfo, Heading, Infobox, Input,
    Item, ItemKind, Kind, List, Map, Mark, MarkKind, Meta, NoOptions, Property, ReaderSpec, Reading, RowBuf,
    Sink, Table, TableHead, Text, Value, Verbatim,
};
use proptest::prelude::*;
use std::cell::RefCell;

/// Texts that some format might mistake for something else.
fn awkward() -> BoxedStrategy<String> {
    prop_oneof![
        4 => "[a-zé ]{0,8}",
        2 => "[0-9]{1,18}",
        2 => "-?[0-9]{1,3}[.:,][0-9]{1,3}",
        2 => "[\\-\"',;|\\\\{}\\[\\]<>&#*!?%@`=:~+$ \n\ta0.]{0,6}",
        1 => prop_oneof![
            Just("NO"), Just("1:24.537"), Just("0123"), Just("~"), Just("2026-02-10"), Just("null"), Just("true"),
            Just("TRUE"), Just("1e3"), Just("=1+1"), Just("{\"text\":1}"), Just("10 February 2026"), Just("12.5%"),
            Just("- a"), Just("a: b"), Just("a #b"), Just("?"), Just("\u{85}"), Just("\u{2028}"), Just("\u{FEFF}a"),
            Just("<<"), Just("01:02:03"), Just("  two  spaces "), Just("𠮷野"), Just("block"), Just("'"), Just("-0"),
        ].prop_map(str::to_owned),
    ]
    .boxed()
}

fn text() -> BoxedStrategy<Text> {
    (awkward(), proptest::option::weighted(0.3, (0_usize..4, 0_usize..6, mark_kind())))
        .prop_map(|(text, mark)| {
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let marks = mark.map(|(start, length, kind)| {
                let start = start.min(boundaries.len() - 1);
                let end = (start + length).min(boundaries.len() - 1);
                Mark::new(boundaries[start]..boundaries[end], kind)
            });
            Text { text, marks: marks.into_iter().collect() }
        })
        .boxed()
}

fn mark_kind() -> BoxedStrategy<MarkKind> {
    prop_oneof![
        Just(MarkKind::Bold),
        Just(MarkKind::Italic),
        Just(MarkKind::Sup),
        awkward().prop_map(|target| MarkKind::Link { target }),
        Just(MarkKind::ExternalLink { url: "https://example.org/?a=b&c".into() }),
        awkward().prop_map(|text| MarkKind::Comment { text }),
        (proptest::option::of(awkward()), awkward()).prop_map(|(name, text)| MarkKind::Reference {
            name,
            group: None,
            text: Box::new(Text::plain(text))
        }),
        (awkward(), proptest::option::of(awkward()), awkward()).prop_map(|(name, key, value)| {
            MarkKind::Template { name, args: vec![Argument { name: key, value }] }
        }),
    ]
    .boxed()
}

fn kind_for(text: &str, choice: u8) -> Kind {
    match choice {
        0 | 1 => Kind::Untyped,
        2 => Kind::Text,
        3 if model::infer::is_json_number(text) => Kind::Number,
        4 if text == "true" || text == "false" => Kind::Boolean,
        5 if text.is_empty() => Kind::Null,
        _ => Kind::Untyped,
    }
}

fn row(width: usize) -> BoxedStrategy<RowBuf> {
    let cell = (text(), 0_u8..6, proptest::bool::weighted(0.1), proptest::bool::weighted(0.1));
    proptest::collection::vec(cell, width)
        .prop_map(|cells| {
            let mut row = RowBuf::default();
            for (text, choice, header, styled) in cells {
                let attributes =
                    if styled { vec![("style".to_owned(), "color: red".to_owned())] } else { Vec::new() };
                let kind = kind_for(&text.text, choice);
                row.push_with(
                    &text.text,
                    kind,
                    Extra { marks: text.marks, header, attributes, ..Extra::default() },
                );
            }
            row
        })
        .boxed()
}

fn table() -> BoxedStrategy<Table> {
    (1_usize..4)
        .prop_flat_map(|width| {
            let names = proptest::collection::vec("[a-zA-Z]?[a-zA-Z ]{0,4}", width);
            let header = proptest::option::weighted(0.8, names);
            (header, proptest::option::of(text()), proptest::collection::vec(row(width), 1..5)).prop_map(
                |(header, caption, rows)| {
                    let head =
                        header.map(|names| TableHead::with_names(names.iter().map(|name| name.trim())));
                    let caption = caption.filter(|caption| !caption.text.is_empty());
                    Table { head: TableHead { caption, ..head.unwrap_or_default() }, rows }
                },
            )
        })
        .boxed()
}

fn block() -> BoxedStrategy<Block> {
    let item =
        (0_usize..4, text(), proptest::option::of((0_usize..4, text()))).prop_map(|(kind, text, under)| {
            Item {
                kind: ItemKind::ALL[kind],
                text,
                items: under
                    .into_iter()
                    .map(|(kind, text)| Item { kind: ItemKind::ALL[kind], text, items: vec![] })
                    .collect(),
            }
        });
    let entry = ("[a-z]{1,4}", text()).prop_map(|(key, value)| Entry { key, value, kind: Kind::Untyped });
    prop_oneof![
        (2_u8..7, text()).prop_map(|(level, text)| Block::Heading(Heading { level, text })),
        text().prop_map(Block::Paragraph),
        proptest::collection::vec(item, 1..4).prop_map(|items| Block::List(List { items })),
        (proptest::option::of("Infobox [a-z]{1,4}"), proptest::collection::vec(entry, 1..4)).prop_map(
            |(name, entries)| {
                let mut infobox = Infobox { name, entries: Vec::new() };
                entries.into_iter().for_each(|entry| {
                    let _ = infobox.set(entry);
                });
                Block::Infobox(infobox)
            }
        ),
        awkward().prop_map(|text| Block::Verbatim(Verbatim { format: "wiki".into(), text })),
        awkward().prop_map(|value| Block::Property(Property { name: "category".into(), value })),
        awkward().prop_map(|text| {
            let inner: Map = [("b", true)].into_iter().collect();
            let items = vec![Value::from(text), 1_u64.into(), Value::Null, inner.into()];
            Block::Data([("a", items)].into_iter().collect::<Map>().into())
        }),
        table().prop_map(Block::Table),
    ]
    .boxed()
}

fn document() -> BoxedStrategy<Document> {
    (proptest::option::of("[A-Za-zé'–]{1,9}"), proptest::collection::vec(block(), 0..6))
        .prop_map(|(title, blocks)| Document { meta: Meta { title, ..Meta::default() }, blocks })
        .boxed()
}

fn round_trips(format: &str, document: &Document) -> Result<(), TestCaseError> {
    let (writer, reader) = (registry::writer(format).unwrap(), registry::reader(format).unwrap());
    let quiet = Diagnostics::ignore();
    let (write_options, read_options) = (writer.default_options(), reader.default_options());
    let bytes = write_documents(std::slice::from_ref(document), writer, &write_options, &quiet)
        .map_err(|error| TestCaseError::fail(format!("{format} cannot be written: {error}")))?;
    let back = read_documents(&bytes, reader, &read_options, &quiet).map_err(|error| {
        TestCaseError::fail(format!("{format} cannot be read back: {error}\n{}", show(&bytes)))
    })?;
    prop_assert_eq!(back.len(), 1, "{}", show(&bytes));
    prop_assert_eq!(back[0].normalized(), document.normalized(), "{}", show(&bytes));
    let again = write_documents(&back, writer, &write_options, &quiet).unwrap();
    prop_assert!(again == bytes, "the bytes differ when written again:\n{}\n{}", show(&bytes), show(&again));
    Ok(())
}

fn show(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The number of cases; `PROPTEST_CASES=5000` runs more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(192)
}

/// One test per format that keeps everything.
macro_rules! any_document_comes_back {
    ($($name:ident: $format:literal,)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]
            $(
                #[test]
                fn $name(document in document()) {
                    round_trips($format, &document)?;
                }
            )*
        }
    };
}

any_document_comes_back! {
    any_document_through_csv: "csv",
    any_document_through_tsv: "tsv",
    any_document_through_json: "json",
    any_document_through_ndjson: "ndjson",
    any_document_through_yaml: "yaml",
    any_document_through_fods: "fods",
    any_document_through_ods: "ods",
    any_document_through_xlsx: "xlsx",
}

thread_local! {
    /// What [`replay`] reads.
    static DOCUMENT: RefCell<Document> = RefCell::default();
}

fn replay(_: Input<'_>, _: &NoOptions, sink: &mut dyn Sink) -> model::Result<()> {
    DOCUMENT.with_borrow(|document| document.replay(sink).map(|_| ()))
}

/// Splits a document into a directory and reads that back.
fn round_trips_through_a_directory(format: &str, document: &Document) -> Result<(), TestCaseError> {
    static REPLAY: ReaderSpec = ReaderSpec::new(
        FormatInfo::new("replay", "a document in memory"),
        |_| Confidence::No,
        &Reading(replay),
    )
    .streaming()
    .typed();
    DOCUMENT.set(document.clone());
    let (folder, quiet) = (tempfile::tempdir().unwrap(), Diagnostics::ignore());
    convert_tables::from_bytes("")
        .with_reader(&REPLAY)
        .to(Format::named(format).unwrap())
        .on_diagnostic(|diagnostic| panic!("{diagnostic}"))
        .split(folder.path())
        .map_err(|error| TestCaseError::fail(format!("cannot be split: {error}")))?;
    let descriptor = std::fs::read(folder.path().join("datapackage.json")).unwrap();
    let package = convert_tables::from(folder.path()).on_diagnostic(|diagnostic| panic!("{diagnostic}"));
    let back = package.documents().map_err(|error| {
        TestCaseError::fail(format!("cannot be read back: {error}\n{}", show(&descriptor)))
    })?;
    let back = back.output;
    prop_assert_eq!(back.len(), 1, "{}", show(&descriptor));
    prop_assert_eq!(back[0].normalized(), document.normalized(), "{}", show(&descriptor));
    // Kinds are equal, not only equivalent.
    let kinds = |document: &Document| -> Vec<Vec<Kind>> {
        let rows = document.tables().flat_map(|table| &table.rows);
        rows.map(|row| row.as_row().cells().map(|cell| cell.kind).collect()).collect()
    };
    prop_assert_eq!(kinds(&back[0]), kinds(document), "{}", show(&descriptor));
    let json = |document: &Document| {
        let writer = registry::writer("json").unwrap();
        write_documents(std::slice::from_ref(document), writer, &writer.default_options(), &quiet)
    };
    prop_assert_eq!(show(&json(&back[0]).unwrap()), show(&json(document).unwrap()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]
    #[test]
    fn any_document_through_a_directory_of_csv(document in document()) {
        round_trips_through_a_directory("csv", &document)?;
    }

    #[test]
    fn any_document_through_a_directory_of_tsv(document in document()) {
        round_trips_through_a_directory("tsv", &document)?;
    }
}

#[test]
fn all_formats_that_keep_everything_are_tested() {
    let tested = ["csv", "tsv", "json", "ndjson", "yaml", "fods", "ods", "xlsx"];
    let keeps = registry::writers()
        .filter(|writer| writer.holds.documents && writer.holds.types && writer.holds.markup);
    for writer in keeps {
        assert!(
            tested.contains(&writer.format.id),
            "{} keeps everything but is not tested",
            writer.format.id
        );
    }
}
