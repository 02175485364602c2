//! The namespaces of Office Open XML (ECMA-376) that this crate reads, transitional and strict.

/// A namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ns {
    /// Spreadsheets.
    Main,
    /// References from a part to its relationships.
    Relation,
    /// The parts that contain relationships.
    Package,
    /// Dublin Core: the title.
    Dc,
    /// Custom properties.
    Custom,
    /// Values of custom properties.
    Variant,
}

impl xml::Namespace for Ns {
    fn from_uri(uri: &str) -> Option<Ns> {
        Some(match uri {
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            // The first drafts, as written by the betas of Excel 2007.
            | "http://schemas.microsoft.com/office/excel/2006/2"
            | "http://schemas.openxmlformats.org/spreadsheetml/2006/5/main"
            | "http://schemas.openxmlformats.org/spreadsheetml/2006/7/main"
            | "http://purl.oclc.org/ooxml/spreadsheetml/main" => Ns::Main,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Ns::Relation,
            "http://schemas.openxmlformats.org/package/2006/relationships" => Ns::Package,
            "http://purl.org/dc/elements/1.1/" => Ns::Dc,
            "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
            | "http://purl.oclc.org/ooxml/officeDocument/customProperties" => Ns::Custom,
            "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
            | "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes" => Ns::Variant,
            _ => return None,
        })
    }
}
