//! The built-in rules render templates like the pages of the English Wikipedia.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use model::Block;

/// The rows of all tables of a page, with `;` between cells and `/` between rows.
fn rows(page: &str) -> String {
    let document = testkit::read(&convert_read_wiki::FORMATS[0], page).document();
    let row = |row: model::Row<'_>| row.texts().collect::<Vec<_>>().join(";");
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let rows = tables.flat_map(|table| {
        let header = table.head.header.iter().map(|cells| row(cells.as_row()));
        header.chain(table.rows().map(row)).collect::<Vec<_>>()
    });
    rows.collect::<Vec<_>>().join("/")
}

/// Checks what a cell shows.
fn check(cell: &str, expected: &str) {
    assert_eq!(rows(&format!("{{|\n|{cell}\n|}}")), expected, "{cell}");
}

/// Checks the rows of a page.
fn check_rows(page: &str, expected: &str) {
    assert_eq!(rows(page), expected, "{page}");
}

#[test]
fn flags_and_people() {
    check("{{flagIOC|NED|2026 Winter}}", "Netherlands");
    check("{{flagIOC|NED|2026 Winter|18}}", "Netherlands (18)");
    check("{{fb|GER}}", "Germany");
    check("{{fb-rt|BRA}}", "Brazil");
    check("{{fbu|21|ESP}}", "Spain");
    check("{{flagathlete|[[A B]]|ITA}}", "A B (ITA)");
    check("{{flagIOCmedalist|[[A]]|NED|2026 Winter}}", "A\nNetherlands");
    check("{{NED}}", "Netherlands");
    check("{{flagu|France}}", "France");
    check("{{flagicon|USA}} Bob", "Bob");
    check("{{flagicon|USA}}", "USA");
    check("{{cr|IND}}", "India");
    check("{{flag+link|Music of|France}}", "France");
    check("{{flag|USA|1912}}", "United States");
    check("{{fbicon|GER}} x", "x");
    check("{{ENG}}", "England");
    check("{{SCO}}", "Scotland");
    check("{{flagicon|ENG}}", "ENG");
    check("{{flag|DEU}}", "Germany");
    check("{{USA}}", "United States");
}

#[test]
fn dates_and_lives() {
    check("{{dts|2020|1|2}}", "January 2, 2020");
    check("{{dts|2020|1|2|format=dmy}}", "2 January 2020");
    check("{{birth date and age|1990|3|4|df=y}}", "4 March 1990");
    check("{{death date and age|2019|08|25|1937|4|17|df=y}}", "25 August 2019");
    check("{{circa|1900}}", "c. 1900");
    check("{{as of|2012}}", "As of 2012");
    check("{{as of|2016|9|lc=y}}", "as of September 2016");
    check("{{marriage|[[Ann]]|1977|1982|end=div}}", "Ann (m. 1977; div. 1982)");
    check("{{marriage|Ann|1977}}", "Ann (m. 1977)");
    check("{{marriage|Ann|1977|1982}}", "Ann (m. 1977–1982)");
    check("x{{cn|date=May}}", "x");
    check("{{film date|1999|3|31|US|1999|4|2|UK}}", "March 31, 1999 (US)\nApril 2, 1999 (UK)");
    check("{{start and end dates|2020|1|2|2020|2|3|df=y}}", "2 January 2020 – 3 February 2020");
    check("{{date|11|novembre|1866}}", "11 novembre 1866");
    check("{{date|1 May 2012|mdy}}", "1 May 2012");
    check("{{duration|m=4|s=05}}", "4:05");
    check("{{duration|1|02|03}}", "1:02:03");
    check("{{oldstyledate|1 May|1900|20 April}}", "1 May [O.S. 20 April] 1900");
    check("{{film date|1999}}", "1999");
}

