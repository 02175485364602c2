//! Errors of the zip package that contains XML parts.

use model::{Error, Place, codes};
use std::io::ErrorKind;
use zip::result::ZipError;

/// The error for a damaged package. Errors of the system are passed on unchanged.
pub fn damaged(error: ZipError) -> Error {
    let of_content = [ErrorKind::UnexpectedEof, ErrorKind::InvalidData, ErrorKind::InvalidInput];
    match error {
        ZipError::Io(error) if !of_content.contains(&error.kind()) => error.into(),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Error::input(
            codes::ENCRYPTED
                .error("the package is protected with a password")
                .at(Place::default())
                .hint("save it without a password"),
        ),
        error => Error::input(
            codes::DAMAGED
                .error(format!("invalid zip package: {error}"))
                .at(Place::default())
                .hint("the file is cut off, or is not a package"),
        ),
    }
}
