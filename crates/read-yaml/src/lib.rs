//! Reads YAML of any shape.
