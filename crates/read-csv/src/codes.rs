//! Codes of what is said about a CSV input.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "csv-ragged",
        means: "a row has fewer or more cells than the header",
        example: Example::Input("csv", "Rank,Name\n1\n"),
        remedy: "Missing cells are left empty; cells beyond the header are kept without a name. If every row is told of, the delimiter is another one (`delimiter=;`) or the first line is no header (`header=none`).",
    },
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
        code: "csv-encoding",
        means: "the bytes are not text of the encoding",
        example: Example::Words("a file saved as Latin-1, read as UTF-8"),
        remedy: "Name the encoding: `encoding=windows-1252`, utf-16le, shift_jis or any other that browsers know.",
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
    CodeSpec {
        code: "csv-comment",
        means: "lines that are comments are left out",
        example: Example::Words("'# made by hand' with `comment_char=#`"),
        remedy: "Nothing needs to be done; without `comment_char` they are records.",
    },
    CodeSpec {
        code: "csv-empty",
        means: "the input holds no record",
        example: Example::Input("csv", ""),
        remedy: "The output is empty too. Look at the program that should have written the file.",
    },
    CodeSpec {
        code: "csv-document",
        means: "a CSV of a whole document is not laid out as one",
        example: Example::Words("a file of `view=document` in which a line was lost"),
        remedy: "Convert it from its source again. A plain table whose header only looks like it needs another first line.",
    },
];
