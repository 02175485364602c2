//! The writer options.

use dsv::Delimiter;

model::choices! {
    /// Which fields are quoted.
    pub enum Quoting {
        /// Fields that need it.
        #[default]
        Minimal = "minimal",
        /// All fields.
        All = "all",
        /// All fields except numbers and nulls.
        NonNumeric = "nonnumeric",
    }
}

model::options! {
    /// Options for writing CSV.
    pub struct CsvWriteOptions {
        /// The delimiter of a CSV input, or of the output if the input is not CSV: one character, or 'tab' (default:
        /// recognised)
        pub delimiter: Option<Delimiter>,
        /// The delimiter of a CSV output: one character, or 'tab' (default: comma)
        pub output_delimiter: Option<Delimiter>,
        /// Which fields of a CSV output are quoted: those that need it, all, or all except numbers (default: minimal)
        pub quote: Quoting,
        /// Put a ' before the cells of a CSV output that a spreadsheet would run as formulas (numbers are not changed)
        pub guard_formulas: bool,
        /// End CSV lines in CR LF, as in RFC 4180
        pub crlf: bool,
        /// Start CSV output with a byte order mark, by which Excel recognises UTF-8
        pub bom: bool,
    }
}

model::options! {
    /// Options for writing TSV.
    pub struct TsvWriteOptions {
        /// Which fields of a CSV output are quoted: those that need it, all, or all except numbers (default: minimal)
        pub quote: Quoting,
        /// Put a ' before the cells of a CSV output that a spreadsheet would run as formulas (numbers are not changed)
        pub guard_formulas: bool,
        /// End CSV lines in CR LF, as in RFC 4180
        pub crlf: bool,
        /// Start CSV output with a byte order mark, by which Excel recognises UTF-8
        pub bom: bool,
    }
}

impl CsvWriteOptions {
    /// The delimiter to write.
    pub fn between(&self) -> Delimiter {
        self.output_delimiter.or(self.delimiter).unwrap_or(Delimiter::COMMA)
    }
}

impl From<&TsvWriteOptions> for CsvWriteOptions {
    fn from(options: &TsvWriteOptions) -> Self {
        let &TsvWriteOptions { quote, guard_formulas, crlf, bom } = options;
        let output_delimiter = Some(Delimiter::TAB);
        CsvWriteOptions { delimiter: None, output_delimiter, quote, guard_formulas, crlf, bom }
    }
}
