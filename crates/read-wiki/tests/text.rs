//! Text and its marks.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::*;

#[test]
fn bold_and_italic() {
    check_marks("''a'' '''b'''", &["italic(a)", "bold(b)"]);
    check_marks("'''''a''' b''", &["italic(a b)", "bold(a)"]);
    check_marks("'''''a'' b'''", &["bold(a b)", "italic(a)"]);
    check_marks("L'''amour'''", &["bold(amour)"]);
    check_marks("L'''amour'' x", &["italic(amour)"]);
    check_marks("'''open\nnext", &["bold(open)"]);
    check_marks("van 't Wout", &[]);
    check_marks("<b>a<i>b</b>c", &["bold(ab)", "italic(b)"]);
}

#[test]
fn links() {
    check_marks(
        "[[a]]s [[b|c]] [[:Category:d]]",
        &["link a(as)", "link b(c)", "link Category:d(Category:d)"],
    );
    check_marks("[[X (y)|]] [[N:Z|]]", &["link X (y)(X)", "link N:Z(Z)"]);
    check_marks(
        "[http://a b] [http://c]",
        &["url http://a(b)", "source [http://c](http://c)", "url http://c(http://c)"],
    );
    check_marks("[[a|''b'' c]]", &["link a(b c)", "italic(b)"]);
    check_marks("x [[File:r.jpg|thumb|The rink]]", &["source [[File:r.jpg|thumb|The rink]](The rink)"]);
    check_text("[[]] [[ ]] [[|]] [x] [[a\nb]]", "[[]] [[ ]] [[|]] [x] [[a b]]");
}

#[test]
fn references_comments_and_tags() {
    check_marks("a<ref name=n>b ''c''</ref> d<!-- e -->", &["reference b c()", "comment  e ()"]);
    check_text(
        "m<sup>2</sup> H<sub>2</sub>O <small>x</small> <wibble>y</wibble>",
        "m2 H2O x <wibble>y</wibble>",
    );
    check_text("a<br>b <br /> c", "a\nb\nc");
    check_marks(
        "<br>a<br>b<br><br/>",
        &["source <br />()", "linebreak(\n)", "source <br />()", "source <br />()"],
    );
    check_text("<span style=\"display:none\">07</span>7", "7");
    check_text("10&nbsp;km &amp;lt; &#8211; &foo;", "10\u{a0}km &lt; – &foo;");
    check_text("<nowiki>''[[a]] {{b}} &lt;</nowiki>", "''[[a]] {{b}} <");
    check_text("one\n<!-- c -->\ntwo", "one two");
}

#[test]
fn braces_around_an_invalid_title_are_text() {
    check_text("a {{>}} b {{x}y}} {{a>b|c}}", "a {{>}} b {{x}y}} {{a>b|c}}");
    check_marks("a {{>}} {{a>b|c}}", &["source {{>}}({{>}})", "source {{a>b|c}}({{a>b|c}})"]);
}

#[test]
fn bare_addresses_are_links() {
    check_marks("see http://x.y/a, and more", &["url http://x.y/a(http://x.y/a)"]);
    check_marks(
        "(http://x.y) or http://x.y/b_(c)",
        &["url http://x.y(http://x.y)", "url http://x.y/b_(c)(http://x.y/b_(c))"],
    );
    check_marks("mailto:a@b.c //x.y 1:24.5 ahttp://b http://", &["url mailto:a@b.c(mailto:a@b.c)"]);
    check_marks("http://a.b/''c''", &["url http://a.b/(http://a.b/)", "italic(c)"]);
    check_marks("http://a/?b&amp;c=d&lt;e", &["url http://a/?b&c=d(http://a/?b&c=d)"]);
    check_marks("[[a|http://b]] [http://c''d'']", &["link a(http://b)", "url http://c(d)", "italic(d)"]);
    check_marks("[[a]]http://b", &["link a(ahttp)"]);
    check_table("|http://a||[http://b c]", &["http://a;c"]);
}

#[test]
fn images() {
    check_marks(
        "[[File:a|thumb|A ''b'' [[c]]|alt=x]] d",
        &["source [[File:a|thumb|A ''b'' [[c]]|alt=x]](A b c)", "italic(b)", "link c(c)"],
    );
    check_text("x [[Datei:a|mini|b]] [[Файл:a|мини|c]]", "x b c");
    check_table("|[[File:a b.png|20px]]||[[File:a.png|alt=c]]||[[File:a.png]] d", &["a b.png;c;d"]);
    check_text("a [[Kategorie:b]][[category : c]]", "a");
}

#[test]
fn language_variants() {
    check_marks("-{zh-hans:a; zh-hant:b}-", &["source -{zh-hans:a; zh-hant:b}-(a)"]);
    check_text("-{a}- -{A|b}- -{zh-cn;zh-tw|c}- -{D|zh:d}-x", "a b c dx");
    check_text("a-{H|zh-cn:d}-b -{T|e}--{}-c", "ab c");
    check_text("-{a ''b'' [[c]]}-", "a b c");
    check_text("1 -{ 2, -{{nowrap|a}}-, }-", "1 2, -a-,");
    check_text("1 -{ 2, -{{nowrap|a}}-", "1 -{ 2, -a-");
    check_table("| -{zh-hans:a|b}- || c", &["a|b;c"]);
}

#[test]
fn magic_words_show_nothing() {
    check_marks(
        "a{{DEFAULTSORT:x}}__NOTOC__ __toc__b",
        &["source {{DEFAULTSORT:x}}()", "source __NOTOC__()", "source __toc__()"],
    );
    check_text("__index__ __X__", "__index__ __X__");
}

#[test]
fn blocks_in_text_break_its_lines() {
    check_text("<ul><li>a</li><li>b</li></ul>", "a\nb");
    check_text("a<p>b</p><p>c</p> d <div>e</div>f<hr>g", "a\nb\nc\nd\ne\nf\ng");
    check_text("a<br><div>b</div><div></div>", "a\nb");
    check_table("| <div>a</div> || <center>b</center>", &["a;b"]);
    check_table("|\n== a ==\nb\n----\nc", &["a/b/c"]);
    check_table("| == a ==", &["== a =="]);
}

#[test]
fn unclosed_and_crossed_markup_is_reported() {
    assert_eq!(warnings("\n'''a\nb ''c"), ["2: wiki-unclosed-quotes", "3: wiki-unclosed-quotes"]);
    assert_eq!(warnings("a</span>\n<b>c<i>d</b>"), ["1: wiki-stray-tag", "2: wiki-crossed-tags"]);
    assert_eq!(warnings("''a'' '''b'''\n</div>"), [""; 0]);
    check_text("a</span>b", "ab");
}

#[test]
fn hidden_keys_are_hidden_in_lists_too() {
    check_table("|\n* <span style=\"display:none\">07</span>7", &["7"]);
}
