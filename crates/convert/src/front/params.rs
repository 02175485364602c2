//! Options of formats, by name.

use crate::Job;
use crate::cause::input_cause;
use model::{AnyOptions, Error, Given, Options, Result, Takes, TextFile};

/// Options of formats as they are given, before the formats are known.
#[derive(Default)]
pub(super) struct FormatOptions {
    named: Vec<(String, Value)>,
    read: Option<AnyOptions>,
    write: Option<AnyOptions>,
}

enum Value {
    /// A value, or the name of a file where the option takes one.
    Text(String),
    /// The content of a file.
    File(String),
}

impl FormatOptions {
    pub(super) fn text(&mut self, name: impl Into<String>, value: String) {
        self.named.push((name.into(), Value::Text(value)));
    }

    pub(super) fn file(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.named.push((name.into(), Value::File(text.into())));
    }

    pub(super) fn read(&mut self, options: impl Options) {
        self.read = Some(AnyOptions::new(options));
    }

    pub(super) fn write(&mut self, options: impl Options) {
        self.write = Some(AnyOptions::new(options));
    }

    /// Whether an option with this name is given.
    pub(super) fn has(&self, name: &str) -> bool {
        self.named.iter().any(|(given, _)| given == name)
    }

    /// Gives them to a job. Typed options replace all options of a format; named ones are then set in them.
    pub(super) fn give_to(self, job: &mut Job) -> Result<()> {
        if let Some(options) = self.read {
            replace(&mut job.read_options, options, job.reader.format.id)?;
        }
        if let Some(options) = self.write {
            replace(&mut job.write_options, options, job.writer.format.id)?;
        }
        for (name, value) in self.named {
            let known = || job.reader.options().iter().chain(job.writer.options());
            let Some(option) = known().find(|option| option.name == name) else {
                let mut names: Vec<&str> = Vec::new();
                // The input and the output may share options.
                known().for_each(|option| {
                    if !names.contains(&option.name) {
                        names.push(option.name);
                    }
                });
                let (from, to) = (job.reader.format.id, job.writer.format.id);
                let known = if names.is_empty() { "they have none".into() } else { names.join(", ") };
                return Err(Error::setting(name, format!("is not an option of {from} or {to}; {known}")));
            };
            let given = match (value, option.takes) {
                (Value::Text(path), Takes::Files) => Given::File(text_file(option.name, path)?),
                (Value::Text(text), _) => Given::Text(text),
                (Value::File(text), _) => Given::File(TextFile { path: name.clone(), text }),
            };
            job.give(&name, given)?;
        }
        Ok(())
    }
}

/// Replaces the options of a format.
fn replace(options: &mut AnyOptions, by: AnyOptions, format: &str) -> Result<()> {
    if !by.are_like(options) {
        return Err(Error::usage(format!("the given options are not options of {format}")));
    }
    *options = by;
    Ok(())
}

/// Reads the file that an option names; the option's name is for the message.
///
/// # Errors
/// A file that cannot be read.
pub fn text_file(option: &str, path: String) -> Result<TextFile> {
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(TextFile { path, text }),
        Err(error) => Err(Error::usage(format!("{option}: {path}: {}", input_cause(&error)))),
    }
}
