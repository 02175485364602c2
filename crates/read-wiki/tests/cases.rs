//! What pages mean, case by case.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use model::{Block, Checked, Diagnostics, Document, Input, ItemKind, MarkKind, Params, Row, Table, Text};
use std::cell::RefCell;

/// Reads a page: the document, and the codes of its warnings with their lines.
fn read_with(page: &str, params: &Params) -> model::Result<(Document, Vec<String>)> {
    let warnings = RefCell::new(Vec::new());
    let diagnostics = Diagnostics::new(|diagnostic| {
        let line = diagnostic.place.map_or(0, |place| place.line);
        warnings.borrow_mut().push(format!("{line}: {}", diagnostic.code));
    });
    let mut sink = Checked::new(Document::default());
    let input = Input { bytes: &mut std::io::Cursor::new(page), diagnostics: &diagnostics };
    convert_read_wiki::read(input, params, &mut sink)?;
    let document = sink.into_inner().expect("the stream is complete");
    drop(diagnostics);
    Ok((document, warnings.into_inner()))
}

fn read(page: &str) -> Document {
    read_with(page, &Params::default()).expect("any text is a page").0
}

fn warnings(page: &str) -> Vec<String> {
    read_with(page, &Params::default()).expect("any text is a page").1
}

/// A row on one line: `^` before a covered cell, `!` before a header.
fn line(row: Row<'_>) -> String {
    let show = |cell: model::Cell<'_>| {
        let sign = if cell.is_covered() {
            "^"
        } else if cell.is_header() {
            "!"
        } else {
            ""
        };
        format!("{sign}{}", cell.text.replace('\n', "/"))
    };
    row.cells().map(show).collect::<Vec<_>>().join(";")
}

fn lines(table: &Table) -> Vec<String> {
    let names: Vec<&str> = table.head.columns.iter().map(|column| column.name.as_str()).collect();
    let header = Some(format!("[{}]", names.join(";"))).filter(|_| !names.is_empty());
    header.into_iter().chain(table.rows().map(line)).collect()
}

/// The only table of a page: its column names in brackets, then its rows.
fn check_page_table(page: &str, expected: &[&str]) {
    let document = read(page);
    let tables: Vec<&Table> = document.tables().collect();
    assert_eq!(tables.len(), 1, "{page}");
    assert_eq!(lines(tables[0]), expected, "{page}");
}

/// A `{|` table of these lines.
fn check_table(body: &str, expected: &[&str]) {
    check_page_table(&format!("{{|\n{body}\n|}}"), expected);
}

fn paragraph(page: &str) -> Text {
    match read(page).blocks.as_slice() {
        [Block::Paragraph(text)] => text.clone(),
        other => panic!("{page}: {other:?}"),
    }
}

fn check_text(page: &str, expected: &str) {
    assert_eq!(paragraph(page).text, expected, "{page}");
}

/// The marks of a paragraph as `kind(text)`.
fn check_marks(page: &str, expected: &[&str]) {
    let text = paragraph(page);
    let show = |mark: &model::Mark| {
        let kind = match &mark.kind {
            MarkKind::Link { target } => format!("link {target}"),
            MarkKind::ExternalLink { url } => format!("url {url}"),
            MarkKind::Template { name, .. } => format!("template {name}"),
            MarkKind::Reference { text, .. } => format!("reference {}", text.text),
            MarkKind::Comment { text } => format!("comment {text}"),
            MarkKind::Source { source, .. } => format!("source {source}"),
            MarkKind::Element { tag, .. } => format!("element {tag}"),
            kind => format!("{kind:?}").to_lowercase(),
        };
        format!("{kind}({})", &text.text[mark.start..mark.end])
    };
    assert_eq!(text.marks.iter().map(show).collect::<Vec<_>>(), expected, "{page}");
}

