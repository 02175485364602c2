//! A descriptor: its JSON, and the places of errors in it.

use data::{Json, Token, Tokens};
use model::{Diagnostic, Diagnostics, Error, Map, Place, ReadSeek, Resources, Result, Value, codes};
use std::io;
use std::path::{Component, Path};

/// A step into a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'s> {
    Key(&'s str),
    Index(usize),
}

/// A file that may have been edited by hand.
pub(crate) struct Descriptor<'a> {
    pub(crate) text: String,
    /// The name of the file, unless it is the input itself.
    pub(crate) part: Option<String>,
    /// The files that belong to it.
    pub(crate) resources: Option<&'a dyn Resources>,
    pub(crate) diagnostics: &'a Diagnostics<'a>,
}

impl<'a> Descriptor<'a> {
    /// An error about the value at the end of these steps.
    pub(crate) fn error(&self, steps: &[Step<'_>], message: impl Into<String>) -> Error {
        Error::input(self.locate(steps, Diagnostic::error("package-descriptor", message)))
    }

    /// Reports a warning about the value at the end of these steps.
    pub(crate) fn warn(
        &self,
        steps: &[Step<'_>],
        message: impl Into<String>,
        hint: &'static str,
    ) -> Result<()> {
        let warning = Diagnostic::warning("package-descriptor", message).hint(hint);
        self.diagnostics.report(self.locate(steps, warning))
    }

    fn locate(&self, steps: &[Step<'_>], diagnostic: Diagnostic) -> Diagnostic {
        let offset = place(&self.text, steps).offset.and_then(|offset| usize::try_from(offset).ok());
        let mut located = diagnostic.in_text(&self.text, offset.unwrap_or(0));
        if let Some(place) = &mut located.place {
            place.part.clone_from(&self.part);
        }
        located
    }

    /// The place of the value at the end of these steps.
    pub(crate) fn place(&self, steps: &[Step<'_>]) -> Place {
        Place { part: self.part.clone(), ..place(&self.text, steps) }
    }

    /// The paths of the files of resource `index`.
    pub(crate) fn paths(&self, index: usize, resource: &Map) -> Result<Vec<String>> {
        let paths = match resource.get("path") {
            Some(Value::String(path)) => Some(vec![path.clone()]),
            Some(Value::Array(paths)) if !paths.is_empty() => {
                paths.iter().map(|path| path.as_str().map(str::to_owned)).collect()
            }
            _ => None,
        };
        paths.ok_or_else(|| {
            let steps = [Step::Key("resources"), Step::Index(index), Step::Key("path")];
            self.error(&steps, "a resource must have a 'path', which is a string or an array of strings")
        })
    }

    /// Opens a file that the descriptor names, which must be in its folder or below
    /// (<https://datapackage.org/standard/data-resource/#path-or-data>).
    pub(crate) fn open(&self, steps: &[Step<'_>], path: &str) -> Result<Box<dyn ReadSeek + 'a>> {
        let refuse = |why: &str| {
            let hint = "a package may only name files in its own folder, by relative paths";
            let diagnostic = Diagnostic::error("package-path", format!("'{path}' {why}")).hint(hint);
            Err(Error::input(self.locate(steps, diagnostic)))
        };
        if path.contains("://") {
            return refuse("is a URL; nothing is fetched");
        }
        // The path separators of all systems count on every system.
        let parts: Vec<&str> = path.split(['/', '\\']).collect();
        let has_drive = path.as_bytes().get(1) == Some(&b':');
        if path.starts_with(['/', '\\']) || has_drive || Path::new(path).is_absolute() {
            return refuse("is an absolute path");
        }
        if parts.contains(&"..") {
            return refuse("leads out of the folder");
        }
        let plain = |component| matches!(component, Component::Normal(_) | Component::CurDir);
        if path.is_empty() || path.contains(['\\', '\0']) || !Path::new(path).components().all(plain) {
            return refuse("is not a file path");
        }
        let Some(resources) = self.resources else {
            return refuse("cannot be found: the descriptor is not in a folder");
        };
        match resources.open(path) {
            Ok(file) => Ok(file),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => refuse(&error.to_string()),
            Err(error) => Err(self.unreadable(steps, path, &error)),
        }
    }

    /// The error about a file at the end of these steps that cannot be read.
    pub(crate) fn unreadable(&self, steps: &[Step<'_>], path: &str, error: &io::Error) -> Error {
        let message = format!("'{path}' cannot be read: {error}");
        Error::input(self.locate(steps, Diagnostic::error("package-file", message)))
    }

    /// The value itself, or the value in a file that the descriptor names instead, with the descriptor that errors in
    /// it refer to.
    pub(crate) fn dereference(
        &self,
        steps: &[Step<'_>],
        value: &Value,
    ) -> Result<(Value, Option<Descriptor<'a>>)> {
        let Value::String(path) = value else { return Ok((value.clone(), None)) };
        let mut bytes = Vec::new();
        let read = self.open(steps, path)?.read_to_end(&mut bytes);
        read.map_err(|error| self.unreadable(steps, path, &error))?;
        let part = Some(path.clone());
        let (value, text) = parse(bytes, part.as_deref())?;
        let Descriptor { resources, diagnostics, .. } = *self;
        Ok((value, Some(Descriptor { text, part, resources, diagnostics })))
    }
}

/// The JSON in the bytes of a file, and their text.
pub(crate) fn parse(bytes: Vec<u8>, part: Option<&str>) -> Result<(Value, String)> {
    let part = |place: Place| Place { part: part.map(str::to_owned), ..place };
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = String::from_utf8_lossy(
            error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default(),
        );
        let place = part(Place::in_text(&valid, valid.len()));
        Error::input(codes::ENCODING.error("these bytes are not UTF-8").at(place))
    })?;
    match data::parse(&text) {
        Ok(value) => Ok((value, text)),
        Err(error) => Err(match error.kind() {
            model::ErrorKind::Input(diagnostic) => {
                let place = part(diagnostic.place.clone().unwrap_or_default());
                Error::input(diagnostic.clone().at(place))
            }
            _ => error,
        }),
    }
}

/// The place of a value in its text, as far as the steps lead. It is only searched for when there is something to
/// report.
fn place(text: &str, steps: &[Step<'_>]) -> Place {
    let mut json = Json::new(text.as_bytes());
    let mut place = Place::at(1, 1);
    // The text has been parsed before, so this cannot fail.
    let _ = follow(&mut json, steps, &mut place);
    place
}

fn follow(json: &mut Json<&[u8]>, steps: &[Step<'_>], place: &mut Place) -> Result<()> {
    let mut token = json.next()?;
    *place = json.place();
    for step in steps {
        let found = match (step, token) {
            (Step::Key(key), Token::ObjectStart) => loop {
                if json.next()? == Token::ObjectEnd {
                    break None;
                }
                let wanted = json.text() == *key;
                let value = json.next()?;
                if wanted {
                    break Some(value);
                }
                skip(json, value)?;
            },
            (Step::Index(wanted), Token::ArrayStart) => {
                let mut index = 0;
                loop {
                    let item = json.next()?;
                    if item == Token::ArrayEnd {
                        break None;
                    }
                    if index == *wanted {
                        break Some(item);
                    }
                    skip(json, item)?;
                    index += 1;
                }
            }
            _ => None,
        };
        let Some(found) = found else { return Ok(()) };
        token = found;
        *place = json.place();
    }
    Ok(())
}

fn skip(json: &mut Json<&[u8]>, first: Token) -> Result<()> {
    let mut depth = isize::from(first.opens());
    while depth > 0 {
        depth += isize::from(json.next()?.opens());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_by_steps() {
        let text = "{\"a\": [1, {\"x\": []}],\n \"b\": {\"c\": \"é\", \"d\": 5}}";
        let at = |steps: &[Step<'_>]| {
            let place = place(text, steps);
            (place.line, place.column)
        };
        assert_eq!(at(&[]), (1, 1));
        assert_eq!(at(&[Step::Key("a"), Step::Index(1), Step::Key("x")]), (1, 17));
        assert_eq!(at(&[Step::Key("b"), Step::Key("d")]), (2, 23));
        // Something missing is reported at the place of what should contain it.
        assert_eq!(at(&[Step::Key("b"), Step::Key("nothing")]), (2, 7));
        assert_eq!(at(&[Step::Key("a"), Step::Index(9)]), (1, 7));
    }
}
