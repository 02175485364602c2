//! How fast tables are converted between text formats, and in how much memory, compared with other programs.
//!
//! All read the same rows of results and write to `/dev/null`; `cat` is the lower bound. Miller and xan are taken from
//! the path, DuckDB and Polars from the Python that `CONVERT_TEST_PYTHON` names; missing ones are listed as such.

use crate::bench;
use crate::compare::{Contender, compare, warn_of_memory};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The pairs of formats.
const JOBS: [(&str, &str); 5] =
    [("csv", "ndjson"), ("ndjson", "csv"), ("csv", "json"), ("json", "csv"), ("csv", "yaml")];

/// Measures in a directory, and leaves the files there.
pub(crate) fn run(directory: &str, megabytes: usize, slow: bool) -> Result<(), String> {
    let text = |error: std::io::Error| error.to_string();
    std::fs::create_dir_all(directory).map_err(text)?;
    let directory = Path::new(directory).canonicalize().map_err(text)?;
    let table = |format: &str| directory.join(format!("table.{format}"));
    bench::generate(&table("csv"), megabytes).map_err(text)?;
    bench::generate(&directory.join("tenth.csv"), megabytes.div_ceil(10)).map_err(text)?;
    for format in ["ndjson", "json"] {
        for name in ["table", "tenth"] {
            let made = directory.join(format!("{name}.{format}"));
            let from = directory.join(format!("{name}.csv"));
            let done = Command::new(binary()?).arg(from).arg("-o").arg(made).status().map_err(text)?;
            if !done.success() {
                return Err(format!("cannot make the {format} file"));
            }
        }
    }
    warn_of_memory();
    for (from, to) in JOBS {
        let file = table(from);
        let contender = |name: &str, command: Vec<OsString>| Contender {
            name: name.into(),
            command,
            result: None,
            directory: directory.clone(),
        };
        let ours = |file: &Path| -> Result<Vec<OsString>, String> {
            Ok(vec![binary()?.into(), "-q".into(), "-t".into(), to.into(), file.into()])
        };
        let mut contenders = vec![
            contender("convert", ours(&file)?),
            contender("convert, a tenth of the rows", ours(&directory.join(format!("tenth.{from}")))?),
            contender("cat", vec!["cat".into(), file.clone().into()]),
        ];
        contenders.extend(others(from, to, slow).into_iter().map(|(name, command)| {
            let mut command: Vec<OsString> = command.into_iter().map(OsString::from).collect();
            command.push(file.clone().into());
            contender(name, command)
        }));
        let size = file.metadata().map_err(text)?.len();
        compare(&format!("{from} to {to}, {} MB in", size / 1_000_000), &contenders);
    }
    Ok(())
}

/// The binary in the directory of this program.
fn binary() -> Result<PathBuf, String> {
    let binary = std::env::current_exe().map_err(|error| error.to_string())?.with_file_name("convert");
    if binary.exists() {
        Ok(binary)
    } else {
        Err("build the binary first: cargo build --release --package convert-cli".into())
    }
}

/// The commands of the other programs for a job, without the file, which comes last.
fn others(from: &str, to: &str, slow: bool) -> Vec<(&'static str, Vec<String>)> {
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let python = |program: &str| {
        let python = std::env::var("CONVERT_TEST_PYTHON").unwrap_or_else(|_| "python3".into());
        vec![python, "-c".into(), format!("import sys; file = sys.argv[1]; {program}")]
    };
    let duckdb = |read: &str, write: &str| {
        python(&format!(
            "import duckdb; duckdb.sql('set threads=2'); duckdb.sql(f\"copy (from {read}) to '/dev/null' ({write})\")"
        ))
    };
    let polars = |program: &str| python(&format!("import polars; {program}"));
    match (from, to) {
        ("csv", "ndjson") => {
            let mut all = vec![
                ("xan", words("xan to ndjson")),
                ("Miller", words("mlr --icsv --ojsonl cat")),
                ("DuckDB, 2 threads", duckdb("read_csv('{file}', all_varchar=true)", "format json")),
                ("Polars", polars("polars.scan_csv(file, infer_schema=False).sink_ndjson('/dev/null')")),
            ];
            if slow {
                all.push(("csvkit", words("csvjson --stream -I")));
            }
            all
        }
        ("ndjson", "csv") => vec![
            ("xan", words("xan from -f ndjson")),
            ("Miller", words("mlr --ijsonl --ocsv cat")),
            ("DuckDB, 2 threads", duckdb("read_ndjson('{file}')", "format csv")),
            ("Polars", polars("polars.scan_ndjson(file).sink_csv('/dev/null')")),
        ],
        ("csv", "json") => {
            let mut all = vec![
                ("xan", words("xan to json")),
                ("Miller", words("mlr --icsv --ojson cat")),
                (
                    "DuckDB, 2 threads",
                    duckdb("read_csv('{file}', all_varchar=true)", "format json, array true"),
                ),
                ("Polars", polars("polars.read_csv(file, infer_schema=False).write_json('/dev/null')")),
            ];
            if slow {
                all.push(("csvkit", words("csvjson -I")));
            }
            all
        }
        ("json", "csv") => {
            let mut all = vec![
                ("xan", words("xan from -f json")),
                ("DuckDB, 2 threads", duckdb("read_json('{file}')", "format csv")),
                ("Polars", polars("polars.read_json(file).write_csv('/dev/null')")),
            ];
            if slow {
                all.push(("Miller", words("mlr --ijson --ocsv cat")));
            }
            all
        }
        _ => vec![("yq", words("yq -p csv -o yaml ."))],
    }
}