#[test]
fn cells_of_a_line() {
    check_table("| a || b", &["a;b"]);
    check_table("|a\n|b", &["a;b"]);
    check_table("| a || || ", &["a;;"]);
    check_table("|-\n|-\n|a", &["a"]);
    check_table("|a\nb||c", &["a b||c"]);
    check_table("||data with | |||second", &["data with |;second"]);
    check_table("|style=\"x\"||baz", &["style=\"x\";baz"]);
    check_table("|a [[X|Y]] z|b", &["a Y z|b"]);
    check_table("| [http://a/?x|y z]", &["y z]"]);
    check_table("|a||-1||+2", &["a;-1;+2"]);
    check_table("|colspan=\"2\"|-", &["-;^-"]);
    check_table("  |a\n  |-\n  |b", &["a", "b"]);
    check_table("|a||b<!-- x || y -->", &["a;b"]);
}

#[test]
fn header_cells() {
    check_table("!h1!!h2||h3", &["[h1;h2;h3]"]);
    check_table("!a\nb!!c", &["[a b!!c]"]);
    check_table("!2\n|4||6", &["!2;4;6"]);
    check_table("!hi <div class=\"!!\">ha</div>", &["[hi ha]"]);
    check_table("! a\n|-\n! b\n|-\n| 1", &["[a / b]", "1"]);
    check_table(
        "! rowspan=2 | a !! colspan=2 | b\n|-\n! c !! d\n|-\n|1||2||3",
        &["[a;b / c;b / d]", "1;2;3"],
    );
    check_table("! rowspan=2 | a !! b\n|-\n| 1\n|-\n| 2 || 3", &["[a;b]", "^a;1", "2;3"]);
}

#[test]
fn spans() {
    check_table("|rowspan=2|a||b\n|-\n|c", &["a;b", "^a;c"]);
    for two in ["rowspan=\"2\"", "ROWSPAN='2'", "rowspan = 2", "rowspan=2px"] {
        check_table(&format!("|{two}|a\n|-\n|b"), &["a", "^a;b"]);
    }
    for one in ["rowspan=\"x\"", "colspan=-1", "colspan=\"\""] {
        check_table(&format!("|{one}|a\n|-\n|b"), &["a", "b"]);
    }
    check_table("|rowspan=99|a\n|-\n|b", &["a", "^a;b"]);
    check_table("|rowspan=0|a\n|-\n|b\n|-\n|c", &["a", "^a;b", "^a;c"]);
    check_table("|a||rowspan=2|b\n|-\n|colspan=2|c", &["a;b", "c;^b"]);
}

#[test]
fn templates_for_whole_cells() {
    check_table("|colspan=2 {{N/A}}||b", &["N/A;^N/A;b"]);
    check_table("|colspan=2{{N/A}}||b", &["N/A;^N/A;b"]);
    check_table("|{{yes}}||{{no|Nope}}||{{sdash}}", &["Yes;Nope;—"]);
}

#[test]
fn what_separates_nothing() {
    check_table("|{{ubl|a|b}}||c", &["a/b;c"]);
    check_table("|a<ref>x || y</ref>||b<ref name=n />", &["a;b"]);
    check_table("|<math>|x||y|</math>||b", &["|x||y|;b"]);
    check_table("|<nowiki>|</nowiki>||<nowiki>||</nowiki>", &["|;||"]);
    check_table("|a\n<!-- gone -->\n|-\n<!-- | old -->\n|b", &["a", "b"]);
    check_table("|a\n<!--1-->\n<!--2-->|b", &["a;b"]);
    check_table("| x {{!}} y", &["y"]);
    check_table("| x &#124; y", &["x | y"]);
}

#[test]
fn cells_of_several_lines() {
    check_table("|\n* a\n* b\n** c", &["a/b/c"]);
    check_table("| a\n\nb\nc", &["a/b c"]);
    check_table("| * a", &["* a"]);
    let document = read("{|\n|\n* a\n** b\n|}");
    let table = document.tables().next().expect("a table");
    let marks: Vec<_> =
        table.rows[0].as_row().cell(0).marks().iter().map(|mark| (mark.start, mark.end)).collect();
    assert_eq!(marks, [(0, 1), (2, 3)]);
}

