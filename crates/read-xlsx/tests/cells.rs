//! Cells: every type, in their number formats, as written by all kinds of programs.

mod common;

use common::{document, rows, workbook};

/// Checks the only row under the header `H` of a sheet.
fn check(cells: &str, formats: &[&str], expected: &str) {
    let sheet = format!(
        "<sheetData><row><c t='inlineStr'><is><t>H</t></is></c></row><row r='2'>{cells}</row></sheetData>"
    );
    let (document, messages) = document(&workbook(&sheet, formats, &[]));
    assert_eq!(messages, Vec::<String>::new());
    assert_eq!(rows(&document)[1], expected);
}

#[test]
fn numbers_are_shown_in_their_formats() {
    check(
        "<c><v>0.30000000000000004</v></c><c><v>1234567890123456</v></c>",
        &[],
        "0.3:number | 1.23456789012346E+15:number=1234567890123456",
    );
    check(
        "<c s='1'><v>41.4</v></c><c s='1'><v>41.4567</v></c>",
        &["0.00"],
        "41.40:number | 41.46:number=41.4567",
    );
    check("<c s='1'><v>1234.5</v></c>", &["#,##0.00"], "1,234.50:number=1234.5");
    check(
        "<c s='1'><v>0.125</v></c><c s='2'><v>0.125</v></c>",
        &["0.0%", "0%"],
        "12.5%:percentage | 13%:percentage=0.125",
    );
    check("<c s='1'><v>9.5</v></c>", &["[$€-407] 0.00"], "€ 9.50:currency=9.5 EUR");
    check("<c s='1'><v>5</v></c>", &[";;"], ":number=5");
    check("<c s='1'><v>1</v></c>", &["\"true\";\"true\";\"false\""], "true:boolean");
}

#[test]
fn dates_and_times_have_their_kinds() {
    check("<c s='1'><v>46063</v></c>", &["yyyy\\-mm\\-dd"], "2026-02-10:date");
    check("<c s='1'><v>46063</v></c>", &["[$-809]d mmmm yyyy"], "10 February 2026:date");
    check("<c s='1'><v>46063</v></c>", &["d/m/yy"], "10/2/26:date=2026-02-10");
    check("<c s='1'><v>46063.5</v></c>", &["yyyy\\-mm\\-dd\"T\"hh:mm"], "2026-02-10T12:00:datetime");
    check("<c s='1'><v>0.5</v></c>", &["h:mm"], "12:00:time=PT12H00M00S");
    check("<c s='1'><v>0.0009784375</v></c>", &["[m]:ss.000"], "1:24.537:duration");
    check("<c s='1'><v>0.0009784375</v></c>", &["[h]:mm:ss"], "0:01:25:duration=PT00H01M24.537S");
    check("<c s='1'><v>1.5</v></c>", &["[hh]:mm:ss"], "36:00:00:duration");
    // Excel's calendar has a day that does not exist.
    check(
        "<c s='1'><v>59</v></c><c s='1'><v>60</v></c><c s='1'><v>61</v></c>",
        &["yyyy-mm-dd"],
        "1900-02-28:date | 1900-02-29:text | 1900-03-01:date",
    );
    check(
        "<c s='1' t='d'><v>2026-02-10</v></c><c t='d'><v>2026-02-10T11:10:00</v></c>",
        &["d/m/yy"],
        "10/2/26:date=2026-02-10 | 2026-02-10T11:10:00:datetime",
    );
}

#[test]
fn other_types() {
    check("<c t='b'><v>1</v></c><c t='b'><v>0</v></c>", &[], "TRUE:boolean | FALSE:boolean");
    check("<c t='e'><v>#DIV/0!</v></c><c t='str'><v>a_x000D_b</v></c>", &[], "#DIV/0!:text | a\rb:text");
    check("<c t='inlineStr'><is><t>a</t><rPh sb='0' eb='1'><t>sound</t></rPh></is></c>", &[], "a:text");
    check("<c s='1' t='inlineStr'><is><t>a</t></is></c>", &["@\" kg\""], "a kg:text");
}

#[test]
fn cells_are_at_their_references() {
    check(
        "<c r='B2'><v>1</v></c><c><v>2</v></c><c r='E2'><v>3</v></c><c r='G2' s='1'/>",
        &["0"],
        ":null | 1:number | 2:number | :null | 3:number",
    );
    let sheet = "<sheetData><row><c><v>1</v></c></row><row r='4'><c r='A4'><v>4</v></c><c r='A6'><v>6</v></c></row><row><c><v>7</v></c></row><row r='9'/></sheetData>";
    assert_eq!(
        rows(&document(&workbook(sheet, &[], &[])).0),
        ["1", ":null", ":null", "4:number", ":null", "6:number", "7:number"]
    );
}

#[test]
fn shared_texts_may_have_runs_and_may_be_missing() {
    let strings = "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>plain &amp; simple</t></si>\
        <si><r><t xml:space='preserve'>a </t></r><r><rPr><b/><i val='0'/></rPr><t>b</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r></si></sst>";
    let sheet = "<sheetData><row><c t='inlineStr'><is><t>H</t></is></c></row><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row></sheetData>";
    let (found, messages) = document(&workbook(sheet, &[], &[("xl/sharedStrings.xml", strings)]));
    assert_eq!((rows(&found)[1].as_str(), messages.len()), ("plain & simple:text | a b2:text", 0));
    let table = found.tables().next().unwrap();
    let marks: Vec<String> =
        table.rows().next().unwrap().cell(1).marks().iter().map(|mark| format!("{mark:?}")).collect();
    assert_eq!(marks.len(), 2);
    assert!(
        marks[0].contains("start: 2, end: 3, kind: Bold") && marks[1].contains("start: 3, end: 4, kind: Sup"),
        "{marks:?}"
    );
    let (_, messages) = document(&workbook(sheet, &[], &[]));
    assert_eq!(
        messages,
        [
            "warning: 2 cells refer to texts that are not in the file (the file is damaged; such cells are read as empty)"
        ]
    );
}
