//! Inputs of arbitrary bytes: they are read the same however they arrive, and errors have a place.

#![allow(clippy::unwrap_used, reason = "a test that cannot continue fails")]

use model::{Diagnostics, Event, Flow, Input, Sink, Unseekable};
use proptest::prelude::*;
use std::io::BufReader;
use testkit::{Pair, check_refused, read, read_from};

const JSON: Pair = Pair { reader: &read_json::FORMATS[0], writer: &write_json::FORMATS[0] };
const NDJSON: Pair = Pair { reader: &read_json::FORMATS[1], writer: &write_json::FORMATS[1] };
const YAML: Pair = Pair { reader: &read_yaml::FORMATS[0], writer: &write_yaml::FORMATS[0] };

const SAMPLES: [&str; 8] = [
    "[\n{\"a\": 1.10, \"é\": \"x\\ud83e\\udd47\\n\"},\n{\"b\": {\"c\": [1, {}]}, \"a\": null}\n]\n",
    "{\"title\": null, \"infobox\": {\"k\": {\"text\": \"é\", \"marks\": [{\"start\": 0, \"end\": 1, \"type\": \"bold\"}]}},\n\
     \"blocks\": [{\"type\": \"table\", \"columns\": [\"a\"], \"rows\": [[1], [\"🥇\"]]}], \"sections\": []}",
    "{\"a\": [{\"x\": 1}], \"b\": []}\n[1, 2]\n\"x\"\n",
    "{\"columns\": [\"a\"], \"index\": [\"é\"], \"data\": [[1]]}",
    "a: &x {b: 1, c: [é, 2]}\nd:\n  <<: *x\n  b: 3\n? [k]\n: *x\n",
    "- {a: 1, b: \"x\\u00e9\"}\n- a: |\n    two\n    lines\n- {}\n--- [1, [2]]\n...\n",
    "%YAML 1.2\n---\n!!str 12\n--- # é\n- 🥇\n",
    "{\"a\":1}\n{\"a\":2,\"b\":\"é\"}\n",
];

fn outcome(pair: &Pair, bytes: &[u8], size: usize) -> String {
    let mut source = Unseekable(BufReader::with_capacity(size, bytes));
    let reading = match pair.reader.format.id {
        "yaml" => read_from(pair.reader, &mut source, &read_yaml::YamlReadOptions::default()),
        _ => read_from(pair.reader, &mut source, &read_json::JsonReadOptions::default()),
    };
    let reported = reading.messages();
    match reading.result {
        Ok(documents) => format!("{documents:?} {reported:?}"),
        Err(error) => {
            let text = error.to_string();
            assert!(text.starts_with(|first: char| first.is_ascii_digit()), "no place: {text}");
            text
        }
    }
}

#[test]
fn every_prefix_of_every_sample_reads_the_same() {
    for sample in SAMPLES {
        for pair in [JSON, NDJSON, YAML] {
            for end in 0..=sample.len() {
                let bytes = &sample.as_bytes()[..end];
                assert_eq!(outcome(&pair, bytes, 1), outcome(&pair, bytes, 8192), "{sample:?} to {end}");
            }
        }
    }
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let text = format!("\u{feff}{}", SAMPLES[0]);
    assert_eq!(JSON.read(&text), JSON.read(SAMPLES[0]));
    assert_eq!(YAML.read("\u{feff}a: 1\n"), YAML.read("a: 1\n"));
}

#[test]
fn invalid_text_has_a_place() {
    let refused = |pair: Pair, bytes: &[u8], expected: &str| {
        check_refused(pair.reader, bytes, expected);
    };
    refused(
        JSON,
        b"[\"\xC3\xA9\",\n\"\xFF\"]",
        "2:2: error: the input is not valid UTF-8 here (JSON is UTF-8 text)",
    );
    refused(JSON, b"[\"\xC3", "1:3: error: the input is not valid UTF-8 here (JSON is UTF-8 text)");
    refused(
        YAML,
        b"a: \xC3\xA9\nb: \xFF\n",
        "2:4: error: the input is not valid UTF-8 here (YAML is read as UTF-8)",
    );
    refused(
        YAML,
        b"a: 1\nb: \0\n",
        "2:4: error: control character U+0000 is not allowed in YAML (escape it in double quotes)",
    );
}

