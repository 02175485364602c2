//! The creation date of outputs.

use crate::cli::Arguments;
use model::{Error, Result, Timestamp, WriterSpec};
use std::time::{SystemTime, UNIX_EPOCH};

/// The variable that sets a fixed time (<https://reproducible-builds.org/specs/source-date-epoch/>).
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// Returns the current time, or the one that the environment sets; `None` if the output has no date.
///
/// # Errors
/// The variable is invalid.
pub(super) fn created(arguments: &Arguments, writer: &WriterSpec) -> Result<Option<Timestamp>> {
    // A Data Package has a date, whatever the format of its files.
    if !writer.dated && !arguments.split {
        return Ok(None);
    }
    match std::env::var_os(VARIABLE) {
        Some(time) => {
            let time = time.to_string_lossy();
            time.parse().map(Some).map_err(|()| {
                Error::usage(format!("invalid {VARIABLE} '{time}'"))
                    .hint("expected a number of seconds since 1970")
            })
        }
        None => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Ok(Timestamp::from_seconds(now.as_secs()))
        }
    }
}
