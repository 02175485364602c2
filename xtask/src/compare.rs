//! Compares programs that do the same job, each in its own process, taking turns: the best time of several runs counts,
//! and the peak memory of all.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How often each contender runs at most, and after how long in total it is not run again.
const RUNS: usize = 5;
const PATIENCE: Duration = Duration::from_secs(15);
/// How long one run may take, in seconds.
const LIMIT: &str = "600";

/// What the runs of a contender took.
#[derive(Clone, Copy)]
struct Cost {
    best: Duration,
    all: Duration,
    /// The peak memory of all runs, in kB; 0 if it is not known.
    memory: u64,
}

/// A program that does a job.
pub(crate) struct Contender {
    pub(crate) name: String,
    pub(crate) command: Vec<OsString>,
    /// A file that exists once the job is done, for programs whose exit status does not tell.
    pub(crate) result: Option<PathBuf>,
    pub(crate) directory: PathBuf,
}

/// Prints a line if memory cannot be measured.
pub(crate) fn warn_of_memory() {
    if quiet(Command::new("time").arg("true")).is_err() {
        println!("memory is not measured: the program 'time' is missing");
    }
}

/// Lets contenders take turns and prints their cost; the ratios are to the first.
pub(crate) fn compare(title: &str, contenders: &[Contender]) {
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
        let errors = String::from_utf8_lossy(&output.stderr);
        let last = errors.lines().rev().find(|line| !line.trim().is_empty());
        return Err(format!("missing or failed: {}", last.unwrap_or("no output")));
    }
    let report = std::fs::read_to_string(report).unwrap_or_default();
    Ok(Cost { best, all: best, memory: report.trim().parse().unwrap_or(0) })
}

fn quiet(command: &mut Command) -> std::io::Result<Output> {
    command.stdout(Stdio::null()).stderr(Stdio::piped()).output()
}
