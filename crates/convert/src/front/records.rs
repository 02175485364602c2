//! Rows as an iterator.

use super::Conversion;
use super::input::Input;
use super::range::check;
use crate::compression::Compression;
use crate::records::{Reports, Text};
use crate::{Job, Records, View, pipeline};
use model::{AheadSink, Error, Result};
use std::sync::Arc;

impl<'a> Conversion<'a> {
    /// Returns the rows of a table as an iterator: of the [chosen](Conversion::table) one, or else of the first one,
    /// after which reading stops. In the [view](Conversion::view) of records, the rows are those of all tables,
    /// stacked.
    ///
    /// If the format streams, memory holds at most a few hundred rows at a time, however long the table is. A stream is
    /// kept in a temporary file if its table is chosen by name.
    ///
    /// ```
    /// # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wiki"))?;
    /// let mut rows = convert_tables::from("short-track-1000m.wiki").table("Final A").columns(["Name", "Time"]).records()?;
    /// assert_eq!(rows.columns(), ["Name", "Time"]);
    /// let first = rows.next().expect("a row")?;
    /// assert_eq!(first.get("Time"), Some("1:24.537"));
    /// # Ok::<(), convert_tables::Error>(())
    /// ```
    ///
    /// # Errors
    /// [Any error](crate#errors) before the first row; a later error of the input is the iterator's last item. If no table
    /// has the name or number, or several have the name, the message lists the candidates.
    pub fn records(self) -> Result<Records<'a>> {
        let Conversion { input, reader, mut options, formats, rows, rules, report, .. } = self;
        check(&mut options, rows)?;
        let reader = reader.transpose()?;
        if options.infobox {
            options.view = Some(View::Records);
        }
        if options.view != Some(View::Records) {
            options.view = None;
            match options.tables.len() {
                0 => options.tables.push("1".into()),
                1 => {}
                _ => {
                    return Err(Error::usage(
                        "records() reads one table; view(View::Records) stacks several",
                    ));
                }
            }
        }
        let first = options.rows.map_or(1, |rows| rows.first);
        let (is_live, text) = (input.is_live(), input.text());
        let checked = rules.clone();
        let work = move |sink: &AheadSink, diagnostics: &model::Diagnostics<'_>| {
            let mut source = input.open()?;
            let mut job = Job::new(&mut source, reader, &pipeline::ROWS, options)?;
            formats.give_to(&mut job)?;
            job.check(&checked)?;
            let mut sink = sink;
            pipeline::send_to(&mut source, &job, diagnostics, &mut sink)
        };
        Records::start(work, first, (is_live, text), Reports { to: report, rules, kept: Vec::new() })
    }
}

impl Input {
    /// Whether reading it may block indefinitely.
    fn is_live(&self) -> bool {
        match self {
            Input::Path(path) => std::fs::metadata(path).is_ok_and(|file| !file.is_file() && !file.is_dir()),
            Input::Bytes(_) => false,
            Input::Reader(_) => true,
        }
    }

    /// The source for a second look.
    fn text(&self) -> Text {
        match self {
            Input::Path(path) if path.is_file() && Compression::of_file(path).is_none() => {
                Text::File(path.clone())
            }
            Input::Bytes(bytes) if Compression::by_content(bytes).is_none() => {
                Text::Memory(Arc::clone(bytes))
            }
            _ => Text::Gone,
        }
    }
}
