//! What is to be done with an input.

use crate::paths::{FOLDER, folder, is_descriptor};
use crate::stage::{RowRange, Wanted};
use crate::{Format, Source, registry};
use model::{Error, ErrorKind, Params, ReaderSpec, Result, WriterSpec};

const BY_EXTENSION: &str = "by its extension";

/// Whether the output holds the whole document or its tables as records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Title, infobox, headings, prose and tables.
    Document,
    /// One plain table: the document's only one, or all of them stacked.
    Records,
}

/// When records say where they come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Context {
    /// Where there is more than one table.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What counts as a table's header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Header {
    /// What its source says.
    #[default]
    Auto,
    /// The first row, where the source says none.
    First,
    /// Nothing: header rows are rows.
    None,
}

/// What is wanted of an input, whatever the formats. The default is everything, as it comes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The view asked for, or the writer's own.
    pub view: Option<View>,
    /// Only these tables, by ordinal from 1 or by name; all where empty.
    pub tables: Vec<String>,
    /// Only the infobox.
    pub infobox: bool,
    /// Only these columns of tables, and by which names.
    pub columns: Wanted,
    /// Only these rows of each table; of the one table of records, where that is the view.
    pub rows: Option<RowRange>,
    /// When records say where they come from.
    pub context: Context,
    /// What counts as a header.
    pub header: Header,
    /// Positions under a span are left blank instead of repeating the spanning cell.
    pub blank_spans: bool,
    /// Every untyped cell is text.
    pub all_text: bool,
    /// Columns whose untyped cells are text.
    pub text_columns: Vec<String>,
    /// Options of the reader's and the writer's format.
    pub params: Params,
}

/// One conversion, from a format to a format.
#[derive(Clone, Debug)]
pub struct Job {
    /// The reader.
    pub reader: &'static ReaderSpec,
    /// The writer.
    pub writer: &'static WriterSpec,
    /// What is wanted.
    pub options: Options,
    /// How the reader is known, for those who ask.
    pub known: &'static str,
}

impl Job {
    /// What is to be done with a source, whose reader is named or found: by the extension, or by the content.
    pub fn new(
        source: &mut Source,
        reader: Option<&'static ReaderSpec>,
        writer: &'static WriterSpec,
        mut options: Options,
    ) -> Result<Self> {
        let (reader, known) = match (reader, source.file()) {
            (Some(reader), _) => (reader, "as it is named"),
            (None, Some(file)) if is_descriptor(file) => (Format::DataPackage.reader()?, "by its name"),
            (None, file) => match file.and_then(registry::by_extension) {
                Some(id) => (registry::reader(id)?, BY_EXTENSION),
                None => (registry::by_content(&source.start()?)?, "by its content"),
            },
        };
        if let Some(descriptor) = source.file().filter(|_| reader.format.id == Format::DataPackage.id()) {
            options.params.add(FOLDER, folder(descriptor).display().to_string());
        }
        Ok(Job { reader, writer, options, known })
    }

    /// An error in reading a source. If the source is no package, though its name says so, the error says what it is.
    pub(crate) fn explained(&self, source: &mut Source, error: Error) -> Error {
        let ErrorKind::Input(said) = error.kind() else { return error };
        if self.known != BY_EXTENSION || !said.code.ends_with("-damaged") {
            return error;
        }
        match source.start().and_then(|start| registry::by_content(&start)) {
            Ok(ReaderSpec { format, .. }) if format.id != self.reader.format.id => {
                let hint = format!("by its content it is {0}: read it with --from {0}", format.id);
                Error::input(said.clone().hint(hint))
            }
            _ => error,
        }
    }

    /// The view, asked for or by default.
    pub(crate) fn view(&self) -> View {
        self.options.view.unwrap_or(if self.writer.records { View::Records } else { View::Document })
    }
}
