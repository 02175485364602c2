//! The formats of plain data, named once for their readers and writers.

use model::Format;

/// JSON, [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).
pub const JSON: Format = Format {
    id: "json",
    title: "JSON",
    aliases: &[],
    extensions: &["json"],
    media_types: &["application/json"],
    binary: false,
};

/// JSON values one a line, [NDJSON](https://github.com/ndjson/ndjson-spec).
pub const NDJSON: Format = Format {
    id: "ndjson",
    title: "NDJSON, one value a line",
    aliases: &["jsonl"],
    extensions: &["ndjson", "jsonl"],
    media_types: &["application/x-ndjson"],
    binary: false,
};

/// YAML 1.2, [the specification](https://yaml.org/spec/1.2.2/).
pub const YAML: Format = Format {
    id: "yaml",
    title: "YAML",
    aliases: &["yml"],
    extensions: &["yaml", "yml"],
    media_types: &["application/yaml"],
    binary: false,
};
