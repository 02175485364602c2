//! Both variants of the format.

#![allow(dead_code, unreachable_pub, reason = "not every test file uses everything")]

use model::Document;
use testkit::Pair;

/// Flat XML.
pub const FODS: Pair = Pair { reader: &convert_read_odf::FORMATS[0], writer: &write_odf::FORMATS[0] };
/// Packages.
pub const ODS: Pair = Pair { reader: &convert_read_odf::FORMATS[1], writer: &write_odf::FORMATS[1] };

/// Checks that both read back the document that they wrote.
pub fn check(document: &Document) {
    [FODS, ODS].iter().for_each(|format| format.check_round_trip(document));
}
