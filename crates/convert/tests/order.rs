//! A writer receives its events in order and completely, whatever the input and the options, and none after it stops.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_tables::model::{
    Checked, ErrorKind, Event, Flow, FormatInfo, Header, Holds, NoOptions, Output, Result, Sink, Writer,
    WriterSpec, Writing,
};
use convert_tables::{Context, Conversion, View, from};
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// A writer that takes everything.
const EVERYTHING: WriterSpec = spec(Holds::EVERYTHING).late_columns();

/// Writers that need more or hold less.
const WRITERS: &[WriterSpec] = &[
    EVERYTHING,
    EVERYTHING.records(),
    spec(Holds::DOCUMENTS),
    spec(Holds::DOCUMENTS).survey(),
    spec(Holds::TABLES),
    spec(Holds::TABLES).records(),
    spec(Holds::TABLES).records().late_columns(),
];

const fn spec(holds: Holds) -> WriterSpec {
    WriterSpec::new(FormatInfo::new("order", "the order of events"), holds, &Writing(open)).streaming()
}

thread_local! {
    /// How many events the writer still takes.
    static WANTED: Cell<usize> = const { Cell::new(usize::MAX) };
}

fn open<'a>(_: Output<'a>, _: &NoOptions) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(Ordered(Checked::new(Counting))))
}

/// Counts events, and stops.
struct Counting;

impl Sink for Counting {
    fn event(&mut self, _: Event<'_>) -> Result<Flow> {
        let left = WANTED.get().saturating_sub(1);
        WANTED.set(left);
        Ok(if left == 0 { Flow::Stop } else { Flow::Continue })
    }
}

struct Ordered(Checked<Counting>);

impl Sink for Ordered {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        self.0.event(event)
    }
}

impl Writer for Ordered {
    fn finish(self: Box<Self>) -> Result<()> {
        self.0.into_inner().map(|_| ()).map_err(convert_tables::Error::internal)
    }
}

/// Sets options.
type Asked = fn(Conversion<'_>) -> Conversion<'_>;

const ASKED: &[Asked] = &[
    |conversion| conversion,
    |conversion| conversion.view(View::Records),
    |conversion| conversion.view(View::Document),
    |conversion| conversion.view(View::Records).rows(..=1),
    |conversion| conversion.rows(2..),
    |conversion| conversion.table(1),
    |conversion| conversion.view(View::Records).table(2).context(Context::Always),
    |conversion| conversion.infobox(),
    |conversion| conversion.view(View::Records).infobox().rows(..=2),
    |conversion| conversion.header(Header::First).blank_spans().text("Name"),
    |conversion| conversion.header(Header::None).columns(["column_1", "Name"]),
    |conversion| conversion.view(View::Records).columns(["table"]).context(Context::Always).rows(..=1),
];

fn fixtures() -> Vec<PathBuf> {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let folders = std::fs::read_dir(testdata).unwrap().map(|folder| folder.unwrap().path());
    let files = folders
        .filter(|folder| folder.is_dir() && !folder.ends_with("bad"))
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> = files.collect();
    files.sort();
    files
}

/// Converts, and returns how many events the writer received, of the number that it wants.
fn sent(path: &Path, writer: usize, asked: usize, wanted: usize) -> usize {
    WANTED.set(wanted);
    let conversion = ASKED[asked](from(path)).with_writer(&WRITERS[writer]);
    if let Err(error) = conversion.write_to(std::io::sink()) {
        let what = format!("{}, writer {writer}, asked {asked}, {wanted} events: {error}", path.display());
        assert!(matches!(error.kind(), ErrorKind::Input(_) | ErrorKind::Usage(_)), "{what}");
    }
    wanted - WANTED.get()
}

#[test]
fn every_strategy_sends_events_in_order() {
    for path in fixtures() {
        for (writer, asked) in (0..WRITERS.len()).flat_map(|w| (0..ASKED.len()).map(move |a| (w, a))) {
            sent(&path, writer, asked, usize::MAX);
        }
    }
}

#[test]
fn a_writer_stops_at_any_event() {
    for path in fixtures() {
        for (writer, asked) in (0..WRITERS.len()).flat_map(|w| (0..ASKED.len()).map(move |a| (w, a))) {
            let all = sent(&path, writer, asked, usize::MAX);
            for wanted in [1, 2, 3, 4, 7, 12].into_iter().filter(|wanted| *wanted < all) {
                assert_eq!(
                    sent(&path, writer, asked, wanted),
                    wanted,
                    "{}, {writer}, {asked}",
                    path.display()
                );
            }
        }
    }
}