#[test]
fn sport_and_cells() {
    check("{{gold01}}", "1");
    check("{{won}}", "Won");
    check("{{won|place=1}}", "Won");
    check("{{nom|Finalist}}", "Finalist");
    check("{{yes2}}Win", "Win");
    check("{{no2|Uncontrolled}}", "Uncontrolled");
    check("{{party color cell|Labour}}", "");
    check("{{n/a}}", "N/A");
    check("{{dunno}}", "?");
    check("{{goal|12||45|pen.}}", "12', 45' (pen.)");
    check("{{aet}}", "a.e.t.");
    check("2–1 {{aet}}", "2–1 a.e.t.");
    check("{{WR}}", "WR");
    check("{{DNS}}", "DNS");
    check("{{SB}}", "SB");
    check("{{AthAbbr|NR}}", "NR");
    check("{{post-nominals|OBE|MP}}", "OBE MP");
    check("{{nr|x}}", "{{nr|x}}");
    check("{{medal|Foo}}", "{{medal|Foo}}");
}

#[test]
fn formatting_and_numbers() {
    check("{{sortname|Ann|Lee}}", "Ann Lee");
    check("{{sort|01|First}}", "First");
    check("{{nts|1,234}}", "1,234");
    check("{{ntsh|5}}12", "12");
    check("{{abbr|DNF|Did not finish}}", "DNF");
    check("{{coord|53|58|10|N|1|5|18|W|type:landmark|display=inline}}", "53°58′10″N 1°5′18″W");
    check("{{coord|53|58|N|1|5|W}}", "53°58′N 1°5′W");
    check("{{coord|53.5|N|1.5|W}}", "53.5°N 1.5°W");
    check("{{coord|52.5|13.4}}", "52.5, 13.4");
    check("{{US$|40,000}}", "US$40,000");
    check("{{USD|5}}", "US$5");
    check("{{frac|1|2}}", "1⁄2");
    check("{{frac|1|1|2}}", "1 1⁄2");
    check("{{height|ft=5|in=11}}", "5\u{a0}ft\u{a0}11\u{a0}in");
    check("{{height|m=1.80}}", "1.80\u{a0}m");
    check("{{url|example.com}}", "example.com");
    check("{{URL|example.com|Site}}", "Site");
    check("{{hlist|a|b}}", "a · b");
    check("{{ubl|a|b}}", "a\nb");
    check("{{plainlist|\n* a\n* b\n}}", "a\nb");
    check("{{lang|fr|Le mot}}", "Le mot");
    check("{{lang-fr|Le mot}}", "French: Le mot");
    check("{{native name|de|Deutschland}}", "Deutschland");
    check("{{nowrap|1:24.5}}", "1:24.5");
    check("{{small|x}}", "x");
    check("{{color|red|x}}", "x");
    check("{{font color|red|blue|x}}", "x");
    check("{{increase}} 5", "▲ 5");
    check("x{{efn|note}}", "x");
    check("x{{ref|1}}", "x");
    check("{{legend|#fff|Gold}}", "Gold");
    check("{{color box|red}}", "");
    check("{{ill|Foo|fr|Bar|lt=Baz}}", "Baz");
    check("{{vanchor|Foo}}", "Foo");
    check("{{vgrelease|JP|May 1|NA|June 2}}", "JP: May 1\nNA: June 2");
    check("{{val|1.5|u=kg}}", "1.5 kg");
    check("{{convert|1000|m|ft}}", "1000 m");
    check("{{rating|4|5}}", "4/5");
    check("{{NYSE|IBM}}", "NYSE: IBM");
    check("{{USS|Hornet|CV-12|6}}", "USS Hornet");
    check("{{HMS|Hood|51}}", "HMS Hood (51)");
    check("{{USS|Hornet|CV-12|5}}", "{{USS|Hornet|CV-12|5}}");
    check("{{based on|X|Y}}", "X\nby Y");
    check("{{unité|40|jours}}", "40 jours");
    check("a{{snd}}b", "a – b");
    check("{{detailslink|X y}}", "details");
    check("{{sup|2}}", "2");
    check("{{official website|http://a.b}}", "Official website");
    check("{{l|en|Armenian SSR}}", "Armenian SSR");
    check("{{l|en|x|y}}", "y");
    check("{{chem|H|2|O}}", "H2O");
}

