//! Codes of what is said about an HTML input.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "html-encoding",
        means: "the bytes are not of the page's encoding",
        example: Example::Words("a page saved as Latin-1 that does not say so"),
        remedy: "Name the encoding in the page: <meta charset=\"windows-1252\">.",
    },
    CodeSpec {
        code: "html-image",
        means: "images are not read",
        example: Example::Input("html", "<p><img src=\"rink.png\" alt=\"the rink\"></p>\n"),
        remedy: "The text in their place (alt) is kept.",
    },
    CodeSpec {
        code: "html-too-deep",
        means: "elements are nested too deep",
        example: Example::Words("a thousand <div>, one in another"),
        remedy: "Deeper tags are left out, what they hold is kept.",
    },
    CodeSpec {
        code: "html-too-large",
        means: "the markup repeats itself without end",
        example: Example::Words("thousands of <b> and <i> that are never closed"),
        remedy: "It is refused, since it could fill the memory. Close what is opened.",
    },
    CodeSpec {
        code: "html-too-many-cells",
        means: "merged cells repeat more than 20 million texts",
        example: Example::Words("thousands of cells with rowspan=\"60000\""),
        remedy: "It is refused, since it could fill the memory. Correct the spans.",
    },
    CodeSpec {
        code: "html-repeated-key",
        means: "an infobox has a key twice",
        example: Example::Input(
            "html",
            "<table class=\"infobox\">\n<tr><th>Venue</th><td>Milan</td></tr>\n<tr><th>Venue</th><td>Turin</td></tr>\n</table>\n",
        ),
        remedy: "The last value counts. Remove one.",
    },
];
