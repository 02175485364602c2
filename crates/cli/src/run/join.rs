//! The records of all inputs in one output.
//!
//! A first pass learns the columns, so far as the output needs them before its first row; what cannot be read again is
//! kept in a temporary file meanwhile. An output is one: if an input fails there is none.

use super::batch::Tally;
use super::inputs::{Input, Inputs};
use super::one::{self, Fate};
use super::plan::Plan;
use crate::cli::Settings;
use crate::console::eprint;
use crate::progress;
use crate::report::{Fold, Report};
use convert_tables::internal::output::{self, Noticing};
use convert_tables::internal::stage::{Columns, Heads, Join, Rows, Union};
use convert_tables::internal::{Job, Source, pipeline};
use convert_tables::{Options, RowRange, View, Wanted};
use model::{Diagnostics, Error, ErrorKind, Result, WriterSpec, did_you_mean};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

/// Joins the inputs; when one fails, nothing is written.
///
/// # Errors
/// Wrong usage; the output cannot be written.
pub(super) fn run(settings: &Settings, inputs: &Inputs, plan: &Plan<'_>) -> Result<Tally> {
    let writer = plan.writer.ok_or_else(|| Error::internal("records without a format"))?;
    // Readers find a writer that takes columns as they turn up, whatever comes of them here.
    let joined = WriterSpec {
        late_columns: true,
        records: true,
        holds: model::Holds { many: false, ..writer.holds },
        ..*writer
    };
    let mut all = All {
        settings,
        inputs,
        // It lives as long as the program.
        joined: Box::leak(Box::new(joined)),
        streams: HashMap::new(),
        fold: Fold::new(settings.verbose, settings.json),
        tally: Tally::default(),
    };
    let done = all.run(writer, plan);
    eprint(&all.fold.close());
    if all.tally.failed() > 0 {
        let failed = "the records are not joined, and nothing is written";
        Report::of_run(settings).fail(&Error::output(failed));
    }
    done.map(|()| all.tally)
}

/// All inputs on their way into one output.
struct All<'s> {
    settings: &'s Settings,
    inputs: &'s Inputs,
    joined: &'static WriterSpec,
    /// Inputs that flow by, kept between two passes.
    streams: HashMap<usize, Source>,
    fold: Fold,
    tally: Tally,
}

impl All<'_> {
    fn run(&mut self, writer: &WriterSpec, plan: &Plan<'_>) -> Result<()> {
        let (settings, inputs) = (self.settings, self.inputs);
        let names = &settings.options.columns.names;
        if let Some(twice) = (1..names.len()).find(|&at| names[..at].contains(&names[at])) {
            let message = format!("--join has each column once, and '{}' is named twice", names[twice]);
            return Err(Error::usage(message));
        }
        let mut union = Union::named(names);
        if names.is_empty() && !writer.late_columns {
            for (at, input) in inputs.list.iter().enumerate() {
                self.one(at, input, true, |source, job, diagnostics| {
                    let stops = !job.reader.late_columns && job.reader.one_table;
                    let mut heads = Heads { union: &mut union, stops, named: false };
                    match pipeline::records(source, job, diagnostics, &mut heads) {
                        Err(error) if error.is_enough() => Ok(()),
                        done => done,
                    }
                })?;
            }
            if self.tally.failed() > 0 {
                return Ok(());
            }
        }
        let target = plan.target(1, &Input::stdin())?;
        if let Some(target) = &target
            && settings.no_clobber
            && target.exists()
        {
            Report::of_run(settings).say(&output::kept(target));
            inputs.list.iter().for_each(|_| self.tally.count(Fate::Kept, 0));
            return Ok(());
        }
        match one::write(target.as_deref(), |output| self.write(writer, union, output)) {
            Err(error) if error.is_enough() => Ok(()),
            done => done.map(|()| inputs.list.iter().for_each(|_| self.tally.count(Fate::Converted, 0))),
        }
    }

    /// Does something with an input. What goes wrong with it is said; an error is one of the output.
    fn one(
        &mut self,
        at: usize,
        input: &Input,
        muted: bool,
        act: impl FnOnce(&mut Source, &Job, &Diagnostics<'_>) -> Result<()>,
    ) -> Result<()> {
        let file = input.file();
        let report =
            RefCell::new(Report::new(&Input::name(file.as_deref()), file.as_deref(), self.settings, true));
        let strict = self.settings.strict && !muted;
        let diagnostics = Diagnostics::new(|said| report.borrow_mut().say(&said)).strict(strict);
        diagnostics.set_muted(muted);
        let done = self.open(at, file.as_deref()).and_then(|mut source| {
            let mut job = one::job(self.settings, &mut source, self.joined)?;
            job.options =
                Options { view: Some(View::Records), columns: Wanted::default(), rows: None, ..job.options };
            if !muted {
                one::say_unused(self.settings, &job, &diagnostics)?;
            }
            if !muted || !source.is_stream() {
                return act(&mut source, &job, &diagnostics);
            }
            source.keep(job.reader.seek)?;
            act(&mut source, &job, &diagnostics)?;
            self.streams.insert(at, source);
            Ok(())
        });
        let mut report = report.borrow_mut();
        let ended = match done {
            Ok(()) => Ok(()),
            Err(error) if matches!(error.kind(), ErrorKind::Usage(_)) || error.is_broken_pipe() => Err(error),
            Err(error) => {
                report.fail(&error);
                self.tally.count(Fate::Failed, 0);
                Ok(())
            }
        };
        self.tally.warn(report.warnings());
        eprint(&self.fold.input(report.close()));
        ended
    }

    fn open(&mut self, at: usize, file: Option<&Path>) -> Result<Source> {
        self.streams.remove(&at).map_or_else(|| one::open(self.settings, file), Ok)
    }

    /// Writes the table; stops early when an input fails.
    fn write(&mut self, spec: &WriterSpec, union: Union, output: &mut dyn Write) -> Result<()> {
        let ignored = Diagnostics::ignore();
        let options = &self.settings.options;
        let failed = Cell::new(false);
        let bytes = Box::new(Noticing { output, failed: &failed });
        let target = model::Output { bytes, diagnostics: &ignored, survey: None };
        let mut writer = (spec.open)(target, &options.params)?;
        let renamed = Wanted { names: Vec::new(), renamed: options.columns.renamed.clone() };
        let mut columns = Columns::new(&mut *writer, &renamed, false);
        let range = options.rows.unwrap_or(RowRange { first: 1, last: usize::MAX });
        let mut rows = Rows::new(&mut columns, range, None);
        let picked = !options.columns.names.is_empty();
        let mut join = Join::new(&mut rows, union, spec.late_columns && !picked, picked);
        let inputs = self.inputs;
        for (at, input) in inputs.list.iter().enumerate() {
            join.input(&input.document());
            let mut written = Ok(());
            self.one(at, input, false, |source, job, diagnostics| {
                let done = pipeline::records(source, job, diagnostics, &mut join);
                // What went wrong with the output is none of the input's faults.
                if failed.get() { std::mem::replace(&mut written, done) } else { done }
            })?;
            written?;
            progress::file_is_done();
            if self.tally.failed() > 0 {
                return Err(Error::enough());
            }
        }
        let (unmet, known) = join.finish()?;
        if let (Some(name), true) = (unmet.first(), picked) {
            let meant = did_you_mean(name, known.iter().map(String::as_str));
            return Err(Error::usage(format!("no input has a column called '{name}'{meant}")));
        }
        drop(join);
        columns.check()?;
        writer.finish()
    }
}
