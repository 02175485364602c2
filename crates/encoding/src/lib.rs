//! The encoding of an input as an option, shared by readers of formats that do not declare it.
//!
//! ```
//! use convert_encoding::Encoding;
//! use model::{Given, Options};
//!
//! model::options! {
//!     /// Options for reading a page.
//!     pub struct PageOptions {
//!         /// The encoding of the page
//!         pub encoding: Option<Encoding>,
//!     }
//! }
//!
//! let mut options = PageOptions::default();
//! options.give("encoding", Given::Text("Latin-1".into()))?;
//! let encoding = options.encoding.expect("the one given");
//! assert_eq!(encoding.name(), "windows-1252");
//! let (text, _) = encoding.codec().decode_without_bom_handling(b"\xC9tienne");
//! assert_eq!(text, "Étienne");
//! # Ok::<(), model::Error>(())
//! ```

use model::{OptionValue, Takes, did_you_mean};

/// An encoding of the [Encoding Standard](https://encoding.spec.whatwg.org).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Encoding = Encoding(encoding_rs::UTF_8);

    /// The encoding with a name, such as `latin1`, `windows-1252` or `utf-16le`; `None` if there is none. Upper and
    /// lower case count as the same, and hyphens may be left out.
    pub fn named(name: &str) -> Option<Self> {
        let known = |name: &str| encoding_rs::Encoding::for_label(name.as_bytes());
        known(name).or_else(|| known(&name.replace(['-', '_', ' '], ""))).map(Encoding)
    }

    /// Its name in the standard.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The codec that decodes it.
    pub fn codec(self) -> &'static encoding_rs::Encoding {
        self.0
    }
}

impl OptionValue for Encoding {
    const TAKES: Takes = Takes::Value("NAME");

    fn from_text(text: &str) -> Result<Self, String> {
        Encoding::named(text).ok_or_else(|| {
            let meant = did_you_mean(text, LABELS.iter().copied());
            format!(
                "utf-8, utf-16le, latin1, windows-1252, shift_jis or another name from the Encoding Standard{meant}"
            )
        })
    }
}

/// Common names of encodings, for suggestions.
const LABELS: &[&str] = &[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "latin1",
    "ascii",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "euc-kr",
    "gbk",
    "gb18030",
    "big5",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "ibm866",
];

#[cfg(test)]
mod tests {
    use super::*;
    use model::Given;

    #[test]
    fn an_unknown_name_is_reported_once() {
        let mut encoding: Option<Encoding> = None;
        assert_eq!(
            encoding.give("encoding", Given::Text("latn1".into())).unwrap_err().to_string(),
            "invalid encoding 'latn1' (expected utf-8, utf-16le, latin1, windows-1252, shift_jis or another name from \
             the Encoding Standard; did you mean 'latin1'?)"
        );
        assert!(LABELS.iter().all(|label| Encoding::named(label).is_some()));
    }
}
