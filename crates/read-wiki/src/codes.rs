//! Diagnostic codes for wiki pages.

use model::{CodeSpec, Example};

/// The codes of faults that can move or swallow a later table.
pub(crate) const STRUCTURAL: &[&str] = &[
    "wiki-unclosed-template",
    "wiki-unclosed-comment",
    "wiki-unclosed-tag",
    "wiki-unclosed-table",
    "wiki-table-tag",
    "wiki-table-in-template",
];

/// The codes that are reported once per message, wherever they occur.
pub(crate) const ONCE: &[&str] = &["wiki-unknown-template", "wiki-expanded-template"];

/// Whether a code is reported once per message.
pub(crate) fn is_once(code: &str) -> bool {
    ONCE.contains(&code)
}

/// The codes and their explanations.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "wiki-unknown-template",
        means: "a template has no rule",
        example: Example::Input("wiki", "{{Venue|Milan}}\n"),
        remedy: "Its source is kept. Add a rule with `templates=FILE` (Venue: \"{{{1}}}\"), or choose another rendering with `unknown_templates`.",
    },
    CodeSpec {
        code: "wiki-table-in-template",
        means: "a template that has no rule contains a table, which is not read as a table",
        example: Example::Input("wiki", "{{Scroll|1=\n{|\n| a\n|}\n}}\n"),
        remedy: "Its source is kept. Add a rule with `templates=FILE` (Scroll: \"{{{1}}}\").",
    },
    CodeSpec {
        code: "wiki-expanded-template",
        means: "a template produced table rows or cells and was replaced by them",
        example: Example::Words("{{Result row|1|Sun Long}} in a table, with a rule for it"),
        remedy: "No action is needed; written as wiki text again, the page does not contain the template.",
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
        remedy: "It extends to the end of the page. Close it: -->.",
    },
    CodeSpec {
        code: "wiki-unclosed-tag",
        means: "a tag is never closed",
        example: Example::Input("wiki", "a <nowiki>b\n"),
        remedy: "It is kept as text, or ends with its line or cell. Add the closing tag.",
    },
    CodeSpec {
        code: "wiki-unclosed-quotes",
        means: "bold or italic text is never closed",
        example: Example::Input("wiki", "{|\n| '''Sun Long\n|}\n"),
        remedy: "It ends with its line or cell. Close it with the same number of apostrophes.",
    },
    CodeSpec {
        code: "wiki-unclosed-table",
        means: "a table is never closed",
        example: Example::Input("wiki", "{|\n| 1\n"),
        remedy: "It extends to the end of the page. Close it: |} on a line of its own.",
    },
    CodeSpec {
        code: "wiki-stray-tag",
        means: "a closing tag has no opening tag",
        example: Example::Input("wiki", "a</b>\n"),
        remedy: "It is left out. Remove it, or add the opening tag.",
    },
    CodeSpec {
        code: "wiki-crossed-tags",
        means: "a closing tag also ends an element opened inside its own",
        example: Example::Input("wiki", "<b><u>a</b></u>\n"),
        remedy: "The inner element ends with the outer one. Close the inner one first.",
    },
    CodeSpec {
        code: "wiki-table-tag",
        means: "a table tag appears where it is not allowed",
        example: Example::Input("wiki", "a <td>b</td>\n"),
        remedy: "The tag is left out; its text is kept. Write the table in wiki syntax.",
    },
    CodeSpec {
        code: "wiki-attributes",
        means: "malformed attributes",
        example: Example::Input("wiki", "{| class=\"a\" [b]\n| 1\n|}\n"),
        remedy: "They are left out. Write attributes as name=\"value\".",
    },
    CodeSpec {
        code: "wiki-cell-attributes",
        means: "text before a cell's bar is read as its attributes",
        example: Example::Input("wiki", "{|\n| a | b\n|}\n"),
        remedy: "Separate cells on one line with two bars (||); write a bar in text as &#124;.",
    },
    CodeSpec {
        code: "wiki-text-outside-cell",
        means: "a table has text outside its cells",
        example: Example::Input("wiki", "{|\nstray\n|-\n| 1\n|}\n"),
        remedy: "It is moved before the table. Put it in a cell: start the line with a bar.",
    },
    CodeSpec {
        code: "wiki-second-caption",
        means: "a table has a second caption with attributes",
        example: Example::Input("wiki", "{|\n|+ a\n|+ class=\"x\" | b\n|-\n| 1\n|}\n"),
        remedy: "The attributes are left out; the text is appended to the first caption. Use one caption.",
    },
    CodeSpec {
        code: "wiki-wide-span",
        means: "a cell spans more columns than the table has",
        example: Example::Input("wiki", "{|\n| colspan=\"5000\" | a\n|-\n| 1 || 2\n|}\n"),
        remedy: "It ends at the last column. Correct its colspan.",
    },
    CodeSpec {
        code: "wiki-crossed-spans",
        means: "a cell overlaps a cell that spans down from a row above",
        example: Example::Input("wiki", "{|\n| a || rowspan=\"2\" | b || c\n|-\n| colspan=\"3\" | d\n|}\n"),
        remedy: "It ends before that cell. Correct rowspan and colspan: cells cannot overlap.",
    },
    CodeSpec {
        code: "wiki-open-row",
        means: "a row of a pipe table does not end with a bar",
        example: Example::Input("wiki", "| Rank | Name |\n| --- | --- |\n| 1 | Sun Long\n"),
        remedy: "The text after the last bar is the last cell. End the row with a bar.",
    },
    CodeSpec {
        code: "wiki-infobox-line",
        means: "a line of an infobox has no value",
        example: Example::Input("wiki", "= Heats =\n\nInfobox\n- Event: 1000 m\n- Venue\n"),
        remedy: "It is kept as a key without a value. Write the line as - Key: value.",
    },
    CodeSpec {
        code: "wiki-more",
        means: "not all warnings about a page are shown",
        example: Example::Words("a broken page with thousands of warnings"),
        remedy: "Fix the first ones; one cause often leads to many warnings.",
    },
];
