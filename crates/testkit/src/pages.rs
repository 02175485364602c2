//! The test suite for formats of pages: text that looks like markup comes back unchanged.

use crate::{Pair, read};
use model::{
    Block, Document, Entry, Extra, Heading, Infobox, Item, ItemKind, Kind, List, Mark, MarkKind, Meta,
    RowBuf, Table, TableHead, Text, Verbatim,
};
use proptest::prelude::*;

/// A format of pages.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    /// Its reader and its writer.
    pub pair: Pair,
    /// The name of a note after it is written and read.
    pub note: &'static str,
}

/// Text that looks like markup in some format.
fn text() -> BoxedStrategy<String> {
    prop_oneof![
        3 => "[a-zé ]{1,8}",
        4 => "[\\-\"'|\\\\{}\\[\\]<>&#*_!?`=:+~()$ \n\ta0.]{1,8}",
        1 => prop_oneof![
            Just("1. a"), Just("10) b"), Just("- a"), Just("+ a"), Just("# a"), Just("a #"), Just("> a"), Just("---"),
            Just("==="), Just("***"), Just("&amp;"), Just("<b>"), Just("<br>"), Just("<!-- a -->"), Just("[a](b)"),
            Just("![a](b)"), Just("https://example.org/a_b_c?d=e&f"), Just("snake_case_name"), Just("a\nb"), Just("\n"),
            Just("a\n"), Just("    a"), Just("\ta"), Just("~~a~~"), Just("Table: a"), Just("Infobox"), Just("[^1]"),
            Just("[^1]: a"), Just("[a]: b"), Just("\u{a0}a\u{a0}"), Just("\u{FEFF}a"), Just("\u{2028}"), Just("a  \nb"),
            Just("\\"), Just("a\\\nb"), Just("|"), Just("\\|"), Just("| - | - |"), Just("```"), Just("  "), Just("\u{c}"),
            Just("<a@b.c>"), Just("$$a$$"), Just("\u{85}x\u{85}"),
        ].prop_map(str::to_owned),
    ]
    .boxed()
}

fn mark() -> BoxedStrategy<MarkKind> {
    prop_oneof![
        Just(MarkKind::Bold),
        Just(MarkKind::Bold),
        Just(MarkKind::Italic),
        Just(MarkKind::Italic),
        Just(MarkKind::Strike),
        Just(MarkKind::Sup),
        Just(MarkKind::Code),
        text().prop_map(|target| MarkKind::Link { target }),
        Just(MarkKind::ExternalLink { url: "https://example.org/?a=b&c".into() }),
        text().prop_map(|text| MarkKind::Reference { name: None, group: None, text: Box::new(text.into()) }),
    ]
    .boxed()
}

fn marked() -> BoxedStrategy<Text> {
    (text(), proptest::collection::vec((0_usize..6, 0_usize..6, mark()), 0..3))
        .prop_map(|(text, marks)| {
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let place = |at: usize| boundaries[at.min(boundaries.len() - 1)];
            let mark = |(start, length, kind)| Mark::new(place(start)..place(start + length), kind);
            let mut marks: Vec<Mark> = marks.into_iter().map(mark).collect();
            marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
            Text { text, marks }
        })
        .boxed()
}

fn row(texts: &[Text]) -> RowBuf {
    let mut row = RowBuf::default();
    for text in texts {
        row.push_with(&text.text, Kind::Untyped, Extra { marks: text.marks.clone(), ..Extra::default() });
    }
    row
}

fn block() -> BoxedStrategy<Block> {
    let item = (0_usize..2, marked(), proptest::collection::vec((0_usize..2, marked()), 0..3)).prop_map(
        |(kind, text, under)| {
            let item = |(kind, text)| Item { kind: ItemKind::ALL[kind], text, items: Vec::new() };
            Item { items: under.into_iter().map(item).collect(), ..item((kind, text)) }
        },
    );
    let cells = |width| proptest::collection::vec(marked(), width);
    let table = (1_usize..4).prop_flat_map(move |width| {
        (
            proptest::option::of(cells(width)),
            proptest::option::of(marked()),
            proptest::collection::vec(cells(width), 1..4),
        )
            .prop_map(|(header, caption, rows)| {
                let head =
                    header.map_or(TableHead::default(), |header| TableHead::with_header(vec![row(&header)]));
                let rows = rows.iter().map(|cells| row(cells)).collect();
                Block::Table(Table { head: TableHead { caption, ..head }, rows })
            })
    });
    let entries = proptest::collection::vec((text(), marked()), 1..3);
    prop_oneof![
        3 => marked().prop_map(Block::Paragraph),
        2 => (1_u8..7, marked()).prop_map(|(level, text)| Block::Heading(Heading { level, text })),
        2 => proptest::collection::vec(item, 1..4).prop_map(|items| Block::List(List { items })),
        2 => table,
        1 => entries.prop_map(|entries| {
            let mut infobox = Infobox { name: Some("Infobox a|b".into()), entries: Vec::new() };
            for (key, value) in entries {
                infobox.set(Entry { key, value, kind: Kind::Untyped });
            }
            Block::Infobox(infobox)
        }),
        1 => text().prop_map(|text| Block::Verbatim(Verbatim { format: "wiki".into(), text })),
        1 => text().prop_map(|text| Block::Data(model::Value::from(vec![text]))),
    ]
    .boxed()
}

