//! Streaming: rows are written as they come, in little memory, until the reader of the output is gone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut input = String::from("a,b\n");
    (0..200_000).for_each(|row| input += &format!("{row},x\n"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    std::fs::write(&path, input).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_convert"))
        .arg(&path)
        .args(["-t", "ndjson"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn records_flow_before_their_input_ends() {
    use std::io::Read;
    for (from, line) in [("csv", "1,2\n"), ("ndjson", "{\"a\":1,\"b\":2}\n")] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_convert"))
            .args(["-f", from, "-t", "ndjson"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let feed = std::thread::spawn(move || {
            let lines =
                if from == "csv" { format!("a,b\n{}", line.repeat(1_000_000)) } else { line.repeat(500_000) };
            stdin.write_all(lines.as_bytes()).unwrap();
            stdin
        });
        // The input is still open.
        let mut first = [0; 12];
        stdout.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"{\"a\":1,\"b\":2");
        std::io::copy(&mut stdout.by_ref().take(1 << 20), &mut std::io::sink()).unwrap();
        let rest = std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()));
        drop(feed.join().unwrap());
        rest.join().unwrap().unwrap();
        assert!(child.wait().unwrap().success());
    }
}

/// Peak memory does not depend on the number of rows.
#[cfg(target_os = "linux")]
#[test]
fn a_long_table_needs_no_more_memory_than_a_short_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    file.write_all(b"Rank,Name,Time\n").unwrap();
    for row in 0..1_500_000 {
        writeln!(file, "{},Pietro Sighel,1:25.{:03}", row, row % 1000).unwrap();
    }
    file.into_inner().unwrap();
    for format in ["csv", "ndjson", "json", "yaml"] {
        let peak = peak_of(&path, format);
        assert!(peak < 64 * 1024, "{format}: {peak} KiB");
    }
}

/// The peak resident memory of a conversion to standard output, in KiB, as the kernel counts it.
#[cfg(target_os = "linux")]
fn peak_of(path: &Path, format: &str) -> u64 {
    use std::io::Read;
    let mut child = Command::new(env!("CARGO_BIN_EXE_convert"))
        .arg(path)
        .args(["-t", format])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut stdout = child.stdout.take().unwrap();
    let (mut block, mut peak) = (vec![0; 1 << 20], 0);
    while stdout.read(&mut block).unwrap() > 0 {
        let now = std::fs::read_to_string(&status).unwrap_or_default();
        let line = now.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(peak).max(peak);
    }
    assert!(child.wait().unwrap().success());
    peak
}
