//! The Debian package. It follows Debian's policy; `lintian` reports no errors.

use super::archive::gzip;
use super::files::Files;
use super::{Entry, NAME, VERSION, text};
use clap_complete::Shell;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The maintainer of the package.
const MAINTAINER: &str = "The convert developers <convert@example.org>";

/// The name of the program in the package.
///
/// `/usr/bin/convert` is a link that ImageMagick's packages create with `update-alternatives`. Our file would silently
/// replace it, and alternatives are for programs that do the same job; so ours has a different name.
pub(super) fn name(wanted: &str) -> &str {
    if wanted == NAME { "convert-tables" } else { wanted }
}

/// Builds the package.
pub(super) fn build(
    files: &Files,
    name: &str,
    architecture: &str,
    time: u64,
    deb: &Path,
) -> Result<(), String> {
    let stage = deb.with_extension("stage");
    if stage.exists() {
        std::fs::remove_dir_all(&stage).map_err(text)?;
    }
    let entries = entries(files, name, time)?;
    for entry in &entries {
        put(&stage, entry)?;
    }
    for (path, bytes) in
        [("control", control(name, architecture, &entries)), ("md5sums", sums(&stage, &entries)?)]
    {
        put(&stage, &Entry { path: Path::new("DEBIAN").join(path), bytes: bytes.into_bytes(), runs: false })?;
    }
    let done = Command::new("dpkg-deb")
        .args(["--root-owner-group", "--build"])
        .args([&stage, deb])
        .env("SOURCE_DATE_EPOCH", time.to_string())
        .output()
        .map_err(text)?;
    if !done.status.success() {
        return Err(format!("dpkg-deb: {}", String::from_utf8_lossy(&done.stderr).trim()));
    }
    std::fs::remove_dir_all(&stage).map_err(text)
}

/// The files, with their paths in Debian.
fn entries(files: &Files, name: &str, time: u64) -> Result<Vec<Entry>, String> {
    let entry = |path: String, bytes: Vec<u8>| Entry { path: PathBuf::from(path), bytes, runs: false };
    let packed = |bytes: &[u8]| gzip(bytes).map_err(text);
    let doc = format!("usr/share/doc/{name}");
    let mut entries = vec![
        Entry { runs: true, ..entry(format!("usr/bin/{name}"), files.binary.clone()) },
        entry(format!("usr/share/man/man1/{name}.1.gz"), packed(&files.man)?),
        entry(format!("{doc}/README.md.gz"), packed(&files.readme)?),
        entry(format!("{doc}/copyright"), copyright(&files.license).into_bytes()),
        entry(format!("{doc}/changelog.gz"), packed(changelog(name, time)?.as_bytes())?),
        entry(format!("usr/share/lintian/overrides/{name}"), overrides(name).into_bytes()),
    ];
    for (shell, script) in &files.completions {
        let path = match shell {
            Shell::Bash => format!("usr/share/bash-completion/completions/{name}"),
            Shell::Zsh => format!("usr/share/zsh/vendor-completions/_{name}"),
            Shell::Fish => format!("usr/share/fish/vendor_completions.d/{name}.fish"),
            // Debian has no directory for other shells.
            _ => continue,
        };
        entries.push(entry(path, script.clone()));
    }
    Ok(entries)
}

/// Deliberate exceptions for `lintian`, with their reasons.
fn overrides(name: &str) -> String {
    let binary = format!("[usr/bin/{name}]");
    format!(
        "# One binary for every release, independent of its C library.\n\
         {name}: statically-linked-binary {binary}\n\
         {name}: shared-library-lacks-prerequisites {binary}\n\
         # A Rust library with the same messages as libyaml, which it was ported from.\n\
         {name}: embedded-library libyaml {binary}\n"
    )
}

/// The control file.
fn control(name: &str, architecture: &str, entries: &[Entry]) -> String {
    // In KiB, each file rounded up.
    let size: usize = entries.iter().map(|entry| entry.bytes.len().div_ceil(1024)).sum();
    format!(
        "Package: {name}\n\
         Version: {VERSION}\n\
         Section: text\n\
         Priority: optional\n\
         Architecture: {architecture}\n\
         Maintainer: {MAINTAINER}\n\
         Installed-Size: {size}\n\
         Description: convert between wiki pages, spreadsheets, CSV, JSON and YAML\n \
         Converts documents with tables between wiki pages, spreadsheets (LibreOffice\n \
         and Excel), CSV, JSON, YAML, Markdown and HTML, without losing anything.\n \
         Memory use does not depend on the length of a table.\n"
    )
}

