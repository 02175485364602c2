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

/// What arrives on a standard output while the input is open.
struct Live {
    pieces: std::sync::mpsc::Receiver<Vec<u8>>,
}

impl Live {
    fn of(mut stdout: impl std::io::Read + Send + 'static) -> Self {
        let (sender, pieces) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let mut block = [0; 4096];
            while let Ok(count @ 1..) = stdout.read(&mut block) {
                let _ = sender.send(block[..count].to_vec());
            }
        });
        Live { pieces }
    }

    /// Waits until exactly this has arrived since the last call.
    fn expect(&self, expected: &str) {
        let mut arrived = Vec::new();
        while arrived.len() < expected.len() {
            match self.pieces.recv_timeout(std::time::Duration::from_secs(30)) {
                Ok(piece) => arrived.extend(piece),
                Err(error) => panic!("{error}: {:?} of {expected:?}", String::from_utf8_lossy(&arrived)),
            }
        }
        assert_eq!(String::from_utf8_lossy(&arrived), expected);
    }
}

#[test]
fn each_row_of_a_slow_stream_is_written_as_it_arrives() {
    let numbers = |line: &str| line.repeat(20);
    let cases = [
        (
            "-f csv -t ndjson",
            "a,b\n1,2\n".into(),
            "{\"a\":1,\"b\":2}\n".into(),
            "3,4\n",
            "{\"a\":3,\"b\":4}\n",
        ),
        ("-f csv -t csv", "\"a\";b\r\n1;\"2,5\"\r\n".into(), "a,b\n1,\"2,5\"\n".into(), "3;4\r\n", "3,4\n"),
        ("-f csv -t json", "a\n1\n".into(), "[\n{\"a\":1}".into(), "2\n", ",\n{\"a\":2}"),
        ("-f tsv -t tsv --columns b", "a\tb\n1\t2\n".into(), "b\n2\n".into(), "3\t4\n", "4\n"),
        ("-f csv -t tsv --header none", "1,2\n3,4\n".into(), "1\t2\n3\t4\n".into(), "5,6\n", "5\t6\n"),
        // Two delimiters, or single quotes, are told apart by twenty lines, unless they are named.
        (
            "-f csv -t ndjson",
            "a,b;c\n".to_owned() + &"1,2;3\n".repeat(19),
            "{\"a\":1,\"b;c\":\"2;3\"}\n".repeat(19),
            "4,5;6\n",
            "{\"a\":4,\"b;c\":\"5;6\"}\n",
        ),
        (
            "-f csv -t ndjson --delimiter , --quote-char none",
            "'a;b',c\n1,2\n".into(),
            "{\"'a;b'\":1,\"c\":2}\n".into(),
            "3,4\n",
            "{\"'a;b'\":3,\"c\":4}\n",
        ),
        ("-f ndjson -t ndjson", numbers("{\"a\":1}\n"), numbers("{\"a\":1}\n"), "{\"a\":2}\n", "{\"a\":2}\n"),
        (
            "-f ndjson -t csv --columns a",
            numbers("{\"a\":1}\n"),
            format!("a\n{}", numbers("1\n")),
            "{\"a\":2}\n",
            "2\n",
        ),
        (
            "-f json -t ndjson --view records",
            format!("[{}{{\"a\":1}}\n", "{\"a\":1},".repeat(1000)),
            "{\"a\":1}\n".repeat(1001),
            ",{\"a\":2}",
            "{\"a\":2}\n",
        ),
        // The format of a stream without a name is told by its first 8 KiB.
        (
            "-t ndjson",
            "a,b\n".to_owned() + &"1,2\n".repeat(2048),
            "{\"a\":1,\"b\":2}\n".repeat(2048),
            "3,4\n",
            "{\"a\":3,\"b\":4}\n",
        ),
    ];
    for (arguments, start, expected, row, as_row) in cases {
        let mut child = Command::new(env!("CARGO_BIN_EXE_convert"))
            .args(arguments.split(' '))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut stdin, live) = (child.stdin.take().unwrap(), Live::of(child.stdout.take().unwrap()));
        stdin.write_all(start.as_bytes()).unwrap();
        live.expect(&expected);
        for _ in 0..2 {
            stdin.write_all(row.as_bytes()).unwrap();
            live.expect(as_row);
        }
        drop(stdin);
        let _ = child.wait().unwrap();
    }
}

#[cfg(unix)]
#[test]
fn rows_of_a_named_pipe_flow_into_another() {
    let folder = tempfile::tempdir().unwrap();
    let [input, output] = ["in.csv", "out.ndjson"].map(|name| {
        let path = folder.path().join(name);
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        path
    });
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_convert")).arg(&input).arg("-o").arg(&output).spawn().unwrap();
    let opened = std::thread::spawn(move || std::fs::File::open(output).unwrap());
    let mut writer = std::fs::File::options().write(true).open(&input).unwrap();
    writer.write_all(b"a\n1\n").unwrap();
    let live = Live::of(opened.join().unwrap());
    live.expect("{\"a\":1}\n");
    writer.write_all(b"2\n").unwrap();
    live.expect("{\"a\":2}\n");
    drop(writer);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_dialect_is_recognised_alike_however_its_bytes_arrive() {
    let input = format!("\u{feff}a;b,c\n{}", "'1;2',3\n".repeat(30));
    let run = |pieces: &mut dyn Iterator<Item = &[u8]>| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_convert"))
            .args(["-f", "csv", "-t", "json", "--view", "document"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        for piece in pieces {
            stdin.write_all(piece).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        drop(stdin);
        child.wait_with_output().unwrap().stdout
    };
    let whole = run(&mut std::iter::once(input.as_bytes()));
    assert!(!whole.is_empty());
    assert_eq!(run(&mut input.as_bytes().chunks(1)), whole);
    assert_eq!(run(&mut input.as_bytes().chunks(17)), whole);
}

#[test]
fn a_byte_order_mark_is_recognised_however_it_arrives() {
    let inputs: [(&str, &[u8], &str); 3] = [
        ("csv", b"\xff\xfea\0\n\x001\0\n\0", "[\n{\"a\":1}\n]\n"),
        ("csv", b"\xef\xbb\xbf\"a\"\n1\n", "[\n{\"a\":1}\n]\n"),
        ("json", b"\xef\xbb\xbf[{\"a\":1}]", "[\n{\"a\":1}\n]\n"),
    ];
    for (format, input, expected) in inputs {
        for cut in 1..4 {
            let mut child = Command::new(env!("CARGO_BIN_EXE_convert"))
                .args(["-f", format, "-t", "json", "--strict"])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut stdin = child.stdin.take().unwrap();
            stdin.write_all(&input[..cut]).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(20));
            stdin.write_all(&input[cut..]).unwrap();
            drop(stdin);
            let output = child.wait_with_output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{format}, cut after {cut}");
        }
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
