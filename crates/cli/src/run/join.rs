//! The records of all inputs in one output.
//!
//! A first pass collects the columns if the output needs them before its first row; inputs that cannot be read twice are
//! kept in temporary files until the second. If an input fails, there is no output.

use super::inputs::{Input, Inputs};
use super::one::{self, Fate};
use super::plan::Plan;
use super::summary::Summary;
use crate::cli::Arguments;
use crate::console::eprint;
use crate::progress;
use crate::report::{Fold, Messages, Report};
use convert_tables::View;
use convert_tables::internal::output::{self, Noticing};
use convert_tables::internal::stage::{After, Columns, Heads, Join, JoinColumns, MetBy, Rows, Stages, Union};
use convert_tables::internal::{ColumnChoice, Job, JobOptions, Source, pipeline};
use model::{AnyOptions, Diagnostics, Error, ErrorKind, Output, Result, WriterSpec, did_you_mean};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

/// Joins the inputs; if one fails, nothing is written.
///
/// # Errors
/// Wrong usage; the output cannot be written.
pub(super) fn run(arguments: &Arguments, inputs: &Inputs, plan: &Plan<'_>) -> Result<Summary> {
    let writer = plan.writer.ok_or_else(|| Error::internal("records without a format"))?;
    // To readers, the writer takes columns as they turn up; the union of columns is made here.
    let mut joined = writer.late_columns().records();
    joined.holds = joined.holds.many(false);
    let mut all = All {
        arguments,
        inputs,
        plan,
        // It lives as long as the program.
        joined: Box::leak(Box::new(joined)),
        streams: HashMap::new(),
        fold: Fold::new(arguments),
        summary: Summary::default(),
    };
    let done = all.run(writer);
    eprint(&all.fold.close());
    if all.summary.failed() > 0 {
        Report::of_run(arguments).fail(&failed());
    }
    done.map(|()| all.summary)
}

/// The output is given up because an input failed.
fn failed() -> Error {
    Error::output("an input failed, so nothing is written")
}

/// Why inputs are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// For their columns; nothing is reported.
    Columns,
    Records,
}

/// The joining of all inputs into one output.
struct All<'s> {
    arguments: &'s Arguments,
    inputs: &'s Inputs,
    plan: &'s Plan<'s>,
    joined: &'static WriterSpec,
    /// Streams, kept between the two passes.
    streams: HashMap<usize, Source>,
    fold: Fold,
    summary: Summary,
}