#[test]
fn nested_tables_are_blocks_of_their_cell() {
    let document = read("{|\n| a\n{|\n| b\n|}\nc\n|}");
    let table = document.tables().next().expect("a table");
    assert_eq!(lines(table), ["a/c"]);
    let extra = table.rows[0].as_row().extra(0).expect("an extra");
    assert!(matches!(extra.blocks.as_slice(), [Block::Table(inner)] if lines(inner) == ["b"]));
}

#[test]
fn captions_and_attributes() {
    let head = |page: &str| read(page).tables().next().expect("a table").head.clone();
    let caption = |page: &str| head(page).caption.map(|caption| caption.text);
    assert_eq!(caption("{|\n|+ style=\"x\" | Cap\n|-\n|}").as_deref(), Some("Cap"));
    assert_eq!(caption("{|\n|+ line1\nline2\n|a\n|}").as_deref(), Some("line1 line2"));
    assert_eq!(caption("{|\n|+ Cap {{small|(x)}}<ref>n</ref>\n|}").as_deref(), Some("Cap (x)"));
    assert_eq!(caption("{|\n|+\n|a\n|}"), None);
    assert_eq!(head("{| class=\"wikitable\"\n|}").attributes, []);
    assert_eq!(head("{|\n|}").attributes, [("class".into(), String::new())]);
    assert_eq!(head("{| class=a\n|}").attributes, [("class".into(), "a".into())]);
}

#[test]
fn tables_end_where_they_end() {
    check_page_table(":::{|\n|a\n|}", &["a"]);
    check_page_table("{|\n|a", &["a"]);
    assert_eq!(warnings("x\n\n{|\n|a"), ["3: wiki-unclosed-table"]);
    check_page_table("{||}", &[]);
    let document = read("{|\n|a\n|} tail");
    assert!(
        matches!(document.blocks.as_slice(), [Block::Table(_), Block::Paragraph(tail)] if tail.text == "tail")
    );
    check_text("|} and |- mean nothing", "|} and |- mean nothing");
}

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
        ["2: wiki-ragged", "3: wiki-ragged", "4: wiki-open-row"]
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
    assert_eq!(warnings("{{Infobox|a=1\n|a=3}}"), ["2: wiki-repeated-key"]);
    for list in ["\n* a\n* b", "{{plainlist|\n* a\n* b\n}}", "a<br />b", "{{ubl|a|b}}"] {
        assert_eq!(entries(&format!("{{{{Infobox|x = {list}\n}}}}")), "x=a\nb");
    }
}

#[test]
fn templates_render() {
    check_text("x {{flagIOCathlete|[[Sun Long (skater)|Sun Long]]|CHN|2026 Winter}}", "x Sun Long (CHN)");
    check_text("x {{flagIOC|NED|2026 Winter}}, {{flag|Italy}}", "x Netherlands, Italy");
    check_text("{{flagicon|NED}} [[Netherlands]]", "Netherlands");
    check_text("{{sort|01|First}} {{sortname|A|B}} {{nts|1,234}} {{hs|k}}", "First A B 1,234");
    check_text("{{gold01}}{{silver02}}{{bronze medal}}", "123");
    check_text("{{start date|2026|2|10|df=y}} {{dts|2026|2|10}}", "10 February 2026 February 10, 2026");
    check_text("{{convert|1000|m|ft}}, a{{=}}b, {{nowrap|{{abbr|PEN|Penalty}}}}", "1000 m, a=b, PEN");
    check_text("x {{mystery|a|b=c}}", "x {{mystery|a|b=c}}");
    assert_eq!(
        warnings("x {{mystery}} {{mystery}}\n\n\ny {{other}}"),
        ["1: wiki-unknown-template", "4: wiki-unknown-template"]
    );
    check_text("a {{-->}} b", "a {{-->}} b");
}

