//! Options of the reader.

use encoding::Encoding;

model::options! {
    /// How an HTML page is read.
    pub struct HtmlReadOptions {
        /// The encoding of a CSV or HTML input, such as latin1 or windows-1252 (default: UTF-8, or as declared by a
        /// byte order mark or the page)
        pub encoding: Option<Encoding>,
    }
}
