//! Detects text that produces pieces of tables, depending on the position.

use crate::syntax::page_text::PageText;

/// The position of a call relative to the tables of the page.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// The number of open tables.
    tables: usize,
    /// Whether only blanks come before it on the line.
    line_start: bool,
    /// Whether the line opens a table or a row, so that it contains attributes.
    attributes: bool,
}

impl Default for Context {
    fn default() -> Self {
        Context { tables: 0, line_start: true, attributes: false }
    }
}

impl Context {
    pub(super) fn is_line_start(&self) -> bool {
        self.line_start
    }

    /// Advances over a text.
    pub(super) fn follow(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                (self.line_start, self.attributes) = (true, false);
            }
            let line = without_start(line);
            if !self.line_start || line.is_empty() {
                continue;
            }
            self.line_start = false;
            if line.starts_with("{|") {
                self.tables += 1;
                self.attributes = true;
            } else if line.starts_with("|}") {
                self.tables = self.tables.saturating_sub(1);
            } else if line.starts_with("|-") {
                self.attributes = true;
            }
        }
    }
}

/// A line without what may come before table markup: blanks, colons, comments.
fn without_start(mut line: &str) -> &str {
    loop {
        line = line.trim_start_matches([' ', '\t', '\r', ':']);
        match line.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
            Some((_, rest)) => line = rest,
            None => return line,
        }
    }
}

/// Whether the output of a call produces rows, cells or tables at this position.
pub(super) fn makes_tables(shown: &PageText<'_>, context: &Context) -> bool {
    if shown.html.has_tag_in(0..shown.text.len()) {
        return true;
    }
    let (mut in_table, mut line_start) = (context.tables > 0, context.line_start);
    // A table starts a line of its own.
    if shown.text.starts_with("{|") {
        return true;
    }
    let mut walk = shown.walk(0);
    let mut at = 0;
    loop {
        let span = walk.any(at);
        let stop = span.map_or(shown.text.len(), |span| span.start());
        let text = shown.slice(at..stop);
        if in_table
            && (text.contains('|') || text.contains("!!") || (context.attributes && text.contains('\n')))
        {
            return true;
        }
        for (index, line) in text.split('\n').enumerate() {
            line_start |= index > 0;
            let line = without_start(line);
            if line_start && (line.starts_with("{|") || (in_table && line.starts_with(['|', '!']))) {
                return true;
            }
            line_start &= line.is_empty();
            in_table |= line_start && line.starts_with("{|");
        }
        let Some(span) = span else { return false };
        line_start = false;
        at = span.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, shown: &str, expected: bool) {
        let mut context = Context::default();
        context.follow(before);
        let source = crate::syntax::scan(shown);
        assert_eq!(makes_tables(&source, &context), expected, "{before:?} {shown:?}");
    }

    #[test]
    fn where_bars_make_cells() {
        check("{|\n|", "a||b", true);
        check("{|\n|", "style=x | a", true);
        check("{|\n|", "a", false);
        check("{|\n|a\n|}\n", "a||b", false);
        check("", "a | b", false);
        check("text ", "{|\n|a", true);
        check("", "<tr><td>x", true);
        check("{|\n", "!b", true);
        check("{|\n|a ", "!b", false);
        check("{| ", "class=x\n", true);
        check("{|\n|", "[[a|b]] {{c|d}}", false);
        check("x\n", "a\n{| class=x\n|b", true);
    }
}
