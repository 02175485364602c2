//! The dialect of files, by [Table Dialect](https://datapackage.org/standard/table-dialect/).

use crate::descriptor::{Descriptor, Step};
use dsv::{AsciiChar, Delimiter, Quote};
use model::{Map, OptionValue, Result, Value};
use read_csv::CsvReadOptions;

/// The dialect of the files of a resource.
pub(crate) struct Dialect {
    /// The options for reading them.
    pub(crate) options: CsvReadOptions,
    /// Whether the first record is a header.
    pub(crate) header: bool,
}

/// Members of a dialect that do not affect how fields are read.
const KNOWN: [&str; 5] = ["$schema", "profile", "lineTerminator", "caseSensitiveHeader", "csvddfVersion"];

/// Members that ask for what a reader does anyway if they have this value.
const DEFAULTS: [(&str, &str); 4] =
    [("doubleQuote", "true"), ("headerRows", "[1]"), ("skipInitialSpace", "false"), ("commentRows", "[]")];

/// The members of a dialect that name a character.
const CHARACTERS: [&str; 4] = ["delimiter", "quoteChar", "escapeChar", "commentChar"];

impl Dialect {
    /// The dialect of resource `index`.
    pub(crate) fn new(descriptor: &Descriptor<'_>, index: usize, resource: &Map) -> Result<Self> {
        let format = resource.get("format").and_then(Value::as_str);
        let tabs = format.map_or_else(
            || {
                let paths = descriptor.paths(index, resource);
                paths.is_ok_and(|paths| paths.iter().all(|path| path.ends_with(".tsv")))
            },
            |format| format == dsv::TSV.id,
        );
        let options = CsvReadOptions {
            delimiter: Some(if tabs { Delimiter::TAB } else { Delimiter::COMMA }),
            quote_char: AsciiChar::new('"').map(Quote::Char),
            ..CsvReadOptions::default()
        };
        let mut dialect = Dialect { options, header: true };
        let Some(value) = resource.get("dialect") else { return Ok(dialect) };
        let steps = [Step::Key("resources"), Step::Index(index), Step::Key("dialect")];
        let (value, file) = descriptor.dereference(&steps, value)?;
        // Errors refer to the file that contains them.
        let (descriptor, steps) = file.as_ref().map_or((descriptor, &steps[..]), |file| (file, &[]));
        let Value::Object(members) = &value else {
            let message = "a dialect must be an object, or the path of a file with one";
            return Err(descriptor.error(steps, message));
        };
        for (key, value) in members {
            dialect.member(key, value, descriptor, &[steps, &[Step::Key(key)]].concat())?;
        }
        let CsvReadOptions { delimiter, quote_char, .. } = &dialect.options;
        if delimiter.map(Delimiter::byte) == quote_char.and_then(Quote::byte) {
            return Err(descriptor.error(steps, "the delimiter and the quote character are the same"));
        }
        Ok(dialect)
    }

    fn member(
        &mut self,
        key: &str,
        value: &Value,
        descriptor: &Descriptor<'_>,
        steps: &[Step<'_>],
    ) -> Result<()> {
        match (key, value) {
            (key, Value::Null) if CHARACTERS.contains(&key) => {}
            (key, value) if CHARACTERS.contains(&key) => {
                let set = value.as_str().is_some_and(|character| self.set(key, character));
                if !set {
                    return Err(descriptor.error(steps, format!("'{key}' must be one ASCII character")));
                }
            }
            ("skipInitialSpace", Value::Bool(true)) => self.options.skip_initial_space = true,
            ("header", Value::Bool(header)) => self.header = *header,
            ("header", _) => return Err(descriptor.error(steps, "'header' must be true or false")),
            (key, value) if KNOWN.contains(&key) || DEFAULTS.contains(&(key, &value.to_string())) => {}
            (key, value) => {
                let message = format!("dialect member '{key}': {value} is not supported");
                descriptor.warn(steps, message, "the files are read without it")?;
            }
        }
        Ok(())
    }

    /// Sets the meaning of a character; returns whether the character can have it.
    fn set(&mut self, key: &str, character: &str) -> bool {
        let Ok(character) = AsciiChar::from_text(character) else { return false };
        match key {
            "delimiter" => {
                self.options.delimiter = Delimiter::new(char::from(character.byte()));
                return self.options.delimiter.is_some();
            }
            "quoteChar" => self.options.quote_char = Some(Quote::Char(character)),
            "escapeChar" => self.options.escape_char = Some(character),
            _ => self.options.comment_char = Some(character),
        }
        true
    }
}
