//! Every format that `convert` knows, and those that this build supports. A new one adds a line to the list here.

use crate::compression::Compression;
use crate::features::not_built;
use model::{
    CodeSpec, Confidence, Diagnostic, Error, FormatInfo, Hint, Place, ReaderSpec, Result, WriterSpec,
    did_you_mean,
};
use std::path::Path;

/// Makes [`Format`], [`READERS`] and [`WRITERS`] from one list.
macro_rules! formats {
    ($($($name:ident = $id:literal),+: $feature:literal [$($reader:path)?] [$($writer:path)?];)+) => {
        /// A format by its name: `Format::Csv`. Later versions may add more. All names exist whatever the cargo
        /// features; using a format that a build does not support is an error that names the feature.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Format {
            $($(#[doc = concat!("`", $id, "` on the command line.")] $name,)+)+
        }

        impl Format {
            /// All formats.
            pub const ALL: &[Format] = &[$($(Format::$name,)+)+];

            /// Its name on the command line.
            pub const fn id(self) -> &'static str {
                match self { $($(Format::$name => $id,)+)+ }
            }

            /// The cargo feature that it needs, if this build does not have that.
            const fn missing(self) -> Option<&'static str> {
                match self {
                    $($(Format::$name => if cfg!(feature = $feature) { None } else { Some($feature) },)+)+
                }
            }
        }

        /// The readers, by crate.
        pub const READERS: &[&[ReaderSpec]] = &[$($(#[cfg(feature = $feature)] $reader,)?)+];

        /// The writers, by crate.
        pub const WRITERS: &[&[WriterSpec]] = &[$($(#[cfg(feature = $feature)] $writer,)?)+];
    };
}

// The names of a crate's formats, their cargo feature, their readers, their writers.
formats! {
    Wiki = "wiki": "wiki" [read_wiki::FORMATS] [write_wiki::FORMATS];
    Csv = "csv", Tsv = "tsv": "csv" [read_csv::FORMATS] [write_csv::FORMATS];
    Json = "json", Ndjson = "ndjson": "json" [read_json::FORMATS] [write_json::FORMATS];
    Yaml = "yaml": "yaml" [read_yaml::FORMATS] [write_yaml::FORMATS];
    Fods = "fods", Ods = "ods": "odf" [read_odf::FORMATS] [write_odf::FORMATS];
    Xlsx = "xlsx": "xlsx" [read_xlsx::FORMATS] [write_xlsx::FORMATS];
    Xls = "xls", Xlsb = "xlsb": "xls" [read_xls::FORMATS] [];
    MediawikiXml = "mediawiki-xml": "mediawiki-xml" [read_mediawiki_xml::FORMATS] [];
    Markdown = "markdown": "markdown" [read_markdown::FORMATS] [write_markdown::FORMATS];
    Html = "html": "html" [read_html::FORMATS] [write_html::FORMATS];
    DataPackage = "data-package": "data-package" [data_package::FORMATS] [];
}

/// All readers.
pub fn readers() -> impl Iterator<Item = &'static ReaderSpec> {
    READERS.iter().copied().flatten()
}

/// All writers.
pub fn writers() -> impl Iterator<Item = &'static WriterSpec> {
    WRITERS.iter().copied().flatten()
}

/// All formats, each once, in the order of the registry.
pub fn formats() -> Vec<FormatInfo> {
    let mut formats: Vec<FormatInfo> = Vec::new();
    for format in readers().map(|reader| reader.format).chain(writers().map(|writer| writer.format)) {
        if formats.iter().all(|known| known.id != format.id) {
            formats.push(format);
        }
    }
    formats
}

/// The codes of all diagnostics, some more than once.
pub fn codes() -> impl Iterator<Item = &'static CodeSpec> {
    let lists = readers().flat_map(|reader| reader.codes).chain(writers().flat_map(|writer| writer.codes));
    lists.copied().chain([model::codes::ALL, crate::codes::CODES]).flatten()
}

/// The reader of a format, by its id or an alias.
pub fn reader(name: &str) -> Result<&'static ReaderSpec> {
    let formats = readers().map(|reader| reader.format);
    readers().find(|reader| goes_by(&reader.format, name)).ok_or_else(|| unknown(name, "read", formats))
}

/// The writer of a format, by its id or an alias.
pub fn writer(name: &str) -> Result<&'static WriterSpec> {
    let formats = writers().map(|writer| writer.format);
    writers().find(|writer| goes_by(&writer.format, name)).ok_or_else(|| unknown(name, "write", formats))
}

