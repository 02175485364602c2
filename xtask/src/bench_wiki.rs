//! How fast wiki pages become CSV and JSON, compared with other parsers of wiki text.
//!
//! `parse-wiki-text-2` and our conversion take turns in this process, and the best of several runs counts. Of the
//! former only the parse is timed: its tree has neither the text of templates nor table grids, and the time to drop it
//! does not count. Then the installed ones of these run as separate programs: wikitextparser and mwparserfromhell in
//! the Python that `CONVERT_TEST_PYTHON` names, wtf_wikipedia in node (`NODE_PATH`), and pandoc.

use convert_tables::Format;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long all runs of a contender in this process may take together.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long another program may take.
const LIMIT: &str = "180";

const WIKITEXTPARSER: &str = "import sys, wikitextparser as w
for table in w.parse(open(sys.argv[1], encoding='utf-8').read()).get_tables(recursive=True): table.data()";
const MWPARSERFROMHELL: &str = "import sys, mwparserfromhell as m
m.parse(open(sys.argv[1], encoding='utf-8').read())";
const WTF: &str = "const wtf = require('wtf_wikipedia')
const page = require('fs').readFileSync(process.argv[1], 'utf8')
wtf(page).tables().map(table => table.json())";

/// Measures each page and prints times and ratios.
pub(crate) fn run(pages: &[&str]) -> Result<(), String> {
    if pages.is_empty() {
        return Err("no pages given".into());
    }
    pages.iter().try_for_each(|page| measure(page))
}

fn measure(path: &str) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let megabytes = text.len() as f64 / 1e6;
    println!("{path}, {megabytes:.3} MB");
    let bare = parse_wiki_text_2::Configuration::default();
    let mut best = [Duration::MAX; 3];
    let start = Instant::now();
    for run in 0.. {
        if run > 2 && start.elapsed() > PATIENCE {
            break;
        }
        let (tree, time) = timed(|| bare.parse(&text));
        drop(black_box(tree));
        best[0] = best[0].min(time);
        for (best, to) in best.iter_mut().skip(1).zip([Format::Csv, Format::Json]) {
            let (done, time) = timed(|| ours(&text, to));
            done?;
            *best = time.min(*best);
        }
    }
    let line = |name: &str, time: Duration| {
        let (seconds, ratio) = (time.as_secs_f64(), time.as_secs_f64() / best[0].as_secs_f64());
        println!("  {name:<34}{:9.1} ms {:8.1} MB/s {ratio:8.2}", seconds * 1e3, megabytes / seconds);
    };
    for (name, time) in
        ["parse-wiki-text-2, bare parse", "convert to csv", "convert to json"].into_iter().zip(best)
    {
        line(name, time);
    }
    let python = std::env::var("CONVERT_TEST_PYTHON").unwrap_or_else(|_| "python3".into());
    let others = [
        ("wikitextparser, tables", vec![&*python, "-c", WIKITEXTPARSER, path]),
        ("mwparserfromhell, parse", vec![&*python, "-c", MWPARSERFROMHELL, path]),
        ("wtf_wikipedia, tables", vec!["node", "-e", WTF, path]),
        ("pandoc, to html", vec!["pandoc", "-f", "mediawiki", "-t", "html", "-o", "/dev/null", path]),
    ];
    for (name, command) in others {
        let start = Instant::now();
        let quiet = Stdio::null;
        let status =
            Command::new("timeout").arg(LIMIT).args(command).stdout(quiet()).stderr(quiet()).status();
        match status {
            Ok(status) if status.success() => line(name, start.elapsed()),
            Ok(status) => println!("  {name:<34}missing or failed ({status})"),
            Err(error) => println!("  {name:<34}{error}"),
        }
    }
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn ours(text: &str, to: Format) -> Result<(), String> {
    let output = std::fs::File::options().write(true).open("/dev/null").map_err(|error| error.to_string())?;
    let conversion = convert_tables::from_bytes(text).from_format(Format::Wiki).to(to).on_diagnostic(drop);
    conversion.write_to(output).map(drop).map_err(|error| error.to_string())
}
