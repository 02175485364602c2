//! Rendering of known and unknown templates.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::*;
use convert_read_wiki::{UnknownTemplates, WikiReadOptions};
use model::{Block, Given, Options};

#[test]
fn templates_render() {
    check_text("x {{flagIOCathlete|[[Sun Long (skater)|Sun Long]]|CHN|2026 Winter}}", "x Sun Long (CHN)");
    check_text("x {{flagIOC|NED|2026 Winter}}, {{flag|Italy}}", "x Netherlands, Italy");
    check_text("{{flagicon|NED}} [[Netherlands]]", "Netherlands");
    check_text("{{sort|01|First}} {{sortname|A|B}} {{nts|1,234}} {{hs|k}}", "First A B 1,234");
    check_text("{{gold01}}{{silver02}}{{bronze medal}}", "123");
    check_text("{{start date|2026|2|10|df=y}} {{dts|2026|2|10}}", "10 February 2026 February 10, 2026");
    check_text("{{convert|1000|m|ft}}, a{{=}}b, {{nowrap|{{abbr|PEN|Penalty}}}}", "1000 m, a=b, PEN");
    check_text("x {{mystery|a|b=c}}", "x {{mystery|a|b=c}}");
    assert_eq!(
        warnings("x {{mystery}} {{mystery}}\n\n\ny {{other}}"),
        ["1: wiki-unknown-template", "4: wiki-unknown-template"]
    );
    check_text("a {{-->}} b", "a {{-->}} b");
}

#[test]
fn unknown_templates_by_option() {
    let options = |unknown_templates| WikiReadOptions { unknown_templates, ..WikiReadOptions::default() };
    let (document, _) =
        read_with("x {{mystery|'''a'''|b}}", &options(UnknownTemplates::Args)).expect("a page");
    assert!(matches!(document.blocks.as_slice(), [Block::Paragraph(text)] if text.text == "x a b"));
    let error = read_with("one\n\nx {{mystery}}", &options(UnknownTemplates::Error)).expect_err("an error");
    assert!(error.to_string().starts_with("3:3: error: unknown template 'mystery'"), "{error}");
    let other = WikiReadOptions::default().give("unknown_templates", Given::Text("other".into()));
    assert_eq!(
        other.expect_err("an error").to_string(),
        "invalid unknown_templates 'other' (expected raw, args or error)"
    );
}
