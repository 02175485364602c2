//! Options of formats, checked as the command line checks them.

use crate::Job;
use crate::cause::input_cause;
use model::{Error, OptionSpec, Result, TextFile};

/// An option that was given.
pub(super) struct Given {
    name: String,
    value: Value,
}

enum Value {
    Value(String),
    /// What is in a file.
    Text(String),
}

impl Given {
    pub(super) fn value(name: impl Into<String>, value: String) -> Self {
        Given { name: name.into(), value: Value::Value(value) }
    }

    pub(super) fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Given { name: name.into(), value: Value::Text(text.into()) }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// Adds options to a job.
pub(super) fn add(job: &mut Job, given: Vec<Given>) -> Result<()> {
    let (reader, writer) = (job.reader, job.writer);
    for Given { name, value } in given {
        let known = || reader.options.iter().chain(writer.options);
        let Some(option) = known().find(|option| option.name == name) else {
            let names: Vec<&str> = known().map(|option| option.name).collect();
            let (from, to) = (reader.format.id, writer.format.id);
            let known = if names.is_empty() { "which have none".into() } else { names.join(", ") };
            return Err(Error::usage(format!("'{name}' is no option of {from} or {to}: {known}")));
        };
        let params = &mut job.options.params;
        match value {
            Value::Text(text) if option.value == Some("FILE") => {
                params.add_file(name.clone(), TextFile { path: name, text });
            }
            Value::Text(_) => return Err(Error::usage(format!("'{name}' takes no file"))),
            Value::Value(path) if option.value == Some("FILE") => {
                params.add_file(option.name, text_file(option.name, path)?);
            }
            Value::Value(value) => {
                check(option, &value)?;
                params.add(name, value);
            }
        }
    }
    Ok(())
}

fn check(option: &OptionSpec, value: &str) -> Result<()> {
    let choices = if option.value.is_none() { &["true", "false"] } else { option.choices };
    if choices.is_empty() || choices.contains(&value) {
        return Ok(());
    }
    let name = option.name;
    Err(Error::usage(format!("'{name}' takes {}, not '{value}'", choices.join(" or "))))
}

/// Reads a file that was given as an option; how that is called is for the message.
pub fn text_file(option: &str, path: String) -> Result<TextFile> {
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(TextFile { path, text }),
        Err(error) => Err(Error::usage(format!("{option}: {path}: {}", input_cause(&error)))),
    }
}
