//! How fast many small files are converted: in one call, by one worker and by two, and with one call per file in a
//! shell loop.
//!
//! Memory must not grow with the number of files, and the output must not depend on the number of workers.

use crate::compare::{Contender, compare, warn_of_memory};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Pages per folder.
const FOLDER: usize = 1000;

/// Measures in a directory, and leaves the files there.
pub(crate) fn run(directory: &str, pages: usize) -> Result<(), String> {
    let text = |error: std::io::Error| error.to_string();
    std::fs::create_dir_all(directory).map_err(text)?;
    let directory = Path::new(directory).canonicalize().map_err(text)?;
    for name in ["pages", "tenth"] {
        let count = if name == "pages" { pages } else { pages / 10 };
        generate(&directory.join(name), count).map_err(text)?;
    }
    let binary = std::env::current_exe().map_err(text)?.with_file_name("convert");
    if !binary.exists() {
        return Err("build the binary first: cargo build --release --package convert-cli".into());
    }
    warn_of_memory();
    // Each run writes to a new folder.
    let script = |name: &str, script: String| {
        let script = format!("out=$(mktemp -d \"$1/out.XXXXXX\"); {script}");
        let command = ["sh", "-c", script.as_str(), binary.to_str().unwrap_or_default()];
        let mut command: Vec<_> = command.into_iter().map(Into::into).collect();
        command.push(directory.clone().into());
        Contender { name: name.into(), command, result: None, directory: directory.clone() }
    };
    let call =
        |pages: &str, jobs: usize| format!("exec \"$0\" -q -r \"$1/{pages}\" -o \"$out\" -t csv -j {jobs}");
    let loops = "find \"$1/pages\" -name '*.wiki' | while read -r page; do name=${page##*/}; \
        \"$0\" -q \"$page\" -o \"$out/${name%.wiki}.csv\" || exit 1; done";
    compare(
        &format!("{pages} pages to CSV"),
        &[
            script("one call, one worker", call("pages", 1)),
            script("one call, two workers", call("pages", 2)),
            script("one worker, a tenth of the pages", call("tenth", 1)),
            script("two workers, a tenth of the pages", call("tenth", 2)),
            script("one call per page, in a shell loop", loops.to_owned()),
        ],
    );
    let made = |name: &str, jobs: &str| -> Result<PathBuf, String> {
        let out = directory.join(name);
        let _ = std::fs::remove_dir_all(&out);
        let pages = directory.join("pages");
        let mut call = Command::new(&binary);
        let done = call.args(["-q", "-t", "csv", "-j", jobs, "-r"]).arg(pages).arg("-o").arg(&out).status();
        if done.map_err(text)?.success() { Ok(out) } else { Err("the pages could not be converted".into()) }
    };
    let same = Command::new("diff").arg("-r").arg(made("one", "1")?).arg(made("many", "16")?).status();
    println!(
        "  by 1 and by 16 workers: {}",
        if same.map_err(text)?.success() { "the same bytes" } else { "NOT the same" }
    );
    Ok(())
}

/// Writes pages, each with a heading, a paragraph and a table of results.
fn generate(directory: &Path, pages: usize) -> std::io::Result<()> {
    for page in 0..pages {
        let folder = directory.join(format!("{:02}", page / FOLDER));
        if page % FOLDER == 0 {
            std::fs::create_dir_all(&folder)?;
        }
        let mut text = format!("= Race {page} =\n\n== Results ==\n\nThe text of race {page}.\n\n");
        text += "| Rank | Heat | Name | Country | Time | Notes |\n";
        for rank in 1..=12 {
            let _ = writeln!(
                text,
                "| {rank} | {} | Skater {page}-{rank} | {{{{flagIOC|NED}}}} | 1:2{}.{:03} | Q |",
                page % 7,
                rank % 10,
                page % 1000
            );
        }
        std::fs::write(folder.join(format!("race{page:05}.wiki")), text)?;
    }
    Ok(())
}
