//! `descent`: a point walks down a loss, step by step: aₙ₊₁ = aₙ − γ ∇F(aₙ). Too large a step throws it out of the chart.

use std::ops::RangeInclusive;

use super::Living;
use super::keys::Axes;
use super::points::AXIS_MAX;
use super::timeline::{Moment, Timeline};
use crate::context::chart::{Chart, brief, ends};
use crate::context::sheet::{Role, Room, Row, Sheet, run};
use crate::diagnostic::Code;
use crate::maths::descent::{Curve, Surface};
use crate::read::{Keys, Reading, Value};
use crate::text::{Lang, width};

/// The way down a loss.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Descent {
    loss: Loss,
    gamma: f64,
    /// The start and every point after it.
    way: Vec<Stop>,
    axes: Axes,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Loss {
    Line(Curve),
    Plane(Surface),
}

/// A point of the way.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stop {
    /// Where it stands in the chart.
    at: (f64, f64),
    loss: f64,
}

const LOSSES: [(&str, Loss); 3] = [
    ("bowl", Loss::Line(Curve::Bowl)),
    ("wells", Loss::Line(Curve::DoubleWell)),
    ("valley", Loss::Plane(Surface::Valley(10.0))),
];

impl Loss {
    /// A step and a start that show what the loss is like.
    fn usual(self) -> (f64, &'static [f64]) {
        match self {
            Loss::Line(Curve::Bowl) => (0.1, &[4.0]),
            Loss::Line(Curve::DoubleWell) => (0.04, &[1.5]),
            Loss::Plane(_) => (0.17, &[4.0, 1.0]),
        }
    }

    fn way(self, start: &[f64], gamma: f64, steps: usize) -> Vec<Stop> {
        match (self, start) {
            (Loss::Line(curve), &[a]) => {
                let stop = |a| Stop { at: (a, curve.loss(a)), loss: curve.loss(a) };
                curve.path(a, gamma, steps).into_iter().map(stop).collect()
            }
            (Loss::Plane(surface), &[x, y]) => {
                let stop = |[x, y]: [f64; 2]| Stop { at: (x, y), loss: surface.loss([x, y]) };
                surface.path([x, y], gamma, steps).into_iter().map(stop).collect()
            }
            (Loss::Line(_) | Loss::Plane(_), _) => Vec::new(),
        }
    }
}

/// All steps together take about so many frames.
const FRAMES: u32 = 330;

