//! Decimal and thousands separators.

/// The separators of a locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Separators {
    pub(crate) decimal: char,
    pub(crate) group: char,
}

impl Default for Separators {
    fn default() -> Self {
        Separators { decimal: '.', group: ',' }
    }
}

impl Separators {
    /// The separators of a locale by its number, as in LibreOffice; those of English for any other locale.
    pub(crate) fn of(locale: u32) -> Separators {
        let (decimal, group) = match locale & 0xFFFF {
            // German, Spanish, Italian, Portuguese (Brazil), Dutch; and Colombia, Argentina, Belgium.
            0x407 | 0xC07 | 0xC0A | 0x410 | 0x416 | 0x413 | 0x813 | 0x240A | 0x2C0A | 0x80C => (',', '.'),
            // French (France, Canada), Portuguese (Portugal), Russian, Swedish, Polish, Czech.
            0x40C | 0xC0C | 0x816 | 0x419 | 0x41D | 0x415 | 0x405 => (',', '\u{A0}'),
            // Switzerland.
            0x807 | 0x100C => ('.', '\''),
            _ => ('.', ','),
        };
        Separators { decimal, group }
    }
}
