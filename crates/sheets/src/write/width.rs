//! How wide texts are, in characters of usual width: what columns are made for, and what needs several lines.

/// How many characters the button of a filter takes from a header.
const BUTTON: usize = 2;
/// How many lines a long header may take, and what is not a long one.
const HEADER_LINES: usize = 3;
const SHORT_HEADER: usize = 16;

/// How wide a text without line breaks is; characters of the far East count twice.
///
/// ```
/// assert_eq!(convert_sheets::write::width::line("Šėma"), 4);
/// assert_eq!(convert_sheets::write::width::line("東京"), 4);
/// ```
pub fn line(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{1100}' && !('\u{2000}'..'\u{2e80}').contains(&c) { 2 } else { 1 }).sum()
}

/// How wide a column must be to show a text: as wide as its widest line.
pub fn needs(text: &str) -> usize {
    text.split('\n').map(line).max().unwrap_or(0)
}

/// How wide a column must be for a header: it has its longest word, and a long one is wrapped.
pub fn header_needs(text: &str) -> usize {
    let word = text.split_whitespace().map(line).max().unwrap_or(0);
    let whole = needs(text);
    let wanted = word.max(whole.min(SHORT_HEADER)).max(whole.div_ceil(HEADER_LINES));
    if wanted == 0 { 0 } else { wanted + wanted / 10 + BUTTON }
}

/// Whether a text has a line that does not fit a column.
pub fn overflows(text: &str, column: usize) -> bool {
    text.len() > column && needs(text) > column
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_have_room_for_their_words() {
        for (header, needed) in [
            ("", 0),
            ("Rank", 6),
            ("Afternoon\n(second session)", 19),
            ("Qualification mark (world championships)", 19),
            ("Personenkraftwagenzulassung", 31),
        ] {
            assert_eq!(header_needs(header), needed, "{header}");
        }
    }
}