#[test]
fn rows_and_tables() {
    check_rows(
        "{{Election box begin|title=T}}\n{{Election box candidate with party link|party=Labour|candidate=[[Ann]]|votes=10|percentage=60|change=+2}}\n{{Election box majority|votes=3|percentage=4|change=}}\n{{Election box hold with party link|winner=Labour|swing=+1}}\n{{Election box end}}",
        "Party;Candidate;Votes;%;±%/Labour;Ann;10;60;+2/Majority;Majority;3;4;/Labour hold;Labour hold;Labour hold;Swing;+1",
    );
    check_rows(
        "{| {{MedalistTable|type=Games}}\n|-\n|[[1980]]<br/>{{DetailsLink|J}}\n|{{flagIOCmedalist|[[A]]|FRA|1980}}\n|B\n|C\n|}",
        "Games;Gold;Silver;Bronze/1980\ndetails;A\nFrance;B;C",
    );
    check_rows(
        "{|\n!Chart\n!Peak\n|-\n{{singlechart|Australia|9|artist=L|song=S}}\n|-\n|x\n|4\n|}",
        "Chart;Peak/Australia (ARIA);9/x;4",
    );
    check_rows(
        "{{fs start}}\n{{fs player|no=1|nat=BRA|pos=GK|name=[[Ali]]|other=captain}}\n{{fs mid}}\n{{fs player|no=2|nat=ENG|pos=DF|name=Bob}}\n{{fs end}}",
        "No.;Pos.;Nation;Player/1;GK;Brazil;Ali (captain)/2;DF;England;Bob",
    );
    check_rows(
        "{{Footballbox|date=1 May|time=20:00|team1={{fb-rt|GER}}|score=2–1|team2={{fb|BRA}}|goals1=[[A]] {{goal|12}}<br>B {{goal|30}}|goals2=C {{goal|3|pen.}}|stadium=X|attendance=100|report=[http://a R]}}",
        "1 May\n20:00;Germany;2–1;Brazil;R/;A 12'\nB 30';;C 3' (pen.);X\nAttendance: 100",
    );
    check_rows(
        "{{Episode table|overall=5|season=5|title=30|airdate=20|episodes=\n{{Episode list\n|EpisodeNumber=1\n|EpisodeNumber2=1\n|Title=Pilot\n|OriginalAirDate={{Start date|2020|1|2}}\n}}\n{{Episode list\n|EpisodeNumber=2\n|EpisodeNumber2=2\n|Title=Two\n|OriginalAirDate=x\n}}\n}}",
        "No.\noverall;No. in\nseason;Title;Original release date/1;1;\"Pilot\";January 2, 2020/2;2;\"Two\";x",
    );
    check_rows(
        "{{MMA record start}}\n|-\n|{{yes2}}Win\n|1–0\n|B\n|C\n|D\n|E\n|1\n|2\n|F\n|\n{{end}}",
        "Res.;Record;Opponent;Method;Event;Date;Round;Time;Location;Notes/Win;1–0;B;C;D;E;1;2;F;",
    );
    check_rows(
        "{|\n! P\n! C\n! V\n|-\n| {{Party name with color|Labour Party (UK)}}\n| 5\n|}",
        "P;C;V/;Labour Party (UK);5",
    );
    check_rows("{{col-begin}}\n{{col-break}}\n{|\n|a\n|}\n{{col-break}}\n{|\n|b\n|}\n{{col-end}}", "a/b");
    check_rows(
        "{|\n! A\n! colspan=2|%\n|-\n|x\n|align=right| '''{{bartable|62|%|2||background:blue}}\n|}",
        "A;%;%/x;62%;",
    );
    check_rows(
        "{{s-start}}\n{{succession box|title=King|before=A|after=B|years=1–2}}\n{{s-end}}",
        "Preceded by\nA;King\n1–2;Succeeded by\nB",
    );
    check_rows(
        "{{nat fs g start}}\n{{nat fs g player|no=1|pos=GK|name=A|age={{birth date and age|1990|1|2}}|caps=3|goals=0|club=[[X]]|clubnat=ENG}}\n{{nat fs end}}",
        "No.;Pos.;Player;Date of birth (age);Caps;Goals;Club/1;GK;A;January 2, 1990;3;0;X",
    );
    check_rows("{{sticky header}}{{static row numbers}}\n{| class=\"wikitable\"\n|a\n|b\n|}", "a;b");
    check_rows("{|\n|a||b||c\n|-\n| colspan=\"2\" {{CMain}}\n|x\n|}", "a;b;c/Main;Main;x");
}
