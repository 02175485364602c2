//! The parts of a page around its blocks: the head, with a small style sheet, and the end.

use crate::Page;

const STYLE: &str = "\
:root { color-scheme: light dark; --line: #c8ccd1; --head: #eaecf0 }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3, h4, h5, h6 { line-height: 1.25 }
table { border-collapse: collapse; margin: 1em 0; font-variant-numeric: tabular-nums }
caption { font-weight: bold; text-align: left; padding: .3em 0 }
th, td { border: 1px solid var(--line); padding: .25em .6em; text-align: left; vertical-align: top }
th { background: var(--head) }
thead { position: sticky; top: 0 }
pre { overflow-x: auto; padding: .6em; border: 1px solid var(--line) }
@media (prefers-color-scheme: dark) { :root { --line: #54595d; --head: #27292d } }
@media print { thead { position: static; display: table-header-group } tr { break-inside: avoid } }
";

impl Page {
    /// Begins the page. HTML requires a title, so an attribute tells that a page has none.
    pub(crate) fn head(&mut self, title: Option<&str>) {
        self.out.push_str("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n");
        self.out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.out.push_str(if title.is_some() { "<title>" } else { "<title data-untitled>" });
        crate::escape::escape(&mut self.out, title.unwrap_or("Untitled"));
        self.out.push_str("</title>\n<style>\n");
        self.out.push_str(STYLE);
        self.out.push_str("</style>\n</head>\n<body>\n");
        if let Some(title) = title {
            self.out.push_str("<h1>");
            self.text(title, &[]);
            self.out.push_str("</h1>\n");
        }
    }

    /// Ends the page, with its footnotes.
    pub(crate) fn foot(&mut self) {
        self.footnotes();
        self.out.push_str("</body>\n</html>\n");
    }
}
