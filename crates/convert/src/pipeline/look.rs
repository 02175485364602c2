//! A first look at an input, for its outline.

use super::read::read;
use super::{Conversion, Inputs, tables};
use crate::stage::{Cells, HeaderRows, Lent, Stages, Unnest};
use crate::{Job, Outline, Source};
use model::{Diagnostics, Result};

/// Takes a first look at a source, as a conversion sees it. Nothing is reported.
///
/// # Errors
/// A fault of the input, with its place.
pub(super) fn look(source: &mut Source, job: &Job, diagnostics: &Diagnostics<'_>) -> Result<Outline> {
    source.keep_for(job.reader)?;
    diagnostics.set_muted(true);
    let mut outline = Outline::default();
    let read = read(source, job, diagnostics, &mut tables(job).before(Box::new(Lent(&mut outline))));
    diagnostics.set_muted(false);
    read.map(|()| outline)
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
