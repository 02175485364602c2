//! Compound files ([MS-CFB]), as far as needed to find a stream. They are read leniently because many have errors.

/// Numbers from here on are not sectors, and mark the end of a chain.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// How many sectors of the allocation table are listed in the header.
const IN_HEADER: usize = 109;
const DIRECTORY_ENTRY: usize = 128;

/// A compound file.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    mini_sector: usize,
    /// Streams shorter than this are in the mini stream.
    cutoff: usize,
    next: Vec<u32>,
    next_mini: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    length: usize,
}

impl<'b> Compound<'b> {
    /// Reads the tables of a file; `None` if it does not have them.
    pub(super) fn new(bytes: &'b [u8]) -> Option<Self> {
        let sector = 1_usize
            .checked_shl(u32::from(u16_at(bytes, 30)?))
            .filter(|size| (128..=1 << 16).contains(size))?;
        let mini_sector =
            1_usize.checked_shl(u32::from(u16_at(bytes, 32)?)).filter(|size| (16..=sector).contains(size))?;
        let cutoff = u32_at(bytes, 56)? as usize;
        let mut file = Compound {
            bytes,
            sector,
            mini_sector,
            cutoff,
            next: Vec::new(),
            next_mini: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        file.read_table()?;
        let directory = file.chain(u32_at(bytes, 48)?, usize::MAX);
        file.entries = directory.chunks_exact(DIRECTORY_ENTRY).filter_map(entry).collect();
        file.next_mini = numbers(&file.chain(u32_at(bytes, 60)?, usize::MAX));
        let root = directory.get(..DIRECTORY_ENTRY)?;
        file.mini = file.chain(u32_at(root, 116)?, usize::MAX);
        Some(file)
    }

    /// Reads the allocation table, which has the next sector of each sector.
    fn read_table(&mut self) -> Option<()> {
        let mut sectors: Vec<u32> = (0..IN_HEADER).filter_map(|at| u32_at(self.bytes, 76 + 4 * at)).collect();
        let mut more = u32_at(self.bytes, 68)?;
        let most = self.bytes.len() / self.sector + 1;
        let mut seen = 0;
        while more < NO_SECTOR && seen < most {
            let mut list = numbers(self.sector(more)?);
            more = list.pop()?;
            sectors.append(&mut list);
            seen += 1;
        }
        for sector in sectors.into_iter().filter(|&sector| sector < NO_SECTOR).take(most) {
            if let Some(table) = self.sector(sector) {
                self.next.extend(numbers(table));
            }
        }
        Some(())
    }

    /// A sector, which is shorter if the file ends in it.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The bytes of a chain of sectors, up to a length.
    fn chain(&self, start: u32, length: usize) -> Vec<u8> {
        let mut content = Vec::new();
        let mut sector = start;
        let mut left = self.next.len() + 1;
        while sector < NO_SECTOR && left > 0 && content.len() < length {
            let Some(piece) = self.sector(sector) else { break };
            content.extend_from_slice(piece);
            sector = self.next.get(sector as usize).copied().unwrap_or(NO_SECTOR);
            left -= 1;
        }
        content.truncate(length);
        content
    }

    fn mini_chain(&self, start: u32, length: usize) -> Vec<u8> {
        let mut content = Vec::new();
        let mut sector = start;
        let mut left = self.next_mini.len() + 1;
        while sector < NO_SECTOR && left > 0 && content.len() < length {
            let start = (sector as usize).saturating_mul(self.mini_sector);
            let end = start.saturating_add(self.mini_sector).min(self.mini.len());
            let Some(piece) = self.mini.get(start..end) else { break };
            content.extend_from_slice(piece);
            sector = self.next_mini.get(sector as usize).copied().unwrap_or(NO_SECTOR);
            left -= 1;
        }
        content.truncate(length);
        content
    }

    /// Whether there is an entry with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The stream with this name.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry =
            self.entries.iter().find(|entry| entry.is_stream && entry.name.eq_ignore_ascii_case(name))?;
        Some(if entry.length < self.cutoff {
            self.mini_chain(entry.start, entry.length)
        } else {
            self.chain(entry.start, entry.length)
        })
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(64);
    let units: Vec<u16> = (0..length / 2).filter_map(|at| u16_at(bytes, 2 * at)).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        is_stream: bytes.get(66) == Some(&2),
        start: u32_at(bytes, 116)?,
        length: u32_at(bytes, 120)? as usize,
    })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    (0..bytes.len() / 4).filter_map(|at| u32_at(bytes, 4 * at)).collect()
}

/// Two bytes as a number, little-endian.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}
