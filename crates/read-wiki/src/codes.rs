//! Codes of what is reported about a wiki page.

use model::{CodeSpec, Example};

/// What is reported of these can have moved or swallowed a table that comes after it.
pub(crate) const STRUCTURAL: &[&str] = &[
    "wiki-unclosed-template",
    "wiki-unclosed-comment",
    "wiki-unclosed-tag",
    "wiki-unclosed-table",
    "wiki-table-tag",
];

/// What is reported once for each message, wherever it occurs.
pub(crate) const ONCE: &[&str] = &["wiki-unknown-template", "wiki-expanded-template"];

/// Whether a code is reported once for each message.
pub(crate) fn is_once(code: &str) -> bool {
    ONCE.contains(&code)
}

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "wiki-unknown-template",
        means: "there is no rule for a template",
        example: Example::Input("wiki", "{{Venue|Milan}}\n"),
        remedy: "It is kept as its source. `templates=FILE` can say what it shows (Venue: \"{{{1}}}\"); `unknown_templates` has other ways.",
    },
    CodeSpec {
        code: "wiki-expanded-template",
        means: "a template makes rows or cells: what it shows takes its place",
        example: Example::Words("{{Result row|1|Sun Long}} within a table, with a rule for it"),
        remedy: "Nothing needs to be done; the page comes back without the template.",
    },
    CodeSpec {
        code: "wiki-unclosed-template",
        means: "a template has no closing braces",
        example: Example::Input("wiki", "Venue: {{flag|ITA\n"),
        remedy: "It is kept as text. Close it: }}.",
    },
    CodeSpec {
        code: "wiki-unclosed-link",
        means: "a link has no closing brackets",
        example: Example::Input("wiki", "Venue: [[File:a.png\n"),
        remedy: "It is kept as text. Close it: ]].",
    },
    CodeSpec {
        code: "wiki-unclosed-comment",
        means: "a comment is never closed",
        example: Example::Input("wiki", "Results <!-- to check\n"),
        remedy: "It goes to the end of the page. Close it: -->.",
    },
    CodeSpec {
        code: "wiki-unclosed-tag",
        means: "a tag is never closed",
        example: Example::Input("wiki", "a <nowiki>b\n"),
        remedy: "It is kept as text, or ends with its line or cell. Close it.",
    },
    CodeSpec {
        code: "wiki-unclosed-quotes",
        means: "bold or italic is never closed",
        example: Example::Input("wiki", "{|\n| '''Sun Long\n|}\n"),
        remedy: "It ends with its line or cell. Close it with as many apostrophes.",
    },
    CodeSpec {
        code: "wiki-unclosed-table",
        means: "a table is never closed",
        example: Example::Input("wiki", "{|\n| 1\n"),
        remedy: "It goes to the end of the page. Close it: |} on a line of its own.",
    },
    CodeSpec {
        code: "wiki-stray-tag",
        means: "a tag closes what is not open",
        example: Example::Input("wiki", "a</b>\n"),
        remedy: "It is left out. Remove it, or open it before.",
    },
    CodeSpec {
        code: "wiki-crossed-tags",
        means: "a tag closes another that was opened inside of it",
        example: Example::Input("wiki", "<b><u>a</b></u>\n"),
        remedy: "What is open inside ends with it. Close the inner one first.",
    },
    CodeSpec {
        code: "wiki-table-tag",
        means: "a table's tag stands where it has no place",
        example: Example::Input("wiki", "a <td>b</td>\n"),
        remedy: "It is left out, its text is kept. Write the table in wiki syntax.",
    },
    CodeSpec {
        code: "wiki-attributes",
        means: "there are attributes that are none",
        example: Example::Input("wiki", "{| class=\"a\" [b]\n| 1\n|}\n"),
        remedy: "They are left out. Attributes are written name=\"value\".",
    },
    CodeSpec {
        code: "wiki-cell-attributes",
        means: "text before a cell's bar is read as its attributes",
        example: Example::Input("wiki", "{|\n| a | b\n|}\n"),
        remedy: "Cells on one line have two bars between them (||); a bar in a text is written &#124;.",
    },
    CodeSpec {
        code: "wiki-text-outside-cell",
        means: "a table has text that is in no cell",
        example: Example::Input("wiki", "{|\nstray\n|-\n| 1\n|}\n"),
        remedy: "It is put before the table. Give it a cell: a line that starts with a bar.",
    },
    CodeSpec {
        code: "wiki-second-caption",
        means: "a table has a second caption with attributes",
        example: Example::Input("wiki", "{|\n|+ a\n|+ class=\"x\" | b\n|-\n| 1\n|}\n"),
        remedy: "The attributes are left out, its text goes on in the first. Leave one caption.",
    },
    CodeSpec {
        code: "wiki-wide-span",
        means: "a cell spans more columns than the table has",
        example: Example::Input("wiki", "{|\n| colspan=\"5000\" | a\n|-\n| 1 || 2\n|}\n"),
        remedy: "It ends with the table. Correct its colspan.",
    },
    CodeSpec {
        code: "wiki-crossed-spans",
        means: "a cell spans columns that a cell above spans too",
        example: Example::Input("wiki", "{|\n| a || rowspan=\"2\" | b || c\n|-\n| colspan=\"3\" | d\n|}\n"),
        remedy: "It ends before that one. Correct rowspan and colspan: cells cannot overlap.",
    },
    CodeSpec {
        code: "wiki-open-row",
        means: "a row of a pipe table does not end with a bar",
        example: Example::Input("wiki", "| Rank | Name |\n| --- | --- |\n| 1 | Sun Long\n"),
        remedy: "What follows the last bar is its last cell. End the row with a bar.",
    },
    CodeSpec {
        code: "wiki-infobox-line",
        means: "a line of an infobox has no value",
        example: Example::Input("wiki", "= Heats =\n\nInfobox\n- Event: 1000 m\n- Venue\n"),
        remedy: "It is kept as a key without a value. Write it as - Key: value.",
    },
    CodeSpec {
        code: "wiki-more",
        means: "a page has more warnings than are shown",
        example: Example::Words("a broken page with thousands of them"),
        remedy: "Mend the first ones; one cause often has many warnings.",
    },
];
