//! Records of a dump: one pass over many pages gives the same table as if all pages had been known.

#![cfg(all(
    feature = "csv",
    feature = "html",
    feature = "json",
    feature = "markdown",
    feature = "mediawiki-xml",
    feature = "wiki"
))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_tables::{Context, Conversion, Format, View, from_bytes};

const RESULTS: &str = "{|\n! Rank !! Name\n|-\n| 1 || Sun Long\n|}\n";
const HEADLESS: &str = "{|\n| a || b\n|}\n";
const WIDE: &str = "{|\n! Rank !! Rank\n|-\n| 1 || 2 || 3\n|-\n| 1 || 2 || 3 || 4\n|}\n";
const FACTS: &str = "{{Infobox race\n| laps = 9\n}}\n";

/// A dump of pages.
fn dump(pages: &[&str]) -> Conversion<'static> {
    let page = |(number, text): (usize, &&str)| {
        let text = format!("<revision><id>1</id><text>{text}</text></revision>");
        format!("<page><title>P{number}</title><ns>0</ns><id>{number}</id>{text}</page>\n")
    };
    let pages: String = (1..).zip(pages).map(page).collect();
    from_bytes(format!("<mediawiki version=\"0.11\" xml:lang=\"en\">\n{pages}</mediawiki>\n"))
        .from_format(Format::MediawikiXml)
        .view(View::Records)
}

fn text(conversion: Conversion<'_>, format: Format) -> String {
    conversion.to(format).into_text().unwrap().output
}

#[test]
fn the_table_ends_in_every_format() {
    let json = "[\n{\"document\":\"P1\",\"section\":\"\",\"table\":1,\"Rank\":1,\"Name\":\"Sun Long\"}\n]\n";
    assert_eq!(text(dump(&[RESULTS, "Prose."]), Format::Json), json);
    assert_eq!(text(dump(&[FACTS]), Format::Json), "[\n{\"infobox\":1,\"key\":\"laps\",\"value\":9}\n]\n");
    assert_eq!(text(dump(&["Prose."]), Format::Json), "[]\n");
}

#[test]
fn without_tables_there_is_an_empty_document() {
    for format in [Format::Csv, Format::Ndjson, Format::Wiki, Format::Markdown] {
        assert_eq!(text(dump(&["Prose."]), format), "");
        assert_eq!(text(dump(&[RESULTS]).infobox(), format), "", "no header without an infobox");
    }
    assert!(text(dump(&["Prose."]), Format::Html).ends_with("</html>\n"));
}

#[test]
fn columns_have_their_names_without_context() {
    let chosen = |pages: &[&str], columns: &[&str], format| {
        text(dump(pages).context(Context::Never).columns(columns.iter().copied()), format)
    };
    assert_eq!(chosen(&[RESULTS], &["Name"], Format::Csv), "Name\nSun Long\n");
    assert_eq!(chosen(&[RESULTS], &["Name"], Format::Ndjson), "{\"Name\":\"Sun Long\"}\n");
    assert_eq!(
        chosen(&[RESULTS], &["Name"], Format::Wiki),
        "{| class=\"wikitable\"\n! Name\n|-\n| Sun Long\n|}\n"
    );
    assert_eq!(chosen(&[HEADLESS, RESULTS], &["column_2", "Rank"], Format::Csv), "column_2,Rank\nb,\n,1\n");
    assert_eq!(text(dump(&[HEADLESS]).context(Context::Never), Format::Csv), "column_1,column_2\na,b\n");
}

#[test]
fn columns_beyond_a_header_are_not_renamed() {
    let converted = dump(&[WIDE]).to(Format::Csv).into_text().unwrap();
    assert_eq!(
        converted.output,
        "document,section,table,Rank,Rank_2,column_3,column_4\nP1,,1,1,2,3,\nP1,,1,1,2,3,4\n"
    );
    let renamed: Vec<_> =
        converted.diagnostics.iter().filter(|diagnostic| diagnostic.code == "renamed-columns").collect();
    let [renamed] = *renamed else { panic!("{renamed:?}") };
    assert_eq!(renamed.message, "the column 'Rank' shares its name with another; records use Rank_2 instead");
}
