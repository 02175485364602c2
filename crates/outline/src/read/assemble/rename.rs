//! Applies the new name of a sheet to what the sheet was named after.

use super::arrange::{Item, Page};
use crate::read::edited;
use crate::read::outline::TableRef;
use model::shape::{text_from_value, text_to_value};
use model::{Block, Value};

impl Page {
    /// Applies the new name of a table's sheet to the page: to the heading that the sheet was named after if it has no
    /// other table, otherwise to the caption. Returns the caption if this replaced a different one.
    pub(super) fn rename(&mut self, sheet: usize, place: &mut TableRef, name: &str) -> Option<String> {
        let at = self.items.iter().position(|item| *item == Item::Table(sheet))?;
        let named = place.named().to_owned();
        // If its name was already in use, the sheet has the heading above in front of it.
        let parent = place.sheet.strip_suffix(&named).filter(|parent| !parent.is_empty());
        let name = parent.and_then(|parent| name.strip_prefix(parent)).unwrap_or(name);
        let own = self.section(at).map(|section| section.start);
        if let Some(Item::Block(Block::Heading(heading))) = own.and_then(|start| self.items.get_mut(start)) {
            if heading.text.text == named {
                heading.text = edited::carry(&heading.text, name.into());
                return None;
            }
            if heading.text.text == name {
                return None;
            }
        }
        let old = place.caption.text.clone();
        // A table with a name of its own does not need a caption to show it.
        if old == name || (place.details.contains_key("name") && old != named) {
            return None;
        }
        if let Some(Ok(caption)) = place.details.remove("caption").as_ref().map(text_from_value)
            && caption.text == old
        {
            place.caption = caption;
        }
        place.caption = edited::carry(&place.caption, name.into());
        if !place.caption.marks.is_empty() {
            place.details.insert("caption", text_to_value(&place.caption));
        }
        (!old.is_empty() && old != named).then_some(old)
    }
}

impl TableRef {
    /// The text that the table's sheet was named after.
    fn named(&self) -> &str {
        self.details.get("named").and_then(Value::as_str).unwrap_or(&self.sheet)
    }
}

#[cfg(test)]
mod tests {
    use super::super::arrange::Before;
    use super::*;
    use model::{Heading, Mark, MarkKind, Text};

    fn heading(text: Text) -> Item {
        Item::Block(Block::Heading(Heading { level: 3, text }))
    }

    fn page(items: Vec<Item>) -> Page {
        Page { items, before: Before::default() }
    }

    fn footnote(at: usize) -> Mark {
        Mark::new(at..at, MarkKind::Comment { text: "seen".into() })
    }

    #[test]
    fn a_renamed_heading_keeps_its_footnotes() {
        let text = Text::with_marks("Heats", vec![Mark::new(0..5, MarkKind::Bold), footnote(5)]);
        let mut page = page(vec![heading(text), Item::Table(0)]);
        let mut place = TableRef::new("Heats");
        assert_eq!(page.rename(0, &mut place, "Rounds"), None);
        assert_eq!(
            page.items[0],
            heading(Text::with_marks("Rounds", vec![Mark::new(0..6, MarkKind::Bold), footnote(6)]))
        );
        assert_eq!(place.caption, Text::default());
    }

    #[test]
    fn the_heading_above_is_removed_from_the_name() {
        let mut page = page(vec![heading("Heats: all".into()), Item::Table(0)]);
        let mut place = TableRef::new("Women – Heats: all");
        place.details.insert("named", "Heats: all");
        page.rename(0, &mut place, "Women – First round");
        assert_eq!(page.items[0], heading("First round".into()));
    }

    #[test]
    fn the_caption_is_replaced_if_tables_share_the_heading() {
        let items = vec![heading("Heats".into()), Item::Table(0), Item::Table(1)];
        let mut page = page(items.clone());
        let mut place = TableRef::new("Heats (2)");
        place.details.insert("named", "Heats");
        assert_eq!(page.rename(1, &mut place, "Repechage"), None);
        assert_eq!((page.items, place.caption), (items.clone(), "Repechage".into()));
        let mut page = self::page(items);
        let mut place = TableRef { caption: "second".into(), ..TableRef::new("Heats (2)") };
        place.details.insert("caption", text_to_value(&Text::with_marks("second", vec![footnote(6)])));
        assert_eq!(page.rename(1, &mut place, "Repechage"), Some("second".into()));
        assert_eq!(
            place.details.get("caption").map(text_from_value),
            Some(Ok(Text::with_marks("Repechage", vec![footnote(9)])))
        );
    }

    #[test]
    fn a_heading_that_was_edited_too_stays() {
        let mut page = page(vec![heading("First round".into()), Item::Table(0)]);
        let mut place = TableRef::new("Heats");
        page.rename(0, &mut place, "First round");
        assert_eq!((page.items[0].clone(), place.caption.text.as_str()), (heading("First round".into()), ""));
        page.rename(0, &mut place, "Rounds");
        assert_eq!(
            (page.items[0].clone(), place.caption.text.as_str()),
            (heading("First round".into()), "Rounds")
        );
    }
}
