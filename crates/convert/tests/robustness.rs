//! Any bytes give well-ordered events, or an error with a place: truncated, damaged and wrongly declared inputs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_tables::{Format, registry};
use model::{Checked, Diagnostics, Documents, ErrorKind, Input, ReaderSpec};
use proptest::prelude::*;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// Reads bytes: the result must be well-ordered events, or an error of the input with a place.
fn check(reader: &ReaderSpec, bytes: &[u8], what: &str) {
    let mut sink = Checked::new(Documents::default());
    let mut source = Cursor::new(bytes);
    let diagnostics = Diagnostics::new(|diagnostic| {
        assert!(!diagnostic.message.contains('\n'), "{what}: {diagnostic}");
    });
    let input = Input::new(&mut source, &diagnostics);
    match reader.read(input, &reader.default_options(), &mut sink) {
        Ok(()) => drop(sink.into_inner().unwrap_or_else(|open| panic!("{what}: {open}"))),
        Err(error) => match error.kind() {
            ErrorKind::Input(diagnostic) => {
                assert!(diagnostic.place.is_some(), "{what}: {diagnostic} has no place");
            }
            _ => panic!("{what}: {error}"),
        },
    }
}

fn fixtures() -> Vec<PathBuf> {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let mut found = Vec::new();
    for folder in std::fs::read_dir(testdata).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() {
            found.extend(std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found.sort();
    found
}

#[test]
fn every_fixture_as_every_format() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        for reader in registry::readers() {
            check(reader, &bytes, &format!("{} as {}", path.display(), reader.format.id));
        }
    }
}

#[test]
fn every_prefix_of_every_fixture() {
    for path in fixtures() {
        let Some(id) = registry::by_extension(&path) else { continue };
        let (reader, bytes) = (registry::reader(id).unwrap(), std::fs::read(&path).unwrap());
        let step = bytes.len() / 150 + 1;
        for length in (0..bytes.len()).step_by(step) {
            check(reader, &bytes[..length], &format!("the first {length} bytes of {}", path.display()));
        }
    }
}

#[test]
fn every_fixture_with_damage() {
    for path in fixtures() {
        let Some(id) = registry::by_extension(&path) else { continue };
        let (reader, bytes) = (registry::reader(id).unwrap(), std::fs::read(&path).unwrap());
        if bytes.len() > 50_000 {
            continue;
        }
        // A fixed sequence of places and bytes, so that failures are reproducible.
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        for round in 0..60 {
            let mut damaged = bytes.clone();
            for _ in 0..=round % 4 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = (state >> 33) as usize % damaged.len().max(1);
                if let Some(byte) = damaged.get_mut(at) {
                    *byte = b"\"'{}[]|<>&=\n\0\xFF,:-#*!;"[(state >> 20) as usize % 21];
                }
            }
            check(reader, &damaged, &format!("{} damaged, round {round}", path.display()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_markup_as_any_format(text in "([\\[\\]{}|!='\"<>&#*;:,\\-\n \ta0é/]|\\{\\||\\|\\}|\\[\\[|\\{\\{|<ref>|<!--|<table:table>|&amp;|''|\\|-|- ){0,60}") {
        for reader in registry::readers() {
            check(reader, text.as_bytes(), &format!("{text:?} as {}", reader.format.id));
        }
    }
}

#[test]
fn deep_and_unclosed_input_is_read_in_linear_time() {
    let long = |part: &str, bytes: usize| part.repeat(bytes / part.len());
    for part in [
        "{{", "[[", "{|\n", "'''", "<ref>", "{{a|", "[[a|", "[", "{\"a\":", "- ", "a: {", "<a>", "<!--",
        "|-\n", "**", "\"", "&a [*a,", "== ",
    ] {
        let text = long(part, 1_000_000);
        for reader in registry::readers() {
            let start = std::time::Instant::now();
            check(reader, text.as_bytes(), &format!("{part:?} repeated, as {}", reader.format.id));
            // Quadratic time would take minutes, so this limit is enough.
            assert!(
                start.elapsed().as_secs() < 30,
                "{part:?} as {} took {:?}",
                reader.format.id,
                start.elapsed()
            );
        }
    }
}

/// Stacked tables have all their columns, so rows are wide; tables without rows must not be.
#[test]
fn many_tables_with_different_columns_are_stacked_in_linear_time() {
    let page: String = (0..50_000).map(|number| format!("{{|\n! a{number}\n|}}\n")).collect();
    let start = std::time::Instant::now();
    let csv = convert_tables::from_bytes(page)
        .from_format(Format::Wiki)
        .to(Format::Csv)
        .into_text()
        .unwrap()
        .output;
    assert!(csv.ends_with(",a49998,a49999\n"));
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn too_many_tables_to_hold_take_two_looks() {
    let tables: String = (0..50_000).map(|table| format!(",\"t{table}\":[{{\"a\":{table}}}]")).collect();
    let json = format!("{{{}}}", &tables[1..]);
    let csv = convert_tables::from_bytes(json)
        .from_format(Format::Json)
        .to(Format::Csv)
        .into_text()
        .unwrap()
        .output;
    let expected = (0..50_000).map(|table| format!("t{table},{},{table}", table + 1));
    assert_eq!(csv.lines().next(), Some("section,table,a"));
    assert!(csv.lines().skip(1).eq(expected));
}
