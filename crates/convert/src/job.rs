//! One conversion: formats and options.

use crate::paths::{self, Folder};
use crate::{Format, JobOptions, Source, View, registry};
use model::{AnyOptions, Error, ErrorKind, Given, Hint, ReaderSpec, Result, Rules, WriterSpec, codes};

/// How the format of an input is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    /// It was given.
    Request,
    /// By the file's name.
    Name,
    /// By the file's extension.
    Extension,
    /// By the content.
    Content,
}

/// One conversion, from a format to a format.
#[derive(Clone, Debug)]
pub struct Job {
    /// The reader.
    pub reader: &'static ReaderSpec,
    /// The writer.
    pub writer: &'static WriterSpec,
    /// The options that all formats share.
    pub options: JobOptions,
    /// The options of the reader's format.
    pub read_options: AnyOptions,
    /// The options of the writer's format.
    pub write_options: AnyOptions,
    /// How the reader is known.
    pub known_by: KnownBy,
    /// The folder of the input, for other files that it refers to.
    pub(crate) folder: Option<Folder>,
}

impl Job {
    /// A job for a source, whose reader is given or found: by the extension, or by the content.
    ///
    /// # Errors
    /// The format is not recognised.
    pub fn new(
        source: &mut Source,
        reader: Option<&'static ReaderSpec>,
        writer: &'static WriterSpec,
        options: JobOptions,
    ) -> Result<Self> {
        let (reader, known_by) = match (reader, source.file()) {
            (Some(reader), _) => (reader, KnownBy::Request),
            (None, Some(file)) if paths::is_descriptor(file) => {
                (Format::DataPackage.reader()?, KnownBy::Name)
            }
            (None, file) => match file.and_then(registry::by_extension) {
                Some(id) => (registry::reader(id)?, KnownBy::Extension),
                None => (registry::by_content(&source.start()?)?, KnownBy::Content),
            },
        };
        let folder = source.file().map(Folder::of);
        let (read_options, write_options) = (reader.default_options(), writer.default_options());
        Ok(Job { reader, writer, options, read_options, write_options, known_by, folder })
    }

    /// Sets an option of the input's format, or else of the output's. Returns whether one of them has it.
    ///
    /// # Errors
    /// A value that the option does not accept.
    pub fn give(&mut self, name: &str, given: Given) -> Result<bool> {
        let has = |options: &[model::OptionSpec]| options.iter().any(|option| option.name == name);
        if has(self.reader.options()) {
            self.read_options.give(name, given)?;
        } else if has(self.writer.options()) {
            self.write_options.give(name, given)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Checks the codes of rules against those of the job's formats and of all others.
    ///
    /// # Errors
    /// A code that is not known, or that is both allowed and denied.
    pub(crate) fn check(&self, rules: &Rules) -> Result<()> {
        let own = self.reader.codes.iter().chain(self.writer.codes).copied().flatten();
        rules.check(registry::codes().chain(own).map(|spec| spec.code))
    }

    /// Completes an error of reading a source: if the extension promises a format that the content is not, the hint
    /// names the format of the content.
    pub(crate) fn explained(&self, source: &mut Source, error: Error) -> Error {
        let ErrorKind::Input(diagnostic) = error.kind() else { return error };
        if self.known_by != KnownBy::Extension || diagnostic.code != codes::DAMAGED.code {
            return error;
        }
        match source.start().and_then(|start| registry::by_content(&start)) {
            Ok(ReaderSpec { format, .. }) if format.id != self.reader.format.id => {
                let hint = Hint::from(format!("its content looks like {}; read it with ", format.id));
                Error::input(diagnostic.clone().hint(hint.setting("from", format.id)))
            }
            _ => error,
        }
    }

    /// Whether the output leaves out parts of the input, so that diagnostics about these do not matter: only some tables
    /// or infoboxes are selected, or the records are those of the tables, in a format that says where its parts are.
    pub(crate) fn chooses(&self) -> bool {
        let selects = self.options.infobox || !self.options.tables.is_empty();
        let has_ranges = !self.reader.structural.is_empty();
        !self.reader.one_table && (selects || (has_ranges && self.view() == View::Records))
    }

    /// The requested view, or the default one.
    pub fn view(&self) -> View {
        self.options.view.unwrap_or(if self.writer.records { View::Records } else { View::Document })
    }
}
