//! `regression`: points come, a level line through their mean turns into the line of least squares, residuals upright.

use std::ops::Range;

use super::prelude::*;
use crate::maths::regression::{FittedLine, fit};
use crate::maths::summary::mean;
use crate::read::diagnostic::Code;

labels! { "regression" { error } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Regression {
    points: Vec<(f64, f64)>,
    line: FittedLine,
    /// The mean of x and of y, through which every one of the lines passes.
    mean: (f64, f64),
    /// The sums of squares about the level line and about the fitted one.
    squares: (f64, f64),
    /// Whether the caption says more than the line's equation.
    summary: bool,
    axes: Axes,
}

keys! {
    /// Points, the line of least squares, and the residuals.
    partial struct RegressionKeys for Regression {
        /// The points themselves, 3 to 100 pairs, in place of drawn ones.
        points: Option<Placed<Vec<(f64, f64)>>> = points().placed().optional(),
        /// The slope of the line that points are drawn from.
        slope: f64 = number(-1e6, 1e6).or(0.6),
        /// Where that line is at 0.
        intercept: f64 = number(-1e6, 1e6).or(2.2),
        /// How far the points scatter about it.
        noise: f64 = number(0, 1e6).or(1.2),
        /// How many points are drawn.
        n: i64 = how_many().or(16),
        /// Whether standard error, R² and n are written below.
        summary: bool = flag().or(true),
        axes: Axes = axes(AXIS_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
    relation Relation::InPlaceOf("points", &["slope", "intercept", "noise", "n", "seed"]);
}

impl Regression {
    fn of(keys: RegressionKeys, reading: &mut Reading) -> Option<Self> {
        let points = match keys.points? {
            Some((points, at)) => apart(points, at, reading)?,
            None => drawn((keys.slope?, keys.intercept?, keys.noise?), keys.n?, &mut keys.seed?),
        };
        let (xs, ys): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
        let line = fit(&xs, &ys)?;
        let mean = (mean(&xs)?, mean(&ys)?);
        let about = |level: f64| ys.iter().map(|y| (y - level).powi(2)).sum::<f64>();
        let squares = (about(mean.1), line.residuals.iter().map(|residual| residual * residual).sum());
        Some(Self { points, line, mean, squares, summary: keys.summary?, axes: keys.axes? })
    }
}

/// Points of which at least two stand side by side.
fn apart(points: Vec<(f64, f64)>, at: Range<usize>, reading: &mut Reading) -> Option<Vec<(f64, f64)>> {
    let (xs, ys): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    if fit(&xs, &ys).is_none() {
        let first = xs.first()?;
        let fault = reading.fault(Code::OutOfRange, at).arg("found", first);
        reading.push(fault.arg("wanted", format!("x ≠ {first}")));
        return None;
    }
    Some(points)
}

/// Points scattered about a line by a normal law, at places between 0 and 10.
fn drawn((slope, intercept, noise): (f64, f64, f64), n: i64, chance: &mut Chance) -> Vec<(f64, f64)> {
    let mut point = || {
        let x = 10.0 * chance.uniform();
        (x, chance.normal(intercept + slope * x, noise))
    };
    (0..n).map(|_| point()).collect()
}

impl Living for Regression {
    fn beats(&self) -> Vec<Beat> {
        vec![beat(30, 15), beat(20, 30), beat(45, 30)]
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let (come, across, settled) = (at.done(0), at.done(1), at.done(2));
        let x = around(self.points.iter().map(|(x, _)| *x), 0.04);
        let ends_of_line = [*x.start(), *x.end()].map(|x| self.line.at(x));
        let y = around(self.points.iter().map(|(_, y)| *y).chain(ends_of_line), 0.04);
        let chart_room = Room { rows: room.rows.saturating_sub(1), ..room };
        let mut chart = Chart::new(lang, chart_room, x.clone(), y, false);
        let slope = self.line.slope * settled;
        let line = |x: f64| self.mean.1 + slope * (x - self.mean.0);
        let reached = x.start() + (x.end() - x.start()) * across;
        for point in self.points.iter().filter(|(x, _)| across > 0.0 && *x <= reached) {
            residual(&mut chart, *point, line(point.0));
        }
        if across > 0.0 {
            chart.line(&[(*x.start(), line(*x.start())), (reached, line(reached))], 0, Role::Series(1));
        }
        for (x, y) in &self.points[..arrived(self.points.len(), come)] {
            chart.put(*x, *y, '●', Role::Series(0));
        }
        let squares = self.squares.1 + (1.0 - settled).powi(2) * (self.squares.0 - self.squares.1);
        let sum = (across >= 1.0).then(|| (format!("Σ e² = {}", brief(squares, lang)), Role::Dim));
        let mut sheet = chart.sheet(self.axes.y.or(lang, "y"), sum, self.axes.x.or(lang, "x"));
        let mut pieces = Vec::new();
        if across >= 1.0 {
            pieces.push((format!("ŷ = {}", linear(line(0.0), slope, lang)), Role::Strong));
        }
        if settled >= 1.0 && self.summary {
            let error = self.line.slope_error.map(|error| fill(&words.error, &[("error", &brief(error, lang))]));
            let share = self.line.r_squared.map(|share| format!("R² = {}", brief(share, lang)));
            pieces.extend(error.into_iter().chain(share).map(|text| (text, Role::Plain)));
            pieces.push((format!("n = {}", self.points.len()), Role::Plain));
        }
        sheet.rows.push(caption(pieces, room.cols));
        sheet
    }
}

/// A line straight up or down from a point to the line: in the point's own column of cells, which a line of dots might
/// miss by one.
fn residual(chart: &mut Chart, (x, y): (f64, f64), line: f64) {
    let rows = chart.grid.rows;
    let places = (chart.col(x), chart.y.place(y, rows), chart.y.place(line, rows * 4));
    if let (Some(col), Some(row), Some(fitted)) = places {
        let middle = 4 * row + 2;
        (middle.min(fitted)..=middle.max(fitted)).for_each(|y| chart.dot(2 * col, y, Role::Dim));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{faults, glance, good, last};
    use super::*;

    const FIVE: &str = "type = 'regression'\npoints = [[1, 2], [2, 4], [3, 5], [4, 4], [5, 5]]";

    #[test]
    fn five_points_by_hand() {
        let last = |keys, lang| last(&good(&format!("{FIVE}\n{keys}")), lang);
        let all = "ŷ = 2.2 + 0.6 x   SE(slope) = 0.2828   R² = 0.6   n = 5";
        let said = last("", Lang::En);
        assert!(said.contains(all) && said.contains("Σ e² = 2.4"), "{said}");
        assert!(last("", Lang::Fr).contains("err. type (pente) = 0,2828"));
        assert!(last("summary = false", Lang::En).ends_with("ŷ = 2.2 + 0.6 x"));
    }

    #[test]
    fn nonsense_is_refused() {
        let given = |points| faults(&format!("type = 'regression'\npoints = {points}"));
        assert_eq!(given("[[1, 2], [1, 3], [1, 4]]"), [Code::OutOfRange]);
        assert_eq!(given("[[1, 2], [2, 3]]"), [Code::LengthMismatch]);
        assert_eq!(given("[[1, 2], [2, 3], [3]]"), [Code::LengthMismatch]);
        assert_eq!(given("[]"), [Code::EmptyList]);
        assert_eq!(given("[[1, 2], [2, 3], [3, 4]]\nslope = 3"), [Code::UnknownKey]);
        assert_eq!(faults("type = 'regression'\nn = 2\nnoise = -1"), [Code::OutOfRange; 2]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_line_is_drawn(
            slope in -1e6..1e6, intercept in -1e6..1e6, noise in 0.0..1e6, n in 3..100, seed in 0..i64::MAX,
        ) {
            let keys = format!("slope = {slope:?}\nintercept = {intercept:?}\nnoise = {noise:?}");
            glance(&good(&format!("type = 'regression'\nn = {n}\nseed = {seed}\n{keys}")));
        }

        #[test]
        fn any_points_are_drawn(points in prop::collection::vec((-1e15..1e15, -1e15..1e15), 3..20)) {
            let list: Vec<String> = points.iter().map(|(x, y)| format!("[{x:?}, {y:?}]")).collect();
            glance(&good(&format!("type = 'regression'\npoints = [{}]", list.join(", "))));
        }
    }
}
