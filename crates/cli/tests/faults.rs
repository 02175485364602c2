//! Failures around the program: full disks, signals, inputs that are not files, closed pipes. Nothing is half-written,
//! nothing is lost, and the failure is reported.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

const BINARY: &str = env!("CARGO_BIN_EXE_convert");

fn convert(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.current_dir(directory).args(arguments).stdin(Stdio::null());
    command
}

/// Status, standard output and standard error of a run.
fn outcome(command: &mut Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

/// A script that runs the binary as `$0` in a directory.
fn shell(directory: &Path, script: &str) -> (i32, String, String) {
    outcome(Command::new("sh").current_dir(directory).args(["-c", script, BINARY]))
}

/// A CSV of many rows.
fn rows(count: usize) -> String {
    let rows = (0..count).map(|row| format!("{row},Skater {row},1:24.{:03},\n", row % 1000));
    "rank,name,time,notes\n".to_owned() + &rows.collect::<String>()
}

/// The files of a directory, including hidden ones.
fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(directory) else { return BTreeMap::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect()
}

fn names(directory: &Path) -> Vec<String> {
    files(directory).into_keys().collect()
}

#[test]
fn a_full_disk_is_reported_and_leaves_nothing_behind() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    fs::write(here.join("table.csv"), rows(100_000)).unwrap();
    fs::write(here.join("old.json"), "old").unwrap();
    let before = names(here);
    // With a limit on the size of files, the writer fails as on a full disk.
    for to in ["csv", "json", "yaml", "ods", "xlsx", "fods", "html", "csv.gz"] {
        let script = format!("ulimit -f 64; trap '' XFSZ; exec \"$0\" table.csv -o new.{to} --view document");
        let (status, _, stderr) = shell(here, &script);
        assert_eq!(status, 1, "{to}: {stderr}");
        assert!(stderr.contains(&format!("'new.{to}' cannot be written")), "{to}: {stderr}");
        assert_eq!(names(here), before, "{to}");
    }
    let script = "ulimit -f 64; trap '' XFSZ; exec \"$0\" table.csv -o old.json";
    assert_eq!(shell(here, script).0, 1);
    assert_eq!(fs::read_to_string(here.join("old.json")).unwrap(), "old");
    let script = "ulimit -f 64; trap '' XFSZ; exec \"$0\" table.csv -o split --split";
    assert_eq!(shell(here, script).0, 1);
    assert_eq!(names(here), before, "the directory that was made for it is removed too");
    if Path::new("/dev/full").exists() {
        let (status, _, stderr) = shell(here, "exec \"$0\" table.csv -t json > /dev/full");
        assert!(status == 1 && stderr.contains("<stdout>"), "{status}: {stderr}");
        let (status, _, stderr) = shell(here, "exec \"$0\" table.csv -o /dev/full -t json");
        assert!(status == 1 && stderr.contains("/dev/full"), "{status}: {stderr}");
    }
}

/// Exceeding the size limit of files is an error, not the end of the program by a signal.
#[test]
fn a_file_that_exceeds_the_size_limit_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    fs::write(here.join("table.csv"), rows(20_000)).unwrap();
    let (status, _, stderr) = shell(here, "ulimit -f 64; exec \"$0\" table.csv -o new.json");
    assert!(status == 1 && stderr.contains("'new.json' cannot be written"), "{status}: {stderr}");
    assert_eq!(names(here), ["table.csv"]);
}

/// A program whose messages nobody reads ends too, and leaves nothing behind.
#[test]
fn a_signal_ends_a_program_that_waits_for_a_full_pipe() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    fs::write(here.join("ragged.csv"), "a,b\n".to_owned() + &"1,2,3\n".repeat(20_000)).unwrap();
    // Its messages fill a pipe that nobody reads.
    let mut command = convert(here, &["ragged.csv", "-o", "out.json", "--verbose"]);
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(700));
    assert!(child.try_wait().unwrap().is_none(), "it does not wait");
    signal(&child, "TERM");
    assert_eq!(child.wait().unwrap().signal(), Some(15));
    assert_eq!(names(here), ["ragged.csv"]);
}

