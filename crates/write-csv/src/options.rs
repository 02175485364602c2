//! The options of writing.

use dsv::Delimiter;

model::choices! {
    /// Which fields are quoted.
    pub enum Quoting {
        /// Those that need it.
        #[default]
        Minimal = "minimal",
        /// All.
        All = "all",
        /// All but numbers, and what is not a value at all.
        NonNumeric = "nonnumeric",
    }
}

model::options! {
    /// How CSV is written.
    pub struct CsvWriteOptions {
        /// What separates the fields of a CSV input, or of the output if the input is none: one character, or 'tab'
        /// (default: recognised)
        pub delimiter: Option<Delimiter>,
        /// What separates the fields of a CSV output: one character, or 'tab' (default: comma)
        pub output_delimiter: Option<Delimiter>,
        /// Which fields of a CSV output are quoted: those that need it, all, or all but numbers (default: minimal)
        pub quote: Quoting,
        /// Put a ' before the cells of a CSV output that a spreadsheet would run as formulas (numbers stay as they are)
        pub guard_formulas: bool,
        /// End CSV lines in CR LF, as RFC 4180 has it
        pub crlf: bool,
        /// Start CSV output with a byte order mark, by which Excel knows UTF-8
        pub bom: bool,
    }
}

model::options! {
    /// How TSV is written.
    pub struct TsvWriteOptions {
        /// Which fields of a CSV output are quoted: those that need it, all, or all but numbers (default: minimal)
        pub quote: Quoting,
        /// Put a ' before the cells of a CSV output that a spreadsheet would run as formulas (numbers stay as they are)
        pub guard_formulas: bool,
        /// End CSV lines in CR LF, as RFC 4180 has it
        pub crlf: bool,
        /// Start CSV output with a byte order mark, by which Excel knows UTF-8
        pub bom: bool,
    }
}

impl CsvWriteOptions {
    /// What goes between fields.
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
