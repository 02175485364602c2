//! Strategies for arbitrary documents, for property tests.

use model::{
    Argument, Attributes, Block, Document, Entry, Extra, Heading, Infobox, Item, ItemKind, Kind, List, Mark,
    MarkKind, Meta, Property, RowBuf, Table, TableHead, Text, Value, Verbatim,
};
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;

/// A string, often one that some syntax reads as something other than text.
pub fn string() -> impl Strategy<Value = String> {
    const AWKWARD: &[&str] = &[
        "",
        "NO",
        "1:24.537",
        "0123",
        "41.400",
        "1e3",
        "-0",
        "true",
        "null",
        "~",
        "2026-02-10",
        "PT1M",
        "12%",
        "- a",
        "a: b",
        "a #b",
        " a ",
        "a\nb",
        "a\tb",
        "\u{85}\u{2028}\u{FEFF}",
        "é🥇",
        "\"\\/",
        "<<",
        "=",
        "{}",
        "[1]",
        "1234567890123456",
    ];
    prop_oneof![proptest::sample::select(AWKWARD).prop_map(str::to_owned), "[a-zA-Z0-9 é:#,'-]{0,8}"]
}

fn attributes() -> impl Strategy<Value = Attributes> {
    btree_map(string(), string(), 0..3).prop_map(|map| map.into_iter().collect())
}

fn mark_kind() -> impl Strategy<Value = MarkKind> {
    let argument = (of(string()), string()).prop_map(|(name, value)| Argument { name, value });
    prop_oneof![
        Just(MarkKind::Bold),
        Just(MarkKind::LineBreak),
        string().prop_map(|target| MarkKind::Link { target }),
        string().prop_map(|url| MarkKind::ExternalLink { url }),
        (of(string()), of(string()), string()).prop_map(|(name, group, text)| MarkKind::Reference {
            name,
            group,
            text: Box::new(Text::plain(text))
        }),
        (string(), vec(argument, 0..3)).prop_map(|(name, args)| MarkKind::Template { name, args }),
        string().prop_map(|text| MarkKind::Comment { text }),
        string().prop_map(|marker| MarkKind::Item { marker }),
        (string(), attributes()).prop_map(|(tag, attributes)| MarkKind::Element { tag, attributes }),
        (string(), string()).prop_map(|(format, source)| MarkKind::Source { format, source }),
    ]
}

/// A text with marks at any positions.
pub fn text() -> impl Strategy<Value = Text> {
    let marks = vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), mark_kind()), 0..3);
    (string(), marks).prop_map(|(text, marks)| {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mark = |(a, b, kind): (prop::sample::Index, prop::sample::Index, MarkKind)| {
            let (a, b) = (places[a.index(places.len())], places[b.index(places.len())]);
            Mark::new(a.min(b)..a.max(b), kind)
        };
        let mut marks: Vec<Mark> = marks.into_iter().map(mark).collect();
        marks.sort_by_key(|mark| mark.start);
        Text { text, marks }
    })
}

/// A text with a matching kind and value.
fn scalar() -> impl Strategy<Value = (String, Kind, Option<String>)> {
    let number =
        proptest::sample::select(&["1", "1.10", "-0", "1e3", "1E+400", "123456789012345678901234567890"][..]);
    prop_oneof![
        4 => string().prop_map(|text| (text, Kind::Untyped, None)),
        2 => string().prop_map(|text| (text, Kind::Text, None)),
        2 => number.prop_map(|text| (text.to_owned(), Kind::Number, None)),
        1 => any::<bool>().prop_map(|flag| (flag.to_string(), Kind::Boolean, None)),
        1 => Just((String::new(), Kind::Null, None)),
        1 => Just((String::new(), Kind::Missing, None)),
        1 => Just(("10 February 2026".to_owned(), Kind::Date, Some("2026-02-10".to_owned()))),
        1 => Just(("1:24.537".to_owned(), Kind::Duration, Some("PT0H01M24.537S".to_owned()))),
        1 => Just(("12 %".to_owned(), Kind::Percentage, Some("0.12".to_owned()))),
        1 => Just(("[1,{\"a\":\"1e3\"}]".to_owned(), Kind::Json, None)),
    ]
}

