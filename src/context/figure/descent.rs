//! `descent`: a point walks down a loss, step by step: aₙ₊₁ = aₙ − γ ∇F(aₙ). Too large a step throws it out of the chart.

mod marks;

use std::ops::RangeInclusive;

use serde_json::json;

use super::prelude::*;
use crate::maths::descent::{Curve, Valley};
use crate::read::types::{ValueType, simple};

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Descent {
    loss: Landscape,
    gamma: f64,
    /// The start and every point after it.
    way: Vec<Stop>,
    axes: Axes,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Landscape {
    Line(Curve),
    Plane(Valley),
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Stop {
    at: (f64, f64),
    loss: f64,
}

const LOSSES: [(&str, Landscape); 3] = [
    ("bowl", Landscape::Line(Curve::Bowl)),
    ("wells", Landscape::Line(Curve::DoubleWell)),
    ("valley", Landscape::Plane(Valley(10.0))),
];

impl Landscape {
    /// A step and a start that show what the loss is like, and how far out a start may be.
    fn usual(self) -> (f64, &'static [f64], f64) {
        match self {
            Landscape::Line(Curve::Bowl) => (0.1, &[4.0], 100.0),
            // The wells are only worth seeing near by.
            Landscape::Line(Curve::DoubleWell) => (0.04, &[1.5], 2.0),
            Landscape::Plane(_) => (0.17, &[4.0, 1.0], 100.0),
        }
    }

    fn checked_start(self, (start, at): Placed<Vec<Placed<f64>>>, reading: &mut Reading) -> Option<Vec<f64>> {
        let (_, usual, far) = self.usual();
        if start.is_empty() || !reading.counted(start.len(), usual.len(), at) {
            return None;
        }
        let start: Vec<Option<f64>> =
            start.into_iter().map(|(number, at)| reading.within(number, -far..=far, at)).collect();
        start.into_iter().collect()
    }

    fn way(self, start: &[f64], gamma: f64, steps: usize) -> Vec<Stop> {
        match (self, start) {
            (Landscape::Line(curve), &[a]) => {
                let stop = |a| Stop { at: (a, curve.loss(a)), loss: curve.loss(a) };
                curve.path(a, gamma, steps).into_iter().map(stop).collect()
            }
            (Landscape::Plane(valley), &[x, y]) => {
                let stop = |[x, y]: [f64; 2]| Stop { at: (x, y), loss: valley.loss([x, y]) };
                valley.path([x, y], gamma, steps).into_iter().map(stop).collect()
            }
            (Landscape::Line(_) | Landscape::Plane(_), _) => Vec::new(),
        }
    }
}

/// The frames that all steps take together, about.
const FRAMES: u32 = 330;

keys! {
    /// Gradient descent: a point walks down a loss.
    partial struct DescentKeys for Descent {
        /// The loss: a², two wells, or a valley in two dimensions.
        loss: Landscape = word(&LOSSES).or(LOSSES[0].1),
        /// The step size γ; unless said 0.1, 0.04 and 0.17, by the loss.
        step: Option<f64> = number(1e-4, 10).optional(),
        /// Where the walk starts: a number, or `[x, y]` in a valley; unless said 4, 1.5 and `[4, 1]`, by the loss.
        start: Option<Placed<Vec<Placed<f64>>>> = start().placed().optional(),
        /// How many steps are taken.
        steps: i64 = whole(1, 20).or(8),
        axes: Axes = axes(AXIS_MAX),
    }
}

fn start() -> impl ValueType<Value = Vec<Placed<f64>>> {
    let schema = |_: &mut Tables| {
        json!({
            "type": ["number", "array"],
            "minimum": -100,
            "maximum": 100,
            "items": { "type": "number", "minimum": -100, "maximum": 100 },
            "minItems": 1,
            "maxItems": 2,
        })
    };
    simple(schema, |value, reading| {
        let list = reading.one_or_more(value, usize::MAX);
        list.iter().map(|value| Some((reading.number(value)?, value.span()))).collect()
    })
}

impl Descent {
    fn of(keys: DescentKeys, reading: &mut Reading) -> Option<Self> {
        let loss = keys.loss?;
        let (usual_gamma, usual_start, _) = loss.usual();
        let start = match keys.start? {
            Some(start) => loss.checked_start(start, reading)?,
            None => usual_start.to_vec(),
        };
        let gamma = keys.step?.unwrap_or(usual_gamma);
        Some(Self { loss, gamma, way: loss.way(&start, gamma, keys.steps? as usize), axes: keys.axes? })
    }

    /// The ranges of the axes. A point that is thrown out is seen for about another start's length.
    fn ranges(&self, room: Room) -> (RangeInclusive<f64>, RangeInclusive<f64>) {
        let start = self.way.first().map_or((1.0, 1.0), |stop| stop.at);
        let far = |of: fn(&Stop) -> f64, start: f64| {
            let most = self.way.iter().map(|stop| of(stop).abs()).fold(0.0, f64::max);
            most.min(2.0 * start.abs()).max(start.abs())
        };
        let x = far(|stop| stop.at.0, start.0);
        match self.loss {
            Landscape::Line(curve) => {
                let x = if curve == Curve::Bowl { 1.15 * x.max(1e-3) } else { 1.12 * x.clamp(1.5, 2.0) };
                let low = curve.minima().into_iter().map(|a| curve.loss(a)).fold(f64::INFINITY, f64::min);
                let high = curve.loss(x).max(curve.loss(-x));
                (-x..=x, low.min(0.0) - 0.02 * (high - low)..=high)
            }
            Landscape::Plane(_) => {
                // Both axes have one scale, or steps would not be at right angles to the lines of equal loss.
                let tall = (room.rows * 4) as f64 / (room.cols * 2) as f64;
                let y = far(|stop| stop.at.1, start.1);
                let x = 1.15 * x.max(y / tall).max(1e-3);
                (-x..=x, -x * tall..=x * tall)
            }
        }
    }
}

impl Living for Descent {
    fn beats(&self) -> Vec<Beat> {
        let hops = (self.way.len() as u32).saturating_sub(1).max(1);
        let frames = (FRAMES / hops).clamp(16, 48);
        vec![beat(frames * 9 / 20, frames - frames * 9 / 20); hops as usize]
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let (x, y) = self.ranges(room);
        let chart_room = Room { rows: room.rows.saturating_sub(1), ..room };
        let mut chart = Chart::new(lang, chart_room, x.clone(), y, false);
        if let Landscape::Plane(valley) = self.loss {
            self.contours(valley, &mut chart);
            chart.put(0.0, 0.0, '+', Role::Good);
        }
        let last = self.way.len().saturating_sub(1);
        let reached = (at.beat + usize::from(at.share >= 1.0)).min(last);
        let mut ball = None;
        for (n, pair) in self.way.windows(2).enumerate().take(reached + 1) {
            let share = at.done(n);
            if share > 0.0 {
                let hop = self.hop(pair[0], pair[1], share, &chart);
                // What leaves the chart is cut, and seen to leave.
                let parts: Vec<&[(f64, f64)]> = hop.split(|(x, y)| chart.cell(*x, *y).is_none()).collect();
                let dash = if matches!(self.loss, Landscape::Line(_)) { 2 } else { 0 };
                parts.iter().for_each(|part| chart.line(part, dash, Role::Series(1)));
                if parts.len() > 1
                    && let Some((x, y)) = parts[0].last()
                {
                    chart.put(*x, *y, '▲', Role::Warn);
                }
                ball = hop.last().copied().filter(|_| n == reached);
            }
        }
        if let Landscape::Line(curve) = self.loss {
            chart.curve(x, 0, Role::Series(0), |a| curve.loss(a));
        }
        if !self.way.is_empty() {
            self.stops(reached, &mut chart);
        }
        if let Some((x, y)) = ball {
            chart.put(x, y, '●', Role::Strong);
        }
        let (y_name, x_name) = match self.loss {
            Landscape::Line(_) => ("F(a)", "a"),
            Landscape::Plane(_) => ("y", "x"),
        };
        let law = format!("aₙ₊₁ = aₙ − γ ∇F(aₙ),  γ = {}", brief(self.gamma, lang));
        let legend = [(law, Role::Plain)];
        let mut sheet = chart.sheet(self.axes.y.or(lang, y_name), legend, self.axes.x.or(lang, x_name));
        sheet.rows.push(if self.way.is_empty() { SheetRow::new() } else { self.values(reached, lang, room.cols) });
        sheet
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{faults, glance, good, says};
    use super::*;
    use crate::read::diagnostic::Code;

    #[test]
    fn the_last_frame_tells_the_way() {
        let small = "type = 'descent'\nsteps = 3";
        says(&good(small), Lang::En, &["γ = 0.1", "a₀ = 4   a₁ = 3.2   a₂ = 2.56   a₃ = 2.048", "F(a₃) = 4.194"]);
        says(&good(small), Lang::Fr, &["a₂ = 2,56", "aₙ₊₁ = aₙ − γ ∇F(aₙ),  γ = 0,1"]);
        says(&good("type = 'descent'\nstep = 0.5\nsteps = 1"), Lang::En, &["a₁ = 0 "]);
        says(&good("type = 'descent'\nstep = 1.0\nsteps = 2"), Lang::En, &["a₁ = −4   a₂ = 4"]);
        let valley = "type = 'descent'\nloss = 'valley'\nstart = [4, 1]\nsteps = 1";
        says(&good(valley), Lang::Fr, &["a₀ = (4 ; 1)   a₁ = (3,32 ; −0,7)"]);
    }

    #[test]
    fn too_large_a_step_leaves_the_chart() {
        says(&good("type = 'descent'\nstep = 1.1\nsteps = 6"), Lang::En, &["▲", "a₁ = −4.8   a₂ = 5.76", "a₆ = 11.94"]);
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
        #![proptest_config(ProptestConfig::with_cases(16))]
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
