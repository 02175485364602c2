//! The records of all inputs in one output.
//!
//! A first pass learns the columns, so far as the output needs them before its first row; what cannot be read again is
//! kept in a temporary file meanwhile. An output is one: if an input fails there is none.

use super::inputs::{Input, Inputs};
use super::one;
use super::plan::Plan;
use crate::cli::Settings;
use crate::output::{self, is_same_file, overwrites};
use crate::progress;
use crate::report::Report;
use crate::stage::{Columns, Heads, Join, RowRange, Rows, Union};
use crate::{Job, Options, Source, View, Wanted, pipeline};
use model::{Diagnostic, Diagnostics, Error, ErrorKind, Result, WriterSpec};
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Write;

/// Joins the inputs; `false` when one failed, and then nothing is written.
///
/// # Errors
/// Wrong usage; the output cannot be written.
pub(super) fn run(settings: &Settings, inputs: &Inputs, plan: &Plan<'_>) -> Result<bool> {
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
        failed: false,
    };
    let names = &settings.options.columns.names;
    let mut union = Union::named(names);
    if names.is_empty() && !writer.late_columns {
        for (at, input) in inputs.list.iter().enumerate() {
            all.one(at, input, true, |source, job, diagnostics| {
                let stops = !job.reader.late_columns && job.reader.one_table;
                let mut heads = Heads { union: &mut union, stops, named: false };
                match pipeline::records(source, job, diagnostics, &mut heads) {
                    Err(error) if error.is_enough() => Ok(()),
                    done => done,
                }
            })?;
        }
        if all.failed {
            return Ok(false);
        }
    }
    let target = plan.target(1, &Input::stdin())?;
    if let Some(target) = &target {
        if settings.no_clobber && target.exists() {
            let kept = format!("'{}' exists and is kept", target.display());
            Report::of_run(settings).say(&Diagnostic::note("output-kept", kept));
            return Ok(true);
        }
        let same = |input: &Input| is_same_file(&input.path, target);
        if inputs.list.iter().any(same) {
            return Err(overwrites(target));
        }
    }
    match output::write(target.as_deref(), |output| all.write(writer, union, output)) {
        Err(error) if error.is_enough() => Ok(false),
        done => done.map(|()| true),
    }
}

/// All inputs on their way into one output.
struct All<'s> {
    settings: &'s Settings,
    inputs: &'s Inputs,
    joined: &'static WriterSpec,
    /// Inputs that flow by, kept between two passes.
    streams: HashMap<usize, Source>,
    failed: bool,
}

impl All<'_> {
    /// Does something with an input. What goes wrong with it is said; an error is one of the output.
    fn one(
        &mut self,
        at: usize,
        input: &Input,
        muted: bool,
        act: impl FnOnce(&mut Source, &Job, &Diagnostics<'_>) -> Result<()>,
    ) -> Result<()> {
        let path = (!input.is_stdin()).then_some(input.path.as_path());
        let report = RefCell::new(Report::new(&input.name(), path, self.settings, false));
        let strict = self.settings.strict && !muted;
        let diagnostics = Diagnostics::new(|said| report.borrow_mut().say(&said)).strict(strict);
        diagnostics.set_muted(muted);
        let done = self.open(at, input).and_then(|mut source| {
            let mut job = one::job(self.settings, &mut source, self.joined)?;
            job.options =
                Options { view: Some(View::Records), columns: Wanted::default(), rows: None, ..job.options };
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
                self.failed = true;
                Ok(())
            }
        };
        report.close();
        ended
    }

    fn open(&mut self, at: usize, input: &Input) -> Result<Source> {
        self.streams.remove(&at).map_or_else(|| one::open(self.settings, input), Ok)
    }

    /// Writes the table; stops early when an input fails.
    fn write(&mut self, spec: &WriterSpec, union: Union, output: &mut dyn Write) -> Result<()> {
        let ignored = Diagnostics::ignore();
        let options = &self.settings.options;
        let target = model::Output { bytes: Box::new(output), diagnostics: &ignored, survey: None };
        let mut writer = (spec.open)(target, &options.params)?;
        let renamed = Wanted { names: Vec::new(), renamed: options.columns.renamed.clone() };
        let mut columns = Columns::new(&mut *writer, &renamed, false);
        let range = options.rows.unwrap_or(RowRange { first: 1, last: usize::MAX });
        let mut rows = Rows::new(&mut columns, range, None);
        let picked = !options.columns.names.is_empty();
        let mut join = Join::new(&mut rows, union, spec.late_columns && !picked, picked);
        for (at, input) in self.inputs.list.iter().enumerate() {
            join.input(&input.path.display().to_string());
            self.one(at, input, false, |source, job, diagnostics| {
                pipeline::records(source, job, diagnostics, &mut join)
            })?;
            progress::file_is_done();
            if self.failed {
                return Err(Error::enough());
            }
        }
        let unmet = join.finish()?;
        if let (Some(name), true) = (unmet.first(), picked) {
            return Err(Error::usage(format!("no input has a column called '{name}'")));
        }
        drop(join);
        columns.check()?;
        writer.finish()
    }
}
