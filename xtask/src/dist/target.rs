//! The target that packages are built for.

use super::text;
use std::path::Path;
use std::process::Command;

/// A target of the compiler, and how a static binary is built for it.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) triple: String,
}

impl Target {
    /// The one named, or this machine: with musl if the compiler has it installed, otherwise with the usual C library.
    pub(super) fn choose(named: Option<&str>) -> Result<Self, String> {
        if let Some(triple) = named {
            return Ok(Target { triple: triple.to_owned() });
        }
        let host = rustc(&["-vV"])?;
        let host = host.lines().find_map(|line| line.strip_prefix("host: "));
        let host = host.ok_or("rustc -vV does not name the host")?;
        let musl = host.replace("-linux-gnu", "-linux-musl");
        let library =
            Path::new(rustc(&["--print", "sysroot"])?.trim()).join("lib/rustlib").join(&musl).join("lib");
        Ok(Target { triple: if library.is_dir() { musl } else { host.to_owned() } })
    }

    fn is_gnu(&self) -> bool {
        self.triple.contains("-linux-gnu")
    }

    /// The compiler flags for a static binary.
    pub(super) fn flags(&self) -> &'static [&'static str] {
        if self.is_gnu() { &["-C", "target-feature=+crt-static"] } else { &[] }
    }

    /// A line that describes the build.
    pub(super) fn description(&self) -> String {
        let how = match () {
            () if self.triple.contains("-linux-musl") => ": static, with musl",
            () if self.is_gnu() => ": static, with glibc (install the musl target to use musl)",
            () => "",
        };
        format!("building for {}{how}", self.triple)
    }

    /// Whether the binary has to be static.
    pub(super) fn is_static(&self) -> bool {
        self.is_gnu() || self.triple.contains("-linux-musl")
    }

    /// The suffix of programs.
    pub(super) fn suffix(&self) -> &'static str {
        if self.triple.contains("-windows-") { ".exe" } else { "" }
    }

    /// Debian's name of the architecture.
    pub(super) fn debian(&self) -> Option<&'static str> {
        let (machine, system) = self.triple.split_once('-')?;
        if !system.contains("linux") {
            return None;
        }
        Some(match machine {
            "x86_64" => "amd64",
            "aarch64" => "arm64",
            "armv7" => "armhf",
            "i586" | "i686" => "i386",
            "riscv64gc" => "riscv64",
            "powerpc64le" => "ppc64el",
            "s390x" => "s390x",
            _ => return None,
        })
    }
}

fn rustc(arguments: &[&str]) -> Result<String, String> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let output = Command::new(rustc).args(arguments).output().map_err(text)?;
    String::from_utf8(output.stdout).map_err(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_have_debians_names() {
        let debian = |triple: &str| Target { triple: triple.to_owned() }.debian();
        assert_eq!(debian("x86_64-unknown-linux-musl"), Some("amd64"));
        assert_eq!(debian("armv7-unknown-linux-gnueabihf"), Some("armhf"));
        assert_eq!(debian("aarch64-apple-darwin"), None);
    }
}
