//! Codes reported for CSV inputs.

use model::{CodeSpec, Example};

/// The explanation of each code.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "csv-unclosed-quote",
        means: "a quoted field is never closed",
        example: Example::Input("csv", "Rank,Name\n1,\"Sun Long\n"),
        remedy: "Close the quote, or write a quote inside a field twice. The file may be truncated. If quotes are ordinary text in it, use `quote_char=none`.",
    },
    CodeSpec {
        code: "csv-stray-quote",
        means: "a quote is in a place where other readers interpret it differently",
        example: Example::Input("csv", "Rank,Name\n1,Sun \"the Long\"\n"),
        remedy: "The text is kept as the message describes. Write such a field in quotes, and each quote in it twice: \"Sun \"\"the Long\"\"\".",
    },
    CodeSpec {
        code: "csv-record-too-long",
        means: "a record is longer than the limit",
        example: Example::Words("an opening quote at the start of a large file that is never closed"),
        remedy: "Check the reported line: a quoted field begins there and does not end. `quote_char=none` reads quotes as text.",
    },
    CodeSpec {
        code: "csv-no-header",
        means: "the first record consists only of numbers and is read as a row",
        example: Example::Input("csv", "1,2\n3,4\n"),
        remedy: "If it is the header after all, use `header=first`.",
    },
];
