//! The library's main interface: what the command line does, as calls.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_tables::model::NoOptions;
use convert_tables::{Conversion, Converted, Error, ErrorKind, Format, Outline, from, from_bytes};
use std::path::{Path, PathBuf};

const CSV: &str = "Rank,Name\n1,Sun Long\n2,Rim Jong-un\n3,Bea Moss\n";

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

fn csv(text: &str) -> Conversion<'static> {
    from_bytes(text).from_format(Format::Csv)
}

fn is_usage<T: std::fmt::Debug>(result: convert_tables::Result<T>, part: &str) {
    let error = result.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Usage(usage) if usage.to_string().contains(part)), "{error}");
}

#[test]
fn a_stream_is_recognised_by_its_content_and_decompressed() {
    let folder = tempfile::tempdir().unwrap();
    let packed = folder.path().join("records.ndjson.zst");
    csv(CSV).write(&packed).unwrap();
    let stream = std::fs::File::open(&packed).unwrap();
    let back = convert_tables::from_reader(stream).to(Format::Csv).into_text().unwrap();
    assert_eq!(back.output, CSV);
    // Bytes in memory are, too.
    let bytes = from_bytes(std::fs::read(&packed).unwrap()).to(Format::Csv).into_text().unwrap();
    assert_eq!(bytes.output, CSV);
}

#[test]
fn a_file_is_complete_or_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("heats.json");
    std::fs::write(&output, "before").unwrap();
    let broken = format!("{CSV}4,\"never closed\n");
    let error = csv(&broken).write(&output).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Input(diagnostic) if diagnostic.place.as_ref().unwrap().line == 5),
        "{error}"
    );
    assert_eq!(std::fs::read_to_string(&output).unwrap(), "before");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    csv(CSV).write(&output).unwrap();
    assert!(std::fs::read_to_string(&output).unwrap().contains("Bea Moss"));
    let itself = folder.path().join("../").join(folder.path().file_name().unwrap()).join("heats.json");
    is_usage(from(&output).to(Format::Csv).write(itself), "never overwrites");
}

#[test]
fn diagnostics_are_collected_or_sent() {
    let ragged = "Rank,Name\n1\n";
    let collected = csv(ragged).to(Format::Json).into_text().unwrap();
    assert_eq!(collected.warnings().map(|warning| warning.code).collect::<Vec<_>>(), ["ragged-row"]);
    let mut sent = Vec::new();
    let silent =
        csv(ragged).to(Format::Json).on_diagnostic(|diagnostic| sent.push(diagnostic)).into_text().unwrap();
    assert_eq!((silent.output, sent), (collected.output, collected.diagnostics));
    assert!(silent.diagnostics.is_empty());
    let strict = csv(ragged).to(Format::Json).strict().into_text().unwrap_err();
    assert!(
        matches!(strict.kind(), ErrorKind::Input(diagnostic) if diagnostic.code == "ragged-row"),
        "{strict}"
    );
}

#[test]
fn rows_are_counted_from_one() {
    let rows = |conversion: Conversion<'_>| conversion.to(Format::Csv).into_text().map(|text| text.output);
    assert_eq!(rows(csv(CSV).rows(..=1)).unwrap(), "Rank,Name\n1,Sun Long\n");
    assert_eq!(rows(csv(CSV).rows(2..3)).unwrap(), "Rank,Name\n2,Rim Jong-un\n");
    assert_eq!(rows(csv(CSV).rows(3..)).unwrap(), "Rank,Name\n3,Bea Moss\n");
    is_usage(rows(csv(CSV).rows(0..2)), "counted from 1");
    is_usage(rows(csv(CSV).rows(2..2)), "counted from 1");
}

#[test]
fn a_directory_is_written_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let page = testdata().join("wiki/short-track-1000m.wiki");
    from(&page).split(folder.path()).unwrap();
    assert!(folder.path().join("01-results-heats.csv").exists());
    let back = from(folder.path()).to(Format::Wiki).into_bytes().unwrap();
    assert!(back.output == std::fs::read(&page).unwrap());
    is_usage(from(&page).rows(1..).split(folder.path()), "whole tables");
    is_usage(from(&page).param("guard_formulas", true).split(folder.path()), "whole tables");
}