#[test]
fn unknown_templates_by_option() {
    let params = |what| Params::default().with("unknown-templates", what);
    let (document, _) = read_with("x {{mystery|'''a'''|b}}", &params("args")).expect("a page");
    assert!(matches!(document.blocks.as_slice(), [Block::Paragraph(text)] if text.text == "x a b"));
    let error = read_with("one\n\nx {{mystery}}", &params("error")).expect_err("an error");
    assert!(error.to_string().starts_with("3:3: error: template 'mystery' is not known"), "{error}");
    assert!(read_with("x", &params("other")).is_err());
}

#[test]
fn bold_and_italic() {
    check_marks("''a'' '''b'''", &["italic(a)", "bold(b)"]);
    check_marks("'''''a''' b''", &["italic(a b)", "bold(a)"]);
    check_marks("'''''a'' b'''", &["bold(a b)", "italic(a)"]);
    check_marks("L'''amour'''", &["bold(amour)"]);
    check_marks("L'''amour'' x", &["italic(amour)"]);
    check_marks("'''open\nnext", &["bold(open)"]);
    check_marks("van 't Wout", &[]);
    check_marks("<b>a<i>b</b>c", &["bold(ab)", "italic(b)"]);
}

#[test]
fn links() {
    check_marks(
        "[[a]]s [[b|c]] [[:Category:d]]",
        &["link a(as)", "link b(c)", "link Category:d(Category:d)"],
    );
    check_marks("[[X (y)|]] [[N:Z|]]", &["link X (y)(X)", "link N:Z(Z)"]);
    check_marks(
        "[http://a b] [http://c]",
        &["url http://a(b)", "source [http://c](http://c)", "url http://c(http://c)"],
    );
    check_marks("[[a|''b'' c]]", &["link a(b c)", "italic(b)"]);
    check_marks("x [[File:r.jpg|thumb|The rink]]", &["source [[File:r.jpg|thumb|The rink]](The rink)"]);
    check_text("[[]] [[ ]] [[|]] [x] [[a\nb]]", "[[]] [[ ]] [[|]] [x] [[a b]]");
}

#[test]
fn references_comments_and_tags() {
    check_marks("a<ref name=n>b ''c''</ref> d<!-- e -->", &["reference b c()", "comment  e ()"]);
    check_text(
        "m<sup>2</sup> H<sub>2</sub>O <small>x</small> <wibble>y</wibble>",
        "m2 H2O x <wibble>y</wibble>",
    );
    check_text("a<br>b <br /> c", "a\nb\nc");
    check_marks(
        "<br>a<br>b<br><br/>",
        &["source <br />()", "linebreak(\n)", "source <br />()", "source <br />()"],
    );
    check_text("<span style=\"display:none\">07</span>7", "7");
    check_text("10&nbsp;km &amp;lt; &#8211; &foo;", "10\u{a0}km &lt; – &foo;");
    check_text("<nowiki>''[[a]] {{b}} &lt;</nowiki>", "''[[a]] {{b}} <");
    check_text("one\n<!-- c -->\ntwo", "one two");
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
    // Between the rows of a table nothing is a title.
    assert!(matches!(&read("{|\n= a =\n|}").blocks[0], Block::Heading(heading) if heading.text.text == "a"));
}

#[test]
fn braces_around_what_is_no_title_are_text() {
    check_text("a {{>}} b {{x}y}} {{a>b|c}}", "a {{>}} b {{x}y}} {{a>b|c}}");
    check_marks("a {{>}} {{a>b|c}}", &["source {{>}}({{>}})", "source {{a>b|c}}({{a>b|c}})"]);
}

#[test]
fn dialects() {
    let dialect = |page: &str| read(page).meta.dialect.unwrap_or_default();
    assert_eq!(dialect("= T =\n| a | b |"), "pipe");
    assert_eq!(dialect("{|\n|a\n|}"), "mediawiki");
    assert_eq!(dialect("{|\n|a\n|}\n| a | b |"), "pipe");
}

