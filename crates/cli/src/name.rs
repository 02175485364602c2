//! The name of the program. Packages may choose another one, since ImageMagick has a `convert` too.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::OnceLock;

/// The default name.
const CONVERT: &str = "convert";

static NAME: OnceLock<String> = OnceLock::new();

/// Takes the name from the first argument, and returns it.
pub(crate) fn take(program: Option<&OsStr>) -> &'static str {
    let name = program.and_then(|program| Path::new(program).file_stem()).and_then(OsStr::to_str);
    NAME.get_or_init(|| name.unwrap_or(CONVERT).to_owned())
}

/// The name.
pub(crate) fn get() -> &'static str {
    NAME.get().map_or(CONVERT, String::as_str)
}