#[test]
fn invalid_calls_are_usage_errors() {
    is_usage(csv(CSV).into_text(), "name it with to()");
    is_usage(csv(CSV).write("page"), "name it with to()");
    is_usage(csv(CSV).to(Format::Xls).into_bytes(), "cannot write 'xls'");
    is_usage(csv(CSV).to(Format::Ods).into_text(), "not a text format");
    is_usage(csv(CSV).to(Format::Json).param("header", "first").into_text(), "is not an option");
    is_usage(csv(CSV).to(Format::Csv).param("quote", "some").into_text(), "all or nonnumeric");
    is_usage(csv(CSV).to(Format::Csv).param("crlf", "yes").into_text(), "true or false");
    is_usage(csv(CSV).to(Format::Csv).param_text("quote", "all").into_text(), "does not take a file");
    is_usage(csv(CSV).to(Format::Json).param("nope", 1).into_text(), "or json; delimiter, quote_char, ");
    is_usage(csv(CSV).to(Format::Json).read_options(NoOptions).into_text(), "not options of csv");
    is_usage(csv(CSV).to(Format::Json).write_options(NoOptions).into_text(), "not options of json");
    is_usage(csv(CSV).to(Format::Csv).infobox().table(1).into_text(), "infobox");
    is_usage(csv(CSV).to(Format::Csv).table("Heats").into_text(), "no table 'Heats'");
    let absent = from("no/such/page.wiki").to(Format::Csv).into_text().unwrap_err();
    assert!(matches!(absent.kind(), ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::NotFound));
    assert!(absent.to_string().contains("no/such/page.wiki"), "{absent}");
}

#[test]
fn templates_come_from_memory_or_a_file() {
    let page = || from_bytes("{|\n| {{Venue|Forum}}\n|}\n").from_format(Format::Wiki).to(Format::Csv);
    let rule = "Venue: \"{{{1}}}, Milan\"\n";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rules.yaml");
    std::fs::write(&file, rule).unwrap();
    let texts = [page().param_text("templates", rule), page().param("templates", file.display())];
    for converted in texts.map(|page| page.into_text().unwrap()) {
        assert_eq!((converted.output.as_str(), converted.warnings().count()), ("\"Forum, Milan\"\n", 0));
    }
}

#[test]
fn names_of_formats_are_those_of_the_command_line() {
    for format in Format::ALL {
        assert_eq!(format.id().parse::<Format>().unwrap(), *format);
        assert!(format.reader().is_ok() || format.writer().is_ok());
    }
    assert_eq!(Format::named("MD").unwrap(), Format::Markdown);
    assert_eq!(Format::by_extension(Path::new("a/page.wiki.xz")), Some(Format::Wiki));
}

#[test]
fn everything_can_be_sent_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Conversion<'_>>();
    is_send::<Converted<Vec<u8>>>();
    is_send::<Outline>();
    is_send::<Error>();
}

#[test]
fn selections_mean_the_same_for_every_output() {
    let markdown = "## Heats\n\n| Rank | Name |\n| --- | --- |\n| 1 | Sun Long |\n| 2 | Bea Moss |\n\n## Final\n\n| Rank |\n| --- |\n| 1 |\n";
    let page = || from_bytes(markdown).from_format(Format::Markdown);
    is_usage(page().table("Nope").outline(), "no table 'Nope'");
    is_usage(page().table("Nope").documents(), "no table 'Nope'");
    is_usage(page().table("Nope").to(Format::Json).into_text(), "no table 'Nope'");
    is_usage(page().table("Heats").columns(["Nope"]).outline(), "no column 'Nope'");

    let outline = page().table("Heats").columns(["Name"]).rows(2..).outline().unwrap();
    assert_eq!(outline.tables.len(), 1);
    assert_eq!((outline.tables[0].columns.as_slice(), outline.tables[0].rows), (&["Name".to_owned()][..], 1));
    let tables = page().table("Heats").columns(["Name"]).rows(2..).tables().unwrap().output;
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].rows().map(|row| row.text(0).to_owned()).collect::<Vec<_>>(), ["Bea Moss"]);
    let csv = page().table("Heats").columns(["Name"]).rows(2..).to(Format::Csv).into_text().unwrap();
    assert_eq!(csv.output, "Name\nBea Moss\n");
}

#[test]
fn single_codes_are_allowed_and_denied() {
    let ragged = || csv("Rank,Name\n1\n").to(Format::Json);
    let allowed = ragged().strict().allow("ragged-row").into_text().unwrap();
    assert!(allowed.diagnostics.is_empty(), "{:?}", allowed.diagnostics);
    let denied = ragged().deny("ragged-row").into_text().unwrap_err();
    assert!(
        matches!(denied.kind(), ErrorKind::Input(diagnostic) if diagnostic.code == "ragged-row"),
        "{denied}"
    );
    let rows = csv("Rank,Name\n1\n").deny("ragged-row").records().unwrap().next();
    assert!(rows.unwrap().is_err());
    let wrong = ragged().allow("raged-row").into_text().unwrap_err();
    assert_eq!(wrong.to_string(), "invalid allow 'raged-row': unknown code (did you mean 'ragged-row'?)");
    let both = ragged().allow("ragged-row").deny("ragged-row").into_text().unwrap_err();
    assert_eq!(both.to_string(), "'ragged-row' is both allowed and denied");
}
