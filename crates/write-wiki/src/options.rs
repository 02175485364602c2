//! The options of the writer.

model::choices! {
    /// How wiki tables and infoboxes are written.
    pub enum WikiStyle {
        /// As pipe rows and lists, if they can represent everything: `| 1 | Sun Long |`.
        Pipe = "pipe",
        /// As in MediaWiki: `{| … |}` and `{{Infobox …}}`.
        #[default]
        MediaWiki = "mediawiki",
    }
}

model::options! {
    /// How wiki text is written.
    pub struct WikiWriteOptions {
        /// How to write wiki tables and infoboxes (default: like the source, or mediawiki)
        pub wiki_style: Option<WikiStyle>,
    }
}
