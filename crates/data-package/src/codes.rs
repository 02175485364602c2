//! What the codes of packages mean.

use model::{CodeSpec, Example};

/// One for each.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "package-descriptor",
        means: "datapackage.json is not what it should be",
        example: Example::Input("data-package", "{\"resources\": 1}\n"),
        remedy: "Mend it at the place shown; https://datapackage.org/standard/data-package/ has its form.",
    },
    CodeSpec {
        code: "package-encoding",
        means: "the bytes are not UTF-8",
        example: Example::Words("a datapackage.json saved as Latin-1"),
        remedy: "Convert it first, for example with iconv -f latin1 -t utf-8.",
    },
    CodeSpec {
        code: "package-path",
        means: "a package names a file that it may not",
        example: Example::Input(
            "data-package",
            "{\"resources\": [{\"name\": \"a\", \"path\": \"../a.csv\"}]}\n",
        ),
        remedy: "A package names files of its own folder, by relative paths; nothing is fetched.",
    },
    CodeSpec {
        code: "package-file",
        means: "a file of the package cannot be read",
        example: Example::Words("a datapackage.json whose CSV was deleted"),
        remedy: "The message has the system's reason. Get the file, or remove its resource.",
    },
    CodeSpec {
        code: "package-ragged",
        means: "inline data has a row that is shorter or longer than its header",
        example: Example::Words("\"data\": [[\"rank\", \"name\"], [1]]"),
        remedy: "A short row is padded, a long one keeps its cells.",
    },
    CodeSpec {
        code: "package-duplicate-key",
        means: "inline data has a key twice",
        example: Example::Words("\"data\": [{\"rank\": 1, \"rank\": 2}]"),
        remedy: "The last value is kept.",
    },
    CodeSpec {
        code: "package-shape",
        means: "inline data breaks the shape that it began with",
        example: Example::Words("\"data\": [{\"rank\": 1}, 2]"),
        remedy: "Write records, or rows with a header.",
    },
    CodeSpec {
        code: "package-document",
        means: "what the descriptor says about the document is not laid out as convert writes it",
        example: Example::Words("an edit under the key 'convert'"),
        remedy: "Remove that key: the files are then read as they are.",
    },
    CodeSpec {
        code: "package-beside-tables",
        means: "inline data has tables and other values",
        example: Example::Words("\"data\": {\"title\": \"Heats\", \"rows\": [{\"rank\": 1}]}"),
        remedy: "`view=document` keeps everything.",
    },
];
