//! The records of a part ([MS-XLSB] 2.1.4).

use model::{Error, Hint, Mebibytes, Place, Result, codes, grouped};
use read_xlsx::package::Package;
use std::io::{BufReader, ErrorKind, Read};

/// How much of a part is read at once.
const CHUNK: usize = 64 << 10;
/// The most bytes of a record that are kept: the longest text that a cell can hold takes fewer.
const LONGEST: u64 = 1 << 20;

/// The records of a part, one by one.
pub(super) struct Records<'p> {
    part: BufReader<Box<dyn Read + 'p>>,
    name: &'p str,
    most: Mebibytes,
    /// How many more bytes are allowed.
    left: u64,
    data: Vec<u8>,
}

impl<'p> Records<'p> {
    /// The records of a part, if the package has it.
    pub(super) fn open(package: &'p mut Package<'_>, name: &'p str) -> Result<Option<Self>> {
        let most = package.max_size();
        let Some(part) = package.part(name)? else { return Ok(None) };
        let part = BufReader::with_capacity(CHUNK, part);
        Ok(Some(Records { part, name, most, left: most.bytes(), data: Vec::new() }))
    }

    /// The next record: its type and content. `None` at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<(u16, Data<'_>)>> {
        let kind = self.read().map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => self.damaged("it is cut off", "the file is damaged"),
            ErrorKind::InvalidData | ErrorKind::InvalidInput => {
                self.damaged(&error.to_string(), "the file is damaged")
            }
            ErrorKind::FileTooLarge => {
                let problem = format!("it inflates to more than {} MiB", grouped(self.most.0 as usize));
                self.damaged(&problem, Hint::default().text("if that is intended, raise ").name("max_size"))
            }
            _ => error.into(),
        })?;
        Ok(kind.map(|kind| (kind, Data { rest: &self.data })))
    }

    fn damaged(&self, problem: &str, hint: impl Into<Hint>) -> Error {
        let message = format!("cannot read '{}': {problem}", self.name);
        Error::input(codes::DAMAGED.error(message).at(Place::default()).hint(hint))
    }

    fn read(&mut self) -> std::io::Result<Option<u16>> {
        let Some(low) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(low);
        if low & 0x80 != 0 {
            kind = (kind & 0x7F) | u16::from(self.required()? & 0x7F) << 7;
        }
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.required()?;
            length |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.left = self.left.checked_sub(length).ok_or(ErrorKind::FileTooLarge)?;
        self.data.clear();
        let kept = length.min(LONGEST);
        let mut read = self.part.by_ref().take(kept).read_to_end(&mut self.data)? as u64;
        if read == kept {
            read += std::io::copy(&mut self.part.by_ref().take(length - kept), &mut std::io::sink())?;
        }
        if read < length { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(Some(kind)) }
    }

    fn byte(&mut self) -> std::io::Result<Option<u8>> {
        let mut byte = [0];
        loop {
            match self.part.read(&mut byte) {
                Ok(0) => return Ok(None),
                Ok(_) => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.left = self.left.checked_sub(1).ok_or(ErrorKind::FileTooLarge)?;
        Ok(Some(byte[0]))
    }

    fn required(&mut self) -> std::io::Result<u8> {
        self.byte()?.ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }
}

/// The content of a record. Fields that are missing at its end are read as `None`.
#[derive(Clone, Copy)]
pub(super) struct Data<'d> {
    rest: &'d [u8],
}

impl<'d> Data<'d> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*taken)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.take().map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes)
    }

    /// Reads a text: its length, and its characters.
    pub(super) fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.u32()?).ok().filter(|&length| length != u32::MAX as usize)?;
        let bytes = self.rest.get(..length.checked_mul(2)?)?;
        self.rest = &self.rest[bytes.len()..];
        let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}
