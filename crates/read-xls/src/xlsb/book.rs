//! The workbook part: its sheets and its date system.

use super::records::{Data, Records};
use super::{Package, Relation};
use model::Result;
use number_format::DateSystem;

/// A sheet of the workbook.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// What it is (`worksheet`, `chartsheet`, …) and its part; both are empty if the relationship is missing.
    kind: String,
    pub(super) part: String,
}

/// The contents of the workbook part.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Listed>,
    pub(super) date_system: DateSystem,
    relations: Vec<Relation>,
}

impl Workbook {
    /// Reads the workbook part of a package.
    pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook> {
        let roots = package.relations("")?;
        let root = roots.iter().find(|relation| relation.kind == "officeDocument");
        let name = root.map_or("xl/workbook.bin", |root| &root.target);
        let mut book = Workbook { relations: package.relations(name)?, ..Workbook::default() };
        let Some(mut records) = Records::open(package, name)? else {
            return Err(super::not_a_workbook(name));
        };
        while let Some((kind, mut data)) = records.next()? {
            match kind {
                153 => book.date_system = DateSystem::of_flag(data.u8().is_some_and(|flags| flags & 1 != 0)),
                156 => book.sheets.extend(book.sheet(data)),
                _ => {}
            }
        }
        Ok(book)
    }

    fn sheet(&self, mut data: Data<'_>) -> Option<Listed> {
        let state = data.u32()?;
        let _number = data.u32()?;
        let id = data.text()?;
        let name = data.text()?;
        let found = self.relations.iter().find(|relation| relation.id == id);
        let (kind, part) = found.map(|found| (found.kind.clone(), found.target.clone())).unwrap_or_default();
        Some(Listed { name, hidden: state != 0, kind, part })
    }

    /// The part that the workbook refers to with a relationship of this kind.
    pub(super) fn part(&self, kind: &str, usual: &str) -> String {
        let found = self.relations.iter().find(|relation| relation.kind == kind);
        found.map_or_else(|| format!("xl/{usual}"), |relation| relation.target.clone())
    }
}

impl Listed {
    /// What it is, if it does not have cells.
    pub(super) fn what(&self) -> Option<&'static str> {
        match self.kind.as_str() {
            "worksheet" | "xlMacrosheet" | "xlIntlMacrosheet" | "" => None,
            "chartsheet" => Some("a chart"),
            "dialogsheet" => Some("a dialog"),
            _ => Some("not a worksheet"),
        }
    }
}
