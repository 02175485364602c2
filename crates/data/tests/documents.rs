//! Whole documents come back equal from every syntax.

#![allow(clippy::unwrap_used, reason = "a test that cannot continue fails")]

use model::{Document, Value};
use proptest::collection::vec;
use proptest::prelude::*;
use testkit::Pair;
use testkit::arbitrary::{document, value};

const JSON: Pair = Pair { reader: &read_json::FORMATS[0], writer: &write_json::FORMATS[0] };
const NDJSON: Pair = Pair { reader: &read_json::FORMATS[1], writer: &write_json::FORMATS[1] };
const YAML: Pair = Pair { reader: &read_yaml::FORMATS[0], writer: &write_yaml::FORMATS[0] };

fn normal(documents: &[Document]) -> Vec<Document> {
    documents.iter().map(Document::normalized).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn documents_come_back(documents in vec(document(), 1..3)) {
        for pair in [JSON, NDJSON, YAML] {
            let text = pair.write(&documents);
            let again = pair.read(&text);
            prop_assert_eq!(normal(&again), normal(&documents), "{}", &text);
            for (again, document) in again.iter().zip(&documents) {
                prop_assert_eq!(&again.meta, &document.meta);
            }
            prop_assert_eq!(pair.write(&again), text);
        }
    }

    #[test]
    fn values_come_back(value in value()) {
        for pair in [JSON, YAML] {
            let text = pair.write(&JSON.read(&value.to_string()));
            let again = JSON.write(&pair.read(&text));
            // The second reading may have another layout, but the value is the same.
            let again: Value = convert_data::parse(&again).unwrap();
            prop_assert_eq!(&again, &value, "{}", text);
        }
    }
}
