//! Options of formats: typed structs, each described once.
//!
//! A format's options are a struct whose fields cannot hold a wrong value, made by [`options!`](crate::options). Rust
//! code fills it in; the command line, the environment and other languages set its fields by name and text, and get
//! their help, completions and checks from the same description.

use crate::{Error, Result};
use std::any::Any;
use std::fmt::{self, Debug};

/// An option of a format, described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OptionSpec {
    /// Its name: that of the field, such as `quote_char`.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it does, in a sentence.
    pub help: &'static str,
}

impl OptionSpec {
    /// Describes an option; for [`options!`](crate::options).
    pub const fn new(name: &'static str, takes: Takes, help: &'static str) -> Self {
        OptionSpec { name, takes, help }
    }
}

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Takes {
    /// Nothing: it is on or off.
    Switch,
    /// A value, called so in the help.
    Value(&'static str),
    /// One of these.
    Choice(&'static [&'static str]),
    /// Files, whose text the format is given: only a front opens files.
    Files,
}

/// What is given for an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A value in words; `true` and `false` for a switch.
    Text(String),
    /// A file.
    File(TextFile),
}

/// A file that was given as an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its name as the user gave it, for messages.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// A type of values of options.
pub trait OptionValue: Sized {
    /// What it takes.
    const TAKES: Takes;

    /// The value of a text.
    ///
    /// # Errors
    /// What it takes instead, in words that go on from the option's name: `takes one character`.
    fn from_text(text: &str) -> std::result::Result<Self, String>;

    /// All that is said of a text that is not a value, from what [`from_text`](OptionValue::from_text) says.
    fn refusal(text: &str, takes: String) -> String {
        format!("{takes}, not '{text}'")
    }

    /// Takes what is given beside what was given before; the last one counts, unless a type keeps all.
    ///
    /// # Errors
    /// As [`from_text`](OptionValue::from_text).
    fn give(&mut self, given: Given) -> std::result::Result<(), String> {
        match given {
            Given::Text(text) => {
                *self = Self::from_text(&text).map_err(|takes| Self::refusal(&text, takes))?;
                Ok(())
            }
            Given::File(_) => Err("takes no file".into()),
        }
    }
}

impl OptionValue for bool {
    const TAKES: Takes = Takes::Switch;

    fn from_text(text: &str) -> std::result::Result<Self, String> {
        text.parse().map_err(|_| "takes true or false".to_owned())
    }
}

impl OptionValue for u64 {
    const TAKES: Takes = Takes::Value("COUNT");

    fn from_text(text: &str) -> std::result::Result<Self, String> {
        text.parse().map_err(|_| "takes a whole number".to_owned())
    }
}

impl<T: OptionValue> OptionValue for Option<T> {
    const TAKES: Takes = T::TAKES;

    fn from_text(text: &str) -> std::result::Result<Self, String> {
        T::from_text(text).map(Some)
    }

    fn refusal(text: &str, takes: String) -> String {
        T::refusal(text, takes)
    }
}

/// All files that are given.
impl OptionValue for Vec<TextFile> {
    const TAKES: Takes = Takes::Files;

    fn from_text(_: &str) -> std::result::Result<Self, String> {
        Err("takes a file".into())
    }

    fn give(&mut self, given: Given) -> std::result::Result<(), String> {
        match given {
            Given::File(file) => {
                self.push(file);
                Ok(())
            }
            Given::Text(text) => Self::from_text(&text).map(|_| ()),
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
        text.parse().map(Mebibytes).map_err(|_| "takes a whole number of MiB".to_owned())
    }
}

/// The options of a format. Make them with [`options!`](crate::options).
pub trait Options: Clone + Debug + Default + PartialEq + Send + Sync + 'static {
    /// All of them, in the order of the help.
    const SPECS: &'static [OptionSpec];

    /// Sets one by name.
    ///
    /// # Errors
    /// A name that is not known, and a value that the option does not take.
    fn give(&mut self, name: &str, given: Given) -> Result<()>;
}

/// The options of a format that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoOptions;

impl Options for NoOptions {
    const SPECS: &'static [OptionSpec] = &[];

    fn give(&mut self, name: &str, _: Given) -> Result<()> {
        Err(Error::setting(name, "is not an option of this format"))
    }
}

/// Options of a format that is known only as the program runs.
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
    /// Options of a known format.
    pub fn new(options: impl Options) -> Self {
        AnyOptions(Box::new(options))
    }

    /// Sets one by name.
    ///
    /// # Errors
    /// A name that is not known, and a value that the option does not take.
    pub fn give(&mut self, name: &str, given: Given) -> Result<()> {
        self.0.give(name, given)
    }

    /// The options of a format, if they are that format's.
    pub fn get<O: Options>(&self) -> Option<&O> {
        self.0.as_any().downcast_ref()
    }

    /// Whether they are of the same type as others.
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

/// Makes a struct of [`Options`]: its fields are the options, their documentation is the help.
///
/// ```
/// use convert_model::{Given, Options};
///
/// convert_model::choices! {
///     /// What ends a line.
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
///     /// How lines are written.
///     pub struct LineOptions {
///         /// What ends a line
///         pub line_end: LineEnd,
///         /// Leave out the first lines
///         pub skip_lines: u64 = 1,
///     }
/// }
///
/// let mut options = LineOptions { line_end: LineEnd::CrLf, ..LineOptions::default() };
/// options.give("skip_lines", Given::Text("3".into()))?;
/// assert_eq!(options, LineOptions { line_end: LineEnd::CrLf, skip_lines: 3 });
///
/// let error = options.give("line_end", Given::Text("cr".into())).unwrap_err();
/// assert_eq!(error.to_string(), "line_end takes lf or crlf, not 'cr'");
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
                let done = match name {
                    $(stringify!($field) => $crate::OptionValue::give(&mut self.$field, given),)*
                    _ => Err("is not an option of this format".to_owned()),
                };
                done.map_err(|message| $crate::Error::setting(name, message))
            }
        }
    };
    (@default) => { Default::default() };
    (@default $default:expr) => { $default };
}

/// Makes an enum that an option can be of: each variant has the word that the command line has for it. One of them is
/// marked `#[default]`.
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
            /// The word for it.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl $crate::OptionValue for $name {
            const TAKES: $crate::Takes = $crate::Takes::Choice(&[$($word),+]);

            fn from_text(text: &str) -> ::std::result::Result<Self, String> {
                match text {
                    $($word => Ok($name::$variant),)+
                    _ => Err(format!("takes {}", $crate::alternatives(&[$($word),+]))),
                }
            }
        }
    };
}

/// Words as alternatives: `a, b or c`.
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
