//! Which template renders how.

use crate::source::BLANK;
/// How a template renders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Its positional argument of this number.
    Show(usize),
    /// Its last positional argument.
    Last,
    /// Always this text.
    Text(&'static str),
    /// No text: a sort key, a note, a mark for editors.
    Nothing,
    /// A whole table cell: its argument, else this text.
    Cell(&'static str),
    /// The name of the nation whose code is its first argument.
    Nation,
    /// A flag without a text; the nation's code where nothing else is.
    Icon,
    /// `Name (CODE)`.
    Athlete,
    /// The name, and on the next line the nation.
    Medalist,
    /// The shown one of a sort key and a text.
    Sort,
    /// First and last name.
    SortName,
    /// One line for each argument.
    Lines,
    /// All arguments on a line.
    Inline,
    /// The list in its argument.
    PlainList,
    /// A date from year, month and day.
    Date,
    /// A quantity with its unit.
    Convert,
    /// A source.
    Cite,
}

/// The rule for a template, in any case.
pub(super) fn find(title: &str) -> Option<Rule> {
    let title = title
        .get(..9)
        .filter(|start| start.eq_ignore_ascii_case("template:"))
        .map_or(title, |_| title[9..].trim_matches(BLANK));
    let start = start(title.as_bytes());
    let first = STARTS.partition_point(|&other| other < start);
    let same = STARTS.get(first..)?.iter().take_while(|&&other| other == start).count();
    let found = RULES.get(first..first + same)?.iter().find(|(name, _)| name.eq_ignore_ascii_case(title));
    found.map(|(_, rule)| *rule)
}

/// How each rule's name starts: numbers are compared faster than names.
const STARTS: [u64; RULES.len()] = {
    let mut starts = [0; RULES.len()];
    let mut at = 0;
    while at < RULES.len() {
        starts[at] = start(RULES[at].0.as_bytes());
        at += 1;
    }
    starts
};

/// The first bytes of a name in lower case, as a number that sorts as they do.
const fn start(name: &[u8]) -> u64 {
    let mut start = 0;
    let mut at = 0;
    while at < 8 {
        let byte = if at < name.len() { name[at].to_ascii_lowercase() } else { 0 };
        start = start << 8 | byte as u64;
        at += 1;
    }
    start
}

/// The rules by name in lower case, sorted.
#[rustfmt::skip]
const RULES: &[(&str, Rule)] = &[
    ("!", Rule::Text("|")), ("!!", Rule::Text("||")), ("'", Rule::Text("'")), ("((", Rule::Text("{{")),
    ("))", Rule::Text("}}")), ("*", Rule::Text("*")), ("0", Rule::Text("\u{2007}")), ("=", Rule::Text("=")),
    ("?", Rule::Cell("?")), ("[", Rule::Text("[")), ("abbr", Rule::Show(1)),
    ("active", Rule::Cell("Active")), ("align", Rule::Show(2)), ("allow wrap", Rule::Show(1)),
    ("anchor", Rule::Nothing), ("any", Rule::Cell("Any")), ("as written", Rule::Show(1)),
    ("asterisk", Rule::Text("*")), ("athlete", Rule::Athlete), ("aye", Rule::Text("✓")),
    ("background color", Rule::Show(2)), ("bda", Rule::Date), ("beta", Rule::Cell("Beta")),
    ("better source", Rule::Nothing), ("better source needed", Rule::Nothing), ("big", Rule::Show(1)),
    ("bigger", Rule::Show(1)), ("birth date", Rule::Date), ("birth date and age", Rule::Date),
    ("birth year", Rule::Date), ("birth year and age", Rule::Date), ("birth-date", Rule::Date),
    ("birth-date and age", Rule::Date), ("blist", Rule::Lines), ("bold", Rule::Show(1)),
    ("br", Rule::Text("\n")), ("br list", Rule::Lines), ("br separated entries", Rule::Lines),
    ("bracket", Rule::Text("[")), ("break", Rule::Text("\n")), ("bronze medal", Rule::Text("3")),
    ("bronze03", Rule::Text("3")), ("bronze3", Rule::Text("3")), ("bronzemedal", Rule::Text("3")),
    ("bull", Rule::Text(" · ")), ("bullet", Rule::Text(" · ")), ("bulleted list", Rule::Lines),
    ("canceled", Rule::Cell("Cancelled")), ("cancelled", Rule::Cell("Cancelled")),
    ("center", Rule::Show(1)), ("center block", Rule::Show(1)), ("centre", Rule::Show(1)),
    ("check", Rule::Text("✓")), ("check mark", Rule::Text("✓")), ("checkmark", Rule::Text("✓")),
    ("citation", Rule::Cite), ("citation needed", Rule::Nothing), ("cite", Rule::Cite),
    ("cite act", Rule::Cite), ("cite av media", Rule::Cite), ("cite book", Rule::Cite),
    ("cite conference", Rule::Cite), ("cite document", Rule::Cite), ("cite encyclopedia", Rule::Cite),
    ("cite episode", Rule::Cite), ("cite interview", Rule::Cite), ("cite journal", Rule::Cite),
    ("cite magazine", Rule::Cite), ("cite map", Rule::Cite), ("cite news", Rule::Cite),
    ("cite podcast", Rule::Cite), ("cite press release", Rule::Cite), ("cite q", Rule::Cite),
    ("cite report", Rule::Cite), ("cite sports-reference", Rule::Cite), ("cite thesis", Rule::Cite),
    ("cite tweet", Rule::Cite), ("cite web", Rule::Cite), ("clarify", Rule::Nothing),
    ("clear", Rule::Nothing), ("cn", Rule::Nothing), ("cnone", Rule::Cell("None")), ("code", Rule::Show(1)),
    ("collapsible list", Rule::Lines), ("color", Rule::Show(2)), ("colored link", Rule::Show(2)),
    ("colour", Rule::Show(2)), ("coming soon", Rule::Cell("Coming soon")), ("convert", Rule::Convert),
    ("convert2", Rule::Convert), ("cr icon", Rule::Icon), ("crlf", Rule::Text("\n")),
    ("cross", Rule::Text("✗")), ("cross2", Rule::Text("✗")), ("crossreference", Rule::Show(1)),
    ("cvt", Rule::Convert), ("dagger", Rule::Text("†")), ("dash", Rule::Text(" – ")), ("date", Rule::Date),
    ("date table sorting", Rule::Date), ("ddagger", Rule::Text("‡")), ("dead link", Rule::Nothing),
    ("death date", Rule::Date), ("decrease", Rule::Text("▼")), ("del", Rule::Show(1)),
    ("depends", Rule::Cell("Depends")), ("dob", Rule::Date), ("done", Rule::Text("✓")),
    ("dot", Rule::Text(" · ")), ("double dagger", Rule::Text("‡")), ("double-dagger", Rule::Text("‡")),
    ("double_dagger", Rule::Text("‡")), ("draw", Rule::Cell("Draw")), ("dropped", Rule::Cell("Dropped")),
    ("dts", Rule::Date), ("dts text", Rule::Show(1)), ("dtsh", Rule::Nothing), ("dubious", Rule::Nothing),
    ("dunno", Rule::Cell("?")), ("efn", Rule::Nothing), ("efn-la", Rule::Nothing),
    ("efn-lr", Rule::Nothing), ("efn-ua", Rule::Nothing), ("eliminated", Rule::Cell("Eliminated")),
    ("em", Rule::Show(1)), ("em dash", Rule::Text("—")), ("emdash", Rule::Text("—")),
    ("en dash", Rule::Text("–")), ("end date", Rule::Date), ("end-date", Rule::Date),
    ("endash", Rule::Text("–")), ("fact", Rule::Nothing), ("failed", Rule::Cell("Failure")),
    ("failure", Rule::Cell("Failure")), ("fall", Rule::Text("▼")), ("fb", Rule::Nation),
    ("fbicon", Rule::Icon), ("fbw", Rule::Nation), ("fbwicon", Rule::Icon), ("fi", Rule::Icon),
    ("figure space", Rule::Text("\u{2007}")), ("film date", Rule::Date), ("flag", Rule::Nation),
    ("flag deco", Rule::Icon), ("flag decoration", Rule::Icon), ("flag icon", Rule::Icon),
    ("flag+link", Rule::Nation), ("flagathlete", Rule::Athlete), ("flagcgf", Rule::Nation),
    ("flagcgfathlete", Rule::Athlete), ("flagcgfmedalist", Rule::Medalist), ("flagcountry", Rule::Nation),
    ("flagdeco", Rule::Icon), ("flagfina", Rule::Nation), ("flagfinaathlete", Rule::Athlete),
    ("flagg", Rule::Nation), ("flagicon", Rule::Icon), ("flagicon image", Rule::Icon),
    ("flagicon ioc", Rule::Icon), ("flagicon team", Rule::Icon), ("flagicon2", Rule::Icon),
    ("flagioc", Rule::Nation), ("flagioc2", Rule::Nation), ("flagioc2athlete", Rule::Athlete),
    ("flagioc2medalist", Rule::Medalist), ("flagiocathlete", Rule::Athlete),
    ("flagiocmedalist", Rule::Medalist), ("flaglink", Rule::Nation), ("flaglist", Rule::Nation),
    ("flagmedalist", Rule::Medalist), ("flagpara", Rule::Nation), ("flagparaathlete", Rule::Athlete),
    ("flagparalympic", Rule::Nation), ("flagparamedalist", Rule::Medalist), ("flagright", Rule::Nation),
    ("flagteam", Rule::Show(1)), ("flagteam ioc", Rule::Nation), ("flagu", Rule::Nation),
    ("flat list", Rule::PlainList), ("flatlist", Rule::PlainList), ("flatlist items", Rule::Inline),
    ("font", Rule::Show(2)), ("font color", Rule::Show(2)), ("fontcolor", Rule::Show(2)),
    ("formatnum", Rule::Show(1)), ("gain", Rule::Text("▲")), ("gold medal", Rule::Text("1")),
    ("gold01", Rule::Text("1")), ("gold1", Rule::Text("1")), ("goldmedal", Rule::Text("1")),
    ("hidden sort key", Rule::Nothing), ("hlist", Rule::Inline), ("hlist-comma", Rule::Inline),
    ("horizontal list", Rule::Inline), ("hover title", Rule::Show(2)), ("hs", Rule::Nothing),
    ("hsort", Rule::Sort), ("ih", Rule::Nation), ("ill", Rule::Show(1)),
    ("in progress", Rule::Cell("In progress")), ("inactive", Rule::Cell("Inactive")),
    ("included", Rule::Cell("Included")), ("incorrect", Rule::Cell("Incorrect")),
    ("increase", Rule::Text("▲")), ("inprogress", Rule::Cell("In progress")), ("ins", Rule::Show(1)),
    ("interlanguage link", Rule::Show(1)), ("ioc flag", Rule::Nation), ("isodate", Rule::Date),
    ("italic", Rule::Show(1)), ("kbd", Rule::Show(1)), ("key", Rule::Show(1)), ("keypress", Rule::Show(1)),
    ("lang", Rule::Show(2)), ("lang-en", Rule::Show(1)), ("lang-x", Rule::Last), ("langx", Rule::Last),
    ("large", Rule::Show(1)), ("larger", Rule::Show(1)), ("launch date", Rule::Date),
    ("linktext", Rule::Show(1)), ("longitem", Rule::Show(1)), ("longlink", Rule::Show(1)),
    ("loss", Rule::Cell("Loss")), ("loss arrow", Rule::Text("▼")), ("lost", Rule::Cell("Lost")),
    ("math", Rule::Show(1)), ("maybe", Rule::Cell("Maybe")), ("mdash", Rule::Text("—")),
    ("medal gold", Rule::Text("1")), ("middot", Rule::Text(" · ")), ("missing", Rule::Cell("Missing")),
    ("mono", Rule::Show(1)), ("multi-line", Rule::Lines), ("mvar", Rule::Show(1)),
    ("n/a", Rule::Cell("N/A")), ("n/a2", Rule::Cell("N/A")), ("na", Rule::Cell("N/A")),
    ("na icon", Rule::Text("✗")), ("nay", Rule::Text("✗")), ("nbsp", Rule::Text("\u{a0}")),
    ("ndash", Rule::Text("–")), ("nihongo", Rule::Show(1)), ("nihongo foot", Rule::Show(2)),
    ("nnbsp", Rule::Nothing), ("no", Rule::Cell("No")), ("no.", Rule::Text("№")), ("no2", Rule::Text("✗")),
    ("nobold", Rule::Show(1)), ("nobr", Rule::Show(1)), ("nobreak", Rule::Show(1)), ("noc", Rule::Nation),
    ("nochange", Rule::Text("=")), ("noflag", Rule::Nation), ("noitalic", Rule::Show(1)),
    ("nom", Rule::Cell("Nominated")), ("nominated", Rule::Cell("Nominated")), ("non", Rule::Text("✗")),
    ("none", Rule::Cell("None")), ("nonfree", Rule::Cell("Nonfree")), ("normal", Rule::Show(1)),
    ("not a typo", Rule::Show(1)), ("not applicable", Rule::Cell("N/A")), ("not typo", Rule::Show(1)),
    ("notetag", Rule::Nothing), ("nowrap", Rule::Show(1)), ("nowraplinks", Rule::Show(1)),
    ("nts", Rule::Show(1)), ("ntsh", Rule::Nothing), ("ntss", Rule::Show(1)),
    ("number sign", Rule::Text("№")), ("number table sorting", Rule::Show(1)),
    ("number table sorting hidden", Rule::Nothing), ("numbered list", Rule::Lines),
    ("numero", Rule::Text("№")), ("ok", Rule::Text("✓")), ("opening date", Rule::Date),
    ("optional", Rule::Cell("Optional")), ("ordered list", Rule::Lines), ("page needed", Rule::Nothing),
    ("partial", Rule::Cell("Partial")), ("partial failure", Rule::Cell("Partial failure")),
    ("pending", Rule::Cell("Pending")), ("pipelist", Rule::Inline), ("plain list", Rule::PlainList),
    ("plain list items", Rule::Lines), ("plainlist", Rule::PlainList), ("planned", Rule::Cell("Planned")),
    ("proprietary", Rule::Cell("Proprietary")), ("q", Rule::Show(1)), ("r", Rule::Nothing),
    ("rarely", Rule::Cell("Rarely")), ("ref label", Rule::Nothing), ("refn", Rule::Nothing),
    ("release date", Rule::Date), ("resize", Rule::Show(2)), ("rise", Rule::Text("▲")),
    ("rotate", Rule::Show(1)), ("rotated", Rule::Show(1)), ("rp", Rule::Nothing),
    ("runner-up", Rule::Cell("Runner-up")), ("s", Rule::Show(1)), ("safe", Rule::Cell("Safe")),
    ("samp", Rule::Show(1)), ("sc", Rule::Show(1)), ("scheduled", Rule::Cell("Scheduled")),
    ("sdash", Rule::Text("—")), ("sfn", Rule::Nothing), ("sfnp", Rule::Nothing), ("shy", Rule::Nothing),
    ("sic", Rule::Show(1)), ("silver medal", Rule::Text("2")), ("silver02", Rule::Text("2")),
    ("silver2", Rule::Text("2")), ("silvermedal", Rule::Text("2")), ("small", Rule::Show(1)),
    ("smallcaps", Rule::Show(1)), ("smalldiv", Rule::Show(1)), ("smaller", Rule::Show(1)),
    ("snd", Rule::Text(" – ")), ("some", Rule::Cell("Partial")), ("sometimes", Rule::Cell("Sometimes")),
    ("sort", Rule::Sort), ("sort key", Rule::Nothing), ("sort name", Rule::SortName),
    ("sort under", Rule::Sort), ("sortkey", Rule::Nothing), ("sortname", Rule::SortName),
    ("space", Rule::Text("\u{a0}")), ("spaced en dash", Rule::Text(" – ")),
    ("spaced ndash", Rule::Text(" – ")), ("spaces", Rule::Text("\u{a0}")), ("spnd", Rule::Text(" – ")),
    ("start date", Rule::Date), ("start date and age", Rule::Date), ("start year", Rule::Date),
    ("start-date", Rule::Date), ("startdate", Rule::Date), ("steady", Rule::Text("=")),
    ("strike", Rule::Show(1)), ("strikethrough", Rule::Show(1)), ("strong", Rule::Show(1)),
    ("sub", Rule::Show(1)), ("success", Rule::Cell("Successful")), ("successful", Rule::Cell("Successful")),
    ("sup", Rule::Show(1)), ("tba", Rule::Cell("TBA")), ("tbc", Rule::Cell("TBC")),
    ("tbd", Rule::Cell("TBD")), ("thin space", Rule::Text("\u{2009}")), ("thinsp", Rule::Text("\u{2009}")),
    ("tick", Rule::Text("✓")), ("times", Rule::Text("×")), ("tooltip", Rule::Show(1)),
    ("transl", Rule::Last), ("transliteration", Rule::Last), ("tt", Rule::Show(1)), ("u", Rule::Show(1)),
    ("ubl", Rule::Lines), ("ubl item", Rule::Show(1)), ("ublist", Rule::Lines), ("ubt", Rule::Lines),
    ("unbulleted", Rule::Lines), ("unbulleted list", Rule::Lines), ("underline", Rule::Show(1)),
    ("unknown", Rule::Cell("Unknown")), ("unordered list", Rule::PlainList),
    ("update inline", Rule::Nothing), ("url", Rule::Show(1)), ("usually", Rule::Cell("Usually")),
    ("val", Rule::Show(1)), ("vanchor", Rule::Show(2)), ("var", Rule::Show(1)), ("vert", Rule::Show(1)),
    ("vertical header", Rule::Show(1)), ("visible anchor", Rule::Show(1)), ("vunblist", Rule::Lines),
    ("wbr", Rule::Nothing), ("webarchive", Rule::Nothing), ("when", Rule::Nothing), ("who", Rule::Nothing),
    ("win", Rule::Cell("Won")), ("won", Rule::Cell("Won")), ("x mark", Rule::Text("✗")),
    ("xmark", Rule::Text("✗")), ("y&", Rule::Text("✓")), ("ya", Rule::Text("✓")),
    ("yes", Rule::Cell("Yes")), ("yes check", Rule::Text("✓")), ("yes2", Rule::Text("✓")),
    ("yesy", Rule::Text("✓")), ("zwj", Rule::Nothing), ("zwsp", Rule::Nothing), ("·", Rule::Text(" · ")),
    ("×", Rule::Text("×")), ("–", Rule::Text("–")), ("—", Rule::Text("—")), ("†", Rule::Text("†")),
    ("‡", Rule::Text("‡")), ("•", Rule::Text(" · ")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_are_sorted_and_found_in_any_case() {
        assert!(RULES.is_sorted_by_key(|(name, _)| name));
        for (name, rule) in RULES {
            assert_eq!(find(&name.to_ascii_uppercase()), Some(*rule), "{name}");
        }
        assert_eq!(find("flagIOCathlete"), Some(Rule::Athlete));
        assert_eq!(find("Template:N/A"), Some(Rule::Cell("N/A")));
        assert_eq!(find("mystery"), None);
    }
}
