//! One module per format: its readers and writers, and its options as types.
//!
//! In each of them `read_str` and `write_to_string` work in memory (`read_bytes` and `write_to_vec` if the format is
//! not text), `read` and `open` work on streams of events, and `read_with` and `open_with` take options.

/// CSV and TSV.
#[cfg(feature = "csv")]
pub mod csv {
    pub use read_csv::{
        AsciiChar, CsvReadOptions, Delimiter, Encoding, Quote, TsvReadOptions, read, read_str, read_tsv,
        read_tsv_with, read_with,
    };
    pub use write_csv::{
        CsvWriteOptions, Quoting, TsvWriteOptions, open, open_tsv, open_tsv_with, open_with, write_to_string,
    };
}

/// HTML pages.
#[cfg(feature = "html")]
pub mod html {
    pub use read_html::{Encoding, HtmlReadOptions, read, read_str, read_with};
    pub use write_html::{open, write_to_string};
}

/// JSON and NDJSON.
#[cfg(feature = "json")]
pub mod json {
    pub use read_json::{
        Flatten, JsonReadOptions, read, read_lines, read_lines_str, read_lines_with, read_str, read_with,
    };
    pub use write_json::{
        DOCUMENT_SCHEMA, JsonWriteOptions, open, open_lines, open_lines_with, open_with,
        write_lines_to_string, write_to_string,
    };
}

/// Markdown: CommonMark with GitHub's tables.
#[cfg(feature = "markdown")]
pub mod markdown {
    pub use read_markdown::{read, read_str};
    pub use write_markdown::{open, write_to_string};
}

/// Dumps of wikis (read-only).
#[cfg(feature = "mediawiki-xml")]
pub mod mediawiki_xml {
    pub use read_mediawiki_xml::{DumpReadOptions, Namespaces, read, read_str, read_with};
}

/// Wiki pages: MediaWiki markup and plain pipe rows.
#[cfg(feature = "wiki")]
pub mod wiki {
    pub use read_wiki::{Flags, UnknownTemplates, WikiReadOptions, WikiReader, read, read_str, read_with};
    pub use write_wiki::{WikiStyle, WikiWriteOptions, open, open_with, write_to_string};
}

/// OpenDocument spreadsheets, packaged (ods) and flat (fods).
#[cfg(feature = "odf")]
pub mod odf {
    pub use read_odf::{
        SheetReadOptions, read_bytes, read_fods, read_fods_with, read_ods, read_ods_with, read_str,
    };
    pub use write_odf::{
        Durations, SheetWriteOptions, open_fods, open_fods_with, open_ods, open_ods_with, write_to_string,
        write_to_vec,
    };
}

/// Excel's binary workbooks, xls and xlsb (read-only).
#[cfg(feature = "xls")]
pub mod xls {
    pub use read_xls::{
        SheetReadOptions, THREAD, read_bytes, read_xls, read_xls_with, read_xlsb, read_xlsb_with,
    };
}

/// Excel's workbooks.
#[cfg(feature = "xlsx")]
pub mod xlsx {
    pub use read_xlsx::{SheetReadOptions, read, read_bytes, read_with};
    pub use write_xlsx::{Durations, SheetWriteOptions, open, open_with, write_to_vec};
}

/// YAML.
#[cfg(feature = "yaml")]
pub mod yaml {
    pub use read_yaml::{Flatten, YamlReadOptions, read, read_str, read_with};
    pub use write_yaml::{YamlWriteOptions, open, open_with, write_to_string};
}
