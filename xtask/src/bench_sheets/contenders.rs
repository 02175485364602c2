//! The contenders and their commands.

use crate::compare::Contender;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// LibreOffice's options for a CSV in UTF-8 whose text stays text, as input and as output.
const CSV_IN: &str = "--infilter=CSV:44,34,76,1,,0,false,false";
const CSV_OUT: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false";

/// Our library, from one file to another.
pub(super) fn ours(name: &str, from: &Path, to: &Path) -> Contender {
    let directory = to.parent().unwrap_or(Path::new(".")).to_owned();
    let program = std::env::current_exe().unwrap_or_default();
    let command = [program.into(), "sheets-peer".into(), "convert".into(), from.into(), to.into()];
    Contender { name: name.into(), command: command.into(), result: Some(to.to_owned()), directory }
}

/// Another Rust library.
fn peer(name: &str, directory: &Path, from: &Path, to: &Path) -> Contender {
    let mut contender = ours(name, from, to);
    contender.command[2] = name.into();
    Contender { result: None, directory: directory.to_owned(), ..contender }
}

fn pandas(name: &str, directory: &Path, program: &str, from: &Path, to: &Path) -> Contender {
    let python = std::env::var_os("CONVERT_TEST_PYTHON").unwrap_or_else(|| "python3".into());
    let program = format!("import sys, pandas\n{program}");
    let command = vec![python, "-c".into(), program.into(), from.into(), to.into()];
    Contender { name: format!("pandas, {name}"), command, result: None, directory: directory.to_owned() }
}

/// LibreOffice writes a file of the same name to another directory, and always reports success.
fn libreoffice(directory: &Path, filter: Option<&str>, to: &str, from: &Path) -> Contender {
    let out = directory.join("libreoffice");
    let extension = to.split(':').next().unwrap_or(to);
    let result = out.join(from.file_name().unwrap_or_default()).with_extension(extension);
    let profile = format!("-env:UserInstallation=file://{}", directory.join("profile").display());
    let mut command: Vec<OsString> = vec!["soffice".into(), "--headless".into(), profile.into()];
    command.extend(filter.map(OsString::from));
    command.extend(["--convert-to".into(), to.into(), "--outdir".into(), out.into(), from.into()]);
    Contender { name: "LibreOffice".into(), command, result: Some(result), directory: directory.to_owned() }
}

/// Lets LibreOffice create its profile. All contenders read the files that it writes here.
pub(super) fn warm_up(directory: &Path, csv: &Path) {
    for format in super::FORMATS {
        let contender = libreoffice(directory, Some(CSV_IN), format, csv);
        if let Some((program, arguments)) = contender.command.split_first() {
            let _ =
                Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
        }
        if let Some(result) = contender.result {
            let _ = std::fs::rename(result, directory.join(format!("libreoffice.{format}")));
        }
    }
}

/// Contenders that write a spreadsheet from a CSV.
pub(super) fn writing(directory: &Path, csv: &Path, format: &str, slow: bool) -> Vec<Contender> {
    let to = |program: &str| directory.join(format!("{program}.{format}"));
    let peer = |name: &str| peer(name, directory, csv, &to(name));
    let pandas = |engine: &str| {
        let program =
            format!("pandas.read_csv(sys.argv[1]).to_excel(sys.argv[2], index=False, engine='{engine}')");
        pandas(engine, directory, &program, csv, &to("pandas"))
    };
    let mut contenders = vec![ours("convert", csv, &to("convert"))];
    match format {
        "xlsx" => contenders.extend([peer("rust_xlsxwriter"), pandas("xlsxwriter")]),
        "ods" if slow => contenders.extend([peer("spreadsheet-ods"), pandas("odf")]),
        _ => contenders.push(peer("spreadsheet-ods")),
    }
    contenders.push(libreoffice(directory, Some(CSV_IN), format, csv));
    contenders
}

/// Contenders that read a spreadsheet.
pub(super) fn reading(directory: &Path, file: &Path, format: &str, slow: bool) -> Vec<Contender> {
    let csv = |program: &str| directory.join(format!("{program}.csv"));
    let peer = |name: &str| peer(name, directory, file, &csv(name));
    let pandas = |engine: &str| {
        let program = format!("pandas.read_excel(sys.argv[1], engine='{engine}')");
        pandas(engine, directory, &program, file, &csv("pandas"))
    };
    let mut contenders = vec![ours("convert", file, &csv("convert"))];
    match format {
        "fods" => contenders.push(peer("spreadsheet-ods")),
        "xlsx" => contenders.extend([peer("calamine"), pandas("calamine"), pandas("openpyxl")]),
        _ => contenders.extend([peer("calamine"), peer("spreadsheet-ods"), pandas("calamine")]),
    }
    if format == "ods" && slow {
        contenders.push(pandas("odf"));
    }
    contenders.push(libreoffice(directory, None, CSV_OUT, file));
    contenders
}

/// Our conversion from one file to another.
pub(super) fn convert(from: &Path, to: &Path) -> Result<(), String> {
    convert_tables::from(from).on_diagnostic(drop).write(to).map(drop).map_err(|error| error.to_string())
}
