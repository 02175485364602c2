//! Pages and their blocks.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::*;
use model::{Block, Item, ItemKind};

#[test]
fn pipe_rows() {
    check_page_table("| a | b | |\n| | 7 | X |", &["[a;b;]", ";7;X"]);
    check_page_table("| a | b\n| 1 | 2 |", &["[a;b]", "1;2"]);
    check_page_table("| a |\n| |\n| x |", &["[a]", "", "x"]);
    check_page_table("| a | b |\n|---|:-:|\n| 1 | 2 |", &["[a;b]", "1;2"]);
    check_page_table("| a | b |\n| - | - |\n| --- | --- |", &["[a;b]", "-;-", "---;---"]);
    check_page_table("| a \\| b | \\\\| |", &["[a | b;\\|]"]);
    check_page_table("| [[a|b]] | {{abbr|c|d}} | <nowiki>|</nowiki> |", &["[b;c;|]"]);
    assert_eq!(read("| a | b |\n\n| c | d |").tables().count(), 2);
    assert_eq!(
        warnings("| a | b |\n| 1 |\n| 1 | 2 | 3 |\n| 4 | 5"),
        ["2: ragged-row", "3: ragged-row", "4: wiki-open-row"]
    );
}

#[test]
fn infoboxes() {
    let infobox = |page: &str| match read(page).blocks.into_iter().next() {
        Some(Block::Infobox(infobox)) => infobox,
        other => panic!("{page}: {other:?}"),
    };
    let entries = |page: &str| {
        let infobox = infobox(page);
        infobox
            .entries
            .iter()
            .map(|entry| format!("{}={}", entry.key, entry.value.text))
            .collect::<Vec<_>>()
            .join(";")
    };
    assert_eq!(
        entries("Infobox\n- Event: 1000 m\n- Time: 1:24.5: fast\n- Note:"),
        "Event=1000 m;Time=1:24.5: fast;Note="
    );
    assert_eq!(infobox("Infobox rink\n- a: b").name.as_deref(), Some("Infobox rink"));
    assert_eq!(infobox("{{Infobox x <!-- c -->\n| a = 1\n}}").name.as_deref(), Some("Infobox x"));
    assert_eq!(infobox("{{ infobox_x|a=1}}").name.as_deref(), Some("infobox x"));
    assert_eq!(entries("{{Infobox|url = http://a/?b=c|{{x|a=b}}|e=}}"), "url=http://a/?b=c;1={{x|a=b}};e=");
    assert_eq!(entries("{{Infobox|a=1|b=2|a=3}}"), "a=3;b=2");
    assert_eq!(warnings("{{Infobox|a=1\n|a=3}}"), ["2: duplicate-key"]);
    for list in ["\n* a\n* b", "{{plainlist|\n* a\n* b\n}}", "a<br />b", "{{ubl|a|b}}"] {
        assert_eq!(entries(&format!("{{{{Infobox|x = {list}\n}}}}")), "x=a\nb");
    }
}

#[test]
fn blocks() {
    let document = read(
        "= Title =\n\n== A ==\nb\n* c\n** d\n; e : f\n----\n[[Category:G|h]]\n__NOTOC__\n<pre>\ni\n</pre>",
    );
    assert_eq!(document.meta.title.as_deref(), Some("Title"));
    let [
        Block::Heading(a),
        Block::Paragraph(b),
        Block::List(list),
        Block::Verbatim(rule),
        Block::Property(category),
        Block::Property(switch),
        Block::Verbatim(pre),
    ] = document.blocks.as_slice()
    else {
        panic!("{:?}", document.blocks)
    };
    assert_eq!((a.level, a.text.text.as_str(), b.text.as_str()), (2, "A", "b"));
    assert_eq!(list.items[0].items[0].text.text, "d");
    assert_eq!((list.items[1].kind, list.items[2].kind), (ItemKind::Term, ItemKind::Definition));
    assert_eq!((rule.text.as_str(), pre.text.as_str()), ("----", "<pre>\ni\n</pre>"));
    assert_eq!((category.name.as_str(), category.value.as_str()), ("category", "G|h"));
    assert_eq!((switch.name.as_str(), switch.value.as_str()), ("switch", "NOTOC"));
}

#[test]
fn a_title_without_text_is_a_heading() {
    for page in ["={{clear}}<s>=", "= <ref>a</ref> =", "= ="] {
        let document = read(page);
        assert_eq!(document.meta.title, None, "{page}");
        let heading = matches!(&document.blocks[..], [Block::Heading(heading)] if heading.level == 1);
        assert!(heading, "{page}: {:?}", document.blocks);
    }
    assert_eq!(read("= {{nowrap|a}} =").meta.title.as_deref(), Some("a"));
    // Between the rows of a table, no heading is a title.
    assert!(matches!(&read("{|\n= a =\n|}").blocks[0], Block::Heading(heading) if heading.text.text == "a"));
}

