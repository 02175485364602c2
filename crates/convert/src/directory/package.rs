//! Tables as a Data Package: which files it has, and what they are called.

use super::files::{Existing, Files};
use super::names::{name, slug};
use super::stale::report_stale;
use super::tables::report_left_out;
use crate::paths::{DESCRIPTOR, folder, is_descriptor};
use crate::{Job, Source, TableInfo, View, pipeline};
use data_package::{PackageOptions, PackageWriter, TableFile};
use model::{Error, Hint, Result};
use std::path::Path;
use write_csv::{CsvWriteOptions, TsvWriteOptions};

/// Writes a source as a package.
///
/// # Errors
/// Those of reading and of writing.
pub(crate) fn package(source: &mut Source, files: &mut Files<'_>, existing: Existing) -> Result<()> {
    let (job, diagnostics, directory) = (files.job, files.diagnostics, files.directory);
    let options = options(job)?;
    let mut tables = Vec::new();
    let package = pipeline::send(source, job, diagnostics, |found| {
        tables = found;
        PackageWriter::new(files, table_files(&tables), options, diagnostics)
    })?;
    let own = source.file().map(stem).unwrap_or_default();
    let names = [package.title().unwrap_or_default(), &own, "data-package"].map(slug);
    let blocks = package.finish(names.iter().find(|name| !name.is_empty()).map_or("", String::as_str))?;
    if job.view() == View::Records {
        let keeps = Hint::default().setting("view", "document").text(" keeps everything");
        report_left_out(files, blocks, &tables, keeps)?;
    }
    if existing == Existing::Replace || !directory.join(DESCRIPTOR).exists() {
        report_stale(files, directory)?;
    }
    Ok(())
}

fn options(job: &Job) -> Result<PackageOptions> {
    let csv = job.write_options.get::<CsvWriteOptions>().map(PackageOptions::csv);
    let tsv = || job.write_options.get::<TsvWriteOptions>().map(PackageOptions::tsv);
    let options = csv.or_else(tsv).ok_or_else(|| Error::internal("the files of a package are CSV or TSV"))?;
    Ok(options.whole(job.view() == View::Document).created(job.options.created))
}

fn table_files(tables: &[TableInfo]) -> Vec<TableFile> {
    let file = |(at, table): (usize, &TableInfo)| {
        let (stem, title) = name(at + 1, tables.len(), table);
        TableFile { stem, title, width: table.width }
    };
    tables.iter().enumerate().map(file).collect()
}

/// The name of an input; that of a package is its folder's.
fn stem(path: &Path) -> String {
    let named = if is_descriptor(path) { folder(path) } else { path };
    named.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