#[test]
fn what_is_no_text_is_an_error() {
    let fails = |bytes: &[u8]| {
        let diagnostics = Diagnostics::ignore();
        let input = Input { bytes: &mut std::io::Cursor::new(bytes), diagnostics: &diagnostics };
        convert_read_wiki::read(input, &Params::default(), &mut Document::default())
            .expect_err("an error")
            .to_string()
    };
    assert!(fails(b"a\nb\xFF").starts_with("2:2: error: the input is not valid UTF-8"));
    assert!(fails(b"a\0").starts_with("1:2: error: the input holds NUL bytes"));
    assert_eq!(warnings(""), ["0: wiki-empty"]);
    assert_eq!(read("\u{feff}= T =").meta.title.as_deref(), Some("T"));
}

#[test]
fn html_tables() {
    let check = check_page_table;
    check("<table><tr><td>a<td>b</table>", &["a;b"]);
    check(
        "<TABLE>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n<tr><td>1</td><td>2</td></tr>\n</TABLE>",
        &["[a;b]", "1;2"],
    );
    check("<table><thead><tr><th>a<th>b<tbody><tr><td>1<td>2</table>", &["[a;b]", "1;2"]);
    check("<table><td>a</td></table>", &["a"]);
    check("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", &["a;b", "^a;c"]);
    check("<table><tr><td colspan=\"2\">a<tr><td>b<td>c</table>", &["a;^a", "b;c"]);
    check("<table><tr><td>\n* a\n* b\n</td></tr></table>", &["a/b"]);
    check("<table><tr><td>a || b | c</table>", &["a || b | c"]);
    check("<table><tr><td>''a''<nowiki></td></nowiki><td><!-- <td> -->b</table>", &["a</td>;b"]);
    check("<table><tr><td>{{mystery|<td>}}<td>b</table>", &["{{mystery|<td>}};b"]);
    check("<table>\n<tr><td>a\n", &["a"]);
    check(":<table><tr><td>a</table>", &["a"]);
    check("'''<table><tr><td>a</table> b", &["a"]);
    check("<table><tr><td\n class=x>a</table>", &["a"]);
    // Rows and cells of both kinds.
    check_table("!a\n<tr><td>b!!c</td></tr>", &["[a]", "b!!c"]);
    check_table("|-\n<td>a</td>", &["a"]);
    check_table("|a<td>b||c\n|d", &["a;b;c;d"]);
    check_table("|a\n<tr><td>b\n|-\n|c", &["a", "b", "c"]);
    check_table("|<div title=\"x || y | z\">a</div>||b < c||d", &["a;b < c;d"]);
}

#[test]
fn html_tables_nest_and_keep_attributes() {
    let inner = |page: &str| {
        let document = read(page);
        let table = document.tables().next().expect("a table").clone();
        let extra = table.rows[0].as_row().extra(0).expect("an extra").clone();
        let Some(Block::Table(inner)) = extra.blocks.first() else { return Vec::new() };
        [lines(&table), lines(inner)].concat()
    };
    assert_eq!(inner("<table><tr><td>a\n{|\n|x\n|}\nb</td><td>c</table>"), ["a/b;c", "x"]);
    assert_eq!(inner("<table><td>a<table><td>x<tr><td>y</table>b<td>c</table>"), ["a/b;c", "x", "y"]);
    assert_eq!(inner("{|\n|a\n<table><td>x\n</table>\n|c\n|}"), ["a;c", "x"]);
    let document = read("<table id=t><caption id=c>C</caption><tr id=r><td id=d colspan=1>a</table>");
    let table = document.tables().next().expect("a table");
    let id = |value: &str| vec![("id".to_owned(), value.to_owned())];
    assert_eq!(
        (table.head.attributes.clone(), table.rows[0].as_row().attributes().to_vec()),
        (id("t"), id("r"))
    );
    assert_eq!(table.rows[0].as_row().extra(0).expect("an extra").attributes, id("d"));
    let caption = table.head.caption.as_ref().expect("a caption");
    assert_eq!(caption.text, "C");
    assert!(
        matches!(&caption.marks[0].kind, MarkKind::Element { tag, attributes } if tag == "caption" && *attributes == id("c"))
    );
}
