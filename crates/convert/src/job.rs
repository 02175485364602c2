//! What is to be done with an input.

use crate::paths::{self, Folder};
use crate::{Format, JobOptions, Source, View, registry};
use model::{AnyOptions, Error, ErrorKind, Given, Hint, ReaderSpec, Result, Rules, WriterSpec, codes};

/// How the format of an input is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    /// It was named.
    Request,
    /// By the name of the file.
    Name,
    /// By the extension of the file.
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
    /// What is wanted.
    pub options: JobOptions,
    /// The options of the reader's format.
    pub read_options: AnyOptions,
    /// The options of the writer's format.
    pub write_options: AnyOptions,
    /// How the reader is known.
    pub known_by: KnownBy,
    /// Where the files beside the input are.
    pub(crate) folder: Option<Folder>,
}

impl Job {
    /// What is to be done with a source, whose reader is named or found: by the extension, or by the content.
    ///
    /// # Errors
    /// The format cannot be told.
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

    /// Gives an option to the format that has it: the input's, or else the output's. Tells whether one of them does.
    ///
    /// # Errors
    /// A value that the option does not take.
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

    /// An error in reading a source. If the source is not a package, though its name says so, the error says what it is.
    pub(crate) fn explained(&self, source: &mut Source, error: Error) -> Error {
        let ErrorKind::Input(diagnostic) = error.kind() else { return error };
        if self.known_by != KnownBy::Extension || diagnostic.code != codes::DAMAGED.code {
            return error;
        }
        match source.start().and_then(|start| registry::by_content(&start)) {
            Ok(ReaderSpec { format, .. }) if format.id != self.reader.format.id => {
                let hint = Hint::from(format!("by its content it is {}: read it with ", format.id));
                Error::input(diagnostic.clone().hint(hint.setting("from", format.id)))
            }
            _ => error,
        }
    }

    /// Whether only some tables or infoboxes are wanted of what may hold more.
    pub(crate) fn chooses(&self) -> bool {
        !self.reader.one_table && (self.options.infobox || !self.options.tables.is_empty())
    }

    /// The view, asked for or by default.
    pub fn view(&self) -> View {
        self.options.view.unwrap_or(if self.writer.records { View::Records } else { View::Document })
    }
}
