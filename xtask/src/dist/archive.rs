//! Reproducible archives: sorted, owned by root, with one modification time.

use super::Entry;
use flate2::{Compression, GzBuilder};
use std::io::{self, Write};
use tar::{Builder, EntryType, Header};

/// Packs files into a gzipped tar archive, below one folder.
pub(super) fn pack(folder: &str, entries: &[Entry], time: u64) -> io::Result<Vec<u8>> {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    let mut archive = Builder::new(Vec::new());
    for entry in entries {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(if entry.runs { 0o755 } else { 0o644 });
        header.set_mtime(time);
        header.set_size(entry.bytes.len() as u64);
        header.set_uid(0);
        header.set_gid(0);
        header.set_username("root")?;
        header.set_groupname("root")?;
        archive.append_data(&mut header, std::path::Path::new(folder).join(&entry.path), &*entry.bytes)?;
    }
    gzip(&archive.into_inner()?)
}

/// Compresses bytes, without a name or a time in the header.
pub(super) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    // The operating system 255 is "unknown".
    let mut packed = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;

    #[test]
    fn archives_are_reproducible() {
        let entry = |path: &str, runs| Entry { path: path.into(), bytes: path.into(), runs };
        let entries = [entry("tool", true), entry("README.md", false), entry("man/man1/tool.1", false)];
        let packed = pack("tool-1", &entries, 1_700_000_000).unwrap_or_default();
        let mut archive = tar::Archive::new(GzDecoder::new(&*packed));
        let listed: Vec<_> = archive
            .entries()
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| {
                let header = entry.header();
                let path = entry.path().map(|path| path.display().to_string()).unwrap_or_default();
                (path, header.mode().ok(), header.mtime().ok(), header.uid().ok(), header.size().ok())
            })
            .collect();
        let row = |path: &str, mode, size| {
            (format!("tool-1/{path}"), Some(mode), Some(1_700_000_000), Some(0), Some(size))
        };
        let expected = [row("README.md", 0o644, 9), row("man/man1/tool.1", 0o644, 15), row("tool", 0o755, 4)];
        assert_eq!(listed, expected);
        let reversed: Vec<Entry> = entries.iter().rev().cloned().collect();
        assert_eq!(pack("tool-1", &reversed, 1_700_000_000).unwrap_or_default(), packed);
    }
}
