//! The workbook part (its sheets, names and date system) and the properties of the document.

use crate::ns::Ns;
use crate::package::{Package, Part, Relation};
use crate::{Xml, reference};
use model::{Diagnostic, Error, Hint, Place, Result, codes};
use number_format::DateSystem;
use outline::About;
use std::ops::Range;
use xml::quick_xml::events::{BytesStart, Event};

/// A sheet of the workbook.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    /// What it is (`worksheet`, `chartsheet`, …) and its part; both are empty if the relationship is missing.
    pub(crate) kind: String,
    pub(crate) part: String,
    /// The rows that are printed on every page.
    pub(crate) header: Range<usize>,
}

/// The contents of the workbook part.
#[derive(Debug, Default)]
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Sheet>,
    /// Global defined names, each with the sheet that it refers to.
    pub(crate) names: Vec<(String, Option<String>)>,
    pub(crate) date_system: DateSystem,
    pub(crate) relations: Vec<Relation>,
    /// The folder of the workbook part.
    folder: String,
}

impl Workbook {
    /// Reads the workbook part of a package.
    pub(crate) fn read(package: &mut Package<'_>) -> Result<Workbook> {
        let roots = package.relations("")?;
        let root = roots.iter().find(|relation| relation.kind == "officeDocument");
        let name = root.map_or("xl/workbook.xml", |root| &root.target).to_owned();
        if name.ends_with(".bin") {
            return Err(not_a_workbook("this is a binary workbook")
                .hinted(Hint::default().text("read it with ").setting("from", "xlsb")));
        }
        let mut workbook = Workbook { relations: package.relations(&name)?, ..Workbook::default() };
        name.rsplit_once('/').map_or("", |(folder, _)| folder).clone_into(&mut workbook.folder);
        let other = match name.split('/').next() {
            Some("word") => "it looks like a Word file",
            Some("ppt") => "it looks like a PowerPoint file",
            _ if package.has("content.xml") => "it looks like an OpenDocument file",
            _ => "it is another kind of zip file",
        };
        let Some(mut xml) = package.xml(&name)? else {
            return Err(not_a_workbook(&format!("the package does not contain '{name}'")).hinted(other));
        };
        let mut buffer = Vec::new();
        let mut has_root = false;
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) => match xml.name(&start) {
                    (Some(Ns::Main), "workbook") if xml.depth() == 1 => has_root = true,
                    (_, found) if xml.depth() == 1 => {
                        let message = format!("the root element '{found}' is not that of a workbook");
                        let diagnostic = xml.diagnostic(codes::WRONG_FORMAT.code, message);
                        return Err(Error::input(diagnostic.hint(other)));
                    }
                    (Some(Ns::Main), "sheets" | "definedNames") => {}
                    (Some(Ns::Main), "workbookPr") => {
                        let value = attribute(&xml, &start, "date1904")?;
                        workbook.date_system =
                            DateSystem::of_flag(value.is_some_and(|value| is_true(&value)));
                    }
                    (Some(Ns::Main), "sheet") => workbook.sheet(&xml, &start)?,
                    (Some(Ns::Main), "definedName") => {
                        let name = attribute(&xml, &start, "name")?.unwrap_or_default();
                        let local = attribute(&xml, &start, "localSheetId")?;
                        let content = xml.text()?;
                        workbook.name(name, local.as_deref(), &content);
                    }
                    _ => xml.skip()?,
                },
                Event::Eof => break,
                _ => {}
            }
        }
        if !has_root {
            return Err(not_a_workbook("the workbook part is empty").hinted(other));
        }
        drop(xml);
        for index in 0..workbook.sheets.len() {
            workbook.find_part(index, package);
        }
        Ok(workbook)
    }

    fn sheet(&mut self, xml: &Xml<Part<'_>>, start: &BytesStart<'_>) -> Result<()> {
        let id = xml.get(start, Ns::Relation, "id")?.unwrap_or_default();
        let state = attribute(xml, start, "state")?;
        let found = self.relations.iter().find(|relation| relation.id == id);
        self.sheets.push(Sheet {
            name: attribute(xml, start, "name")?.unwrap_or_default(),
            hidden: state.is_some_and(|state| state.to_ascii_lowercase().contains("hidden")),
            kind: found.map_or(String::new(), |relation| relation.kind.clone()),
            part: found.map_or(String::new(), |relation| relation.target.clone()),
            header: 0..0,
        });
        Ok(())
    }

    /// Sets the part of a sheet whose relationship is missing to the usual name, if there is such a part.
    fn find_part(&mut self, index: usize, package: &Package<'_>) {
        let sheet = &mut self.sheets[index];
        if !package.has(&sheet.part) {
            let usual = format!("{}/worksheets/sheet{}.xml", self.folder, index + 1);
            if sheet.kind.is_empty() && package.has(&usual) {
                (sheet.kind, sheet.part) = ("worksheet".to_owned(), usual);
            }
        }
    }

    fn name(&mut self, name: String, local: Option<&str>, content: &str) {
        match local.and_then(|local| local.parse::<usize>().ok()) {
            Some(index) if name == "_xlnm.Print_Titles" => {
                if let Some(sheet) = self.sheets.get_mut(index) {
                    sheet.header = reference::title_rows(content);
                }
            }
            Some(_) => {}
            None => self.names.push((name, reference::sheet_of(content))),
        }
    }

    /// The part that the workbook refers to with a relationship of this kind.
    pub(crate) fn related(&self, kind: &str, usual: &str) -> String {
        let found = self.relations.iter().find(|relation| relation.kind == kind);
        found.map_or_else(|| format!("{}/{usual}", self.folder), |relation| relation.target.clone())
    }
}

/// Reads the properties of the document.
pub fn about(package: &mut Package<'_>) -> Result<About> {
    let mut about = About::default();
    let relations = package.relations("")?;
    let find = |kind: &str, usual: &str| {
        let found = relations.iter().find(|relation| relation.kind == kind);
        found.map_or(usual.to_owned(), |relation| relation.target.clone())
    };
    let mut buffer = Vec::new();
    if let Some(mut xml) = package.xml(&find("core-properties", "docProps/core.xml"))? {
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) if xml.name(&start) == (Some(Ns::Dc), "title") => {
                    about.title = Some(reference::unescaped(&xml.text()?).into_owned());
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    if let Some(mut xml) = package.xml(&find("custom-properties", "docProps/custom.xml"))? {
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start)
                    if xml.name(&start) == (Some(Ns::Custom), "property")
                        && attribute(&xml, &start, "name")?.as_deref() == Some(outline::MARKER) =>
                {
                    about.marker = Some(xml.text()?.trim().to_owned());
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    Ok(about)
}

/// An attribute without a namespace.
pub(crate) fn attribute<R: std::io::Read>(
    xml: &Xml<R>,
    start: &BytesStart<'_>,
    name: &str,
) -> Result<Option<String>> {
    for attribute in start.attributes().with_checks(false).flatten() {
        if attribute.key.0 == name {
            return Ok(Some(xml.value(&attribute)?.into_owned()));
        }
    }
    Ok(None)
}

/// Whether a boolean of XML Schema is true.
pub(crate) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "True" | "TRUE" | "on")
}

struct NotAWorkbook(Diagnostic);

fn not_a_workbook(message: &str) -> NotAWorkbook {
    NotAWorkbook(codes::WRONG_FORMAT.error(message).at(Place::default()))
}

impl NotAWorkbook {
    fn hinted(self, hint: impl Into<Hint>) -> Error {
        Error::input(self.0.hint(hint))
    }
}
