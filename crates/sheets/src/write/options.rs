//! The options of writing.

model::choices! {
    /// How durations are written.
    pub enum Durations {
        /// As times that show their text.
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
        /// Write times such as 1:24.537 as times that show exactly that, as text, or as a number of seconds
        pub durations: Durations,
    }
}
