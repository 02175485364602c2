//! Codes reported for Data Packages.

use model::{CodeSpec, Example};

/// The explanation of each code.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "package-descriptor",
        means: "datapackage.json is not a valid descriptor",
        example: Example::Input("data-package", "{\"resources\": 1}\n"),
        remedy: "Fix it at the place shown; https://datapackage.org/standard/data-package/ describes its form.",
    },
    CodeSpec {
        code: "package-path",
        means: "a package names a file that it must not use",
        example: Example::Input(
            "data-package",
            "{\"resources\": [{\"name\": \"a\", \"path\": \"../a.csv\"}]}\n",
        ),
        remedy: "A package may only name files in its own folder, by relative paths; nothing is fetched.",
    },
    CodeSpec {
        code: "package-file",
        means: "a file of the package cannot be read",
        example: Example::Words("a datapackage.json whose CSV file was deleted"),
        remedy: "The message has the reason given by the system. Restore the file, or remove its resource.",
    },
];
