//! Names of files, safe on every system.

use crate::TableInfo;

/// The most characters of a heading in a name.
const LONGEST: usize = 60;

/// Letters with an accent, each before the letter that stands for it.
const FOLDED: &str = "àaáaâaãaäaåaāaăaąaæaçcćcčcďdđdèeéeêeëeēeėeęeěeģgğgìiíiîiïiīiįiıiķkłlļlñnńnňnņnòoóoôoõoöoøoōoőoœoŕrřrßsśsšsşsșsţtťtțtùuúuûuüuūuůuűuųuýyÿyźzžzżzþtðd";

/// A text as part of a file's name: lower case letters and digits of ASCII, with single dashes between the words.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase).map(fold) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() > LONGEST {
            // No word is cut short but the only one.
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

/// The name of the file of table `number`, from 1, without its extension, and what it is made from: the table's headings
/// and caption.
pub(super) fn name(number: usize, tables: usize, table: &TableInfo) -> (String, String) {
    let parts = table.path.iter().chain(&table.caption).map(|text| text.trim());
    let mut title = parts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" > ");
    if title.is_empty() {
        table.name.as_deref().unwrap_or_default().trim().clone_into(&mut title);
    }
    (stem(number, tables, &title), title)
}

/// The name of the file of table `number`, from 1, without its extension.
///
/// The number comes first: so no two are alike whatever the case, the files sort as the tables stand, and no name is
/// hidden or one that Windows keeps for itself.
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
    fn a_name_is_made_of_what_every_system_takes() {
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
