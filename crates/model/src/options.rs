//! Options of formats: typed structs, each described in one place.
//!
//! The options of a format are a struct made by [`options!`](crate::options), whose fields cannot hold an invalid
//! value. Rust code fills it in; the command line, the environment and other languages set its fields by name and text,
//! and take their help, completions and checks from the same description.

use crate::{Error, Result};
use std::any::Any;
use std::fmt::{self, Debug};

/// An option of a format, described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OptionSpec {
    /// Its name, which is the name of the field, such as `quote_char`.
    pub name: &'static str,
    /// The values it takes.
    pub takes: Takes,
    /// What it does, in one sentence.
    pub help: &'static str,
}

impl OptionSpec {
    /// Describes an option; for [`options!`](crate::options).
    pub const fn new(name: &'static str, takes: Takes, help: &'static str) -> Self {
        OptionSpec { name, takes, help }
    }
}

/// The values an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Takes {
    /// Nothing: it is on or off.
    Switch,
    /// A value, with its placeholder in the help.
    Value(&'static str),
    /// One of these.
    Choice(&'static [&'static str]),
    /// Files, whose text is given to the format: only front ends open files.
    Files,
}

/// A value given for an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A value as text; `true` or `false` for a switch.
    Text(String),
    /// A file.
    File(TextFile),
}

/// A file that was given as an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its name as the user gave it, for messages.
    pub path: String,
    /// Its contents.
    pub text: String,
}

/// A type of option values.
pub trait OptionValue: Sized {
    /// The values it takes.
    const TAKES: Takes;

    /// Parses a value.
    ///
    /// # Errors
    /// Returns what it takes instead, in words that follow "expected": `one character`.
    fn from_text(text: &str) -> std::result::Result<Self, String>;

    /// Takes a value in addition to those given before; the last one counts, unless the type keeps them all.
    ///
    /// # Errors
    /// Returns an error about the option of this name if it does not take the value.
    fn give(&mut self, name: &str, given: Given) -> Result<()> {
        *self = parsed(name, given)?;
        Ok(())
    }
}

/// Parses a value that is given as text, for an option of this name.
///
/// # Errors
/// Returns an error if it is a file, or if the type does not have the value.
pub fn parsed<T: OptionValue>(name: &str, given: Given) -> Result<T> {
    match given {
        Given::Text(text) => T::from_text(&text)
            .map_err(|takes| Error::invalid(name, text, "").hint(format!("expected {takes}"))),
        Given::File(_) => Err(Error::setting(name, "does not take a file")),
    }
}

impl OptionValue for bool {
    const TAKES: Takes = Takes::Switch;

    fn from_text(text: &str) -> std::result::Result<Self, String> {
        text.parse().map_err(|_| "true or false".to_owned())
    }
}

impl OptionValue for u64 {
    const TAKES: Takes = Takes::Value("COUNT");

    fn from_text(text: &str) -> std::result::Result<Self, String> {
        text.parse().map_err(|_| "a whole number".to_owned())
    }
}

impl<T: OptionValue> OptionValue for Option<T> {
    const TAKES: Takes = T::TAKES;

    fn from_text(text: &str) -> std::result::Result<Self, String> {
        T::from_text(text).map(Some)
    }
}

/// All files given.
impl OptionValue for Vec<TextFile> {
    const TAKES: Takes = Takes::Files;

    fn from_text(_: &str) -> std::result::Result<Self, String> {
        Err("a file".into())
    }

    fn give(&mut self, name: &str, given: Given) -> Result<()> {
        match given {
            Given::File(file) => {
                self.push(file);
                Ok(())
            }
            Given::Text(_) => parsed::<Self>(name, given).map(|_| ()),
        }
    }
}

/// A size in MiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mebibytes(pub u64);

impl Mebibytes {
    /// The size in bytes.
    pub const fn bytes(self) -> u64 {
        self.0.saturating_mul(1 << 20)
    }
}

impl OptionValue for Mebibytes {
    const TAKES: Takes = Takes::Value("MIB");

    fn from_text(text: &str) -> std::result::Result<Self, String> {
        text.parse().map(Mebibytes).map_err(|_| "a whole number of MiB".to_owned())
    }
}

/// The options of a format. Make them with [`options!`](crate::options).
pub trait Options: Clone + Debug + Default + PartialEq + Send + Sync + 'static {
    /// All options, in the order of the help.
    const SPECS: &'static [OptionSpec];

    /// Sets an option by name.
    ///
    /// # Errors
    /// Returns an error for an unknown name, and for a value that the option does not take.
    fn give(&mut self, name: &str, given: Given) -> Result<()>;
}

/// The options of a format that does not have any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoOptions;

impl Options for NoOptions {
    const SPECS: &'static [OptionSpec] = &[];

