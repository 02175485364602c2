//! The two formats: the same content in two containers.

use model::FormatInfo;

/// The media type of a packaged spreadsheet, also the content of its `mimetype` entry.
pub const ODS_MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Flat XML: the whole document in one readable file.
pub const FODS: FormatInfo = FormatInfo::new("fods", "OpenDocument spreadsheet, flat XML")
    .extensions(&["fods"])
    .media_types(&["application/vnd.oasis.opendocument.spreadsheet-flat-xml"]);

/// The package: a zip of XML parts.
pub const ODS: FormatInfo = FormatInfo::new("ods", "OpenDocument spreadsheet")
    .extensions(&["ods"])
    .media_types(&[ODS_MEDIA_TYPE])
    .binary();
