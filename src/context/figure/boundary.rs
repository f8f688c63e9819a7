//! `boundary`: the same points twice: a border between two kinds of them, and a line through all of them.

use super::prelude::*;
use crate::maths::discriminant::{Border, border};
use crate::maths::regression::{FittedLine, fit};

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Boundary {
    clouds: [Vec<[f64; 2]>; 2],
    border: Border,
    line: FittedLine,
    show: Show,
    axes: Axes,
    names: PartNames,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Show {
    Both,
    Classes,
    Line,
}

const SHOWS: [(&str, Show); 3] = [("both", Show::Both), ("classes", Show::Classes), ("line", Show::Line)];

/// The centres of the clouds: the line through all points goes along them, the border between them.
const CENTRES: [[f64; 2]; 2] = [[3.0, 3.4], [7.0, 6.0]];

/// The columns between two panels.
const GAP: usize = 3;

keys! {
    /// Points of two kinds: a border between them, and the line through all of them.
    partial struct BoundaryKeys for Boundary {
        /// Which half is shown: the border between two kinds of points, the line through all of them, or both.
        show: Show = word(&SHOWS).or(Show::Both),
        /// The names of the two kinds of points.
        labels: PartNames = two_names(LABEL_MAX),
        /// How many points of each kind.
        n: i64 = whole(3, 50).or(14),
        /// How far the points scatter.
        spread: f64 = number(0.1, 5.0).or(1.2),
        axes: Axes = axes(AXIS_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Boundary {
    fn of(keys: BoundaryKeys, _: &mut Reading) -> Option<Self> {
        let (n, spread, mut chance) = (keys.n?, keys.spread?, keys.seed?);
        let mut point = |centre: [f64; 2]| centre.map(|middle| chance.normal(middle, spread));
        let clouds = CENTRES.map(|centre| (0..n).map(|_| point(centre)).collect::<Vec<_>>());
        let (xs, ys): (Vec<f64>, Vec<f64>) = clouds.iter().flatten().map(|[x, y]| (*x, *y)).unzip();
        let border = border(&clouds[0], &clouds[1])?;
        Some(Self { border, line: fit(&xs, &ys)?, clouds, show: keys.show?, axes: keys.axes?, names: keys.labels? })
    }

    fn chart(&self, lang: Lang, room: Room) -> Chart {
        let range = |i: usize| around(self.clouds.iter().flatten().map(|point| point[i]), 0.06);
        Chart::new(lang, room, range(0), range(1), false)
    }

    /// The ends of the border, from one edge of the chart towards another: a share of the way.
    fn border(&self, chart: &Chart, share: f64) -> Vec<(f64, f64)> {
        let [a, b] = self.border.weights;
        let [x, y] = self.border.middle;
        let reach = (chart.x.max - chart.x.min) + (chart.y.max - chart.y.min);
        let unit = reach / a.hypot(b);
        const PIECES: i32 = 400;
        let at = |i: i32| {
            let along = unit * f64::from(i) / f64::from(PIECES);
            (x - b * along, y + a * along)
        };
        let inside = |p: &(f64, f64)| chart.cell(p.0, p.1).is_some();
        let points: Vec<(f64, f64)> = (-PIECES..=PIECES).map(at).filter(inside).collect();
        let kept = arrived(points.len(), share);
        let last = kept.checked_sub(1).and_then(|last| points.get(last));
        points.first().into_iter().chain(last).copied().filter(|_| kept > 0).collect()
    }

    fn classes(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let mut chart = self.chart(lang, room);
        let line = self.border(&chart, at.done(1));
        chart.line(&line, 0, Role::Series(1));
        let marks = [('○', Role::Series(2)), ('●', Role::Series(0))];
        self.points(at, marks, &mut chart);
        let legend = [0, 1].map(|i| {
            let (glyph, role) = marks[i];
            (format!("{glyph} {}", self.names.or(i, lang, ["A", "B"][i])), role)
        });
        chart.sheet(self.axes.y.or(lang, "y"), legend, self.axes.x.or(lang, "x"))
    }

    fn line(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let mut chart = self.chart(lang, room);
        let (from, to) = (chart.x.min, chart.x.max);
        let reached = from + (to - from) * at.done(2);
        if at.done(2) > 0.0 {
            chart.curve(from..=reached, 0, Role::Series(1), |x| self.line.at(x));
        }
        self.points(at, [('●', Role::Series(0)); 2], &mut chart);
        let law = format!("ŷ = {}", linear(self.line.intercept, self.line.slope, lang));
        let legend = (at.done(2) >= 1.0).then_some((law, Role::Series(1)));
        chart.sheet(self.axes.y.or(lang, "y"), legend, self.axes.x.or(lang, "x"))
    }

    fn points(&self, at: Moment, marks: [(char, Role); 2], chart: &mut Chart) {
        for (cloud, (glyph, role)) in self.clouds.iter().zip(marks) {
            for [x, y] in &cloud[..arrived(cloud.len(), at.done(0))] {
                chart.put(*x, *y, glyph, role);
            }
        }
    }
}

impl Living for Boundary {
    fn beats(&self) -> Vec<Beat> {
        let half = |of: Show, resting| match self.show {
            show if show == of || show == Show::Both => beat(30, resting),
            _ => beat(0, 0),
        };
        vec![beat(35, 20), half(Show::Classes, 30), half(Show::Line, 1)]
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        match self.show {
            Show::Classes => self.classes(at, lang, room),
            Show::Line => self.line(at, lang, room),
            Show::Both => {
                let half = Room { cols: room.cols.saturating_sub(GAP) / 2, ..room };
                self.classes(at, lang, half).beside(half.cols + GAP, self.line(at, lang, half))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{faults, glance, good, last, walk};
    use super::*;
    use crate::read::diagnostic::Code;

    #[test]
    fn each_panel_stands_alone_or_beside_the_other() {
        for show in ["both", "classes", "line"] {
            let figure = good(&format!("type = 'boundary'\nshow = '{show}'\nlabels = ['nap', 'play']"));
            walk(&figure);
            let said = last(&figure, Lang::En);
            assert_eq!((said.contains("○ nap"), said.contains("ŷ = ")), (show != "line", show != "classes"), "{said}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(faults("type = 'boundary'\nshow = 'all'"), [Code::UnknownWord]);
        assert_eq!(faults("type = 'boundary'\nlabels = ['one']\nn = 1"), [Code::LengthMismatch, Code::OutOfRange]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_clouds_are_drawn(n in 3..50, spread in 0.1..5.0, seed in 0..i64::MAX) {
            glance(&good(&format!("type = 'boundary'\nn = {n}\nspread = {spread:?}\nseed = {seed}")));
        }
    }
}