impl Descent {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let loss = keys.optional("loss").map_or(Some(LOSSES[0].1), |v| reading.word(v, &LOSSES));
        let gamma = keys.optional("step").map(|v| reading.number_in(v, 1e-4..=10.0));
        let steps = keys.optional("steps").map_or(Some(8), |v| reading.integer(v, 1..=20));
        let axes = Axes::read(AXIS_MAX, keys, reading);
        let start = keys.optional("start");
        let loss = loss?;
        let (usual_gamma, usual_start) = loss.usual();
        let start = start.map_or(Some(usual_start.to_vec()), |v| Self::start(v, loss, reading))?;
        let gamma = gamma.unwrap_or(Some(usual_gamma))?;
        Some(Self { loss, gamma, way: loss.way(&start, gamma, steps? as usize), axes })
    }

    fn start(value: &Value, loss: Loss, reading: &mut Reading) -> Option<Vec<f64>> {
        // The wells are only worth seeing near by.
        let (wanted, range) = match loss {
            Loss::Line(Curve::Bowl) => (1, -100.0..=100.0),
            Loss::Line(Curve::DoubleWell) => (1, -2.0..=2.0),
            Loss::Plane(_) => (2, -100.0..=100.0),
        };
        let list = reading.one_or_more(value, usize::MAX);
        if !list.is_empty() && list.len() != wanted {
            let fault = reading.fault(Code::LengthMismatch, value.span()).arg("found", list.len());
            reading.push(fault.arg("wanted", wanted));
            return None;
        }
        let start: Vec<f64> = list.iter().filter_map(|v| reading.number_in(v, range.clone())).collect();
        (start.len() == wanted).then_some(start)
    }

    /// The ranges of the axes. Who is thrown out is seen for about another start's length.
    fn ranges(&self, room: Room) -> (RangeInclusive<f64>, RangeInclusive<f64>) {
        let start = self.way.first().map_or((1.0, 1.0), |stop| stop.at);
        let far = |of: fn(&Stop) -> f64, start: f64| {
            let most = self.way.iter().map(|stop| of(stop).abs()).fold(0.0, f64::max);
            most.min(2.0 * start.abs()).max(start.abs())
        };
        let x = far(|stop| stop.at.0, start.0);
        match self.loss {
            Loss::Line(curve) => {
                let x = if curve == Curve::Bowl { 1.15 * x.max(1e-3) } else { 1.12 * x.clamp(1.5, 2.0) };
                let low = curve.minima().into_iter().map(|a| curve.loss(a)).fold(f64::INFINITY, f64::min);
                let high = curve.loss(x).max(curve.loss(-x));
                (-x..=x, low.min(0.0) - 0.02 * (high - low)..=high)
            }
            Loss::Plane(_) => {
                // Both axes have one scale, or steps would not be at right angles to the lines of equal loss.
                let tall = (room.rows * 4) as f64 / (room.cols * 2) as f64;
                let y = far(|stop| stop.at.1, start.1);
                let x = 1.15 * x.max(y / tall).max(1e-3);
                (-x..=x, -x * tall..=x * tall)
            }
        }
    }

    /// Points of the hop from a stop to the next, the first share of it.
    fn hop(&self, from: Stop, to: Stop, share: f64, chart: &Chart) -> Vec<(f64, f64)> {
        let ((x0, y0), (x1, y1)) = (from.at, to.at);
        let height = match self.loss {
            Loss::Line(_) => {
                let wide = (x1 - x0).abs() / (chart.x.max - chart.x.min);
                (chart.y.max - chart.y.min) * (0.6 * wide).min(0.15)
            }
            Loss::Plane(_) => 0.0,
        };
        let at = |s: f64| (x0 + (x1 - x0) * s, y0 + (y1 - y0) * s + height * 4.0 * s * (1.0 - s));
        const PIECES: usize = 60;
        (0..=PIECES).map(|i| at(share * i as f64 / PIECES as f64)).collect()
    }

    /// Lines of equal loss, one of them through the start.
    fn contours(&self, surface: Surface, chart: &mut Chart) {
        let unit = self.way.first().map(|stop| stop.loss.sqrt() / 3.0).filter(|unit| *unit > 0.0).unwrap_or(1.0);
        let (cols, rows) = (chart.grid.cols * 2, chart.grid.rows * 4);
        let place = |i: usize, n: usize, min: f64, max: f64| min + (max - min) * i as f64 / (n - 1).max(1) as f64;
        let (x, y) = ((chart.x.min, chart.x.max), (chart.y.min, chart.y.max));
        // Each row of dots is worked out once and kept for the one below it.
        let band = |col: usize, row: usize| {
            let loss = surface.loss([place(col, cols, x.0, x.1), place(row, rows, y.0, y.1)]);
            (loss.sqrt() / unit) as i64
        };
        let mut above: Vec<i64> = (0..=cols).map(|col| band(col, rows)).collect();
        for row in (0..rows).rev() {
            let bands: Vec<i64> = (0..=cols).map(|col| band(col, row)).collect();
            for col in 0..cols {
                if bands[col] != bands[col + 1] || bands[col] != above[col] {
                    chart.grid.dot(col, row, Role::Dim);
                }
            }
            above = bands;
        }
    }

    /// The stops that have been reached, each with its name where that stands free.
    fn stops(&self, reached: usize, chart: &mut Chart) {
        let cells: Vec<_> = self.way[..=reached].iter().map(|stop| chart.cell(stop.at.0, stop.at.1)).collect();
        let mut taken: Vec<(usize, usize)> = cells.iter().flatten().copied().collect();
        // The ends first: they have to be found.
        let order = [0, reached].into_iter().chain(1..reached);
        for n in order {
            let Some((col, row)) = cells[n] else { continue };
            let name = format!("a{}", subscript(n));
            let cells = width(&name);
            let left = matches!(self.loss, Loss::Line(curve) if curve.slope(self.way[n].at.0) < 0.0);
            let start = if left { col.checked_sub(cells + 1) } else { Some(col + 2) };
            let Some(start) = start.filter(|start| start + cells <= chart.grid.cols) else { continue };
            if taken.iter().any(|(c, r)| *r == row && (start.saturating_sub(1)..=start + cells).contains(c)) {
                continue;
            }
            taken.extend((start..start + cells).map(|c| (c, row)));
            chart.grid.write(start, row, &name, Role::Plain);
        }
        for (n, cell) in cells.iter().enumerate() {
            if let Some((col, row)) = cell {
                let role = if n == reached { Role::Strong } else { Role::Series(1) };
                chart.grid.put(*col, *row, if n == reached { '●' } else { '•' }, role);
            }
        }
    }

    /// a₀ = 4, and so on: the first ones, and always the last.
    fn values(&self, reached: usize, lang: Lang, cols: usize) -> Row<'static> {
        let name = |n: usize| format!("a{}", subscript(n));
        let value = |n: usize| {
            let (x, y) = self.way[n].at;
            match (self.loss, lang) {
                (Loss::Line(_), _) => format!("{} = {}", name(n), brief(x, lang)),
                (Loss::Plane(_), Lang::En) => format!("{} = ({}, {})", name(n), brief(x, lang), brief(y, lang)),
                (Loss::Plane(_), Lang::Fr) => format!("{} = ({} ; {})", name(n), brief(x, lang), brief(y, lang)),
            }
        };
        const GAP: &str = "   ";
        let loss = format!("F({}) = {}", name(reached), brief(self.way[reached].loss, lang));
        let last = value(reached);
        let room = cols.saturating_sub(width(&loss) + width(&last) + 2 * GAP.len());
        let mut before = String::new();
        for n in 0..reached {
            let next = value(n) + GAP;
            let dots = if n + 1 == reached { 0 } else { 1 + GAP.len() };
            if width(&before) + width(&next) + dots > room {
                before += &format!("…{GAP}");
                break;
            }
            before += &next;
        }
        let role = if self.thrown_out(reached) { Role::Warn } else { Role::Strong };
        ends(vec![run(before, Role::Plain), run(last, role)], vec![run(loss, role)], cols)
    }

    /// Whether the walk has gone uphill since its start.
    fn thrown_out(&self, reached: usize) -> bool {
        self.way[reached].loss > self.way[0].loss
    }
}

