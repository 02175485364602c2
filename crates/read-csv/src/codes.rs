//! Codes of what is said about a CSV input.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "csv-unclosed-quote",
        means: "a quoted field is never closed",
        example: Example::Input("csv", "Rank,Name\n1,\"Sun Long\n"),
        remedy: "Close the quote, or write a quote inside of a field twice. The file may be cut off. If quotes mean nothing in it: `quote_char=none`.",
    },
    CodeSpec {
        code: "csv-stray-quote",
        means: "a quote stands where other readers would take it another way",
        example: Example::Input("csv", "Rank,Name\n1,Sun \"the Long\"\n"),
        remedy: "The text is kept as told. Write such a field in quotes, each quote in it twice: \"Sun \"\"the Long\"\"\".",
    },
    CodeSpec {
        code: "csv-record-too-long",
        means: "one record is longer than any should be",
        example: Example::Words("an opening quote at the start of a large file that no other quote closes"),
        remedy: "Look at the line named: a quoted field begins there and does not end. `quote_char=none` takes quotes as text.",
    },
    CodeSpec {
        code: "csv-no-header",
        means: "the first record is numbers only, and is taken as a row",
        example: Example::Input("csv", "1,2\n3,4\n"),
        remedy: "If it is the header after all, say so: `header=first`.",
    },
];
