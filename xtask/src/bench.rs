//! The cost of the model: CSV to NDJSON through reader, stages and writer, compared with a hand-written loop.
//!
//! The loop is what a user would write for this one job with the `csv` crate: one record, keys escaped once, values
//! typed by the same rule, one buffer. Both convert the same file to `/dev/null`, taking turns in one process, and the
//! best of several runs counts.

use convert_tables::Format;
use model::infer::is_plain_number;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

const RUNS: usize = 5;

/// Measures both and prints the ratio.
pub(crate) fn run(megabytes: usize) -> Result<(), String> {
    let path = std::env::temp_dir().join(format!("convert-bench-{megabytes}.csv"));
    let text = |error: std::io::Error| error.to_string();
    let size = generate(&path, megabytes).map_err(text)?;
    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        theirs = theirs.min(timed(|| fused(&path).map_err(|error| error.to_string()))?);
        ours = ours.min(timed(|| through_the_model(&path))?);
    }
    let speed = |time: Duration| size as f64 / 1e6 / time.as_secs_f64();
    println!("CSV to NDJSON, {:.0} MB, best of {RUNS}", size as f64 / 1e6);
    println!("hand-fused loop over the csv crate   {:7.0} MB/s", speed(theirs));
    println!("convert, through the model           {:7.0} MB/s", speed(ours));
    println!("ratio of times                       {:7.2}", ours.as_secs_f64() / theirs.as_secs_f64());
    std::fs::remove_file(&path).map_err(text)
}

fn timed(work: impl FnOnce() -> Result<(), String>) -> Result<Duration, String> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

/// Writes rows like those of a results page, and returns the size of the file.
pub(crate) fn generate(path: &Path, megabytes: usize) -> std::io::Result<u64> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut size = out.write(b"Rank,Heat,Name,Country,Time,Notes\n")? as u64;
    let names = ["Pietro Sighel", "Jens van 't Wout", "Étienne Bastier", "Roberts Krūzbergs", "Sun Long"];
    let (countries, notes) = (["ITA", "NED", "FRA", "LAT", "CHN"], ["Q", "", "ADV", "", "q"]);
    for row in 0_usize.. {
        if size >= megabytes as u64 * 1_000_000 {
            break;
        }
        let (name, country, note) = (names[row % 5], countries[row % 5], notes[row % 7 % 5]);
        let line = format!(
            "{},{},{name},{country},1:{:02}.{:03},{note}\n",
            row % 32 + 1,
            row % 8 + 1,
            row % 37 + 23,
            row % 1000
        );
        out.write_all(line.as_bytes())?;
        size += line.len() as u64;
    }
    out.flush()?;
    Ok(size)
}

fn through_the_model(path: &Path) -> Result<(), String> {
    let conversion =
        convert_tables::from(path).from_format(Format::Csv).to(Format::Ndjson).on_diagnostic(drop);
    conversion.write_to(devnull()?).map(drop).map_err(|error| error.to_string())
}

fn devnull() -> Result<File, String> {
    File::options().write(true).open("/dev/null").map_err(|error| error.to_string())
}

/// The same conversion without a model.
fn fused(path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(256 * 1024).flexible(true).from_path(path)?;
    let mut out = BufWriter::with_capacity(64 * 1024, devnull()?);
    let keys: Vec<Vec<u8>> =
        reader.headers()?.iter().map(|name| [&quoted(name)[..], b":"].concat()).collect();
    let (mut record, mut line) = (csv::StringRecord::new(), Vec::new());
    while reader.read_record(&mut record)? {
        line.clear();
        for (key, value) in keys.iter().zip(&record) {
            line.push(if line.is_empty() { b'{' } else { b',' });
            line.extend_from_slice(key);
            if value.is_empty() {
                line.extend_from_slice(b"null");
            } else if is_plain_number(value) {
                line.extend_from_slice(value.as_bytes());
            } else {
                line.push(b'"');
                escape(&mut line, value);
                line.push(b'"');
            }
        }
        line.extend_from_slice(b"}\n");
        out.write_all(&line)?;
    }
    Ok(out.flush()?)
}

fn quoted(text: &str) -> Vec<u8> {
    let mut out = vec![b'"'];
    escape(&mut out, text);
    out.push(b'"');
    out
}

fn escape(out: &mut Vec<u8>, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.extend_from_slice(&text.as_bytes()[from..at]);
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            _ => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
        }
        from = at + 1;
    }
    out.extend_from_slice(&text.as_bytes()[from..]);
}
