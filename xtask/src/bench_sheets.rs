//! How fast and in how much memory tables become spreadsheets and come back, against the programs that people use.
//!
//! Every contender does the whole job in a process of its own, in turn with the others: from a CSV of 100,000 rows by 6
//! to a spreadsheet, and from one that convert wrote and one that LibreOffice wrote to all of its cells. The best time of several
//! runs counts, and the most memory of any. What is absent is said: LibreOffice, pandas in the Python that
//! `CONVERT_TEST_PYTHON` names, and the programs of [`peers`], which the feature `peers` brings along.

mod contenders;
mod peers;
mod table;

use contenders::Contender;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const ROWS: usize = 100_000;
const FORMATS: [&str; 3] = ["ods", "fods", "xlsx"];
/// How often each contender runs at most, and how long all of its runs together may take before there is another.
const RUNS: usize = 5;
const PATIENCE: Duration = Duration::from_secs(15);
/// How long one run may take, in seconds.
const LIMIT: &str = "600";

/// What the runs of a contender took.
#[derive(Clone, Copy)]
struct Cost {
    best: Duration,
    all: Duration,
    /// The most memory of a run, in kB; 0 where it is not known.
    memory: u64,
}

/// Measures in a directory, which keeps what was made there.
pub(crate) fn run(directory: &str, slow: bool) -> Result<(), String> {
    let directory = Path::new(directory);
    std::fs::create_dir_all(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    let directory = directory.canonicalize().map_err(|error| error.to_string())?;
    let (csv, long) = (directory.join("table.csv"), directory.join("table-10x.csv"));
    table::write(&csv, ROWS)?;
    table::write(&long, 10 * ROWS)?;
    if quiet(Command::new("time").arg("true")).is_err() {
        println!("memory is not measured: there is no program 'time'");
    }
    contenders::warm_up(&directory, &csv);
    for format in FORMATS {
        let name = |program: &str| directory.join(format!("{program}.{format}"));
        let mut contenders = contenders::writing(&directory, &csv, format, slow);
        contenders.push(contenders::ours("convert, 10 times the rows", &long, &name("convert-10x")));
        compare(&format!("write .{format}"), &contenders);
    }
    for format in FORMATS {
        for writer in ["convert", "libreoffice"] {
            let file = directory.join(format!("{writer}.{format}"));
            let title = format!("read .{format} of {writer}");
            if !file.exists() {
                println!("\n{title}: absent");
                continue;
            }
            let mut contenders = contenders::reading(&directory, &file, format, slow);
            let long = directory.join(format!("convert-10x.{format}"));
            if writer == "convert" {
                contenders.push(contenders::ours(
                    "convert, 10 times the rows",
                    &long,
                    &directory.join("10x.csv"),
                ));
            }
            compare(&title, &contenders);
        }
    }
    Ok(())
}

/// Does one contender's job in this process.
pub(crate) fn peer(arguments: &[&str]) -> Result<(), String> {
    match arguments {
        ["convert", from, to] => contenders::convert(Path::new(from), Path::new(to)),
        [name, from, to] => peers::run(name, Path::new(from), Path::new(to)),
        _ => Err("this is a part of bench-sheets".into()),
    }
}

/// Runs contenders in turn and prints what they took; the first is what the others are measured by.
fn compare(title: &str, contenders: &[Contender]) {
    println!("\n{title}");
    let mut costs: Vec<Result<Cost, String>> = contenders.iter().map(measure).collect();
    for _ in 1..RUNS {
        for (contender, cost) in contenders.iter().zip(&mut costs) {
            if let Ok(before) = cost
                && before.all < PATIENCE
                && let Ok(again) = measure(contender)
            {
                before.best = before.best.min(again.best);
                before.all += again.all;
                before.memory = before.memory.max(again.memory);
            }
        }
    }
    let base = costs.first().and_then(|cost| cost.as_ref().ok()).map(|cost| cost.best.as_secs_f64());
    for (contender, cost) in contenders.iter().zip(&costs) {
        let name = &contender.name;
        match cost {
            Err(problem) => println!("  {name:<34}{problem}"),
            Ok(cost) => {
                let seconds = cost.best.as_secs_f64();
                let ratio = base.map_or("-".into(), |base| format!("{:.2}", seconds / base));
                let memory = match cost.memory {
                    0 => "-".into(),
                    memory => format!("{:.1} MB", memory as f64 / 1e3),
                };
                println!("  {name:<34}{seconds:8.2} s {ratio:>9} {memory:>12}");
            }
        }
    }
}

/// Runs a contender once.
fn measure(contender: &Contender) -> Result<Cost, String> {
    let report = contender.directory.join("cost");
    for old in contender.result.iter().chain([&report]) {
        let _ = std::fs::remove_file(old);
    }
    let mut timed = Command::new("time");
    timed.args(["-f", "%M", "-o"]).arg(&report).args(["timeout", LIMIT]).args(&contender.command);
    let mut plain = Command::new("timeout");
    plain.arg(LIMIT).args(&contender.command);
    let start = Instant::now();
    let output = quiet(&mut timed).or_else(|_| quiet(&mut plain));
    let best = start.elapsed();
    let output = output.map_err(|error| error.to_string())?;
    if !output.status.success() || contender.result.as_ref().is_some_and(|path| !path.exists()) {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().rev().find(|line| !line.trim().is_empty());
        return Err(format!("absent, or gave up: {}", last.unwrap_or("it wrote nothing")));
    }
    let report = std::fs::read_to_string(report).unwrap_or_default();
    Ok(Cost { best, all: best, memory: report.trim().parse().unwrap_or(0) })
}

fn quiet(command: &mut Command) -> std::io::Result<Output> {
    command.stdout(Stdio::null()).stderr(Stdio::piped()).output()
}
