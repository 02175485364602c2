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
];