impl All<'_> {
    fn run(&mut self, writer: &WriterSpec) -> Result<()> {
        let All { arguments, inputs, plan, .. } = *self;
        let names = &arguments.options.columns.names;
        if let Some(twice) = (1..names.len()).find(|&at| names[..at].contains(&names[at])) {
            let message = format!("--join has each column once, but '{}' is named twice", names[twice]);
            return Err(Error::usage(message));
        }
        let mut union = Union::named(names);
        if names.is_empty() && !writer.late_columns {
            for (at, input) in inputs.list.iter().enumerate() {
                self.one(at, input, Pass::Columns, |source, job, diagnostics| {
                    let stops = !job.reader.late_columns && job.reader.one_table;
                    let mut heads = Heads { union: &mut union, stops, named: false };
                    pipeline::records(source, job, diagnostics, &mut heads)
                })?;
            }
            if self.summary.failed() > 0 {
                return Ok(());
            }
        }
        let target = plan.target(1, &Input::stdin())?;
        if let Some(target) = &target
            && arguments.no_clobber
            && target.exists()
        {
            let mut report = Report::of_run(arguments);
            arguments.diagnostics(|diagnostic| report.add(&diagnostic)).report(output::kept(target))?;
            inputs.list.iter().for_each(|_| self.summary.count(Fate::Kept, 0));
            return Ok(());
        }
        let written = one::write(target.as_deref(), |output| self.write(writer, union, output));
        if self.summary.failed() == 0 {
            written?;
            inputs.list.iter().for_each(|_| self.summary.count(Fate::Converted, 0));
        }
        Ok(())
    }

    /// Does something with an input. Its failure is reported; an error is one of the output or of usage.
    fn one(
        &mut self,
        at: usize,
        input: &Input,
        pass: Pass,
        act: impl FnOnce(&mut Source, &Job, &Diagnostics<'_>) -> Result<()>,
    ) -> Result<()> {
        let file = input.file();
        let report = RefCell::new(Report::new(
            &Input::name(file.as_deref()),
            file.as_deref(),
            self.arguments,
            Messages::Kept,
        ));
        let diagnostics = self.arguments.diagnostics(|diagnostic| report.borrow_mut().add(&diagnostic));
        diagnostics.set_muted(pass == Pass::Columns);
        let done = self.open(at, file.as_deref()).and_then(|mut source| {
            let (mut job, unused) = one::job(self.arguments, self.plan, &mut source, self.joined)?;
            let columns = ColumnChoice::default();
            job.options = JobOptions { view: Some(View::Records), columns, rows: None, ..job.options };
            if pass == Pass::Records {
                one::note_unused(&unused, &job, &diagnostics)?;
            }
            if pass == Pass::Records || !source.is_stream() {
                return act(&mut source, &job, &diagnostics);
            }
            source.keep_for(job.reader)?;
            act(&mut source, &job, &diagnostics)?;
            self.streams.insert(at, source);
            Ok(())
        });
        let mut report = report.borrow_mut();
        let ended = match done.map_err(|error| self.arguments.blamed(error)) {
            Ok(()) => Ok(()),
            Err(error) if error.is_broken_pipe() => Err(error),
            // Of several inputs, a message says which one does not suit the request.
            Err(error) if matches!(error.kind(), ErrorKind::Usage(_)) && self.inputs.list.len() == 1 => {
                Err(error)
            }
            Err(error) => {
                report.fail(&error);
                self.summary.count(Fate::Failed, 0);
                Ok(())
            }
        };
        self.summary.warn(report.warnings());
        eprint(&self.fold.input(report.close()));
        ended
    }

    fn open(&mut self, at: usize, file: Option<&Path>) -> Result<Source> {
        self.streams.remove(&at).map_or_else(|| one::open(self.arguments, file), Ok)
    }

    /// Writes the table; stops early if an input fails.
    fn write(&mut self, spec: &WriterSpec, union: Union, output: &mut dyn Write) -> Result<()> {
        let ignored = Diagnostics::ignore();
        let options = &self.arguments.options;
        let is_output_at_fault = Cell::new(false);
        let bytes = Noticing { output, failed: &is_output_at_fault };
        let target = Output::new(bytes, &ignored).created(self.plan.created);
        let writer = spec.open(target, &self.write_options(spec)?)?;
        let renamed = ColumnChoice { names: Vec::new(), renamed: options.columns.renamed.clone() };
        let rows = options.rows.map(|range| Rows::new(range, After::Tables));
        let stages = Stages::default().then(Columns::new(&renamed, MetBy::End)).then_if(rows);
        let columns = match () {
            () if !options.columns.names.is_empty() => JoinColumns::Chosen,
            () if spec.late_columns => JoinColumns::First,
            () => JoinColumns::All,
        };
        let mut join = Join::new(stages.before(writer), union, columns);
        let inputs = self.inputs;
        for (at, input) in inputs.list.iter().enumerate() {
            join.input(&input.document());
            let mut written = Ok(());
            self.one(at, input, Pass::Records, |source, job, diagnostics| {
                let done = pipeline::records(source, job, diagnostics, &mut join);
                // A failure of the output must not be reported as one of the input.
                if is_output_at_fault.get() { std::mem::replace(&mut written, done) } else { done }
            })?;
            written?;
            progress::file_is_done();
            if self.summary.failed() > 0 {
                return Err(failed());
            }
        }
        let (unmet, known) = join.end()?;
        if let (Some(name), JoinColumns::Chosen) = (unmet.first(), columns) {
            let meant = did_you_mean(name, known.iter().map(String::as_str));
            return Err(Error::usage(format!("no input has a column called '{name}'{meant}")));
        }
        join.finish()
    }

    /// The options of the output's format. Options of an input's format with the same name are among them.
    fn write_options(&self, spec: &WriterSpec) -> Result<AnyOptions> {
        let mut options = spec.default_options();
        let given = &self.arguments.given;
        let is_theirs = |name: &str| spec.options().iter().any(|option| option.name == name);
        for (name, given) in given.iter().filter(|(name, _)| is_theirs(name)) {
            options.give(name, given.clone()).map_err(|error| self.arguments.blamed(error))?;
        }
        Ok(options)
    }
}
