//! Each table to a file of its own: a Data Package where the files are CSV.

use crate::directory::{Files, Tables};
use crate::output::{Folder, overwrites};
use crate::paths::folder;
use crate::{Format, Job, JobOptions, Source, View, pipeline};
use model::{Diagnostics, Result, Survey};
use std::path::Path;

/// Writes each table of a source to a file in a directory, which is made; and the descriptor, if the files are CSV.
/// All appear at the end, or none; with `keep`, those that exist stay as they are.
///
/// # Errors
/// As [`convert`](pipeline::convert), and a directory that is the input or cannot be made.
pub fn split(
    source: &mut Source,
    job: &Job,
    directory: &Path,
    keep: bool,
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
    let files = Files::new(&job, diagnostics, directory, source.file());
    let open = files.handle();
    let done = if is_package {
        package(source, files, directory, keep, &survey)
    } else {
        let tables = pipeline::send(source, &job, diagnostics, |tables| Tables::new(files, tables, &survey));
        tables.and_then(Tables::finish)
    };
    done.map_err(|error| open.discard(error))?.appear(keep)
}

#[cfg(feature = "data-package")]
fn package<'a>(
    source: &mut Source,
    files: Files<'a>,
    directory: &Path,
    keep: bool,
    survey: &'a Survey,
) -> Result<Files<'a>> {
    use crate::package::{Package, say_what_stays};
    let name = source.file().map(stem).unwrap_or_default();
    let (job, diagnostics) = (files.job, files.diagnostics);
    let package = pipeline::send(source, job, diagnostics, |tables| Package::new(files, tables, survey))?;
    let files = package.finish(&name)?;
    if !(keep && directory.join(crate::paths::DESCRIPTOR).exists()) {
        say_what_stays(&files, directory)?;
    }
    Ok(files)
}

#[cfg(not(feature = "data-package"))]
fn package<'a>(_: &mut Source, _: Files<'a>, _: &Path, _: bool, _: &'a Survey) -> Result<Files<'a>> {
    let format = Format::DataPackage.id();
    Err(crate::registry::left_out(format, format))
}

/// What an input is called: a package by its folder.
#[cfg(feature = "data-package")]
fn stem(path: &Path) -> String {
    let named = if crate::paths::is_descriptor(path) { folder(path) } else { path };
    named.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