/// Whether a format has this name: its id, an alias, or an extension.
pub(crate) fn goes_by(format: &FormatInfo, name: &str) -> bool {
    let name = &*name.to_ascii_lowercase();
    format.id == name || format.aliases.contains(&name) || format.extensions.contains(&name)
}

/// Names of programs and families of formats, and the format that was meant.
const SYNONYMS: &[(&str, &str)] = &[
    ("excel", "xlsx"),
    ("calc", "ods"),
    ("libreoffice", "ods"),
    ("openoffice", "ods"),
    ("opendocument", "ods"),
    ("jsonlines", "ndjson"),
    ("ldjson", "ndjson"),
];

/// Formats that other programs have. No name of ours was meant, however similar it is.
const FOREIGN: &[&str] = &[
    "arrow", "asciidoc", "avro", "bson", "cbor", "db", "doc", "docx", "epub", "feather", "ini", "latex",
    "msgpack", "numbers", "odt", "orc", "org", "parquet", "pdf", "pptx", "rst", "rtf", "sql", "sqlite",
    "tex", "text", "toml", "txt", "xhtml", "xml",
];

/// Whether a name is that of a format that only other programs have.
pub fn is_foreign(name: &str) -> bool {
    FOREIGN.contains(&&*name.to_ascii_lowercase())
}

/// The cargo feature that the format with this name needs, if this build does not have that.
pub(crate) fn missing(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    Format::ALL.iter().find(|format| format.id() == name).and_then(|format| format.missing())
}

/// The error for a name that is not one of these formats; `verb` is what convert cannot do with it. A name that is known
/// elsewhere is refused as it is, any other is a slip, whose hint is the nearest name.
pub(crate) fn unknown(name: &str, verb: &str, formats: impl Iterator<Item = FormatInfo>) -> Error {
    if let Some(feature) = missing(name) {
        return not_built(name, feature);
    }
    let formats: Vec<FormatInfo> = formats.collect();
    let ids: Vec<&str> = formats.iter().map(|format| format.id).collect();
    let lower = &*name.to_ascii_lowercase();
    let is_foreign = is_foreign(name);
    let is_known = is_foreign || self::formats().iter().any(|format| goes_by(format, name));
    let synonym = SYNONYMS.iter().find(|(synonym, id)| *synonym == lower && ids.contains(id));
    let meant = match synonym {
        Some((_, id)) => format!("did you mean '{id}'?"),
        None if is_foreign => String::new(),
        None => [ids.clone(), formats.iter().flat_map(|format| format.aliases).copied().collect()]
            .map(|names| did_you_mean(name, names).trim_start_matches("; ").to_owned())
            .into_iter()
            .find(|meant| !meant.is_empty())
            .unwrap_or_default(),
    };
    let message = match is_known {
        true => format!("convert cannot {verb} '{name}'"),
        false => format!("unknown format '{name}'"),
    };
    let hint = if meant.is_empty() { format!("formats: {}", ids.join(", ")) } else { meant };
    Error::usage(message).hint(hint)
}

/// The format id for a path's extension; the extension of a compression is skipped. A format that this build does not
/// support is found if its id is also its extension.
pub fn by_extension(path: &Path) -> Option<&'static str> {
    if let Some((_, bare)) = Compression::by_extension(path) {
        return by_extension(&bare);
    }
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let built = formats().into_iter().find(|format| format.extensions.contains(&extension.as_str()));
    let missing = || Format::ALL.iter().find(|format| format.id() == extension && format.missing().is_some());
    built.map(|format| format.id).or_else(|| missing().map(|format| format.id()))
}

