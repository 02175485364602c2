//! Blocks other than tables.

use crate::{Page, attributes};
use model::{Block, Infobox, Item, ItemKind, List, Text};

impl Page {
    /// Writes a block.
    pub(crate) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                let level = heading.level.clamp(1, 6);
                self.out.push_str(&format!("<h{level}>"));
                self.text(&heading.text.text, &heading.text.marks);
                self.out.push_str(&format!("</h{level}>\n"));
            }
            Block::Infobox(infobox) if infobox.entries.is_empty() => {}
            Block::Infobox(infobox) => self.infobox(infobox),
            Block::Paragraph(text) => self.paragraph(text),
            Block::List(list) if list.items.is_empty() => {}
            Block::List(list) => self.list(list),
            Block::Verbatim(verbatim) => self.pre("data-format", &verbatim.format, &verbatim.text),
            Block::Data(value) => self.pre("data-value", "json", &value.to_string()),
            Block::Table(table) => self.whole_table(table),
            _ => self.lost.add("page properties"),
        }
    }

    fn paragraph(&mut self, text: &Text) {
        if let Some(language) = markup::as_code(text) {
            self.pre("data-language", language, &text.text);
        } else if !text.is_empty() {
            self.out.push_str("<p>");
            self.text(&text.text, &text.marks);
            self.out.push_str("</p>\n");
        }
    }

    /// Writes preformatted text. The line break after the tag is not part of it.
    fn pre(&mut self, name: &str, value: &str, text: &str) {
        self.out.push_str("<pre");
        if !value.is_empty() {
            attributes::attribute(&mut self.out, name, value);
        }
        self.out.push_str(">\n");
        for c in text.replace("\r\n", "\n").chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '\r' => self.out.push('\n'),
                '\0' => self.out.push('\u{FFFD}'),
                c => self.out.push(c),
            }
        }
        self.out.push_str("</pre>\n");
    }

    fn infobox(&mut self, infobox: &Infobox) {
        self.out.push_str("<table class=\"infobox\">\n");
        let title = markup::infobox_title(infobox.name.as_deref());
        if title != "Infobox" {
            self.out.push_str("<caption>");
            self.text(title, &[]);
            self.out.push_str("</caption>\n");
        } else if infobox.name.as_deref().is_some_and(|name| name != title) {
            self.lost.add("names of infoboxes that do not start with Infobox");
        }
        self.out.push_str("<tbody>\n");
        for entry in &infobox.entries {
            self.out.push_str("<tr><th scope=\"row\">");
            self.text(&entry.key, &[]);
            self.out.push_str("</th><td>");
            self.text(&entry.value.text, &entry.value.marks);
            self.out.push_str("</td></tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n");
    }

    /// Writes a list. Items of different kinds need several elements, which a `div` holds together.
    fn list(&mut self, list: &List) {
        let element = |item: &Item| element(item.kind);
        let mixed = list.items.windows(2).any(|pair| element(&pair[0]) != element(&pair[1]));
        self.out.push_str(if mixed { "<div class=\"list\">\n" } else { "" });
        self.items(&list.items);
        self.out.push_str(if mixed { "</div>\n" } else { "" });
    }

    fn items(&mut self, items: &[Item]) {
        let mut open = "";
        for item in items {
            let element = element(item.kind);
            if element != open {
                if !open.is_empty() {
                    self.out.push_str(&format!("</{open}>\n"));
                }
                self.out.push_str(&format!("<{element}>\n"));
                open = element;
            }
            let tag = match item.kind {
                ItemKind::Term => "dt",
                ItemKind::Definition => "dd",
                ItemKind::Bullet | ItemKind::Number => "li",
            };
            self.out.push_str(&format!("<{tag}>"));
            self.text(&item.text.text, &item.text.marks);
            if !item.items.is_empty() {
                self.out.push('\n');
                self.items(&item.items);
            }
            self.out.push_str(&format!("</{tag}>\n"));
        }
        if !open.is_empty() {
            self.out.push_str(&format!("</{open}>\n"));
        }
    }
}

/// The list element for items of a kind.
fn element(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Bullet => "ul",
        ItemKind::Number => "ol",
        ItemKind::Term | ItemKind::Definition => "dl",
    }
}
