//! When outputs say that they were made.

use crate::cli::Arguments;
use model::{Error, Result, Timestamp, WriterSpec};
use std::time::{SystemTime, UNIX_EPOCH};

/// The variable that asks for a fixed time (<https://reproducible-builds.org/specs/source-date-epoch/>).
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// Now, unless the environment asks for a fixed time; nothing where the output would not say it.
///
/// # Errors
/// The variable has no time that an output could say.
pub(super) fn created(arguments: &Arguments, writer: &WriterSpec) -> Result<Option<Timestamp>> {
    // The description of a directory says it, in whatever format its files are.
    if !writer.dated && !arguments.split {
        return Ok(None);
    }
    match std::env::var_os(VARIABLE) {
        Some(time) => {
            let time = time.to_string_lossy();
            let wrong = format!("{VARIABLE} takes a number of seconds since 1970, not '{time}'");
            time.parse().map(Some).map_err(|()| Error::usage(wrong))
        }
        None => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Ok(Timestamp::from_seconds(now.as_secs()))
        }
    }
}
