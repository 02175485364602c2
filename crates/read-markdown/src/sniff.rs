//! Recognizes Markdown by its first bytes.

use model::Confidence;

/// Only a table with a delimiter row is likely to be Markdown; any other text may be.
pub(crate) fn sniff(bytes: &[u8]) -> Confidence {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if memchr::memchr(0, bytes).is_some() || bytes.trim_ascii_start().starts_with(b"<") {
        return Confidence::No;
    }
    let text = String::from_utf8_lossy(bytes);
    let is_wiki = |line: &str| {
        ["{|", "{{", "[[", "|-", "=="].iter().any(|mark| line.starts_with(mark))
            || line == "Infobox"
            || (line.len() > 2 && line.starts_with("= ") && line.ends_with(" ="))
    };
    let mut before = "";
    let mut likely = false;
    for line in text.lines().map(str::trim) {
        if is_wiki(line) && !is_delimiter(line) {
            return Confidence::Maybe;
        }
        likely |= cells(before) > 0 && is_delimiter(line) && cells(line) == cells(before);
        before = line;
    }
    if likely { Confidence::Likely } else { Confidence::Maybe }
}

/// The number of cells in a row; 0 if it has no bar.
fn cells(line: &str) -> usize {
    let bars = |text: &str| text.matches('|').count() - text.matches("\\|").count();
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    if bars(line) == 0 { 0 } else { bars(inner) + 1 }
}

/// Whether a line is a [delimiter row](https://github.github.com/gfm/#delimiter-row).
fn is_delimiter(line: &str) -> bool {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let is_dashes = |cell: &str| {
        let cell = cell.trim();
        let cell = cell.strip_prefix(':').unwrap_or(cell);
        let cell = cell.strip_suffix(':').unwrap_or(cell);
        !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
    };
    line.contains('|') && inner.split('|').all(is_dashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_delimiter_row_is_likely_markdown() {
        for page in ["| a | b |\n| --- | --- |\n| 1 | 2 |\n", "text\n\na | b\n:-- | --:\n", "|a|\n|-|\n"] {
            assert_eq!(sniff(page.as_bytes()), Confidence::Likely, "{page}");
        }
        for page in [
            "| a | b |\n| 1 | 2 |\n",
            "a|b\n1|2\n",
            "# Heading\n",
            "= T =\n\n| a | b |\n| --- | --- |\n",
            "{|\n! a\n|-\n| b\n|}\n",
            "a | b\n---\n",
            "---\na: b\n---\n",
        ] {
            assert_eq!(sniff(page.as_bytes()), Confidence::Maybe, "{page}");
        }
        assert_eq!(sniff(b"<table>|a|\n|-|"), Confidence::No);
    }
}
