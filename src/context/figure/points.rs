//! What figures of points in the plane share: names of axes, room around points, captions.

use std::ops::RangeInclusive;

use crate::context::sheet::{Role, Row, run, space};
use crate::diagnostic::Code;
use crate::maths::Chance;
use crate::read::{Keys, Reading, Value};
use crate::text::{Lang, Text, width};

/// How many points a fit needs, and how many can be told apart.
pub(super) const POINTS: RangeInclusive<i64> = 3..=100;

/// The names of the axes, where a pack gives any.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Names {
    x: Option<Text>,
    y: Option<Text>,
}

impl Names {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Self {
        let mut name = |key| keys.optional(key).and_then(|v| reading.text(v, 30));
        Self { x: name("x"), y: name("y") }
    }

    /// The name of the horizontal axis, or what it is called otherwise.
    pub(super) fn x<'a>(&'a self, lang: Lang, otherwise: &'a str) -> &'a str {
        self.x.as_ref().map_or(otherwise, |name| name.get(lang))
    }

    /// The name of the vertical axis, or what it is called otherwise.
    pub(super) fn y<'a>(&'a self, lang: Lang, otherwise: &'a str) -> &'a str {
        self.y.as_ref().map_or(otherwise, |name| name.get(lang))
    }
}

/// From the least to the greatest number, and a share of that more at either end.
pub(super) fn around(numbers: impl Iterator<Item = f64>, air: f64) -> RangeInclusive<f64> {
    let (low, high) = numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), n| (a.min(n), b.max(n)));
    let air = (high - low) * air;
    low - air..=high + air
}

/// Pieces of a caption, three cells apart: as many of the first ones as fit in a row.
pub(super) fn caption(pieces: Vec<(String, Role)>, cols: usize) -> Row<'static> {
    let mut row = Row::new();
    let mut used = 0;
    for (text, role) in pieces {
        let gap = if row.is_empty() { 0 } else { 3 };
        used += gap + width(&text);
        if used > cols {
            break;
        }
        row.extend((gap > 0).then(|| space(gap)));
        row.push(run(text, role));
    }
    row
}

/// How many of `n` have come when a share of the time is over.
pub(super) fn arrived(n: usize, share: f64) -> usize {
    ((n as f64 * share).ceil() as usize).min(n)
}

/// Points from a list of pairs: as many as [`POINTS`] allows.
pub(super) fn given(value: &Value, reading: &mut Reading) -> Option<Vec<(f64, f64)>> {
    let list = reading.list(value, *POINTS.end() as usize);
    if !list.is_empty() && list.len() < *POINTS.start() as usize {
        let fault = reading.fault(Code::LengthMismatch, value.span()).arg("found", list.len());
        reading.push(fault.arg("wanted", format!("{}…{}", POINTS.start(), POINTS.end())));
        return None;
    }
    let points: Vec<(f64, f64)> = list.iter().filter_map(|v| reading.pair(v)).collect();
    (!list.is_empty() && points.len() == list.len()).then_some(points)
}

/// How many points are to be drawn from chance.
pub(super) fn count(keys: &mut Keys, usual: i64, reading: &mut Reading) -> Option<usize> {
    keys.optional("n").map_or(Some(usual), |v| reading.integer(v, POINTS)).map(|n| n as usize)
}

/// The chance of the key `seed`.
pub(super) fn chance(keys: &mut Keys, reading: &mut Reading) -> Option<Chance> {
    let seed = keys.optional("seed").map_or(Some(1), |v| reading.integer(v, 0..=i64::MAX));
    seed.map(|seed| Chance::new(seed.unsigned_abs()))
}

/// The names of two kinds of points; empty where the pack gives none.
pub(super) fn two_labels(keys: &mut Keys, reading: &mut Reading) -> Option<Vec<Text>> {
    let Some(value) = keys.optional("labels") else { return Some(Vec::new()) };
    let list = reading.list(value, 2);
    if list.len() == 1 {
        let fault = reading.fault(Code::LengthMismatch, value.span()).arg("found", 1);
        reading.push(fault.arg("wanted", 2));
    }
    let labels: Vec<Text> = list.iter().filter_map(|v| reading.text(v, 20)).collect();
    (labels.len() == 2).then_some(labels)
}
