//! Tests of rendering. The expected texts are what LibreOffice 7.4 shows, except for the first days of 1900.

use super::*;

fn check(code: &str, value: f64, expected: &str) {
    let mut text = String::new();
    Code::new(code).show(value, DateSystem::From1900, &mut text);
    assert_eq!(text, expected, "{value} as {code}");
}

#[test]
fn numbers() {
    check("0", 2.5, "3");
    check("0.00", 0.125, "0.13");
    check("0.00", 1.005, "1.01");
    check("0.00", -0.001, "0.00");
    check("0.000", 41.4, "41.400");
    check("#,##0.00", 1_234_567.891, "1,234,567.89");
    check("#", 0.0, "");
    check("#0.#", 0.0, "0");
    check("0.0,,", 1_234_567.0, "1.2");
    check(".00", 12.5, "12.50");
    check("000-00-0000", 123_456_789.0, "123-45-6789");
    check("0%", 0.285, "29%");
    check("0.00E+00", 12_345.678, "1.23E+04");
    check("##0.0E+0", 12_345.678, "12.3E+3");
    check("0.00E+00", 0.0, "0.00E+00");
    check("0", 1e20, "100000000000000000000");
    check("\"x\"0\\y", -5.0, "-x5y");
    check("General \"m\"", 1.5, "1.5 m");
}

#[test]
fn sections_and_conditions() {
    check("#,##0.00_);\\(#,##0.00\\)", -1234.5, "(1,234.50)");
    check("#,##0.00_);\\(#,##0.00\\)", 1234.5, "1,234.50 ");
    check("0;-0;\"none\"", 0.0, "none");
    check(";;", 5.0, "");
    check("#%; 0#%; 0", 0.0, "0");
    check("#,###;;", -12.34, "");
    check("[Red][=50]General;[Blue]000", 51.0, "051");
    check("[<5]\"low\";[>=5]\"high\"", 3.0, "low");
    check("[<5]\"low\";[>=5]\"high\"", 7.0, "high");
    check("\"true\";\"true\";\"false\"", 0.0, "false");
    check("_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\)", 2.5, " $2.50 ");
    check("[$€-407] #,##0.00", 2.5, "€ 2.50");
}

#[test]
fn fractions() {
    check("# ?/?", 1.5, "1 1/2");
    check("# ??/??", std::f64::consts::PI, "3 14/99");
    check("# ?/8", 0.25, " 2/8");
}

#[test]
fn dates_and_times() {
    check("yyyy\\-mm\\-dd", 46_063.0, "2026-02-10");
    check("[$-809]d mmmm yyyy", 46_063.0, "10 February 2026");
    check("[$-407]dddd, d. mmmm yyyy", 46_063.0, "Dienstag, 10. Februar 2026");
    check("mmmm d\\,\\ yyyy", 46_063.0, "February 10, 2026");
    check("yyyy\\-mm\\-dd\"T\"hh:mm:ss", 46_063.465_277_777_78, "2026-02-10T11:10:00");
    check("h:mm AM/PM", 0.5, "12:00 PM");
    check("h:mm:ss", 0.999_999_99, "23:59:59");
    check("h:mm:ss", 0.678_9, "16:17:36");
    check("mm:ss.0", 84.537 / 86_400.0, "01:24.5");
    check("[$-F800]dd/mm/yyyy", 43_486.0, "Monday, January 21, 2019");
    check("d/m/yyyy", 59.0, "28/2/1900");
    check("d/m/yyyy", 60.0, "29/2/1900");
    check("d/m/yyyy", 61.0, "1/3/1900");
    check("yyyy", 1e12, "1000000000000");
}

#[test]
fn durations() {
    check("[m]:ss.000", 84.537 / 86_400.0, "1:24.537");
    check("[mm]:ss.000", 84.537 / 86_400.0, "01:24.537");
    check("[m]:ss.000", 3_685.741 / 86_400.0, "61:25.741");
    check("[h]:mm:ss", 93_600.0 / 86_400.0, "26:00:00");
    check("[h]:mm:ss", 0.999_999_999, "24:00:00");
    check("[h]:mm", -0.5, "-12:00");
    check("[ss].00", 1.5 / 86_400.0, "01.50");
}

#[test]
fn texts() {
    let show = |code: &str| {
        let mut text = String::new();
        Code::new(code).show_text("a", &mut text);
        text
    };
    assert_eq!(show("0;0;0;\"<\"@\">\""), "<a>");
    assert_eq!(show("@\" kg\""), "a kg");
    assert_eq!(show("0.00"), "a");
}

#[test]
fn any_code_shows_any_number() {
    let pieces = [
        "0",
        "#",
        "?",
        ".",
        ",",
        "%",
        "E+",
        "E-",
        "e+",
        "/",
        "\"a\"",
        "\\x",
        "_ ",
        "* ",
        "@",
        ";",
        "[",
        "]",
        "[h]",
        "[m]",
        "[s]",
        "y",
        "yyyy",
        "m",
        "mmmmm",
        "d",
        "dddd",
        "h",
        "s",
        "ss.000",
        "AM/PM",
        "A/P",
        "[Red]",
        "[<5]",
        "[>=1e9]",
        "[$-409]",
        "[$€-2]",
        "[$-F800]",
        "General",
        "G",
        "é",
        "b",
        "e",
        "ggge",
        "[=",
        "\"",
        "\\",
        "1",
        "9",
        "-",
        "+",
        "(",
        ")",
        " ",
        "00000000000000000000000000000000",
        "?/99999999999",
        "/100",
    ];
    let values = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        1e300,
        -1e300,
        f64::NAN,
        f64::INFINITY,
        f64::MIN_POSITIVE,
        60.0,
        2_958_465.0,
        2_958_466.0,
        1e10,
        -5.5,
        1e15,
        0.1,
        99_999.999_99,
        1e-300,
    ];
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..3000 {
        let code: String = (0..=next(12)).map(|_| pieces[next(pieces.len())]).collect();
        let code = Code::new(&code);
        let mut text = String::new();
        for value in values {
            let system = if next(2) == 0 { DateSystem::From1904 } else { DateSystem::From1900 };
            code.show(value, system, &mut text);
            code.show_text("a", &mut text);
        }
        assert!(text.len() < 200_000);
    }
}

#[test]
fn the_locale_determines_the_separators() {
    check("[$-407]#,##0.00", -1_234_567.891, "-1.234.567,89");
    check("[$-1010c0a]#,##0.00;-#,##0.00", -1_234_567.891, "-1.234.567,89");
    check("[$-40C]#,##0.00", 1_234_567.891, "1\u{A0}234\u{A0}567,89");
    check("[$-419]#,##0.00", 1_234_567.891, "1\u{A0}234\u{A0}567,89");
    check("[$-807]#,##0.00", 1_234_567.891, "1'234'567.89");
    check("[$-407]0.00E+00", 1_234_567.891, "1,23E+06");
    check("[$-407]hh:mm:ss.00", 0.891, "21:23:02,40");
    check("[$-409]#,##0.00", 1_234_567.891, "1,234,567.89");
    // The locale of a currency applies to the currency alone.
    check("#,##0.00 [$€-407]", 1_234_567.891, "1,234,567.89 €");
    check("0.00;[$-407]-0.00", -1.5, "-1.50");
}

#[test]
fn a_whole_number_leaves_its_fraction_blank() {
    check("#\\ ?/2", 0.0, "0   ");
    check("#\\ ??/16", -1.0, "-1    ");
    check("#\\ ?/10", 0.0, "0   ");
}
