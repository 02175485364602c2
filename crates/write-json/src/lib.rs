//! Writes JSON and NDJSON.
