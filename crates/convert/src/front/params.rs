//! Options of formats, by name.

use crate::Job;
use crate::cause::input_cause;
use model::{AnyOptions, Error, Given, Options, Result, Takes, TextFile};

/// Options of formats as they are given, before it is known which formats they meet.
#[derive(Default)]
pub(super) struct FormatOptions {
    named: Vec<(String, Value)>,
    read: Option<AnyOptions>,
    write: Option<AnyOptions>,
}

enum Value {
    /// A value, or the name of a file where the option takes one.
    Text(String),
    /// What is in a file.
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

    /// Whether an option is given by name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.named.iter().any(|(given, _)| given == name)
    }

    /// Gives them to a job. Typed options stand for all of a format's; named ones are set in them.
    pub(super) fn give_to(self, job: &mut Job) -> Result<()> {
        if let Some(options) = self.read {
            job.read_options = options;
        }
        if let Some(options) = self.write {
            job.write_options = options;
        }
        for (name, value) in self.named {
            let known = || job.reader.options().iter().chain(job.writer.options());
            let Some(option) = known().find(|option| option.name == name) else {
                let names: Vec<&str> = known().map(|option| option.name).collect();
                let (from, to) = (job.reader.format.id, job.writer.format.id);
                let known = if names.is_empty() { "which have none".into() } else { names.join(", ") };
                return Err(Error::setting(name, format!("is not an option of {from} or {to}: {known}")));
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

/// Reads a file that was given as an option; how that is called is for the message.
///
/// # Errors
/// A file that cannot be read.
pub fn text_file(option: &str, path: String) -> Result<TextFile> {
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(TextFile { path, text }),
        Err(error) => Err(Error::usage(format!("{option}: {path}: {}", input_cause(&error)))),
    }
}
