//! Reads JSON and NDJSON of any shape.
