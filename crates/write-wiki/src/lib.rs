//! Writes wiki text: MediaWiki markup or plain pipe rows.
