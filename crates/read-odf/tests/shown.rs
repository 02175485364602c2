//! Displayed texts, compared to those of LibreOffice 7.4 for the same files (its CSV export of cells as displayed;
//! booleans as in files with styles).

#![allow(clippy::unwrap_used, reason = "helpers of tests outside of #[test] functions")]

mod common;

use common::FODS;
use model::{Diagnostics, Document, Header, Input};
use testkit::read;

const OPEN: &str = "<o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:x='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:n='urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0' \
    xmlns:s='urn:oasis:names:tc:opendocument:xmlns:style:1.0'>";

fn file(styles: &str, rows: &str) -> String {
    format!(
        "{OPEN}<o:automatic-styles>{styles}</o:automatic-styles><o:body><o:spreadsheet><t:table t:name='S'>{rows}\
         </t:table></o:spreadsheet></o:body></o:document>"
    )
}

/// The texts of the only table, without a header.
fn texts(document: &Document) -> Vec<Vec<String>> {
    let table = document.tables().next().unwrap();
    assert_eq!(document.tables().count(), 1);
    let header = table.head.header.iter().map(model::RowBuf::as_row);
    header.chain(table.rows()).map(|row| row.texts().map(str::to_owned).collect()).collect()
}

/// Checks the displayed text of a cell that has a data style but no text.
fn check(style: &str, value: &str, shown: &str) {
    let cell_style = "<s:style s:name='c' s:family='table-cell' s:data-style-name='N'/>";
    let cell = format!("<t:table-row><t:table-cell t:style-name='c' o:value-type={value}/></t:table-row>");
    let reading = read(FODS.reader, file(&format!("{style}{cell_style}"), &cell));
    assert_eq!(reading.diagnostics, [], "{style} {value}");
    assert_eq!(texts(&reading.document()), [[shown]], "{style} {value}");
}

#[test]
fn numbers_without_a_text() {
    let number = |attributes: &str, value: &str, shown: &str| {
        let style = format!("<n:number-style s:name='N'><n:number {attributes}/></n:number-style>");
        check(&style, &format!("'float' o:value='{value}'"), shown);
    };
    let two = "n:decimal-places='2' n:min-integer-digits='1'";
    number(two, "1.005", "1.01");
    number(two, "-0.001", "0.00");
    number("n:decimal-places='2' n:min-decimal-places='0' n:min-integer-digits='1'", "1.5", "1.5");
    number(&format!("{two} n:grouping='true'"), "-1234567.891", "-1,234,567.89");
    number("n:decimal-places='0' n:min-integer-digits='4'", "-12", "-0012");
    number("n:decimal-places='0' n:min-integer-digits='0'", "1234", "1234");
    number("n:min-integer-digits='1'", "1E3", "1000");
    check(
        "<n:number-style s:name='N'><n:scientific-number n:decimal-places='2' n:min-integer-digits='1' n:min-exponent-digits='2'/></n:number-style>",
        "'float' o:value='12345'",
        "1.23E+04",
    );
    check(
        "<n:percentage-style s:name='N'><n:number n:decimal-places='1' n:min-integer-digits='1'/><n:text>%</n:text></n:percentage-style>",
        "'percentage' o:value='0.125'",
        "12.5%",
    );
    let money = "<n:currency-style s:name='P'><n:currency-symbol>€</n:currency-symbol><n:number n:decimal-places='2' n:min-integer-digits='1'/></n:currency-style>\
                 <n:currency-style s:name='N'><n:text>(</n:text><n:currency-symbol>€</n:currency-symbol><n:number n:decimal-places='2' n:min-integer-digits='1'/><n:text>)</n:text><s:map s:condition='value()&gt;=0' s:apply-style-name='P'/></n:currency-style>";
    check(money, "'currency' o:value='-4'", "(€4.00)");
    check(money, "'currency' o:value='4'", "€4.00");
}