impl Living for Descent {
    fn timeline(&self) -> Timeline {
        let hops = (self.way.len() as u32).saturating_sub(1).max(1);
        let frames = (FRAMES / hops).clamp(16, 48);
        Timeline::even(hops as usize, frames * 9 / 20, frames - frames * 9 / 20)
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let (x, y) = self.ranges(room);
        let chart_room = Room { rows: room.rows.saturating_sub(1), ..room };
        let mut chart = Chart::new(lang, chart_room, x.clone(), y, false);
        if let Loss::Plane(surface) = self.loss {
            self.contours(surface, &mut chart);
            for [x, y] in surface.minima() {
                chart.put(x, y, '+', Role::Good);
            }
        }
        let last = self.way.len().saturating_sub(1);
        let reached = (at.beat + usize::from(at.share >= 1.0)).min(last);
        let mut ball = None;
        for (n, pair) in self.way.windows(2).enumerate().take(reached + 1) {
            let share = at.done(n);
            if share > 0.0 {
                let hop = self.hop(pair[0], pair[1], share, &chart);
                let (cols, rows) = (chart.x.clone(), chart.y.clone());
                let inside = |p: &(f64, f64)| cols.place(p.0, 9).is_some() && rows.place(p.1, 9).is_some();
                // What leaves the chart is cut, and seen to leave.
                let parts: Vec<&[(f64, f64)]> = hop.split(|point| !inside(point)).collect();
                let dash = if matches!(self.loss, Loss::Line(_)) { 2 } else { 0 };
                parts.iter().for_each(|part| chart.line(part, dash, Role::Series(1)));
                if parts.len() > 1
                    && let Some((x, y)) = parts[0].last()
                {
                    chart.put(*x, *y, '▲', Role::Warn);
                }
                ball = hop.last().copied().filter(|_| n == reached);
            }
        }
        if let Loss::Line(curve) = self.loss {
            chart.curve(x, 0, Role::Series(0), |a| curve.loss(a));
        }
        if !self.way.is_empty() {
            self.stops(reached, &mut chart);
        }
        if let Some((x, y)) = ball {
            chart.put(x, y, '●', Role::Strong);
        }
        let (y_name, x_name) = match self.loss {
            Loss::Line(_) => ("F(a)", "a"),
            Loss::Plane(_) => ("y", "x"),
        };
        let mut sheet = chart.sheet("", &[], self.axes.x.or(lang, x_name));
        let law = format!("aₙ₊₁ = aₙ − γ ∇F(aₙ),  γ = {}", brief(self.gamma, lang));
        sheet.rows[0] = ends(
            vec![run(self.axes.y.or(lang, y_name).to_owned(), Role::Plain)],
            vec![run(law, Role::Plain)],
            room.cols,
        );
        sheet.rows.push(if self.way.is_empty() { Row::new() } else { self.values(reached, lang, room.cols) });
        sheet
    }
}

