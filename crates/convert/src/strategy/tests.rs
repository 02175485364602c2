//! The table of strategies: which one each combination of formats and options uses, and which ones are next.

use super::Strategy::{self, Buffered, OutputSpooled, RowsSpooled, Straight, TwoLooks};
use crate::options::ColumnChoice;
use crate::{Format, Job, JobOptions, Source, View};
use Format::{Csv, Html, Json, Markdown, MediawikiXml, Ndjson, Ods, Tsv, Wiki, Xlsx, Yaml};
use std::sync::Arc;

fn strategies(from: Format, to: Format, options: JobOptions) -> Vec<Strategy> {
    let (reader, writer) = (from.reader().unwrap(), to.writer().unwrap());
    let job = Job::new(&mut Source::memory("input", Arc::default()), Some(reader), writer, options).unwrap();
    std::iter::successors(Some(Strategy::for_job(&job)), |strategy| strategy.otherwise(&job)).collect()
}

fn check(from: &[Format], to: &[Format], options: &JobOptions, expected: &[Strategy]) {
    for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to))) {
        assert_eq!(strategies(from, to, options.clone()), expected, "{from} to {to}, {options:?}");
    }
}

fn plain() -> JobOptions {
    JobOptions::default()
}

fn records() -> JobOptions {
    JobOptions { view: Some(View::Records), ..plain() }
}

fn document() -> JobOptions {
    JobOptions { view: Some(View::Document), ..plain() }
}

#[test]
fn whole_documents_go_straight() {
    let text = [Wiki, Markdown, Html];
    check(&text, &[Json, Yaml, Wiki, Markdown, Html, Ods, Xlsx], &plain(), &[Straight, TwoLooks]);
    check(&[Csv, Tsv], &[Json, Yaml, Ods, Xlsx, Wiki], &plain(), &[Straight, TwoLooks]);
    // The columns of JSON may turn up late; the beginning of a document tells whether they can.
    check(&[Json, Ndjson, Yaml], &[Xlsx, Wiki, Html, Json], &plain(), &[Straight, TwoLooks]);
    check(&[MediawikiXml], &[Json, Yaml], &plain(), &[Straight, TwoLooks]);
}

#[test]
fn one_table_of_records_goes_straight() {
    check(&[Csv, Tsv], &[Csv, Tsv, Ndjson], &plain(), &[Straight, Buffered, TwoLooks]);
    check(&[Json, Ndjson, Yaml], &[Ndjson], &plain(), &[Straight, Buffered, TwoLooks]);
    check(&[Wiki, Html, Ods], &[Ndjson], &plain(), &[Straight, Buffered, TwoLooks]);
    // Named columns are known.
    let named = ColumnChoice { names: vec!["Name".into()], ..ColumnChoice::default() };
    let named = JobOptions { columns: named, ..plain() };
    check(&[Json, Wiki, Ods], &[Csv], &named, &[Straight, Buffered, TwoLooks]);
}

#[test]
fn the_output_waits_for_late_columns() {
    check(&[Json, Ndjson, Yaml], &[Csv, Tsv], &plain(), &[OutputSpooled, Buffered, TwoLooks]);
    check(&[Json], &[Xlsx, Markdown], &records(), &[OutputSpooled, Buffered, TwoLooks]);
}

#[test]
fn pages_wait_until_their_tables_are_known() {
    check(&[Wiki, Markdown, Html, Ods, Xlsx], &[Csv, Tsv], &plain(), &[Buffered, TwoLooks]);
    check(&[Wiki], &[Xlsx, Html], &records(), &[Buffered, TwoLooks]);
    let infobox = JobOptions { infobox: true, ..plain() };
    check(&[Wiki, Json], &[Csv, Ndjson], &infobox, &[Buffered, TwoLooks]);
}

#[test]
fn dumps_are_records_in_one_pass() {
    check(&[MediawikiXml], &[Ndjson], &plain(), &[Straight, Buffered, TwoLooks]);
    check(&[MediawikiXml], &[Csv, Tsv], &plain(), &[RowsSpooled]);
    check(&[MediawikiXml], &[Xlsx], &records(), &[RowsSpooled]);
    let named = ColumnChoice { names: vec!["Name".into()], ..ColumnChoice::default() };
    check(
        &[MediawikiXml],
        &[Csv],
        &JobOptions { columns: named, ..plain() },
        &[Straight, Buffered, TwoLooks],
    );
}

#[test]
fn facts_needed_at_the_start_take_two_looks() {
    let heats = JobOptions { tables: vec!["Heats".into()], ..plain() };
    check(&[Wiki, Csv, Json, Ods, MediawikiXml], &[Csv, Ndjson, Json, Xlsx], &heats, &[TwoLooks]);
    let infobox = JobOptions { infobox: true, ..plain() };
    check(&[Wiki, Json], &[Json, Xlsx], &infobox, &[TwoLooks]);
    // In a CSV of whole documents, all rows are as wide as the widest one.
    check(&[Wiki, Json, Csv], &[Csv, Tsv], &document(), &[TwoLooks]);
}