/// A document with only its text, in place.
fn shown(document: &Document) -> Document {
    let text = |text: &Text| Text::plain(text.text.as_str());
    fn items(list: &[Item]) -> Vec<Item> {
        let item = |item: &Item| Item {
            kind: item.kind,
            text: item.text.text.as_str().into(),
            items: items(&item.items),
        };
        list.iter().map(item).collect()
    }
    let row = |row: &RowBuf| row.as_row().texts().collect::<RowBuf>();
    let block = |block: &Block| match block {
        Block::Paragraph(paragraph) => Block::Paragraph(text(paragraph)),
        Block::Heading(heading) => {
            Block::Heading(Heading { level: heading.level, text: text(&heading.text) })
        }
        Block::List(list) => Block::List(List { items: items(&list.items) }),
        Block::Infobox(infobox) => {
            let entry = |entry: &Entry| Entry { value: text(&entry.value), ..entry.clone() };
            Block::Infobox(Infobox {
                entries: infobox.entries.iter().map(entry).collect(),
                ..infobox.clone()
            })
        }
        Block::Table(table) => {
            let head = TableHead {
                caption: table.head.caption.as_ref().map(text),
                header: table.head.header.iter().map(row).collect(),
                ..table.head.clone()
            };
            Block::Table(Table { head, rows: table.rows.iter().map(row).collect() })
        }
        block => block.clone(),
    };
    Document { meta: document.meta.clone(), blocks: document.blocks.iter().map(block).collect() }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400)
}

impl Pages {
    /// Writes a document as a page.
    pub fn write(&self, document: &Document) -> String {
        self.pair.write([document])
    }

    /// Reads a page as a document.
    pub fn read(&self, page: &str) -> Document {
        read(self.pair.reader, page).document()
    }

    /// Checks that text comes back unchanged, and that writing what was read is stable.
    pub fn check_texts(&self) {
        let title = proptest::option::of("[a-z#*_ ]{0,5}[a-z#]");
        let blocks = proptest::collection::vec(block(), 0..4);
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) };
        proptest!(config, |(title in title, blocks in blocks)| {
            let document = Document { meta: Meta { title, ..Meta::default() }, blocks };
            let page = self.write(&document);
            let back = self.read(&page);
            prop_assert_eq!(shown(&back).normalized(), shown(&document).normalized(), "{}", page);
            // Overlapping marks may be written differently the first time.
            let again = self.write(&back);
            prop_assert_eq!(shown(&self.read(&again)).normalized(), shown(&back).normalized(), "{}", again);
            prop_assert_eq!(self.write(&self.read(&again)), again);
        });
    }

    fn check_text(&self, text: Text) {
        let document = Document { blocks: vec![Block::Paragraph(text)], ..Document::default() };
        let page = self.write(&document);
        assert_eq!(self.read(&page).normalized(), document.normalized(), "{page}");
    }

    /// Checks that marks come back in the same place.
    pub fn check_marks(&self) {
        let kinds = [
            MarkKind::Bold,
            MarkKind::Italic,
            MarkKind::Strike,
            MarkKind::Code,
            MarkKind::Sub,
            MarkKind::Sup,
            MarkKind::Underline,
            MarkKind::Small,
            MarkKind::Link { target: "Category:Sun (Long) <x> | y".into() },
            MarkKind::ExternalLink { url: "https://example.org/a_(b)".into() },
        ];
        for kind in kinds {
            for (text, range) in
                [("Sun Long", 0..8), ("a(b)c", 1..4), ("a b", 1..3), ("abc", 1..2), ("a*b`c", 0..5)]
            {
                self.check_text(Text::with_marks(text, vec![Mark::new(range, kind.clone())]));
            }
            let outer = |range| vec![Mark::new(range, MarkKind::Bold), Mark::new(2..5, kind.clone())];
            if kind != MarkKind::Bold {
                self.check_text(Text::with_marks("a bcd e", outer(0..7)));
                self.check_text(Text::with_marks("a bcd e", outer(2..5)));
            }
        }
    }

    /// Checks that footnotes come back, even if one is used twice.
    pub fn check_footnotes(&self) {
        let note = |name: Option<&str>, text: &str| MarkKind::Reference {
            name: name.map(str::to_owned),
            group: None,
            text: Box::new(text.into()),
        };
        self.check_text(Text::with_marks(
            "a b",
            vec![Mark::new(1..1, note(None, "one")), Mark::new(3..3, note(None, "*two*"))],
        ));
        let again =
            vec![Mark::new(1..1, note(Some(self.note), "one")), Mark::new(3..3, note(Some(self.note), ""))];
        self.check_text(Text::with_marks("a b", again));
    }
}
