//! Formats that a reader and a writer share.

use model::FormatInfo;

/// The workbooks of Excel 2007 and later: ECMA-376, ISO/IEC 29500.
pub const XLSX: FormatInfo = FormatInfo::new("xlsx", "Excel workbook")
    .extensions(&["xlsx", "xlsm", "xltx", "xltm"])
    .media_types(&["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"])
    .binary();
