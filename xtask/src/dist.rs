//! Packages of the binary: an archive, and a Debian package.
//!
//! Both can give the binary another name, with the man page and the completions under that name too. The packages are
//! reproducible: the same sources, compiler and `SOURCE_DATE_EPOCH` (by default the time of the last commit) give the
//! same bytes.

mod archive;
mod binary;
mod deb;
mod files;
mod target;

use files::Files;
use std::path::{Path, PathBuf};
use std::process::Command;
use target::Target;

/// The default name of the binary.
const NAME: &str = "convert";
/// The version of the workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The arguments.
struct Wanted<'a> {
    name: &'a str,
    target: Option<&'a str>,
}

/// Builds the packages into `target/dist`.
pub(crate) fn run(arguments: &[&str]) -> Result<(), String> {
    let wanted = wanted(arguments)?;
    let target = Target::choose(wanted.target)?;
    println!("{}", target.description());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().map_err(text)?;
    let directory = root.join("target/dist");
    std::fs::create_dir_all(&directory).map_err(text)?;
    let binary = binary::build(&root, &target)?;
    let time = time(&root)?;
    let files = |name: &str| Files::new(&root, &binary, name);

    let stem = format!("{}-{VERSION}-{}", wanted.name, target.triple);
    let archive = directory.join(format!("{stem}.tar.gz"));
    let packed = archive::pack(&stem, &files(wanted.name)?.archive(target.suffix()), time).map_err(text)?;
    std::fs::write(&archive, packed).map_err(text)?;
    println!("{}", archive.display());

    let Some(architecture) = target.debian() else {
        println!("no .deb: Debian does not support {}", target.triple);
        return Ok(());
    };
    if Command::new("dpkg-deb").arg("--version").output().is_err() {
        println!("no .deb: dpkg-deb is not installed");
        return Ok(());
    }
    let name = deb::name(wanted.name);
    if name != wanted.name {
        println!("the .deb calls it {name}: /usr/bin/{} belongs to ImageMagick's alternatives", wanted.name);
    }
    let deb = directory.join(format!("{name}_{VERSION}_{architecture}.deb"));
    deb::build(&files(name)?, name, architecture, time, &deb)?;
    println!("{}", deb.display());
    Ok(())
}

fn wanted<'a>(arguments: &[&'a str]) -> Result<Wanted<'a>, String> {
    let mut wanted = Wanted { name: NAME, target: None };
    let mut rest = arguments;
    while let [option, value, others @ ..] = rest {
        match *option {
            "--name" => wanted.name = value,
            "--target" => wanted.target = Some(value),
            _ => break,
        }
        rest = others;
    }
    if let [other, ..] = rest {
        return Err(format!("unexpected argument '{other}'; dist takes --name NAME and --target TRIPLE"));
    }
    // What Debian allows: https://www.debian.org/doc/debian-policy/ch-controlfields.html#source
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let (start, all) = (
        wanted.name.bytes().next(),
        wanted.name.bytes().all(|byte| is_plain(byte) || b"+-.".contains(&byte)),
    );
    if wanted.name.len() < 2 || !start.is_some_and(is_plain) || !all {
        let name = wanted.name;
        return Err(format!(
            "invalid package name '{name}': names have lower-case letters, digits, '+', '-' and '.'"
        ));
    }
    Ok(wanted)
}

/// The modification time in packages, in seconds since 1970.
fn time(root: &Path) -> Result<u64, String> {
    let text = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(time) => time,
        Err(_) => {
            let log = Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(root).output();
            // Sources without a git history have no time.
            let log = log.ok().filter(|log| log.status.success());
            log.map_or_else(|| "0".into(), |log| String::from_utf8_lossy(&log.stdout).trim().to_owned())
        }
    };
    text.parse()
        .map_err(|_| format!("invalid SOURCE_DATE_EPOCH '{text}': expected a number of seconds since 1970"))
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// One file of a package.
#[derive(Clone)]
struct Entry {
    /// The path from the root of the package.
    path: PathBuf,
    bytes: Vec<u8>,
    /// Whether it is executable.
    runs: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_valid_in_packages() {
        assert_eq!(wanted(&[]).map(|wanted| wanted.name), Ok("convert"));
        let both = wanted(&["--target", "x86_64-unknown-linux-musl", "--name", "convert-tables"]);
        assert_eq!(both.map(|wanted| (wanted.name, wanted.target.is_some())), Ok(("convert-tables", true)));
        for wrong in ["Convert", "c", "../convert", "-convert", "con vert", ""] {
            assert!(wanted(&["--name", wrong]).is_err(), "{wrong}");
        }
        assert!(wanted(&["--name"]).is_err() && wanted(&["--nome", "x"]).is_err());
    }
}
