//! The options of the writer.

model::choices! {
    /// How wiki tables and infoboxes are written.
    pub enum WikiStyle {
        /// As pipe rows and lists, where they hold it all: `| 1 | Sun Long |`.
        Pipe = "pipe",
        /// As MediaWiki has them: `{| … |}` and `{{Infobox …}}`.
        #[default]
        MediaWiki = "mediawiki",
    }
}

model::options! {
    /// How wiki text is written.
    pub struct WikiWriteOptions {
        /// How wiki tables and infoboxes are written: as the source has them, else mediawiki
        pub wiki_style: Option<WikiStyle>,
    }
}
