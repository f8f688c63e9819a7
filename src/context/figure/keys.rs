//! What figures read alike: their chance, and the names that a pack may give instead of ours.

use crate::maths::Chance;
use crate::read::types::{KeyType, ValueType, list, text, whole};
use crate::read::{Keys, Placed, Reading, TableSchema, Tables};
use crate::text::{Lang, Text};

/// The most characters of the name of an axis or a part.
pub(super) const NAME_MAX: usize = 40;

pub(super) fn seed() -> impl KeyType<Value = Chance> {
    whole(0, i64::MAX).or(1).map(|seed: i64| Chance::new(seed.unsigned_abs()))
}

/// The name of an axis or a part, where the pack gives one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PartName(Option<Text>);

impl PartName {
    pub(super) fn get(&self, lang: Lang) -> Option<&str> {
        self.0.as_ref().map(|own| own.get(lang))
    }

    pub(super) fn or<'a>(&'a self, lang: Lang, ours: &'a str) -> &'a str {
        self.get(lang).unwrap_or(ours)
    }
}

/// A name of at most so many characters, which may be left out.
pub(super) fn name(max: usize) -> impl KeyType<Value = PartName> {
    text(max).optional().map(PartName)
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axes {
    pub(super) x: PartName,
    pub(super) y: PartName,
}

/// The keys `x` and `y`, each of at most so many characters.
pub(super) struct AxesType(usize);

pub(super) fn axes(max: usize) -> AxesType {
    AxesType(max)
}

impl KeyType for AxesType {
    type Value = Axes;

    fn take(&self, _: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<Axes> {
        let [x, y] = ["x", "y"].map(|key| name(self.0).take(key, keys, reading));
        Some(Axes { x: x?, y: y? })
    }

    fn describe(&self, _: &'static str, _: &[&str], table: &mut TableSchema, tables: &mut Tables) {
        name(self.0).describe("x", &["The name of the horizontal axis."], table, tables);
        name(self.0).describe("y", &["The name of the vertical axis."], table, tables);
    }
}

/// The names of all groups or parts, where the pack gives them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PartNames(Vec<Text>);

impl PartNames {
    pub(super) fn of(given: Option<GivenNames>, parts: Option<usize>, reading: &mut Reading) -> Option<Self> {
        match given? {
            Some((names, at)) => reading.counted(names.len(), parts?, at).then_some(Self(names)),
            None => Some(Self(Vec::new())),
        }
    }

    pub(super) fn or<'a>(&'a self, part: usize, lang: Lang, ours: &'a str) -> &'a str {
        self.0.get(part).map_or(ours, |own| own.get(lang))
    }
}

/// Names of two parts, each of at most so many characters; they may be left out.
pub(super) fn two_names(max: usize) -> impl KeyType<Value = PartNames> {
    list(2, 2, text(max)).or_empty().map(PartNames)
}

pub(super) type GivenNames = Option<Placed<Vec<Text>>>;

/// PartNames of parts whose number follows from other keys, for [`PartNames::of`].
pub(super) fn names(fewest: usize, most: usize, max: usize) -> impl KeyType<Value = GivenNames> {
    list(fewest, most, text(max)).tied().placed().optional()
}
