//! What figures of points in the plane share: room around points, captions.

use std::ops::RangeInclusive;

use crate::context::sheet::{Role, Row, run, space};
use crate::read::types::{ValueType, list, pair, whole};
use crate::text::width;

/// How many points a fit needs, and how many can be told apart.
const POINTS: [usize; 2] = [3, 100];

/// The most characters of the name of an axis, and of a kind of points: both may have to stand beside an equation.
pub(super) const AXIS_MAX: usize = 30;
pub(super) const LABEL_MAX: usize = 20;

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

/// As many points as a fit needs and can be told apart, as a list of pairs.
pub(super) fn points() -> impl ValueType<Value = Vec<(f64, f64)>> {
    list(POINTS[0], POINTS[1], pair())
}

/// How many points are to be drawn from chance.
pub(super) fn how_many() -> impl ValueType<Value = i64> {
    whole(POINTS[0] as i64, POINTS[1] as i64)
}
