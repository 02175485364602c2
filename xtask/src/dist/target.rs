//! The machine that packages are for.

use super::text;
use std::path::Path;
use std::process::Command;

/// A target of the compiler, and how the binary becomes static on it.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) triple: String,
}

impl Target {
    /// The one named, or this machine: with musl where the compiler has it, else with its usual C library.
    pub(super) fn choose(named: Option<&str>) -> Result<Self, String> {
        if let Some(triple) = named {
            return Ok(Target { triple: triple.to_owned() });
        }
        let host = rustc(&["-vV"])?;
        let host = host.lines().find_map(|line| line.strip_prefix("host: "));
        let host = host.ok_or("rustc does not say which machine this is")?;
        let musl = host.replace("-linux-gnu", "-linux-musl");
        let library =
            Path::new(rustc(&["--print", "sysroot"])?.trim()).join("lib/rustlib").join(&musl).join("lib");
        Ok(Target { triple: if library.is_dir() { musl } else { host.to_owned() } })
    }

    fn is_gnu(&self) -> bool {
        self.triple.contains("-linux-gnu")
    }

    /// What makes the binary static.
    pub(super) fn flags(&self) -> &'static [&'static str] {
        if self.is_gnu() { &["-C", "target-feature=+crt-static"] } else { &[] }
    }

    /// What is built, in words.
    pub(super) fn says(&self) -> String {
        let how = match () {
            () if self.triple.contains("-linux-musl") => ": static, with musl",
            () if self.is_gnu() => ": static, with glibc (with musl where the compiler has that)",
            () => "",
        };
        format!("building for {}{how}", self.triple)
    }

    /// Whether the binary has to be static.
    pub(super) fn is_static(&self) -> bool {
        self.is_gnu() || self.triple.contains("-linux-musl")
    }

    /// What programs are called there, after their name.
    pub(super) fn suffix(&self) -> &'static str {
        if self.triple.contains("-windows-") { ".exe" } else { "" }
    }

    /// What Debian calls the machine.
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
    fn machines_have_debians_names() {
        let debian = |triple: &str| Target { triple: triple.to_owned() }.debian();
        assert_eq!(debian("x86_64-unknown-linux-musl"), Some("amd64"));
        assert_eq!(debian("armv7-unknown-linux-gnueabihf"), Some("armhf"));
        assert_eq!(debian("aarch64-apple-darwin"), None);
    }
}
