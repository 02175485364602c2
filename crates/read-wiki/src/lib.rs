//! Reads wiki text: MediaWiki markup and plain pipe rows.
