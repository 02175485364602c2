//! The two formats: one content, two containers.

use model::Format;

/// The media type of a packaged spreadsheet, also the content of its `mimetype` entry.
pub const ODS_MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Flat XML: the whole document in one readable file.
pub const FODS: Format = Format {
    id: "fods",
    title: "OpenDocument spreadsheet, flat XML",
    aliases: &[],
    extensions: &["fods"],
    media_types: &["application/vnd.oasis.opendocument.spreadsheet-flat-xml"],
    binary: false,
};

/// The package: a zip of XML parts.
pub const ODS: Format = Format {
    id: "ods",
    title: "OpenDocument spreadsheet",
    aliases: &[],
    extensions: &["ods"],
    media_types: &[ODS_MEDIA_TYPE],
    binary: true,
};