    fn give(&mut self, name: &str, _: Given) -> Result<()> {
        Err(Error::setting(name, "is not an option of this format"))
    }
}

/// Options of a format that is known only at run time.
pub struct AnyOptions(Box<dyn ErasedOptions>);

trait ErasedOptions: Debug + Send + Sync {
    fn give(&mut self, name: &str, given: Given) -> Result<()>;
    fn boxed(&self) -> Box<dyn ErasedOptions>;
    fn as_any(&self) -> &dyn Any;
}

impl<O: Options> ErasedOptions for O {
    fn give(&mut self, name: &str, given: Given) -> Result<()> {
        Options::give(self, name, given)
    }

    fn boxed(&self) -> Box<dyn ErasedOptions> {
        Box::new(self.clone())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl AnyOptions {
    /// Wraps the options of a known format.
    pub fn new(options: impl Options) -> Self {
        AnyOptions(Box::new(options))
    }

    /// Sets an option by name.
    ///
    /// # Errors
    /// Returns an error for an unknown name, and for a value that the option does not take.
    pub fn give(&mut self, name: &str, given: Given) -> Result<()> {
        self.0.give(name, given)
    }

    /// The options as the type of one format, if they belong to it.
    pub fn get<O: Options>(&self) -> Option<&O> {
        self.0.as_any().downcast_ref()
    }

    /// Whether they have the same type as others.
    pub fn are_like(&self, other: &AnyOptions) -> bool {
        self.0.as_any().type_id() == other.0.as_any().type_id()
    }
}

impl Clone for AnyOptions {
    fn clone(&self) -> Self {
        AnyOptions(self.0.boxed())
    }
}

impl Debug for AnyOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Makes a struct of [`Options`]: its fields are the options, and their documentation is the help.
///
/// ```
/// use convert_model::{Given, Options};
///
/// convert_model::choices! {
///     /// How a line ends.
///     pub enum LineEnd {
///         /// A line feed.
///         #[default]
///         Lf = "lf",
///         /// A carriage return and a line feed.
///         CrLf = "crlf",
///     }
/// }
///
/// convert_model::options! {
///     /// The layout of lines.
///     pub struct LineOptions {
///         /// How a line ends
///         pub line_end: LineEnd,
///         /// Skip the first lines
///         pub skip_lines: u64 = 1,
///     }
/// }
///
/// let mut options = LineOptions { line_end: LineEnd::CrLf, ..LineOptions::default() };
/// options.give("skip_lines", Given::Text("3".into()))?;
/// assert_eq!(options, LineOptions { line_end: LineEnd::CrLf, skip_lines: 3 });
///
/// let error = options.give("line_end", Given::Text("cr".into())).unwrap_err();
/// assert_eq!(error.to_string(), "invalid line_end 'cr' (expected lf or crlf)");
/// # Ok::<(), convert_model::Error>(())
/// ```
#[macro_export]
macro_rules! options {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[doc = $help:literal])+ pub $field:ident: $type:ty $(= $default:expr)?),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $help])+ pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                $name { $($field: $crate::options!(@default $($default)?),)* }
            }
        }

        impl $crate::Options for $name {
            const SPECS: &'static [$crate::OptionSpec] = &[$($crate::OptionSpec::new(
                stringify!($field),
                <$type as $crate::OptionValue>::TAKES,
                concat!($($help),+),
            )),*];

            fn give(&mut self, name: &str, given: $crate::Given) -> $crate::Result<()> {
                match name {
                    $(stringify!($field) => $crate::OptionValue::give(&mut self.$field, name, given),)*
                    _ => Err($crate::Error::setting(name, "is not an option of this format")),
                }
            }
        }
    };
    (@default) => { Default::default() };
    (@default $default:expr) => { $default };
}

/// Makes an enum that an option can take: each variant has its word on the command line. One of them is marked
/// `#[default]`.
#[macro_export]
macro_rules! choices {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$of:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name {
            $($(#[$of])* $variant),+
        }

        impl $name {
            /// The word for it on the command line.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl $crate::OptionValue for $name {
            const TAKES: $crate::Takes = $crate::Takes::Choice(&[$($word),+]);

            fn from_text(text: &str) -> ::std::result::Result<Self, String> {
                match text {
                    $($word => Ok($name::$variant),)+
                    _ => Err($crate::alternatives(&[$($word),+])),
                }
            }
        }
    };
}

/// Joins words as alternatives: `a, b or c`.
///
/// ```
/// assert_eq!(convert_model::alternatives(&["minimal", "all", "nonnumeric"]), "minimal, all or nonnumeric");
/// ```
pub fn alternatives(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [words @ .., last] => format!("{} or {last}", words.join(", ")),
    }
}