/// A program that was started by `nohup` survives a hang-up.
#[test]
fn an_ignored_signal_stays_ignored() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    let script = "trap '' HUP; (echo a; sleep 1; echo 1) | \"$0\" -f csv -t csv & sleep 0.4; \
        for pid in $(pgrep -P $$ -f -- '-f csv -t csv'); do kill -HUP $pid; done; wait";
    if !Path::new("/proc/self/status").exists() || Command::new("pgrep").arg("-V").output().is_err() {
        return;
    }
    let (status, stdout, stderr) = shell(here, script);
    assert_eq!((status, stdout.as_str()), (0, "a\n1\n"), "{stderr}");
}

/// A disk that is really full, if a file system can be mounted.
#[test]
fn a_small_file_system_fills_up() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    fs::write(here.join("table.csv"), rows(100_000)).unwrap();
    fs::write(here.join("small.csv"), rows(10)).unwrap();
    let script = "mkdir disk && mount -t tmpfs -o size=256k tmpfs disk 2>/dev/null || exit 99; \
        \"$0\" table.csv small.csv -o disk/ -t json -j1; status=$?; ls -A disk; umount disk; exit $status";
    let (status, stdout, stderr) =
        outcome(Command::new("unshare").args(["-m", "sh", "-c", script, BINARY]).current_dir(here));
    if status == 99 || status == -1 || stderr.contains("unshare") {
        let _ = writeln!(std::io::stderr(), "skipped: no file system can be mounted here");
        return;
    }
    assert_eq!((status, stdout.as_str()), (1, "small.json\n"), "{stderr}");
    assert!(
        stderr.contains("disk/table.json") && stderr.ends_with("converted 1 of 2, 1 failed\n"),
        "{stderr}"
    );
}

#[test]
fn a_full_temporary_directory_is_not_an_error_of_the_input() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    let page = "<page><title>P</title><ns>0</ns><id>1</id><revision><id>1</id><text>";
    let table = format!("{{|\n! a\n{}|}}\n", format!("|-\n| {}\n", "x".repeat(1000)).repeat(1500));
    let dump = format!("<mediawiki version=\"0.11\">{page}{table}</text></revision></page></mediawiki>");
    fs::write(here.join("dump.xml"), dump).unwrap();
    let script = "ulimit -f 64; trap '' XFSZ; TMPDIR=. exec \"$0\" dump.xml -t csv";
    let (status, stdout, stderr) = shell(here, script);
    assert_eq!((status, stdout.as_str()), (1, ""), "{stderr}");
    assert!(stderr.contains("error: a temporary file in '.' cannot be written"), "{stderr}");
}

#[test]
fn an_output_that_cannot_be_written_is_reported() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    fs::write(here.join("a.csv"), "a\n1\n").unwrap();
    fs::write(here.join("file"), "").unwrap();
    fs::create_dir(here.join("locked")).unwrap();
    fs::set_permissions(here.join("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    let probe = fs::write(here.join("locked/probe"), "");
    let mut targets = vec!["file/a.json", "nowhere/a.json", "/proc/a.json"];
    if probe.is_err() {
        targets.push("locked/a.json");
    }
    for target in targets {
        let (status, stdout, stderr) = outcome(&mut convert(here, &["a.csv", "-o", target]));
        assert!(status == 1 || status == 2, "{target}: {stderr}");
        assert!(
            stdout.is_empty() && stderr.contains(target.rsplit_once('/').unwrap().0),
            "{target}: {stderr}"
        );
    }
    let (status, _, stderr) = outcome(&mut convert(here, &["a.csv", "b.csv", "-o", "file/", "-t", "json"]));
    assert!(status == 2 && stderr.contains("file"), "{stderr}");
}

#[test]
fn inputs_that_are_not_files() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    fs::write(here.join("a.csv"), "a\n1\n").unwrap();
    fs::create_dir(here.join("folder.csv")).unwrap();
    std::os::unix::fs::symlink("gone.csv", here.join("dangling.csv")).unwrap();
    assert!(Command::new("mkfifo").arg(here.join("pipe.csv")).status().unwrap().success());
    let mut child = convert(
        here,
        &[
            "a.csv",
            "vanished.csv",
            "folder.csv",
            "dangling.csv",
            "pipe.csv",
            "/dev/null",
            "-o",
            "out",
            "-t",
            "json",
        ],
    );
    let child = child.stderr(Stdio::piped()).spawn().unwrap();
    fs::write(here.join("pipe.csv"), "b\n2\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert_eq!(names(&here.join("out")), ["a.json", "pipe.json"], "{stderr}");
    for name in ["vanished.csv:", "folder.csv", "dangling.csv:", "/dev/null:"] {
        let count = stderr.lines().filter(|line| line.starts_with(name) && line.contains("error")).count();
        assert_eq!(count, 1, "{name}: {stderr}");
    }
    assert!(stderr.ends_with("converted 2 of 6, 4 failed\n"), "{stderr}");
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    fs::write(here.join("table.csv"), rows(200_000)).unwrap();
    for arguments in [
        &["table.csv", "-t", "ndjson"][..],
        &["table.csv", "-t", "yaml"],
        &["--join", "table.csv", "table.csv", "-t", "csv"],
    ] {
        let mut child =
            convert(here, arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "{arguments:?}");
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*stderr), (Some(0), ""), "{arguments:?}");
    }
    // Messages cannot be written, but the work is done.
    let (status, ..) = shell(here, "exec \"$0\" table.csv -o table.json 2>&-");
    assert!(status == 0 && here.join("table.json").exists());
}

