//! Pages made to take long to read.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

/// Reads a page and returns the time it took.
fn read(page: &str) -> Duration {
    let started = Instant::now();
    convert_read_wiki::read_str(page).expect("any text is a valid page");
    started.elapsed()
}

/// A page four times as long must take about four times as long, rather than sixteen times. If the machine is busy, a
/// measurement may be off, so it is repeated.
fn check_linear(start: &str, unit: &str) {
    let page = |length: usize| format!("{start}{}", unit.repeat(length / unit.len()));
    let times = || (read(&page(150_000)), read(&page(600_000)));
    let is_linear = |(small, large): (Duration, Duration)| large < small * 9 + Duration::from_millis(150);
    let mut measured = times();
    for _ in 0..4 {
        if is_linear(measured) {
            return;
        }
        measured = times();
    }
    assert!(is_linear(measured), "{start:?} {unit:?}: {measured:?}");
}

#[test]
fn time_is_linear() {
    check_linear("", "==a==\nb\n");
    check_linear("", "==a==\n");
    check_linear("", "<references>");
    check_linear("==a==", "<!--b-->");
    check_linear("{|\n|", "<!--a-->");
    check_linear("{|\n|", "{{!}}a");
    check_linear("{|\n! ", "<a ");
    check_linear("{|\n| ", "<b ");
    check_linear("", "<table>x");
    check_linear("", "<table><tr>");
    check_linear("", "<table></table>");
    check_linear("", "<table></table>\n");
    check_linear("<table>", "<td>a");
    check_linear("<table>", "<table></table>");
    check_linear("{|\n|", "<table></table>");
    check_linear("", "</table>");
    check_linear("", "<table ");
    check_linear("", "-{");
    check_linear("", "-{a");
    check_linear(";", "-{");
    check_linear(";", "[http://");
    check_linear(";", "<b ");
    check_linear("", "http://,,");
    check_linear("", "a://");
    check_linear("{|\n|", "a<div>\n\n");
    check_linear("{|\n|", "''a'' <div> ");
    check_linear("{|\n|", "\n==a==");
    check_linear("{|\n|", "\n<!-- a -->*");
    check_linear("{|", "\n|-\n|colspan=99|a");
    check_linear("{|", "\n|-\n|rowspan=999 colspan=99|a||b");
}

#[test]
fn pages_of_one_construct_are_read_quickly() {
    let units = [
        "{{",
        "[[",
        "[[a|",
        "{|\n",
        "{|\n|",
        "{{nowrap|",
        "<ref>",
        "<b>",
        "<div>",
        "''",
        "'''",
        "<!--",
        "[http://a ",
        "|",
        "!!",
        "\n*",
        "<small><ref name=",
        "<nowiki>",
        "&",
        "{{!}}",
        "\n|-\n",
        "\n| a | b |",
        "<table>",
        "<table><td>",
        "<td>{|\n<table>",
        "{{<td>",
        "\n:{|",
        "</",
        "[[File:a|",
        "__",
        "\n;:",
        "\n|rowspan=9999 colspan=999|a",
        "'''''a''",
        "{{{",
        "{{ubl|",
        "\n|+",
        "<span style=\"display:none\">",
    ];
    let started = std::time::Instant::now();
    for unit in units {
        read(&unit.repeat(60_000 / unit.len()));
        read(&format!("{{|\n! {}", unit.repeat(60_000 / unit.len())));
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
