//! Both forms of the format.

#![allow(dead_code, unreachable_pub, reason = "not every test file needs all of it")]

use model::Document;
use testkit::Pair;

/// One file of XML.
pub const FODS: Pair = Pair { reader: &convert_read_odf::FORMATS[0], writer: &write_odf::FORMATS[0] };
/// A package.
pub const ODS: Pair = Pair { reader: &convert_read_odf::FORMATS[1], writer: &write_odf::FORMATS[1] };

/// A document comes back the same from both.
pub fn check(document: &Document) {
    [FODS, ODS].iter().for_each(|format| format.check_round_trip(document));
}