fn subscript(n: usize) -> String {
    const DIGITS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    n.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{faults, glance, good, last};
    use super::*;

    #[track_caller]
    fn says(source: &str, lang: Lang, expected: &[&str]) {
        let last = last(&good(source), lang);
        expected.iter().for_each(|text| assert!(last.contains(text), "no {text}:\n{last}"));
    }

    #[test]
    fn the_last_frame_tells_the_way() {
        let small = "type = 'descent'\nsteps = 3";
        says(small, Lang::En, &["γ = 0.1", "a₀ = 4   a₁ = 3.2   a₂ = 2.56   a₃ = 2.048", "F(a₃) = 4.194"]);
        says(small, Lang::Fr, &["a₂ = 2,56", "aₙ₊₁ = aₙ − γ ∇F(aₙ),  γ = 0,1"]);
        says("type = 'descent'\nstep = 0.5\nsteps = 1", Lang::En, &["a₁ = 0 "]);
        says("type = 'descent'\nstep = 1.0\nsteps = 2", Lang::En, &["a₁ = −4   a₂ = 4"]);
        let valley = "type = 'descent'\nloss = 'valley'\nstart = [4, 1]\nsteps = 1";
        says(valley, Lang::Fr, &["a₀ = (4 ; 1)   a₁ = (3,32 ; −0,7)"]);
    }

    #[test]
    fn too_large_a_step_leaves_the_chart() {
        says("type = 'descent'\nstep = 1.1\nsteps = 6", Lang::En, &["▲", "a₁ = −4.8   a₂ = 5.76", "a₆ = 11.94"]);
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(faults("type = 'descent'\nloss = 'hill'"), [Code::UnknownWord]);
        assert_eq!(faults("type = 'descent'\nstep = 0"), [Code::OutOfRange]);
        assert_eq!(faults("type = 'descent'\nstart = [1, 2]"), [Code::LengthMismatch]);
        assert_eq!(faults("type = 'descent'\nloss = 'valley'\nstart = 3"), [Code::LengthMismatch]);
        assert_eq!(faults("type = 'descent'\nloss = 'wells'\nstart = 30"), [Code::OutOfRange]);
        assert_eq!(faults("type = 'descent'\nstart = []"), [Code::EmptyList]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_walk_is_drawn(gamma in 1e-4..10.0, a in -100.0..100.0, b in -100.0..100.0, steps in 1..20) {
            let keys = format!("step = {gamma:?}\nsteps = {steps}\ntype = 'descent'\n");
            glance(&good(&format!("{keys}start = {a:?}")));
            glance(&good(&format!("{keys}loss = 'wells'\nstart = {:?}", a / 50.0)));
            glance(&good(&format!("{keys}loss = 'valley'\nstart = [{a:?}, {b:?}]")));
            glance(&good(&format!("{keys}loss = 'valley'\nstart = [0, 0]")));
        }
    }
}