#[test]
fn deep_values_are_refused() {
    for (text, pair) in
        [("[".repeat(100_000), JSON), ("[".repeat(100_000), YAML), ("- ".repeat(20_000), YAML)]
    {
        read(pair.reader, text).error();
    }
    let nested = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    assert_eq!(JSON.write(&JSON.read(&nested)).replace(['\n', ' '], ""), nested);
    let nested = format!("{}1{}", "{\"a\":".repeat(1000), "}".repeat(1000));
    assert_eq!(JSON.write(&JSON.read(&nested)).replace(['\n', ' '], ""), nested);
}

/// Counts events, and stops after a number of them.
struct First(usize, usize);

impl Sink for First {
    fn event(&mut self, _: Event<'_>) -> model::Result<Flow> {
        self.0 += 1;
        Ok(if self.0 == self.1 { Flow::Stop } else { Flow::Continue })
    }
}

impl First {
    /// The number of events that it is sent from a text when it wants `wanted`.
    fn of(pair: &Pair, text: &str, wanted: usize) -> usize {
        let mut first = First(0, wanted);
        let (mut bytes, diagnostics) = (Unseekable(text.as_bytes()), Diagnostics::ignore());
        let input = Input::new(&mut bytes, &diagnostics);
        pair.reader.read(input, &pair.reader.default_options(), &mut first).unwrap();
        first.0
    }
}

#[test]
fn a_sink_that_stops_is_sent_no_more_events() {
    for sample in SAMPLES {
        for pair in [JSON, NDJSON, YAML] {
            if read(pair.reader, sample).result.is_ok() {
                let all = First::of(&pair, sample, usize::MAX);
                (1..=all).for_each(|wanted| assert_eq!(First::of(&pair, sample, wanted), wanted, "{sample}"));
            }
        }
    }
}

#[test]
fn input_that_is_not_wanted_is_not_read() {
    let records = |open: &str, record: &str| format!("{open}{}]]]", record.repeat(2000));
    let page = |rows: &str| {
        format!(
            "{{\"title\": null, \"infobox\": null, \"blocks\": [{{\"type\": \"table\", \"columns\": [\"a\"], \"rows\": [{rows}"
        )
    };
    // Longer than the lookahead.
    let long = "x".repeat(1000);
    for (pair, text) in [
        (JSON, records("[", "{\"a\": 1},\n")),
        (JSON, records("[", "[1],\n")),
        (JSON, records("{\"columns\": [\"a\"], \"data\": [", &format!("[\"{long}\"],"))),
        (JSON, records("{\"x\": [", &format!("{{\"a\": \"{long}\"}},"))),
        (JSON, page(&records("", &format!("[\"{long}\"],")))),
        (NDJSON, records("", "{\"a\": 1}\n")),
        (YAML, records("", "- {a: 1}\n")),
    ] {
        read(pair.reader, &text).error();
        for wanted in [1, 2, 3, 4] {
            assert_eq!(First::of(&pair, &text, wanted), wanted, "{}", &text[..40]);
        }
    }
}

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let edits = proptest::collection::vec(
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_u8..3),
        1..6,
    );
    (0..SAMPLES.len(), edits).prop_map(|(sample, edits)| {
        let mut bytes = SAMPLES[sample].as_bytes().to_vec();
        for (from, to, edit) in edits {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            match edit {
                0 => bytes[from] = b"[]{},:\"&*<-\n |!1e.\\\xC3"[to % 20],
                1 => bytes.insert(from, bytes[to]),
                _ => {
                    let part = bytes[from.min(to)..from.max(to)].to_vec();
                    bytes.splice(to..to, part);
                }
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn broken_samples_never_panic(bytes in mutated()) {
        for pair in [JSON, NDJSON, YAML] {
            prop_assert_eq!(outcome(&pair, &bytes, 3), outcome(&pair, &bytes, 8192));
        }
    }
}
