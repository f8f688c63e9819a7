//! The run code: eight letters that draw the same deck again, on any machine.
//!
//! Forty bits in Crockford's Base32 (no I, L, O, U; <https://www.crockford.com/base32.html>), `2T48-M1BX`: the seed (18),
//! the number of questions (6, 0 for all), the language (3), and a seal (13) over all of it and the pack's
//! [fingerprint](super::deck::fingerprint), which tells a mistyped code or another pack.

use std::fmt;

use super::deck::fnv;
use crate::text::Lang;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RunCode {
    /// At most [`RunCode::SEED_MAX`].
    pub(crate) seed: u32,
    /// How many questions; 0 for all.
    pub(crate) count: u8,
    pub(crate) lang: Lang,
    seal: u16,
}

const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SEAL_BITS: u32 = 13;

impl RunCode {
    pub(crate) const SEED_MAX: u32 = (1 << 18) - 1;
    pub(crate) const COUNT_MAX: u8 = 63;

    /// The code for a deck of a pack with this fingerprint. Larger seeds and counts are cut to what a code holds.
    pub fn new(seed: u32, count: u8, lang: Lang, fingerprint: u64) -> Self {
        let mut code = Self { seed: seed & Self::SEED_MAX, count: count.min(Self::COUNT_MAX), lang, seal: 0 };
        code.seal = code.seal_for(fingerprint);
        code
    }

    pub(crate) fn fits(self, fingerprint: u64) -> bool {
        self.seal == self.seal_for(fingerprint)
    }

    fn seal_for(self, fingerprint: u64) -> u16 {
        let bytes = self.open_bits().to_le_bytes().into_iter().chain(fingerprint.to_le_bytes());
        (fnv(bytes) & ((1 << SEAL_BITS) - 1)) as u16
    }

    fn open_bits(self) -> u64 {
        let lang = Lang::ALL.iter().position(|lang| *lang == self.lang).unwrap_or(0) as u64;
        (u64::from(self.seed) << 9) | (u64::from(self.count) << 3) | lang
    }

    /// Reads a code as people type it: small letters, spaces, O for 0, I or L for 1. `None` if it is none.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut bits: u64 = 0;
        let mut digits = 0;
        for c in typed.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2013}')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            let digit = DIGITS.iter().position(|digit| char::from(*digit) == c)?;
            digits += 1;
            if digits > 8 {
                return None;
            }
            bits = bits << 5 | digit as u64;
        }
        let open = bits >> SEAL_BITS;
        let lang = *Lang::ALL.get((open & 7) as usize)?;
        let seal = (bits & ((1 << SEAL_BITS) - 1)) as u16;
        (digits == 8).then_some(Self { seed: (open >> 9) as u32, count: (open >> 3 & 63) as u8, lang, seal })
    }
}

impl fmt::Display for RunCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = self.open_bits() << SEAL_BITS | u64::from(self.seal);
        for i in 0..8 {
            if i == 4 {
                f.write_str("-")?;
            }
            let digit = DIGITS[(bits >> (35 - 5 * i) & 31) as usize];
            write!(f, "{}", char::from(digit))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        let code = RunCode::new(4711, 10, Lang::Fr, 99);
        let typed = code.to_string();
        assert_eq!(RunCode::parse(&typed.to_lowercase().replace('-', " ")), Some(code));
        assert_eq!(RunCode::parse(&typed.replace('0', "o").replace('1', "l")), Some(code));
        assert_eq!(RunCode::parse(""), None);
        assert_eq!(RunCode::parse("U000-0000"), None);
        assert_eq!(RunCode::parse("0000-0000-0"), None);
    }

    proptest! {
        #[test]
        fn a_code_survives_being_written_down(seed in 0..=RunCode::SEED_MAX, count in 0u8..64, print: u64) {
            let code = RunCode::new(seed, count, Lang::Fr, print);
            let read = RunCode::parse(&code.to_string());
            prop_assert_eq!(read, Some(code));
            prop_assert!(code.fits(print));
        }

        #[test]
        fn anything_may_be_typed(typed in "\\PC{0,20}") {
            let _ = RunCode::parse(&typed);
        }
    }
}
