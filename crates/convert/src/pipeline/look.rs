//! A first look at an input, for its outline.

use super::read::read;
use super::{Conversion, Inputs, tables};
use crate::stage::{Cells, HeaderRows, Lent, Stages, Unnest};
use crate::{Job, Outline, Source};
use model::{Diagnostics, Result};
use std::cell::RefCell;

/// The most diagnostics that may explain why a table is missing.
const MOST_REASONS: usize = 5;

/// Takes a first look at a source, as a conversion sees it: returns its outline, and the indices of the tables that the
/// job selects. Nothing is reported, unless a selected table is missing: then what can have moved or swallowed it.
///
/// # Errors
/// A fault of the input, with its place; a name that no table has, or several.
pub(super) fn look(
    source: &mut Source,
    job: &Job,
    diagnostics: &Diagnostics<'_>,
) -> Result<(Outline, Vec<usize>)> {
    source.keep_for(job.reader)?;
    let (mut outline, reasons) = (Outline::default(), RefCell::new(Vec::new()));
    let structural = Diagnostics::new(|diagnostic| {
        let mut reasons = reasons.borrow_mut();
        if reasons.len() < MOST_REASONS && job.reader.structural.contains(&diagnostic.code) {
            reasons.push(diagnostic);
        }
    });
    read(source, job, &structural, &mut tables(job).before(Box::new(Lent(&mut outline))))?;
    drop(structural);
    match outline.choose(&job.options.tables) {
        Ok(chosen) => Ok((outline, chosen)),
        Err(error) => {
            reasons.into_inner().into_iter().try_for_each(|reason| diagnostics.report(reason))?;
            Err(error)
        }
    }
}

/// Returns the outline of a source, with the job's selection and the first rows of each table.
///
/// # Errors
/// A fault of the input, with its place; names that no table or column has.
pub fn outline(source: &mut Source, job: &Job, rows: usize) -> Result<Outline> {
    source.keep_for(job.reader)?;
    let mut outline = Outline::keeping(rows);
    let diagnostics = Diagnostics::ignore();
    let unnest = (!job.reader.one_table).then(|| Unnest::new(Cells::KeepTables));
    let stages = Stages::default().then_if(HeaderRows::of(job.options.header)).then_if(unnest);
    let conversion = Conversion::new(job, &diagnostics, Inputs::One);
    let mut way = conversion.choice(stages).before(Box::new(Lent(&mut outline)));
    read(source, job, &diagnostics, &mut way)?;
    way.finish()?;
    outline.only(&job.options)?;
    Ok(outline)
}
