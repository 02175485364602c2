//! What is wrong with a zip package of XML parts.

use model::{Error, Place, codes};
use std::io::ErrorKind;
use zip::result::ZipError;

/// The error for a package that is not whole; what the system refuses stays its error.
pub fn damaged(error: ZipError) -> Error {
    let of_content = [ErrorKind::UnexpectedEof, ErrorKind::InvalidData, ErrorKind::InvalidInput];
    match error {
        ZipError::Io(error) if !of_content.contains(&error.kind()) => error.into(),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Error::input(
            codes::ENCRYPTED
                .error("parts of the package are protected with a password")
                .at(Place::default())
                .hint("save it without a password"),
        ),
        error => Error::input(
            codes::DAMAGED
                .error(format!("this is not a whole zip package: {error}"))
                .at(Place::default())
                .hint("the file is cut off, or is no package at all"),
        ),
    }
}
