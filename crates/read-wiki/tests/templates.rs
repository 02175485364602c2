//! Templates: built-in rules, rules of users, templates that produce pieces of tables, flags.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use convert_read_wiki::WikiReadOptions;
use model::{Block, Diagnostic, Document, Given, Options, TextFile};

fn read_with(page: &str, options: &WikiReadOptions) -> model::Result<(Document, Vec<String>)> {
    let reading = testkit::read_with(&convert_read_wiki::FORMATS[0], page, options);
    let message = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref().map_or((0, 0), |place| (place.line, place.column));
        format!("{}:{}: {}", place.0, place.1, diagnostic.code)
    };
    let messages = reading.diagnostics.iter().map(message).collect();
    reading.result.map(|mut documents| (documents.remove(0), messages))
}

fn rules(text: &str) -> WikiReadOptions {
    let templates = vec![TextFile { path: "rules.yaml".into(), text: text.into() }];
    WikiReadOptions { templates, ..WikiReadOptions::default() }
}

/// All text of a page: paragraphs, and tables with `;` between cells and `/` between rows.
fn texts(page: &str, options: &WikiReadOptions) -> Vec<String> {
    let (document, _) = read_with(page, options).expect("any text is a valid page");
    let row = |row: model::Row<'_>| row.texts().collect::<Vec<_>>().join(";");
    let text = |block: &Block| match block {
        Block::Paragraph(text) => text.text.clone(),
        Block::Table(table) => {
            let header = table.head.header.iter().map(|cells| row(cells.as_row()));
            header.chain(table.rows().map(row)).collect::<Vec<_>>().join("/")
        }
        Block::Verbatim(verbatim) => format!("source {}", verbatim.text),
        other => format!("{other:?}"),
    };
    document.blocks.iter().map(text).collect()
}

/// Checks a page that is read with rules of a user.
fn check(own: &str, page: &str, expected: &[&str]) {
    assert_eq!(texts(page, &rules(own)), expected, "{page}");
}

/// Checks the rows of a table that is read with options.
fn check_rows(given: &[(&str, &str)], rows: &str, expected: &str) {
    let mut options = WikiReadOptions::default();
    for &(name, value) in given {
        options.give(name, Given::Text(value.into())).expect("an option");
    }
    assert_eq!(texts(&format!("{{|\n! Name !! Time\n|-\n{rows}\n|}}"), &options), [expected], "{rows}");
}

#[test]
fn rules_of_users_override_built_in_ones() {
    check("mystery: 'so {{{1}}} is {{{b|none}}}'", "x {{Mystery|a}}", &["x so a is none"]);
    check("Nowrap: '({{{1}}})'", "x {{nowrap|a}}", &["x (a)"]);
    check("a_b | Template:c: x", "1 {{A b}} {{c}} {{template:C}}", &["1 x x x"]);
    check("p: \"'''{{{1}}}''' [[{{{1}}}|l]]\"", "{{p|a}}", &["a l"]);
    check("p: '{{q|{{{1}}}}}'\nq: '<{{{1}}}>'", "{{p|a}}", &["<a>"]);
    check("p: '{{{1}}}'", "x {{p}}", &["x {{p}}"]);
    check("p: '{{p}}'", "x {{p}}", &["x {{p}}"]);
    check("p: {cell: none}", "{|\n|colspan=2 {{p}}\n|-\n|{{p|a}}||b\n|}", &["none;none/a;b"]);
}

#[test]
fn invalid_files_of_rules_are_errors() {
    let error = read_with("x", &rules("a: 'b")).expect_err("an error").to_string();
    assert!(error.starts_with("rules.yaml:1:"), "{error}");
    let error = read_with("x", &rules("a: [b]")).expect_err("an error").to_string();
    assert_eq!(
        error,
        "rules.yaml: invalid rule for 'a': expected a string or 'cell: TEXT' (put the rule in quotes)"
    );
    for body in ["{{#switch:{{{1}}}|a=b}", "{{#switch:{{{1}}}|a=b", "{{{1}} club", "{{{1}}}}}"] {
        let error = read_with("x", &rules(&format!("a: '{body}'"))).expect_err("an error").to_string();
        assert_eq!(error, "rules.yaml: invalid rule for 'a': its braces do not match", "{body}");
    }
    for body in ["{|\\n! a", "|}", "{{#if:x|{|\\n|}}}", "{{{1|}}}"] {
        assert!(read_with("x", &rules(&format!("a: \"{body}\""))).is_ok(), "{body}");
    }
}

#[test]
fn functions_on_pages() {
    check("", "{{#if: x | a | b }}{{#if: | a | b }}{{#ifeq:1|1.0|c|d}}", &["abc"]);
    check("", "{{#switch: b | a = 1 | b | c = 2 | 3 }} {{uc:x}}{{ucfirst:yz}}", &["2 XYz"]);
    check("", "a{{#tag:ref|n}} {{#tag:nowiki|''b''}}", &["a ''b''"]);
}

