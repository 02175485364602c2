//! Texts that cells share.

use super::Package;
use super::records::Records;
use model::Result;

/// Reads the part with shared texts, if the workbook has one.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<String>> {
    let mut strings = Vec::new();
    let Some(mut records) = Records::open(package, part)? else { return Ok(strings) };
    while let Some((kind, mut data)) = records.next()? {
        if kind == 19 {
            let _flags = data.u8();
            strings.push(data.text().unwrap_or_default());
        }
    }
    Ok(strings)
}
