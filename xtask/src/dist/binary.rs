//! The binary: stripped, static, and without paths of the machine that builds it.

use super::target::Target;
use super::text;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds it.
pub(super) fn build(root: &Path, target: &Target) -> Result<Vec<u8>, String> {
    let mut flags: Vec<OsString> = target.flags().iter().map(Into::into).collect();
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let places = [Some((root.to_owned(), "convert")), home.map(|home| (home, "cargo"))];
    for (place, name) in places.into_iter().flatten() {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.extend([place.as_os_str(), "=".as_ref(), name.as_ref()]);
        flags.push(flag);
    }
    let done = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--release", "--locked", "--package", "convert-cli", "--bin", "convert"])
        .args(["--target", &target.triple])
        .current_dir(root)
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}".as_ref()))
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        .env("CARGO_TARGET_DIR", root.join("target"))
        .status()
        .map_err(text)?;
    if !done.success() {
        return Err(format!("cargo build failed for {}", target.triple));
    }
    let path = root.join("target").join(&target.triple).join(format!("release/convert{}", target.suffix()));
    let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    if target.is_static() && interpreter(&bytes) != Some(false) {
        return Err(format!("{} is not static", path.display()));
    }
    Ok(bytes)
}

/// Whether an ELF file needs a dynamic linker, that is, has a program header of type `PT_INTERP`; `None` for any other
/// file.
fn interpreter(bytes: &[u8]) -> Option<bool> {
    let wide = match bytes.get(..6)? {
        [0x7F, b'E', b'L', b'F', class @ (1 | 2), 1] => *class == 2,
        _ => return None,
    };
    let number = |at: usize, size: usize| -> Option<usize> {
        let bytes = bytes.get(at..at + size)?;
        bytes
            .iter()
            .rev()
            .try_fold(0_usize, |number, &byte| Some(number.checked_mul(256)? + usize::from(byte)))
    };
    let (start, size, count) = if wide {
        (number(32, 8)?, number(54, 2)?, number(56, 2)?)
    } else {
        (number(28, 4)?, number(42, 2)?, number(44, 2)?)
    };
    let types: Option<Vec<usize>> = (0..count).map(|header| number(start + header * size, 4)).collect();
    Some(types?.contains(&3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn dynamic_programs_are_recognized() {
        // Programs, such as this test, are linked dynamically by default.
        let dynamic =
            std::env::current_exe().ok().and_then(|path| std::fs::read(path).ok()).unwrap_or_default();
        assert_eq!(interpreter(&dynamic), Some(!cfg!(target_feature = "crt-static")));
        assert_eq!(interpreter(b"#!/bin/sh\n"), None);
    }
}