fn extra(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = Extra> {
    (0_usize..3, 0_usize..3, any::<bool>(), any::<bool>(), attributes(), of(text()), blocks).prop_map(
        |(columns, rows, covered, header, attributes, note, blocks)| Extra {
            columns,
            rows,
            covered,
            header,
            attributes,
            note,
            blocks,
            ..Extra::default()
        },
    )
}

fn row(width: usize, blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = RowBuf> {
    let cell = (scalar(), text(), prop_oneof![3 => Just(None), 1 => extra(blocks).prop_map(Some)]);
    (vec(cell, width), prop_oneof![4 => Just(Vec::new()), 1 => attributes()]).prop_map(
        |(cells, attributes)| {
            let mut row = RowBuf::default();
            for ((text, kind, value), marked, extra) in cells {
                match extra {
                    Some(extra) if kind == Kind::Untyped => {
                        row.push_with(&marked.text, kind, Extra { marks: marked.marks, ..extra });
                    }
                    extra => row.push_with(&text, kind, Extra { value, ..extra.unwrap_or_default() }),
                }
            }
            *row.attributes_mut() = attributes;
            row
        },
    )
}

/// Turns a row into a header row: names have no kinds.
fn names(row: RowBuf) -> RowBuf {
    let mut names = RowBuf::default();
    for cell in row.as_row().cells() {
        let extra = Extra { value: None, ..cell.extra.cloned().unwrap_or_default() };
        names.push_with(cell.text, Kind::Untyped, extra);
    }
    names.attributes_mut().extend_from_slice(row.as_row().attributes());
    names
}

fn table(blocks: BoxedStrategy<Vec<Block>>) -> impl Strategy<Value = Table> {
    (0_usize..4, 0_usize..3, 0_usize..4).prop_flat_map(move |(width, headers, rows)| {
        let facts = (of(string()), of(text()), attributes(), any::<bool>());
        let header = vec(row(width, Just(Vec::new()).boxed()).prop_map(names), headers);
        (facts, header, vec(row(width, blocks.clone()), rows)).prop_map(
            |((name, caption, attributes, hidden), header, rows)| {
                let head = TableHead { name, caption, attributes, hidden, ..TableHead::with_header(header) };
                Table { head, rows }
            },
        )
    })
}

fn infobox() -> impl Strategy<Value = Infobox> {
    let entry = (string(), scalar(), text());
    (of(string()), vec(entry, 0..4)).prop_map(|(name, entries)| {
        let mut infobox = Infobox { name, ..Infobox::default() };
        for (key, (text, kind, value), marked) in entries {
            let value = if kind == Kind::Untyped || value.is_some() { marked } else { Text::plain(text) };
            let kind = if matches!(kind, Kind::Date | Kind::Duration | Kind::Percentage) {
                Kind::Text
            } else {
                kind
            };
            infobox.set(Entry { key, value, kind });
        }
        infobox
    })
}

fn item() -> impl Strategy<Value = Item> {
    let leaf = (proptest::sample::select(&ItemKind::ALL[..]), text()).prop_map(|(kind, text)| Item {
        kind,
        text,
        items: Vec::new(),
    });
    leaf.prop_recursive(2, 6, 3, |inner| {
        (proptest::sample::select(&ItemKind::ALL[..]), text(), vec(inner, 0..3))
            .prop_map(|(kind, text, items)| Item { kind, text, items })
    })
}

/// A JSON value.
pub fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        string().prop_map(Value::from),
        any::<i32>().prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map(string(), inner, 0..3).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn block() -> impl Strategy<Value = Block> {
    let simple = prop_oneof![
        (1_u8..=6, text()).prop_map(|(level, text)| Block::Heading(Heading { level, text })),
        infobox().prop_map(Block::Infobox),
        text().prop_map(Block::Paragraph),
        vec(item(), 0..3).prop_map(|items| Block::List(List { items })),
        (string(), string()).prop_map(|(format, text)| Block::Verbatim(Verbatim { format, text })),
        (string(), string()).prop_map(|(name, value)| Block::Property(Property { name, value })),
        value().prop_map(Block::Data),
    ];
    simple.prop_recursive(2, 8, 3, |inner| table(vec(inner, 0..2).boxed()).prop_map(Block::Table))
}

/// A document with anything that the model can hold.
pub fn document() -> impl Strategy<Value = Document> {
    let meta = (of(string()), of(string()), btree_map(string(), string(), 0..3)).prop_map(
        |(title, dialect, properties)| Meta {
            title,
            dialect,
            properties: properties.into_iter().collect(),
            ..Meta::default()
        },
    );
    (meta, vec(block(), 0..6)).prop_map(|(meta, blocks)| Document { meta, blocks })
}
