//! The parts around the content: root elements, metadata, settings, the manifest.

use crate::style::{MASTER_STYLES, declare_common};
use crate::xml::attribute;
use crate::xml::set;
use model::Timestamp;
use odf::ODS_MEDIA_TYPE;
use odf::names::Ns;
use std::io::Write;

/// The XML declaration.
pub(crate) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Information about the document apart from its sheets.
#[derive(Debug, Default)]
pub(crate) struct About {
    pub(crate) title: Option<String>,
    /// The creation time to write.
    pub(crate) created: Option<Timestamp>,
    /// JSON for the user-defined field.
    pub(crate) marker: String,
    /// Sheets with the number of header rows to freeze.
    pub(crate) frozen: Vec<(String, usize)>,
}

/// Appends the start of a root element with the namespaces that it needs.
pub(crate) fn root(out: &mut Vec<u8>, name: &str, more: &str) {
    let _ = write!(out, "{DECLARATION}<office:{name}");
    for ns in [
        Ns::Office,
        Ns::Table,
        Ns::Text,
        Ns::Style,
        Ns::Number,
        Ns::Fo,
        Ns::XLink,
        Ns::Dc,
        Ns::Meta,
        Ns::Config,
        Ns::Ooo,
    ] {
        let _ = write!(out, " xmlns:{}=\"{}\"", ns.prefix(), ns.uri());
    }
    let _ = write!(out, " office:version=\"1.3\"{more}>");
}

/// Appends `office:meta`.
pub(crate) fn meta(out: &mut Vec<u8>, about: &About, line: &str) -> bool {
    let mut replaced = false;
    out.extend_from_slice(b"<office:meta>");
    let _ = write!(out, "<meta:generator>convert/{}</meta:generator>", env!("CARGO_PKG_VERSION"));
    if let Some(title) = &about.title {
        out.extend_from_slice(b"<dc:title>");
        replaced |= attribute(out, title);
        out.extend_from_slice(b"</dc:title>");
    }
    if let Some(created) = about.created {
        let _ = write!(out, "<meta:creation-date>{created}</meta:creation-date><dc:date>{created}</dc:date>");
    }
    out.extend_from_slice(b"<meta:user-defined");
    set(out, "meta:name", outline::MARKER);
    out.push(b'>');
    attribute(out, &about.marker);
    let _ = write!(out, "</meta:user-defined></office:meta>{line}");
    replaced
}

/// Appends `office:settings`, which freezes the header rows of the sheets.
pub(crate) fn settings(out: &mut Vec<u8>, about: &About, line: &str) {
    let item = |out: &mut Vec<u8>, name: &str, kind: &str, value: &str| {
        let _ = write!(
            out,
            "<config:config-item config:name=\"{name}\" config:type=\"{kind}\">{value}</config:config-item>"
        );
    };
    let _ = write!(
        out,
        "<office:settings><config:config-item-set config:name=\"ooo:view-settings\">\
         <config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>"
    );
    item(out, "ViewId", "string", "view1");
    if !about.frozen.is_empty() {
        out.extend_from_slice(b"<config:config-item-map-named config:name=\"Tables\">");
    }
    for (sheet, rows) in &about.frozen {
        out.extend_from_slice(b"<config:config-item-map-entry");
        set(out, "config:name", sheet);
        out.push(b'>');
        let rows = rows.to_string();
        for (name, value) in [
            ("HorizontalSplitMode", "0"),
            ("VerticalSplitMode", "2"),
            ("HorizontalSplitPosition", "0"),
            ("VerticalSplitPosition", &rows),
            ("ActiveSplitRange", "2"),
            ("PositionLeft", "0"),
            ("PositionRight", "0"),
            ("PositionTop", "0"),
            ("PositionBottom", &rows),
        ] {
            let kind = if name.ends_with("Mode") || name == "ActiveSplitRange" { "short" } else { "int" };
            item(out, name, kind, value);
        }
        out.extend_from_slice(b"</config:config-item-map-entry>");
    }
    if !about.frozen.is_empty() {
        out.extend_from_slice(b"</config:config-item-map-named>");
    }
    let _ = write!(
        out,
        "</config:config-item-map-entry></config:config-item-map-indexed>\
         </config:config-item-set></office:settings>{line}"
    );
}

/// Appends `office:styles`.
pub(crate) fn common_styles(out: &mut Vec<u8>, line: &str) {
    let _ = write!(out, "<office:styles>{line}");
    declare_common(out, line);
    let _ = write!(out, "</office:styles>{line}");
}

/// Appends `office:master-styles`.
pub(crate) fn master_styles(out: &mut Vec<u8>, line: &str) {
    let _ = write!(out, "{MASTER_STYLES}{line}");
}

/// The parts of a package that its manifest lists: all except `mimetype` and the manifest itself.
pub(crate) const PARTS: [&str; 4] = ["content.xml", "styles.xml", "meta.xml", "settings.xml"];

/// The manifest (ODF 1.3 part 2, section 4).
pub(crate) fn manifest() -> Vec<u8> {
    let mut out = Vec::new();
    let entry = |out: &mut Vec<u8>, path: &str, media: &str, version: &str| {
        let _ = write!(
            out,
            "<manifest:file-entry manifest:full-path=\"{path}\"{version} manifest:media-type=\"{media}\"/>"
        );
    };
    let _ = write!(
        out,
        "{DECLARATION}<manifest:manifest xmlns:manifest=\"{}\" manifest:version=\"1.3\">",
        Ns::Manifest.uri()
    );
    entry(&mut out, "/", ODS_MEDIA_TYPE, " manifest:version=\"1.3\"");
    for part in PARTS {
        entry(&mut out, part, "text/xml", "");
    }
    out.extend_from_slice(b"</manifest:manifest>");
    out
}
