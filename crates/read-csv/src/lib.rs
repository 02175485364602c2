//! Reads CSV and TSV, as records or as a whole document.
