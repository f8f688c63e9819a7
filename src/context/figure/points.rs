//! What figures of points in the plane share: how many there are, what is written about a line.

use crate::context::chart::brief;
use crate::context::sheet::{Role, SheetRow, row_width, run, space};
use crate::read::types::{ValueType, list, pair, whole};
use crate::text::{Lang, width};

/// How many points a fit needs, and how many can be told apart.
const POINTS: [usize; 2] = [3, 100];

/// The most characters of the name of an axis, and of a kind of points: both may have to stand beside an equation.
pub(super) const AXIS_MAX: usize = 30;
pub(super) const LABEL_MAX: usize = 20;

/// The right side of a straight line's equation, such as `2 + 0.5 x`.
pub(super) fn linear(intercept: f64, slope: f64, lang: Lang) -> String {
    let sign = if slope < 0.0 { '−' } else { '+' };
    format!("{} {sign} {} x", brief(intercept, lang), brief(slope.abs(), lang))
}

/// Pieces of a caption, three cells apart: as many of the first ones as fit in a row.
pub(super) fn caption(pieces: Vec<(String, Role)>, cols: usize) -> SheetRow<'static> {
    let mut row = SheetRow::new();
    for (text, role) in pieces {
        let gap = if row.is_empty() { 0 } else { 3 };
        if row_width(&row) + gap + width(&text) > cols {
            break;
        }
        row.extend([space(gap), run(text, role)]);
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

pub(super) fn how_many() -> impl ValueType<Value = i64> {
    whole(POINTS[0] as i64, POINTS[1] as i64)
}
