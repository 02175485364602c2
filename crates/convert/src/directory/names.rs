//! File names that are safe on every system.

use crate::TableInfo;

/// How many characters of a heading a name may have.
const LONGEST: usize = 60;

/// Letters with an accent, each followed by its replacement.
const FOLDED: &str = "àaáaâaãaäaåaāaăaąaæaçcćcčcďdđdèeéeêeëeēeėeęeěeģgğgìiíiîiïiīiįiıiķkłlļlñnńnňnņnòoóoôoõoöoøoōoőoœoŕrřrßsśsšsşsșsţtťtțtùuúuûuüuūuůuűuųuýyÿyźzžzżzþtðd";

/// A text as part of a file name: lower case ASCII letters and digits, with single dashes between the words.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase).map(fold) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() > LONGEST {
            // Only a single long word is cut short.
            slug.truncate(slug.rfind('-').unwrap_or(LONGEST));
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn fold(c: char) -> char {
    let mut letters = FOLDED.chars();
    while let (Some(accented), Some(plain)) = (letters.next(), letters.next()) {
        if accented == c {
            return plain;
        }
    }
    c
}

/// The file name of table `number` (from 1) without its extension, and the title that it is made from: the table's
/// headings and caption.
pub(super) fn name(number: usize, tables: usize, table: &TableInfo) -> (String, String) {
    let parts = table.path.iter().chain(&table.caption).map(|text| text.trim());
    let mut title = parts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" > ");
    if title.is_empty() {
        table.name.as_deref().unwrap_or_default().trim().clone_into(&mut title);
    }
    (stem(number, tables, &title), title)
}

/// The file name of table `number` (from 1) without its extension.
///
/// The number comes first: names then differ whatever their case, files sort in the order of the tables, and no name is
/// hidden or reserved by Windows.
fn stem(number: usize, tables: usize, text: &str) -> String {
    let digits = tables.to_string().len().max(2);
    let slug = slug(text);
    let slug = if slug.is_empty() { "table" } else { &slug };
    format!("{number:0digits$}-{slug}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_valid_on_every_system() {
        for (text, expected) in [
            ("Results Heats", "01-results-heats"),
            ("../../etc/passwd", "01-etc-passwd"),
            ("Men's 1000 m – Final A", "01-mens-1000-m-final-a"),
            ("Roberts Krūzbergs", "01-roberts-kruzbergs"),
            ("C:\\con.txt", "01-c-con-txt"),
            ("結果", "01-table"),
            ("...", "01-table"),
            ("\0\n", "01-table"),
        ] {
            assert_eq!(stem(1, 5, text), expected, "{text}");
        }
        assert_eq!(stem(7, 100, "CON"), "007-con");
        assert_eq!(stem(1, 1, &"x-".repeat(100)).len(), "01-".len() + LONGEST - 1);
        assert_eq!(stem(1, 1, &"x".repeat(100)).len(), "01-".len() + LONGEST);
        assert_eq!(slug(&format!("{} word", "x".repeat(57))), "x".repeat(57));
    }
}