/// The reader that is surest about an input's first bytes. If several are equally sure, the error names them.
pub fn by_content(start: &[u8]) -> Result<&'static ReaderSpec> {
    let sure = readers().map(|reader| (reader, (reader.sniff)(start)));
    let sure: Vec<_> = sure.filter(|(_, confidence)| *confidence > Confidence::Maybe).collect();
    let best = sure.iter().map(|(_, confidence)| *confidence).max();
    let mut best = sure.iter().filter(|(_, confidence)| Some(*confidence) == best);
    match (best.next(), best.next()) {
        (Some((reader, _)), None) => Ok(reader),
        (None, _) => Err(unrecognised("cannot recognise the format of the content".into())),
        (Some((one, _)), Some((other, _))) => {
            Err(unrecognised(format!("the content could be {} or {}", one.format.id, other.format.id)))
        }
    }
}

fn unrecognised(message: String) -> Error {
    let diagnostic =
        Diagnostic::error("unknown-format", message).hint(Hint::from("name it with ").name("from"));
    Error::input(diagnostic.at(Place::at(1, 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_and_a_writer_of_one_format_agree_on_it() {
        for reader in readers() {
            if let Some(writer) = writers().find(|writer| writer.format.id == reader.format.id) {
                assert_eq!(reader.format, writer.format);
            }
        }
    }

    #[test]
    fn every_format_has_its_name() {
        let ids: Vec<&str> = formats().iter().map(|format| format.id).collect();
        let named: Vec<&str> = Format::ALL.iter().map(|format| format.id()).collect();
        assert_eq!(named, ids);
    }

    #[test]
    fn names_and_extensions_are_unique() {
        let formats = formats();
        let names =
            formats.iter().flat_map(|format| [format.id].into_iter().chain(format.aliases.iter().copied()));
        let mut names: Vec<&str> = names.collect();
        let mut extensions: Vec<&str> =
            formats.iter().flat_map(|format| format.extensions.iter().copied()).collect();
        for list in [&mut names, &mut extensions] {
            let count = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), count, "{list:?}");
        }
        // Extensions are names too, and foreign or other programs' names are not ours.
        for name in names.iter().chain(&extensions) {
            let owners = formats.iter().filter(|format| goes_by(format, name)).count();
            assert_eq!(owners, 1, "{name}");
            assert!(!FOREIGN.contains(name) && SYNONYMS.iter().all(|(synonym, _)| synonym != name), "{name}");
        }
    }

    #[test]
    fn an_unknown_format_is_answered_with_the_right_neighbour_or_plainly() {
        let wrong = |found: Result<&'static WriterSpec>| found.unwrap_err().to_string();
        for (name, expected) in [
            ("ymal", "unknown format 'ymal' (did you mean 'yaml'?)"),
            ("excel", "unknown format 'excel' (did you mean 'xlsx'?)"),
            ("LibreOffice", "unknown format 'LibreOffice' (did you mean 'ods'?)"),
            ("xls", "convert cannot write 'xls' (did you mean 'xlsx'?)"),
        ] {
            assert_eq!(wrong(writer(name)), expected);
        }
        let ids: Vec<&str> = writers().map(|writer| writer.format.id).collect();
        for (name, start) in [
            ("toml", "convert cannot write 'toml'"),
            ("docx", "convert cannot write 'docx'"),
            ("xml", "convert cannot write 'xml'"),
            ("dump", "convert cannot write 'dump'"),
            ("qqq", "unknown format 'qqq'"),
        ] {
            assert_eq!(wrong(writer(name)), format!("{start} (formats: {})", ids.join(", ")));
        }
        assert!(
            reader("parquet")
                .unwrap_err()
                .to_string()
                .starts_with("convert cannot read 'parquet' (formats: ")
        );
    }

    #[test]
    fn an_extension_is_a_name_of_its_format() {
        for (name, id) in [("yml", "yaml"), ("MD", "markdown"), ("xlsm", "xlsx"), ("htm", "html")] {
            assert_eq!((reader(name).unwrap().format.id, writer(name).unwrap().format.id), (id, id));
        }
    }

    #[test]
    fn options_with_the_same_name_are_the_same() {
        let options = readers()
            .flat_map(|reader| reader.options())
            .chain(writers().flat_map(|writer| writer.options()));
        let options: Vec<_> = options.collect();
        for option in &options {
            for other in options.iter().filter(|other| other.name == option.name) {
                assert_eq!(option, other);
            }
        }
    }
}
