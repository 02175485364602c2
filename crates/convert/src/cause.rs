//! Errors of the operating system, in words.

use std::io::{Error, ErrorKind};

/// Why an input cannot be read.
pub fn input_cause(error: &Error) -> String {
    match error.kind() {
        // A message that another reader wrote stays as it is.
        _ if error.raw_os_error().is_none() && error.get_ref().is_some() => error.to_string(),
        ErrorKind::NotFound => "no such file".into(),
        ErrorKind::NotADirectory => "no such file (part of its path is not a directory)".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        ErrorKind::InvalidFilename => "no such file (its name is too long or not allowed)".into(),
        ErrorKind::IsADirectory => "it is a directory".into(),
        ErrorKind::UnexpectedEof => "it ends too early".into(),
        _ => other(error),
    }
}

/// Why an output cannot be written, or a directory made.
pub(crate) fn output_cause(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such directory".into(),
        ErrorKind::NotADirectory => "part of its path is not a directory".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        ErrorKind::IsADirectory => "it is a directory".into(),
        ErrorKind::AlreadyExists => "a file with this name exists".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::QuotaExceeded => "the disk quota is exceeded".into(),
        ErrorKind::FileTooLarge => "it is too large for the file system".into(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
        ErrorKind::InvalidFilename => "its name is too long or not allowed".into(),
        _ => other(error),
    }
}

/// `'NAME' cannot be DONE: why`.
pub fn cannot(name: impl std::fmt::Display, done: &str, error: &Error) -> model::Error {
    model::Error::output(format!("'{name}' cannot be {done}: {}", output_cause(error)))
}

/// Data that has to wait cannot be kept in a temporary file; neither the input nor the output is to blame.
pub(crate) fn unkept(error: Error) -> model::Error {
    model::Error::output(format!(
        "a temporary file in '{}' cannot be written: {}",
        tempfile::env::temp_dir().display(),
        output_cause(&error)
    ))
}

/// The system's own message, without the error number and without the names of temporary files.
fn other(error: &Error) -> String {
    let text = error.to_string();
    let text = text.split(" at path ").next().unwrap_or(&text);
    text.split(" (os error").next().unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_in_words() {
        assert_eq!(input_cause(&ErrorKind::NotFound.into()), "no such file");
        assert_eq!(output_cause(&ErrorKind::StorageFull.into()), "the disk is full");
        let own = Error::new(ErrorKind::NotFound, "the part is missing");
        assert_eq!(input_cause(&own), "the part is missing");
    }

    #[test]
    #[cfg(unix)]
    fn error_numbers_are_left_out() {
        let loops = Error::from_raw_os_error(40);
        assert!(!input_cause(&loops).contains("os error"), "{}", input_cause(&loops));
        let temporary = Error::other("No space at path \"/x/.convert-1.tmp\"");
        assert_eq!(output_cause(&temporary), "No space");
    }
}