#[test]
fn dates_and_times_without_a_text() {
    let date = |parts: &str, value: &str, shown: &str| {
        let style = format!("<n:date-style s:name='N'>{parts}</n:date-style>");
        check(&style, &format!("'date' o:date-value='{value}'"), shown);
    };
    let day = "<n:day-of-week n:style='long'/><n:text>, </n:text><n:day/><n:text> </n:text><n:month n:textual='true' n:style='long'/><n:text> </n:text><n:year n:style='long'/>";
    date(day, "2026-02-10", "Tuesday, 10 February 2026");
    date("<n:month n:textual='true'/><n:text>-</n:text><n:year/>", "1999-12-31", "Dec-99");
    let clock = "<n:month/><n:text>/</n:text><n:day n:style='long'/><n:text> </n:text><n:hours/><n:text>:</n:text><n:minutes n:style='long'/><n:text> </n:text><n:am-pm/>";
    date(clock, "2026-02-10T00:05:00", "2/10 12:05 AM");
    date(clock, "2026-02-10T13:05:59", "2/10 1:05 PM");

    let time = |attributes: &str, parts: &str, value: &str, shown: &str| {
        let style = format!("<n:time-style s:name='N' {attributes}>{parts}</n:time-style>");
        check(&style, &format!("'time' o:time-value='{value}'"), shown);
    };
    let minutes = "<n:minutes/><n:text>:</n:text><n:seconds n:style='long' n:decimal-places='3'/>";
    let hours = "<n:hours n:style='long'/><n:text>:</n:text><n:minutes n:style='long'/>";
    time("n:truncate-on-overflow='false'", minutes, "PT01H01M25.741S", "61:25.741");
    time("n:truncate-on-overflow='false'", hours, "PT26H30M00S", "26:30");
    time("", hours, "PT26H30M00S", "02:30");
}

/// Stored text that the reader improves on: columns that are too narrow, or digits of another program.
#[test]
fn stored_texts_that_are_not_displayed() {
    let narrow = "<t:table-row><t:table-cell t:style-name='c' o:value-type='float' o:value='1234.5'><x:p>###</x:p></t:table-cell></t:table-row>";
    let style = "<n:number-style s:name='N'><n:number n:decimal-places='2' n:min-integer-digits='1'/></n:number-style><s:style s:name='c' s:family='table-cell' s:data-style-name='N'/>";
    let document = read(FODS.reader, file(style, narrow)).document();
    assert_eq!(texts(&document), [["1234.50"]]);
    for (value, text, shown) in [
        ("'float' o:value='999978'", "999978.000000000", "999978"),
        ("'float' o:value='11.6666666666667'", "11.66666667", "11.6666666666667"),
        ("'float' o:value='3.5'", "3,5", "3,5"),
        ("'boolean' o:boolean-value='false'", "False", "FALSE"),
        ("'boolean' o:boolean-value='true'", "1", "TRUE"),
        ("'boolean' o:boolean-value='0'", "0", "FALSE"),
        ("'string'", "###", "###"),
    ] {
        let row = format!(
            "<t:table-row><t:table-cell o:value-type={value}><x:p>{text}</x:p></t:table-cell></t:table-row>"
        );
        let document = read(FODS.reader, file("", &row)).document();
        assert_eq!(texts(&document), [[shown]], "{value}");
    }
}

#[test]
fn white_space_is_kept() {
    let row =
        "<t:table-row><t:table-cell><x:p> two  blanks<x:s/>\nand a line </x:p></t:table-cell></t:table-row>";
    let document = read(FODS.reader, file("", row)).document();
    assert_eq!(texts(&document), [[" two  blanks \nand a line "]]);
}

#[test]
fn blank_rows_at_the_start_are_not_a_header() {
    let rows = "<t:table-row t:number-rows-repeated='2'><t:table-cell t:number-columns-repeated='9'/></t:table-row>\
                <t:table-row><t:table-cell/><t:table-cell><x:p>Name</x:p></t:table-cell></t:table-row>\
                <t:table-row><t:table-cell/><t:table-cell><x:p>Sun Long</x:p></t:table-cell></t:table-row>";
    let document = read(FODS.reader, file("", rows)).document();
    let table = document.tables().next().unwrap();
    assert_eq!((table.head.columns[1].name.as_str(), table.rows.len()), ("Name", 1));
    // Without a header every row counts.
    let (mut document, diagnostics) = (Document::default(), Diagnostics::ignore());
    let mut bytes = std::io::Cursor::new(file("", rows));
    let bare = Input::new(&mut bytes, &diagnostics).header(Header::None);
    convert_read_odf::read_fods(bare, &mut document).unwrap();
    let texts = texts(&document);
    let names: Vec<&str> = texts.iter().map(|row| row.get(1).map_or("", String::as_str)).collect();
    assert_eq!(names, ["", "", "Name", "Sun Long"]);
}

#[test]
fn formulas_without_a_result_are_reported() {
    let row = "<t:table-row><t:table-cell t:formula='of:=1+1'/><t:table-cell><x:p>x</x:p></t:table-cell></t:table-row>";
    let reading = read(FODS.reader, file("", row));
    assert_eq!(reading.codes(), ["uncomputed-formula"]);
    reading.document();
}
