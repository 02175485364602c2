//! Pages are read as browsers show them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use model::{Block, Checked, Diagnostics, Document, Event, Flow, Input, Item, Kind, MarkKind, Result, Sink};

fn read(page: &str) -> Document {
    convert_read_html::read_str(page).unwrap()
}

fn paragraphs(page: &str) -> Vec<String> {
    let text = |block: Block| match block {
        Block::Paragraph(text) => text.text,
        block => panic!("{block:?}"),
    };
    read(page).blocks.into_iter().map(text).collect()
}

#[test]
fn the_fixture_is_read_as_shown() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/html/meet.html"))
        .unwrap();
    let document = read(&page);
    assert_eq!(document.meta.title.as_deref(), Some("Harbour Meet"));
    let Block::Paragraph(first) = &document.blocks[0] else { panic!("{:?}", document.blocks[0]) };
    let shown = "A meet in two parts, by the Harbour\u{a0}Club (see its page).\nSecond line, H2O, code.";
    assert_eq!(first.text, shown);
    let is_link = |kind: &MarkKind| *kind == MarkKind::Link { target: "Harbour Club".into() };
    assert!(first.marks.iter().any(|mark| is_link(&mark.kind)));
    let note = first.marks.iter().find_map(|mark| match &mark.kind {
        MarkKind::Reference { text, .. } => Some(text.text.as_str()),
        _ => None,
    });
    assert_eq!(note, Some("Told by Ada."));
    let Block::Infobox(infobox) = &document.blocks[1] else { panic!("{:?}", document.blocks[1]) };
    assert_eq!((infobox.entries[1].key.as_str(), infobox.entries[1].kind), ("Date", Kind::Untyped));
    let tables: Vec<_> = document.tables().collect();
    let names: Vec<&str> = tables[0].head.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["Rank", "Name", "Time / Split", "Time / Finish"]);
    let rows: Vec<Vec<&str>> = tables[0].rows().map(|row| row.texts().collect()).collect();
    assert_eq!(rows[0], ["1", "Ada Quill", "41.400", "1:24.537"]);
    assert_eq!(rows[1], ["2", "Bea\nMoss", "did not finish", "did not finish"]);
    assert_eq!(rows[2], ["2", "Cleo Nash", "", "1:25.818"]);
    assert_eq!(rows[3][0], "007 &   kept  blanks ");
    let row = tables[0].rows[2].as_row();
    assert!(matches!(row.cell(3).extra.unwrap().blocks[..], [Block::Table(_)]));
    let note = tables[0].rows[1].as_row().cell(2).extra.unwrap().note.clone();
    assert_eq!(note.unwrap().text, "withdrew in lane 4");
    assert!(tables[1].head.header.is_empty() && tables[1].rows[1].as_row().cell(0).is_header());
    let Some(Block::List(list)) = document.blocks.iter().find(|block| matches!(block, Block::List(_))) else {
        panic!("no list")
    };
    let texts = |items: &[Item]| items.iter().map(|item| item.text.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&list.items), ["one", "two"]);
    assert_eq!(texts(&list.items[0].items), ["first", "second"]);
}

#[test]
fn hidden_elements_are_left_out() {
    let page = "<p>a<script>b</script><style>c</style><template>d</template><!-- e --><i hidden>f</i>\
                <b style='display: none'>g</b><noscript>h</noscript></p>";
    assert_eq!(paragraphs(page), ["a"]);
}

#[test]
fn blocks_separate_text() {
    let page = "one <div>two <p>three</p> four</div> five<hr>six<blockquote>seven</blockquote>";
    assert_eq!(paragraphs(page), ["one", "two", "three", "four", "five", "six", "seven"]);
}

#[test]
fn only_safe_addresses_are_links() {
    let page = "<p><a href='javascript:alert(1)'>a</a> <a href='https://b.c'>b</a> <a href=' JaVaScRiPt:x'>c</a></p>";
    let Block::Paragraph(text) = read(page).blocks.remove(0) else { panic!("no paragraph") };
    assert_eq!(text.marks.len(), 1);
    assert_eq!(text.marks[0].kind, MarkKind::ExternalLink { url: "https://b.c".into() });
}

#[test]
fn lists_in_cells_are_lines() {
    let document = read("<table><tr><td>a<ul><li>b<li>c<ol><li>d</ol></ul>e</table>");
    let table = document.tables().next().unwrap();
    assert_eq!(table.rows[0].as_row().text(0), "a\nb\nc\nd\ne");
}

#[test]
fn reading_stops_when_asked() {
    struct OneRow;
    impl Sink for OneRow {
        fn event(&mut self, event: Event<'_>) -> Result<Flow> {
            Ok(if matches!(event, Event::Row(_)) { Flow::Stop } else { Flow::Continue })
        }
    }
    let mut page = std::io::Cursor::new("<table><tr><td>1<tr><td><img src=a></table><img src=b>");
    let diagnostics = Diagnostics::new(|diagnostic| panic!("{diagnostic}"));
    // `Checked` fails at an event after the stop.
    convert_read_html::read(Input::new(&mut page, &diagnostics), &mut Checked::new(OneRow)).unwrap();
}

#[test]
fn the_encoding_is_found() {
    let found = |page: &[u8]| {
        let (mut document, diagnostics) = (Document::default(), Diagnostics::ignore());
        let mut page = std::io::Cursor::new(page);
        convert_read_html::read(Input::new(&mut page, &diagnostics), &mut document).unwrap();
        (document.meta.found.encoding.unwrap(), document.meta.found.byte_order_mark)
    };
    assert_eq!(found(b"<p>a"), ("UTF-8", false));
    assert_eq!(found(b"\xEF\xBB\xBF<p>a"), ("UTF-8", true));
    assert_eq!(found(b"\xFE\xFF\0a"), ("UTF-16BE", true));
    assert_eq!(found(b"<meta charset=latin1><p>\xE9"), ("windows-1252", false));
    // A string is not decoded again.
    assert_eq!(paragraphs("<meta charset=latin1><p>\u{e9}"), ["\u{e9}"]);
}
