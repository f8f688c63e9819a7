//! What figures read alike: their chance, and the names that a pack may give instead of ours.

use crate::diagnostic::Code;
use crate::maths::Chance;
use crate::read::{Keys, Reading};
use crate::text::{Lang, Text};

/// The most characters of the name of an axis or a part.
pub(super) const NAME_MAX: usize = 40;

/// What is left to chance, from the key `seed`: 1 unless said.
pub(super) fn chance(keys: &mut Keys, reading: &mut Reading) -> Option<Chance> {
    let seed = keys.optional("seed").map_or(Some(1), |v| reading.integer(v, 0..=i64::MAX));
    seed.map(|seed| Chance::new(seed.unsigned_abs()))
}

/// The name of an axis or a part, where the pack gives one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name(Option<Text>);

impl Name {
    /// From a key, at most so many characters.
    pub(super) fn read(key: &'static str, max: usize, keys: &mut Keys, reading: &mut Reading) -> Self {
        Self(keys.optional(key).and_then(|v| reading.text(v, max)))
    }

    /// The pack's name.
    pub(super) fn get(&self, lang: Lang) -> Option<&str> {
        self.0.as_ref().map(|own| own.get(lang))
    }

    /// The pack's name, or ours.
    pub(super) fn or<'a>(&'a self, lang: Lang, ours: &'a str) -> &'a str {
        self.get(lang).unwrap_or(ours)
    }
}

/// The names of two axes, from the keys `x` and `y`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axes {
    pub(super) x: Name,
    pub(super) y: Name,
}

impl Axes {
    /// Each of at most so many characters.
    pub(super) fn read(max: usize, keys: &mut Keys, reading: &mut Reading) -> Self {
        Self { x: Name::read("x", max, keys, reading), y: Name::read("y", max, keys, reading) }
    }
}

/// The names of all groups or parts, where the pack gives them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Names(Vec<Text>);

/// How many names there are to be, and of how many characters.
pub(super) struct Wanted {
    /// As many as there are parts; not known where what says so is wrong.
    pub(super) parts: Option<usize>,
    /// The most parts that there can be.
    pub(super) most: usize,
    /// The most characters of each.
    pub(super) max: usize,
}

impl Wanted {
    /// Names for two parts.
    pub(super) const fn two(max: usize) -> Self {
        Self { parts: Some(2), most: 2, max }
    }
}

impl Names {
    /// From a key, a list; `None` where it is not what is wanted.
    pub(super) fn read(key: &'static str, wanted: Wanted, keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let Some(value) = keys.optional(key) else { return Some(Self(Vec::new())) };
        let list = reading.list(value, wanted.most);
        let names: Vec<Text> = list.iter().filter_map(|v| reading.text(v, wanted.max)).collect();
        if let Some(parts) = wanted.parts.filter(|parts| !list.is_empty() && list.len() != *parts) {
            let fault = reading.fault(Code::LengthMismatch, value.span());
            reading.push(fault.arg("found", list.len()).arg("wanted", parts));
        }
        (Some(names.len()) == wanted.parts).then_some(Self(names))
    }

    /// The pack's name of a part, or ours.
    pub(super) fn or<'a>(&'a self, part: usize, lang: Lang, ours: &'a str) -> &'a str {
        self.0.get(part).map_or(ours, |own| own.get(lang))
    }
}
