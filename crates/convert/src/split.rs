//! Each table to a separate file: a Data Package if the files are CSV.

#[cfg(feature = "data-package")]
use crate::directory::package;
use crate::directory::{Existing, Files, tables};
use crate::output::{Folder, overwrites};
use crate::paths::folder;
use crate::{Format, Job, JobOptions, Source, View};
use model::{Diagnostics, Result, Survey};
use std::path::Path;

/// Writes each table of a source to a file in a directory, which is created if needed; and the descriptor, if the files
/// are CSV. All files appear at the end, or none.
///
/// # Errors
/// As [`convert`](crate::pipeline::convert), and a directory that is the input or cannot be created.
pub fn split(
    source: &mut Source,
    job: &Job,
    directory: &Path,
    existing: Existing,
    diagnostics: &Diagnostics<'_>,
) -> Result<()> {
    let is_package = [Format::Csv, Format::Tsv].map(Format::id).contains(&job.writer.format.id);
    let view = job.options.view.or(is_package.then_some(View::Document));
    let job = Job { options: JobOptions { view, ..job.options.clone() }, ..job.clone() };
    let same = |path: &Path| std::fs::canonicalize(path).ok();
    if job.reader.format.id == Format::DataPackage.id()
        && source.file().map(folder).and_then(same) == same(directory)
    {
        return Err(overwrites(directory));
    }
    let _folder = Folder::make(directory)?;
    let survey = Survey::default();
    let mut files = Files::new(&job, diagnostics, directory, source.file());
    let open = files.handle();
    let done =
        if is_package { package(source, &mut files, existing) } else { tables(source, &mut files, &survey) };
    done.map_err(|error| open.discard(error))?;
    files.appear(existing)
}

#[cfg(not(feature = "data-package"))]
fn package(_: &mut Source, _: &mut Files<'_>, _: Existing) -> Result<()> {
    let format = Format::DataPackage.id();
    Err(crate::features::not_built(format, format))
}