fn signal(child: &Child, name: &str) {
    let _ = Command::new("kill")
        .args([format!("-{name}"), child.id().to_string()])
        .stderr(Stdio::null())
        .status();
}

/// Runs the binary and sends a signal after this many microseconds; returns whether the signal ended it.
fn stopped(command: &mut Command, after: u64, name: &str) -> bool {
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_micros(after));
    signal(&child, name);
    let status = child.wait().unwrap();
    assert!(status.signal().is_some() || status.success(), "{name} after {after} µs: {status}");
    status.signal().is_some()
}

/// How many microseconds a run takes on an idle machine.
fn time(command: &mut Command) -> u64 {
    let times = (0..4).map(|_| {
        let began = std::time::Instant::now();
        assert!(command.status().unwrap().success());
        u64::try_from(began.elapsed().as_micros()).unwrap()
    });
    times.min().unwrap()
}

/// Moments spread over a time, the same in every run.
fn moments(count: u64, microseconds: u64) -> impl Iterator<Item = (u64, &'static str)> {
    let names = ["TERM", "INT", "HUP", "KILL"];
    (0..count)
        .map(move |at| ((at * 7919) % count * microseconds / count, names[usize::try_from(at % 4).unwrap()]))
}

/// However the program is stopped, files are complete or absent; after a signal that can be caught, nothing else is left.
#[test]
fn files_are_complete_or_absent_after_a_kill_at_any_moment() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    fs::create_dir(here.join("in")).unwrap();
    for number in 0..40 {
        fs::write(here.join(format!("in/{number:02}.csv")), rows(50 + number * 10)).unwrap();
    }
    let whole = time(&mut convert(here, &["-r", "in", "-o", "whole", "-t", "json", "-q"]));
    let expected = files(&here.join("whole"));
    let (mut caught, mut part) = (0, 0);
    for (moment, name) in moments(200, whole) {
        let mut command = convert(here, &["-r", "in", "-o", "out", "-t", "json", "-q"]);
        caught += usize::from(stopped(&mut command, moment, name));
        let found = files(&here.join("out"));
        part += usize::from(!found.is_empty() && found.len() < expected.len());
        for (file, bytes) in &found {
            let is_temporary = file.starts_with(".convert-");
            assert!(!is_temporary || name == "KILL", "{name} after {moment} µs left {file}");
            assert!(is_temporary || bytes == &expected[file], "{file} is half-written");
        }
        let _ = fs::remove_dir_all(here.join("out"));
    }
    assert!(caught > 20 && part > 3, "stopped {caught} times, {part} of them halfway");
}

/// The files of a directory appear together.
#[test]
fn a_package_is_complete_or_absent_after_a_kill_at_any_moment() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    let table = |number: usize| format!("== T{number} ==\n{{|\n! a\n|-\n| {number}\n|}}\n");
    fs::write(here.join("page.wiki"), (0..150).map(table).collect::<String>()).unwrap();
    let arguments = ["page.wiki", "-o", "out", "--split", "-q"];
    let whole = time(&mut convert(here, &arguments));
    let expected = names(&here.join("out"));
    assert_eq!(expected.len(), 151);
    for (moment, name) in moments(60, whole).filter(|(_, name)| *name != "KILL") {
        fs::remove_dir_all(here.join("out")).unwrap_or_default();
        stopped(&mut convert(here, &arguments), moment, name);
        let found = names(&here.join("out"));
        assert!(found.is_empty() || found == expected, "{name} after {moment} µs: {found:?}");
    }
}
