//! A build with few cargo features: what works, what is refused, and which crates it does not need.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::process::Command;

/// The external crates that a program builds for the library with these features, along these edges of the graph.
fn crates(features: &str, edges: &str) -> BTreeSet<String> {
    let arguments = ["tree", "--offline", "--quiet", "--package", "convert-tables", "--prefix", "none"];
    let features = ["--no-default-features", "--features", features, "--edges", edges];
    let run = Command::new(env!("CARGO")).args(arguments).args(features).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = String::from_utf8(run.stdout).unwrap();
    let external = text.lines().filter(|line| !line.contains("(/"));
    external
        .filter_map(|line| line.split(' ').next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn wiki_to_csv_is_a_small_dependency() {
    let small = crates("wiki,csv", "normal");
    assert!(small.len() <= 30, "{}: {small:?}", small.len());
}

#[test]
fn only_zstd_and_xz_need_a_c_compiler() {
    let rust = "bzip2,csv,data-package,gzip,html,json,markdown,mediawiki-xml,odf,wiki,xls,xlsx,yaml";
    assert!(!crates(rust, "normal,build").contains("cc"));
    assert!(["zstd", "xz"].iter().all(|feature| crates(feature, "normal,build").contains("cc")));
}

#[cfg(not(any(feature = "odf", feature = "zstd")))]
mod left_out {
    use convert_tables::{Error, ErrorKind, Format, from, from_bytes};

    fn refused<T: std::fmt::Debug>(result: Result<T, Error>, what: &str, feature: &str) {
        let error = result.unwrap_err();
        let expected =
            format!("this build does not support '{what}' (cargo feature `{feature}` of convert-tables)");
        assert!(matches!(error.kind(), ErrorKind::Usage(usage) if usage.message == expected), "{error}");
    }

    #[test]
    fn formats_keep_their_names_and_errors_name_the_feature() {
        assert_eq!(Format::named("ODS").unwrap(), Format::Ods);
        assert_eq!(Format::by_extension("heats.ods"), Some(Format::Ods));
        refused(Format::Ods.reader(), "ods", "odf");
        refused(Format::Fods.writer(), "fods", "odf");
        let folder = tempfile::tempdir().unwrap();
        let heats = folder.path().join("heats.ods");
        refused(from_bytes("a\n").from_format(Format::Csv).write(&heats), "ods", "odf");
        std::fs::write(&heats, "PK").unwrap();
        refused(from(&heats).to(Format::Csv).into_text(), "ods", "odf");
    }

    #[test]
    fn errors_about_compressed_files_name_the_feature() {
        let folder = tempfile::tempdir().unwrap();
        let packed = folder.path().join("heats.csv.zst");
        refused(from_bytes("a\n").from_format(Format::Csv).write(&packed), "zstd", "zstd");
        assert!(!packed.exists());
        std::fs::write(&packed, b"\x28\xB5\x2F\xFD\0\0\0\0").unwrap();
        refused(from(&packed).to(Format::Csv).into_text(), "zstd", "zstd");
        let stream = from_bytes(&b"\x28\xB5\x2F\xFD\0\0\0\0"[..]).from_format(Format::Csv).to(Format::Csv);
        assert!(stream.into_text().unwrap_err().to_string().contains("cargo feature `zstd`"));
    }

    #[test]
    fn the_other_formats_work() {
        let page = "{|\n! Rank !! Name\n|-\n| 1 || Sun Long\n|}\n";
        let csv = from_bytes(page).from_format(Format::Wiki).to(Format::Csv).into_text().unwrap();
        assert_eq!(csv.output, "Rank,Name\n1,Sun Long\n");
        let outline = from_bytes(page).from_format(Format::Wiki).outline().unwrap();
        assert_eq!(outline.tables[0].columns, ["Rank", "Name"]);
    }
}
