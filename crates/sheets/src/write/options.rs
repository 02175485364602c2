//! Options for writing.

model::choices! {
    /// How durations are written.
    pub enum Durations {
        /// As times that show the original text.
        #[default]
        Time = "time",
        /// As text.
        Text = "text",
        /// As a number of seconds.
        Seconds = "seconds",
    }
}

model::options! {
    /// How spreadsheets are written.
    pub struct SheetWriteOptions {
        /// Write durations such as 1:24.537 as times (shown exactly as they are), as text, or as a number of seconds
        pub durations: Durations,
    }
}