/// The MD5 sum of each file, in the format that dpkg checks.
fn sums(stage: &Path, entries: &[Entry]) -> Result<String, String> {
    let mut paths: Vec<&PathBuf> = entries.iter().map(|entry| &entry.path).collect();
    paths.sort();
    let done = Command::new("md5sum").args(paths).current_dir(stage).output().map_err(text)?;
    String::from_utf8(done.stdout).map_err(text)
}

/// The license in Debian's format.
fn copyright(license: &str) -> String {
    let mut copyright = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\
                         \n\
                         Files: *\n"
        .to_owned();
    let holder = license.lines().find_map(|line| line.strip_prefix("Copyright "));
    let _ = writeln!(copyright, "Copyright: {}\nLicense: Expat", holder.unwrap_or("the convert developers"));
    let terms = license.lines().skip_while(|line| !line.starts_with("Permission"));
    for line in terms {
        let _ = writeln!(copyright, " {}", if line.is_empty() { "." } else { line });
    }
    copyright
}

/// A changelog with one entry.
fn changelog(name: &str, time: u64) -> Result<String, String> {
    let date = Command::new("date").args(["-u", "-R", "-d", &format!("@{time}")]).env("LC_ALL", "C").output();
    let date = String::from_utf8(date.map_err(text)?.stdout).map_err(text)?;
    Ok(format!(
        "{name} ({VERSION}) unstable; urgency=medium\n\n  * Release {VERSION}.\n\n -- {MAINTAINER}  {date}"
    ))
}

fn put(stage: &Path, entry: &Entry) -> Result<(), String> {
    let path = stage.join(&entry.path);
    let text = |error: std::io::Error| format!("{}: {error}", path.display());
    make(path.parent().unwrap_or(stage)).map_err(text)?;
    std::fs::write(&path, &entry.bytes).map_err(text)?;
    set_mode(&path, if entry.runs { 0o755 } else { 0o644 }).map_err(text)
}

/// Creates a folder and its parents, readable by all regardless of the umask.
fn make(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    folder.parent().map_or(Ok(()), make)?;
    std::fs::create_dir(folder)?;
    set_mode(folder, 0o755)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::files::tests::files;
    use super::*;

    #[test]
    fn the_name_of_imagemagick_is_not_used() {
        assert_eq!([name("convert"), name("tables")], ["convert-tables", "tables"]);
    }

    #[test]
    fn the_control_file_describes_the_package() {
        let entry = |size| Entry { path: "usr/bin/tool".into(), bytes: vec![0; size], runs: true };
        let control = control("tool", "amd64", &[entry(1), entry(4096)]);
        for line in
            ["Package: tool", "Architecture: amd64", "Installed-Size: 5", &format!("Version: {VERSION}")]
        {
            assert!(control.lines().any(|found| found == line), "{line}\n{control}");
        }
        // Each line is a field or continues the description.
        assert!(control.lines().all(|line| line.starts_with(' ') || line.contains(": ")), "{control}");
        assert!(control.ends_with('\n') && !control.contains("\n\n"));
    }

    #[test]
    #[cfg(unix)]
    fn files_are_in_debians_places() {
        let entries = entries(&files("tool"), "tool", 0).unwrap_or_default();
        let mut paths: Vec<&str> = entries.iter().filter_map(|entry| entry.path.to_str()).collect();
        paths.sort_unstable();
        let expected = [
            "usr/bin/tool",
            "usr/share/bash-completion/completions/tool",
            "usr/share/doc/tool/README.md.gz",
            "usr/share/doc/tool/changelog.gz",
            "usr/share/doc/tool/copyright",
            "usr/share/fish/vendor_completions.d/tool.fish",
            "usr/share/lintian/overrides/tool",
            "usr/share/man/man1/tool.1.gz",
            "usr/share/zsh/vendor-completions/_tool",
        ];
        assert_eq!(paths, expected);
        let copyright = entries.iter().find(|entry| entry.path.ends_with("copyright"));
        let copyright =
            copyright.map(|entry| String::from_utf8_lossy(&entry.bytes).into_owned()).unwrap_or_default();
        assert!(copyright.contains("\nLicense: Expat\n Permission is hereby granted"), "{copyright}");
    }
}
