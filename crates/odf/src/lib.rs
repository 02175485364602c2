//! What the ODF reader and writer share: names, the outline sheet, number formats.