#[test]
fn templates_that_produce_tables() {
    let own = "begin: \"{|\\n! {{{1}}} !! Votes\"\nrow: \"|-\\n| {{{1}}} || {{{2}}}\"\nend: '|}'\n\
               attributed: 'style=\"color:red\" | {{{1}}}'\nhead: '{{begin|Who}}'";
    check(own, "{{begin|Party}}\n{{row|A|1}}\n{{row|B|2}}\n{{end}}", &["Party;Votes/A;1/B;2"]);
    check(own, "a {{head}}\n{{row|{{nowrap|B}}|2}}\n{{end}}\nb", &["a", "Who;Votes/B;2", "b"]);
    check(own, "{|\n|-\n| {{attributed|x}} || colspan=2 {{attributed|y}}\n|}", &["x;y;y"]);
    check("1x: '{{{1}}}'", "{|\n! a {{1x|b!!c}}\n|-\n|{{1x|d{{!}}{{!}}e}}\n|}", &["a b;c/d;e"]);
    check("1x: '{{{1}}}'", "<table>{{1x|<tr><td>a</td>}}</table>", &["a"]);
    let (_, messages) = read_with("x\n {{begin|P}}\n{{end}}\n{{mystery}}", &rules(own)).expect("a page");
    let codes = ["2:2: wiki-expanded-template", "3:1: wiki-expanded-template", "4:1: wiki-unknown-template"];
    assert_eq!(messages, codes);
}

#[test]
fn tables_that_a_template_opens() {
    check("", "{{Foo start|x}}\n|-\n| style=\"s\"| a || b\n|-\n! c !! d\n|}\ntext", &["a;b/c;d", "text"]);
    check("", "{{Foo}}\n|-\nx", &["source {{Foo}}", "|- x"]);
}

#[test]
fn tables_in_arguments() {
    let table = "{{{!}} class=\"wikitable\"\n! a\n{{!}}-\n{{!}} b\n{{!}}}";
    check("", &format!("{{{{hidden|Title|\n{table}\n}}}}"), &["Title", "a/b"]);
    check("", &format!("{{{{hidden|title=Title|text=\n{table}\n}}}}"), &["Title", "a/b"]);
    check("", table, &["a/b"]);
}

#[test]
fn expansion_is_limited() {
    // Each template doubles the output of the next.
    let own: String =
        (0..20).map(|at| format!("t{at}: \"{{{{t{}}}}}{{{{t{}}}}}\\n|x\"\n", at + 1, at + 1)).collect();
    let (document, _) = read_with("{|\n|a\n{{t0}}\n|}", &rules(&own)).expect("a page");
    assert_eq!(document.tables().count(), 1);
    // A template that shows its argument twice, nested in itself.
    let page = "{{twice|".repeat(40) + "a" + &"}}".repeat(40);
    let (document, _) = read_with(&page, &rules("twice: '{{{1}}}{{{1}}}'")).expect("a page");
    assert_eq!(document.blocks.len(), 1);
    let deep = "{{1x|".repeat(20_000) + "!!" + &"}}".repeat(20_000);
    let (document, _) = read_with(&format!("{{|\n{deep}\n|}}"), &rules("1x: '{{{1}}}'")).expect("a page");
    assert_eq!(document.tables().count(), 1);
}

#[test]
fn flags_are_rendered_as_the_option_says() {
    let rows = "| {{flagIOCathlete|[[A]]|NED|x}} || 1\n|-\n| {{flag|Italy}} || {{flagicon|FRA}}";
    check_rows(&[], rows, "Name;Time/A (NED);1/Italy;FRA");
    check_rows(&[("flags", "name")], rows, "Name;Time/A (Netherlands);1/Italy;France");
    check_rows(&[("flags", "code")], rows, "Name;Time/A (NED);1/ITA;FRA");
    check_rows(&[("flags", "both")], rows, "Name;Time/A (Netherlands, NED);1/Italy (ITA);France (FRA)");
    check_rows(&[("flags", "code")], "| {{flagicon|GER}} [[B]] || {{flagicon|GER}}", "Name;Time/GER B;GER");
}

#[test]
fn countries_get_a_column_of_their_own() {
    let split = [("split_flags", "true")];
    check_rows(&split, "| {{flagIOCathlete|[[A]]|NED|x}} || 1", "Name;Country;Time/A;NED;1");
    check_rows(&split, "| {{flagicon|GER}} [[B]] || {{flagIOC|GER}}", "Name;Country;Time/B;GER;GER");
    check_rows(&split, "| A<br>B<br>{{flagIOC|GER}} || 1", "Name;Country;Time/A\nB;GER;1");
    check_rows(&split, "| {{flagIOC|GER}} || 1", "Name;Time/GER;1");
    let names = [("split_flags", "true"), ("flags", "name")];
    let rows = "| rowspan=2 | {{flagicon|GER}} A || 1\n|-\n| 2\n|-\n| colspan=2 | none\n|-\n| B || 3";
    check_rows(&names, rows, "Name;Country;Time/A;Germany;1/A;Germany;2/none;none;none/B;;3");
}
