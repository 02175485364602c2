//! The formats of plain data, defined once for their readers and writers.

use model::FormatInfo;

/// JSON, [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).
pub const JSON: FormatInfo =
    FormatInfo::new("json", "JSON").extensions(&["json"]).media_types(&["application/json"]);

/// JSON values, one per line, [NDJSON](https://github.com/ndjson/ndjson-spec).
pub const NDJSON: FormatInfo = FormatInfo::new("ndjson", "NDJSON, one value per line")
    .aliases(&["jsonl"])
    .extensions(&["ndjson", "jsonl"])
    .media_types(&["application/x-ndjson"]);

/// YAML 1.2, [the specification](https://yaml.org/spec/1.2.2/).
pub const YAML: FormatInfo = FormatInfo::new("yaml", "YAML")
    .aliases(&["yml"])
    .extensions(&["yaml", "yml"])
    .media_types(&["application/yaml"]);
