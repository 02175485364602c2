//! Writes YAML that no YAML 1.1 or 1.2 reader mistakes.