#[test]
fn dialects() {
    let dialect = |page: &str| read(page).meta.dialect.unwrap_or_default();
    assert_eq!(dialect("= T =\n| a | b |"), "pipe");
    assert_eq!(dialect("{|\n|a\n|}"), "mediawiki");
    assert_eq!(dialect("{|\n|a\n|}\n| a | b |"), "pipe");
}

#[test]
fn input_that_is_not_text_is_an_error() {
    let fails = |bytes: &[u8]| testkit::read(WIKI, bytes).error().to_string();
    assert!(fails(b"a\nb\xFF").starts_with("2:2: error: the input is not valid UTF-8"));
    assert!(fails(b"a\0").starts_with("1:2: error: the input contains NUL bytes"));
    assert_eq!(warnings(""), ["0: empty"]);
    assert_eq!(read("\u{feff}= T =").meta.title.as_deref(), Some("T"));
}

/// The items of a list, with `>` for each list around them.
fn items(list: &[Item], depth: usize) -> Vec<String> {
    let item = |item: &Item| {
        let mut shown = vec![format!("{}{}: {}", ">".repeat(depth), item.kind.name(), item.text.text)];
        shown.extend(items(&item.items, depth + 1));
        shown
    };
    list.iter().flat_map(item).collect()
}

/// Checks the blocks of a page: properties as `name value`, headings with their level.
fn check_blocks(page: &str, expected: &[&str]) {
    let show = |block: &Block| match block {
        Block::Property(property) => format!("{} {}", property.name, property.value),
        Block::Paragraph(text) => text.text.clone(),
        Block::Heading(heading) => format!("{} {}", heading.level, heading.text.text),
        Block::List(list) => items(&list.items, 0).join(", "),
        Block::Verbatim(verbatim) => format!("source {}", verbatim.text),
        other => format!("{other:?}"),
    };
    assert_eq!(read(page).blocks.iter().map(show).collect::<Vec<_>>(), expected, "{page}");
}

#[test]
fn properties_of_the_page() {
    check_blocks("#REDIRECT [[a#b]] {{R from move}}", &["redirect a#b", "source {{R from move}}"]);
    check_blocks("#WEITERLEITUNG [[a]]\n[[Kategorie:b]]", &["redirect a", "category b"]);
    check_blocks("#перенаправление: [[a]]", &["redirect a"]);
    check_blocks("a\n#REDIRECT [[b]]", &["a", "number: REDIRECT b"]);
    check_blocks("{{DEFAULTSORT:a, b}}\n{{DISPLAYTITLE:''c''}}", &["defaultsort a, b", "displaytitle ''c''"]);
    check_blocks(
        "[[de:a]] [[Category:b|c]]\n__toc__ __INDEX__",
        &["language de:a", "category b|c", "switch TOC", "switch INDEX"],
    );
    check_blocks("[[:Category:a]] [[:de:b]]", &["Category:a de:b"]);
}

#[test]
fn terms_end_with_their_colon() {
    check_blocks("; a : b", &["term: a, definition: b"]);
    check_blocks("; http://a.b : c", &["term: http://a.b, definition: c"]);
    check_blocks("; [[a:b]] {{x|y:z}} : c", &["term: a:b {{x|y:z}}, definition: c"]);
    check_blocks("; ''a : b'' : c", &["term: a : b, definition: c"]);
    check_blocks("; <span title=\"a:b\">c : d</span> : e", &["term: c : d, definition: e"]);
    check_blocks("; a<br>b : c", &["term: a\nb, definition: c"]);
    check_blocks("; [http://a b:c] : d", &["term: b:c, definition: d"]);
    check_blocks("; a ''b : c", &["term: a b : c"]);
}

#[test]
fn lists_mix() {
    check_blocks(
        "* a\n** b\n*# c\n# d\n: e\n:* f\n*: g",
        &[
            "bullet: a, >bullet: b, >number: c, number: d, definition: e, >bullet: f, bullet: , >definition: g",
        ],
    );
    check_blocks("* a\n\n* b", &["bullet: a", "bullet: b"]);
}

#[test]
fn heading_signs() {
    check_blocks("=== a ==", &["2 = a"]);
    check_blocks("== a\nb ==", &["== a b =="]);
    check_blocks("== ''a'' [[b|c]]<ref>d</ref> == <!-- e -->", &["2 a c"]);
    check_blocks("x\n======= a =======", &["x", "6 = a ="]);
    check_blocks("a\n----b", &["a", "source ----", "b"]);
}

#[test]
fn offsets_include_the_byte_order_mark() {
    let page = "\u{FEFF}| Rank | Name |\n| 1 | Sun Long |\n";
    let reading = testkit::read(&convert_read_wiki::FORMATS[0], page);
    let document = reading.document();
    let row = document.tables().next().unwrap().rows().next().unwrap();
    let source = row.source().unwrap();
    let range = usize::try_from(source.start).unwrap()..usize::try_from(source.end).unwrap();
    assert_eq!(page[range].trim_end(), "| 1 | Sun Long |");
}
