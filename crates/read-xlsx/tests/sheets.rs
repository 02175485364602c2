//! Sheets and packages: everything other than cells, and the many ways to write the same thing.

mod common;

use common::{MAIN, RELATION, document, relations, rows, workbook, zip};
use model::{Block, MarkKind};

const HEADER: &str = "<row r='1'><c t='inlineStr'><is><t>H</t></is></c></row>";

#[test]
fn merged_cells_repeat_their_text() {
    let sheet = format!(
        "<sheetData>{HEADER}<row r='2'><c r='A2'><v>1</v></c><c r='B2'><v>9</v></c><c r='C2'><v>2</v></c></row></sheetData>\
         <mergeCells><mergeCell ref='A2:B3'/><mergeCell ref='C5:D5'/></mergeCells>"
    );
    let (found, messages) = document(&workbook(&sheet, &[], &[]));
    let expected = [
        "H",
        "1:number | ^1:number | 2:number",
        "^1:number | ^1:number",
        ":null",
        ":null | :null | :null | ^:null",
    ];
    assert_eq!(rows(&found), expected);
    let table = found.tables().next().unwrap();
    assert_eq!(table.rows().next().unwrap().cell(0).span(), (2, 2));
    assert_eq!(
        messages,
        [
            "warning: 1 cell under a merged cell has content that is not visible (the text of the merged cell is used instead)"
        ]
    );
}

#[test]
fn links_and_notes() {
    let sheet = format!(
        "<sheetData>{HEADER}<row r='2'><c r='A2' t='inlineStr'><is><t>site</t></is></c></row></sheetData>\
         <hyperlinks><hyperlink ref='A2' r:id='l'/></hyperlinks>"
    );
    let comments = format!(
        "<comments xmlns='{MAIN}'><commentList><comment ref='A2'><text><r><t>first</t></r><r><t> note</t></r></text></comment>\
         <comment ref='C3'><text><t>[Threaded comment]\n\nYour version…\n\nComment:\n    said</t></text></comment></commentList></comments>"
    );
    let relations =
        relations(&[("l", "hyperlink", "https://example.org/"), ("c", "comments", "/xl/comments1.xml")]);
    let more = [
        ("xl/worksheets/_rels/sheet1.xml.rels", relations.as_str()),
        ("xl/Comments1.XML", comments.as_str()),
    ];
    let (found, messages) = document(&workbook(&sheet, &[], &more));
    assert_eq!(messages, Vec::<String>::new());
    let table = found.tables().next().unwrap();
    let all: Vec<_> = table.rows().collect();
    let cell = all[0].cell(0);
    assert_eq!(cell.marks()[0].kind, MarkKind::ExternalLink { url: "https://example.org/".into() });
    assert_eq!(cell.extra.unwrap().note.as_ref().unwrap().text, "first note");
    assert_eq!(all[1].cell(2).extra.unwrap().note.as_ref().unwrap().text, "said");
}

#[test]
fn other_ways_to_write_the_same_thing() {
    let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    let strict_relation = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let sheet = format!(
        "<?xml version='1.0' encoding='UTF-16'?><x:worksheet xmlns:x='{strict}'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>é</x:t></x:is></x:c></x:row>\
         <x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref='A2:B2'/></x:mergeCells></x:worksheet>"
    );
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(sheet.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let book = format!(
        "<w:workbook xmlns:w='{strict}' xmlns:q='{strict_relation}'><w:workbookPr date1904='1'/><w:sheets><w:sheet name='S' q:id='s'/></w:sheets></w:workbook>"
    );
    let root = relations(&[("r", "officeDocument", "/book/Main.xml")]).replace(RELATION, strict_relation);
    let parts = relations(&[("s", "worksheet", "../data/one.xml")]);
    let bytes = zip(&[
        ("_rels\\.rels", root.as_bytes()),
        ("book\\main.xml", book.as_bytes()),
        ("book/_rels/Main.xml.rels", parts.as_bytes()),
        ("data/one.xml", &wide),
    ]);
    assert_eq!(rows(&document(&bytes).0), ["é", "1:number | ^1:number"]);
}

#[test]
fn sheets_are_tables_and_others_are_reported() {
    let one = format!("<worksheet xmlns='{MAIN}'><sheetData>{HEADER}</sheetData></worksheet>");
    let book = format!(
        "<workbook xmlns='{MAIN}' xmlns:r='{RELATION}'><sheets><sheet name='A' r:id='s1'/><sheet name='Chart' r:id='s2'/>\
         <sheet name='B' state='veryHidden' r:id='s3'/><sheet name='Gone' r:id='s4'/></sheets>\
         <definedNames><definedName name='_xlnm.Print_Titles' localSheetId='2'>B!$A:$A,B!$1:$2</definedName></definedNames></workbook>"
    );
    let two = format!(
        "<worksheet xmlns='{MAIN}'><sheetData>{HEADER}<row><c><v>2</v></c></row><row><c><f>1+2</f><v>3</v></c></row><row><c><f>1</f></c></row></sheetData></worksheet>"
    );
    let links = relations(&[
        ("s1", "worksheet", "a.xml"),
        ("s2", "chartsheet", "chart.xml"),
        ("s3", "worksheet", "b.xml"),
        ("s4", "worksheet", "gone.xml"),
    ]);
    let bytes = zip(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/a.xml", one.as_bytes()),
        ("xl/b.xml", two.as_bytes()),
    ]);
    let (found, messages) = document(&bytes);
    let headings: Vec<&str> = found
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(heading.text.text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(headings, ["A", "B"]);
    let tables: Vec<_> = found.tables().collect();
    assert_eq!((tables[0].head.hidden, tables[1].head.hidden), (false, true));
    assert_eq!((tables[1].head.columns[0].name.as_str(), tables[1].rows().count()), ("H / 2", 1));
    assert_eq!(
        messages,
        [
            "warning: the package does not contain 'xl/gone.xml', the part of sheet 'Gone' (the sheet is read as empty)",
            "note: 2 cells have formulas; their stored values are read",
            "warning: 1 formula has no result in the file; its cell is empty (to compute formulas, open the file in a spreadsheet program and save it)",
            "note: sheet 'Chart' is a chart and is left out",
        ]
    );
}

#[test]
fn the_format_is_detected_from_the_content() {
    let sniff = convert_read_xlsx::FORMATS[0].sniff;
    assert_eq!(sniff(&workbook("", &[], &[])), model::Confidence::Certain);
    assert_eq!(sniff(&zip(&[("[Content_Types].xml", b"")])), model::Confidence::Likely);
    assert_eq!(sniff(&zip(&[("xl/workbook.bin", b"")])), model::Confidence::No);
    assert_eq!(
        sniff(&zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")])),
        model::Confidence::Maybe
    );
}
