//! Writes ODF spreadsheets, flat (.fods) and packaged (.ods).
