//! How wide texts are, in characters of normal width, for the widths of columns and for wrapping.

/// How many characters the button of a filter takes from a header.
const BUTTON: usize = 2;
/// How many lines a long header may take, and up to which width a header is short.
const HEADER_LINES: usize = 3;
const SHORT_HEADER: usize = 16;

/// How wide a text without line breaks is; East Asian characters count twice.
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

/// How wide a column must be for its header: its longest word must fit, and a long header is wrapped.
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
