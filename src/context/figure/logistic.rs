//! `logistic`: noes below and yeses above, the curve between them settles, and where it passes ½ is a cut.

use std::ops::Range;

use super::prelude::*;
use crate::maths::logistic::{Fit, fit, logit, sigma};
use crate::read::diagnostic::Code;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Logistic {
    points: Vec<(f64, bool)>,
    fit: Fit,
    /// The log-odds of a yes whatever x: where the curve begins.
    flat: f64,
    cut: bool,
    axes: Axes,
    names: PartNames,
}

keys! {
    /// Noes and yeses, and the curve fitted to them.
    partial struct LogisticKeys for Logistic {
        /// The points `[x, 0]` and `[x, 1]` themselves, 3 to 100 of them, in place of drawn ones.
        points: Option<Placed<Vec<(f64, f64)>>> = points().placed().optional(),
        /// The slope of the log-odds that points are drawn from.
        slope: f64 = number(-1000, 1000).or(1),
        /// The log-odds at 0 that points are drawn from.
        intercept: f64 = number(-1000, 1000).or(-5),
        /// How many points are drawn.
        n: i64 = how_many().or(24),
        /// Whether the curve is cut at ½.
        cut: bool = flag().or(true),
        /// What is below and above the cut.
        labels: PartNames = two_names(LABEL_MAX),
        /// A penalty, for points that a cut parts without fault.
        ridge: f64 = number(0, 1000).or(0),
        axes: Axes = axes(AXIS_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
    relation Relation::InPlaceOf("points", &["slope", "intercept", "n", "seed"]);
}

impl Logistic {
    fn of(keys: LogisticKeys, reading: &mut Reading) -> Option<Self> {
        let points = match keys.points? {
            Some((points, at)) => answers(&points, at, reading)?,
            None => drawn(keys.slope?, keys.intercept?, keys.n?, &mut keys.seed?),
        };
        let (xs, yes): (Vec<f64>, Vec<bool>) = points.iter().copied().unzip();
        let fit = fit(&xs, &yes, keys.ridge?)?;
        let share = yes.iter().filter(|yes| **yes).count() as f64 / yes.len() as f64;
        let (flat, axes, names) = (logit(share.clamp(0.01, 0.99))?, keys.axes?, keys.labels?);
        Some(Self { fit, flat, points, cut: keys.cut?, axes, names })
    }

    fn curve(&self, settled: f64) -> Fit {
        Fit { intercept: self.flat + (self.fit.intercept - self.flat) * settled, weight: self.fit.weight * settled }
    }
}

/// Points whose y is 0 or 1.
fn answers(points: &[(f64, f64)], at: Range<usize>, reading: &mut Reading) -> Option<Vec<(f64, bool)>> {
    if let Some((_, y)) = points.iter().find(|(_, y)| ![0.0, 1.0].contains(y)) {
        reading.push(reading.fault(Code::OutOfRange, at).arg("found", y).arg("wanted", "y = 0 | 1"));
        return None;
    }
    Some(points.iter().map(|(x, y)| (*x, *y == 1.0)).collect())
}

/// Answers drawn from a curve, at places between 0 and 10.
fn drawn(slope: f64, intercept: f64, n: i64, chance: &mut Chance) -> Vec<(f64, bool)> {
    let mut point = || {
        let x = 10.0 * chance.uniform();
        (x, chance.uniform() < sigma(intercept + slope * x))
    };
    (0..n).map(|_| point()).collect()
}

impl Living for Logistic {
    fn beats(&self) -> Vec<Beat> {
        vec![beat(30, 15), beat(20, 15), beat(45, 25), beat(if self.cut { 20 } else { 0 }, 1)]
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let (come, across, settled, cutting) = (at.done(0), at.done(1), at.done(2), at.done(3));
        let x = around(self.points.iter().map(|(x, _)| *x), 0.04);
        let chart_room = Room { rows: room.rows.saturating_sub(1), ..room };
        // So much beyond 0 and 1 that these are in the middle of the lowest and the highest cell, where the points are.
        let beyond = 1.5 / (4 * chart_room.rows.saturating_sub(AROUND + 1).max(1)) as f64;
        let mut chart = Chart::new(lang, chart_room, x.clone(), -beyond..=1.0 + beyond, false);
        let cut = self.fit.boundary().filter(|x| self.cut && chart.col(*x).is_some());
        let curve = self.curve(settled);
        let reached = x.start() + (x.end() - x.start()) * across;
        if across > 0.0 {
            chart.curve(*x.start()..=reached, 0, Role::Series(1), |x| curve.at(x));
        }
        if let Some(cut) = cut.filter(|_| cutting > 0.0) {
            chart.upright(cut, 0..chart.grid.rows, '┊', Role::Warn);
        }
        let shown = arrived(self.points.len(), come);
        for (x, yes) in &self.points[..shown] {
            let y = f64::from(u8::from(*yes));
            let (glyph, role) = match self.cut && cutting >= 1.0 {
                true if self.fit.at(*x) >= 0.5 => ('●', Role::Series(0)),
                true => ('○', Role::Series(2)),
                false => ('●', Role::Plain),
            };
            chart.put(*x, y, glyph, role);
        }
        if let Some(cut) = cut.filter(|_| cutting >= 1.0) {
            let text = format!("x = {}", brief(cut, lang));
            // Where the curve does not pass.
            let height = if self.fit.weight < 0.0 { 0.75 } else { 0.25 };
            chart.write(cut, height, 2, &text, Role::Warn);
        }
        let half = brief(0.5, lang);
        let sides = [format!("p < {half}"), format!("p ≥ {half}")];
        let label = |i: usize| self.names.or(i, lang, &sides[i]);
        let legend = [(format!("○ {}", label(0)), Role::Series(2)), (format!("● {}", label(1)), Role::Series(0))];
        let legend = legend.into_iter().filter(|_| self.cut && cutting >= 1.0);
        let mut sheet = chart.sheet(self.axes.y.or(lang, "p"), legend, self.axes.x.or(lang, "x"));
        let mut pieces = Vec::new();
        if across >= 1.0 {
            let odds = linear(curve.intercept, curve.weight, lang);
            pieces.push((format!("p = 1 / (1 + e^−({odds}))"), Role::Strong));
        }
        if settled >= 1.0 {
            pieces.push((format!("n = {}", self.points.len()), Role::Plain));
        }
        sheet.rows.push(caption(pieces, room.cols));
        sheet
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{faults, glance, good, last};
    use super::*;

    /// Hours studied and exams passed, the example of Wikipedia's article "Logistic regression".
    const HOURS: &str = "type = 'logistic'
        points = [[0.5, 0], [0.75, 0], [1, 0], [1.25, 0], [1.5, 0], [1.75, 0], [1.75, 1], [2, 0], [2.25, 1], [2.5, 0],
        [2.75, 1], [3, 0], [3.25, 1], [3.5, 0], [4, 1], [4.25, 1], [4.5, 1], [4.75, 1], [5, 1], [5.5, 1]]";

    #[test]
    fn hours_and_exams() {
        let said = last(&good(HOURS), Lang::En);
        let expected = ["p = 1 / (1 + e^−(−4.078 + 1.505 x))   n = 20", "x = 2.71", "○ p < 0.5   ● p ≥ 0.5"];
        expected.iter().for_each(|text| assert!(said.contains(text), "no {text}:\n{said}"));
        let said = last(&good(&format!("{HOURS}\ncut = false")), Lang::Fr);
        assert!(said.contains("−4,078 + 1,505 x") && !said.contains("x = 2,71") && !said.contains('○'), "{said}");
        assert!(last(&good(&format!("{HOURS}\nlabels = ['nap', 'play']")), Lang::En).contains("○ nap   ● play"));
    }

    #[test]
    fn nonsense_is_refused() {
        let given = |points| faults(&format!("type = 'logistic'\npoints = {points}"));
        assert_eq!(given("[[1, 0], [2, 1], [3, 2]]"), [Code::OutOfRange]);
        assert_eq!(given("[[1, 0], [2, 1]]"), [Code::LengthMismatch]);
        assert_eq!(faults("type = 'logistic'\nlabels = ['one']"), [Code::LengthMismatch]);
        assert_eq!(faults("type = 'logistic'\nslope = 1e9\nridge = -1"), [Code::OutOfRange; 2]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_curve_is_drawn(slope in -1e3..1e3, intercept in -1e3..1e3, n in 3..100, seed in 0..i64::MAX) {
            let keys = format!("slope = {slope:?}\nintercept = {intercept:?}");
            glance(&good(&format!("type = 'logistic'\nn = {n}\nseed = {seed}\n{keys}")));
        }

        #[test]
        fn any_answers_are_drawn(points in prop::collection::vec((-1e15..1e15, any::<bool>()), 3..20)) {
            let list: Vec<String> = points.iter().map(|(x, yes)| format!("[{x:?}, {}]", u8::from(*yes))).collect();
            glance(&good(&format!("type = 'logistic'\npoints = [{}]", list.join(", "))));
        }
    }
}
