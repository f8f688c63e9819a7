//! `kmeans`: points, centroids among them; in turn the points go to the nearest centroid and the centroids to the mean
//! of their points, until nothing moves. At the right the inertia of each step.

use std::ops::RangeInclusive;

use super::prelude::*;
use crate::maths::kmeans::{Clustering, any_of, scatter, states};

labels! { "kmeans" { x, y, centroid, step, inertia } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kmeans {
    points: Vec<[f64; 2]>,
    steps: Vec<KmeansStep>,
    x: RangeInclusive<f64>,
    y: RangeInclusive<f64>,
    axes: Axes,
}

#[derive(Debug, Clone, PartialEq)]
struct KmeansStep {
    number: usize,
    state: Clustering<2>,
    /// How far each point is from its centroid, as a share of the farthest: near points change sides first.
    reach: Vec<f64>,
}

const POINTS_MAX: usize = 200;
/// As many as there are rows at the right; of a longer way, the last step follows the others.
const STEPS_MAX: usize = 9;
/// What tells the clusters apart besides their colour.
const DOTS: [char; 4] = ['•', '×', '+', '▲'];

keys! {
    /// K-means step by step.
    partial struct KmeansKeys for Kmeans {
        /// How many clusters are looked for.
        k: i64 = whole(1, 4).or(3),
        /// How many groups there really are.
        groups: i64 = whole(1, 6).or(3),
        /// How far the points scatter, as a share of the distance between groups: 0.4 makes a bad cluster.
        spread: f64 = number(0.01, 1).or(0.15),
        /// How many points.
        n: i64 = whole(4, POINTS_MAX as i64).or(60),
        /// The points themselves, as a list of pairs, in place of drawn ones.
        points: Vec<(f64, f64)> = list(1, POINTS_MAX, pair()).or_empty(),
        axes: Axes = axes(NAME_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Kmeans {
    fn of(keys: KmeansKeys, _: &mut Reading) -> Option<Self> {
        let (own, k, mut chance) = (keys.points?, keys.k? as usize, keys.seed?);
        let points = match own.as_slice() {
            [] => scattered(keys.groups? as usize, keys.spread?, keys.n? as usize, &mut chance),
            own => own.iter().map(|(x, y)| [*x, *y]).collect(),
        };
        let first = any_of(&points, k, &mut chance);
        let way = states(&points, &first, 100).into_iter().enumerate();
        let mut steps: Vec<KmeansStep> = way.map(|(number, state)| KmeansStep::of(number, state, &points)).collect();
        if steps.len() > STEPS_MAX {
            steps.drain(STEPS_MAX - 1..steps.len() - 1);
        }
        let [x, y] = [0, 1].map(|i| around(points.iter().map(|point| point[i]), 0.04));
        Some(Self { points, steps, x, y, axes: keys.axes? })
    }

    /// The beats in which the points change sides, and in which the centroids move on.
    const fn assigning(step: usize) -> usize {
        1 + 2 * step
    }
    const fn moving(step: usize) -> usize {
        2 + 2 * step
    }

    /// The cluster of a point; none before the first step.
    fn cluster(&self, point: usize, at: Moment) -> Option<usize> {
        let reached = |(i, step): &(usize, &KmeansStep)| {
            let done = at.done(Self::assigning(*i));
            done > 0.0 && step.reach[point] <= done
        };
        let last = self.steps.iter().enumerate().take_while(|(i, _)| at.beat >= Self::assigning(*i)).filter(reached);
        last.last().map(|(_, step)| step.state.nearest[point])
    }

    /// The inertia of each step so far, with a bar that the first one fills.
    fn panel(&self, rows: usize, at: Moment, words: &Labels, lang: Lang) -> Sheet<'static> {
        let mut grid = Grid::new(PANEL_COLS, rows);
        let (step, inertia) = (&words.step, &words.inertia);
        grid.write(0, 0, &format!("{step:>STEP_COLS$} {inertia:>INERTIA_COLS$}"), Role::Dim);
        let first = self.steps.first().map_or(0.0, |first| first.state.inertia);
        let done = self.steps.iter().enumerate().filter(|(i, _)| at.done(Self::assigning(*i)) >= 1.0);
        for (i, KmeansStep { number, state, .. }) in done {
            let role = if at.done(Self::assigning(i + 1)) >= 1.0 { Role::Plain } else { Role::Strong };
            let inertia = short(state.inertia, first, lang);
            grid.write(0, 1 + i, &format!("{number:>STEP_COLS$} {inertia:>INERTIA_COLS$} "), role);
            if state.inertia > 0.0 {
                grid.write(PANEL_COLS - BAR_COLS, 1 + i, &bar(state.inertia / first), Role::Info);
            }
        }
        grid.sheet()
    }
}

/// Points about centres that stand left and right, high and low: neighbours are 4 and 2.6 apart, 4.8 in all, of which
/// `spread` is the standard deviation within a group.
fn scattered(groups: usize, spread: f64, n: usize, chance: &mut Chance) -> Vec<[f64; 2]> {
    let centres: Vec<[f64; 2]> = (0..groups).map(|i| [4.0 * i as f64, if i % 2 == 0 { -1.3 } else { 1.3 }]).collect();
    let mut points = scatter(&centres, n.div_ceil(groups), 4.8 * spread, chance);
    chance.shuffle(&mut points);
    points.truncate(n);
    points
}

/// The columns of the steps at the right, of their numbers, inertias and bars, and the gap before them.
const STEP_COLS: usize = 5;
const INERTIA_COLS: usize = 8;
const BAR_COLS: usize = 8;
const PANEL_COLS: usize = STEP_COLS + 1 + INERTIA_COLS + 1 + BAR_COLS;
const GAP: usize = 2;

fn bar(share: f64) -> String {
    let halves = (BAR_COLS * 2) as f64;
    half_bar((share * halves).round().clamp(1.0, halves) as usize, "━")
}

/// A number in few characters, with as many decimals as there is room for in the largest of its list.
fn short(number: f64, largest: f64, lang: Lang) -> String {
    match largest {
        n if n >= 1e6 => {
            let power = number.max(f64::MIN_POSITIVE).log10().floor();
            format!("{}e{power:.0}", fixed(number / 10f64.powf(power), 1, lang))
        }
        n if n >= 1e4 => fixed(number, 0, lang),
        n if n >= 100.0 => fixed(number, 1, lang),
        _ => fixed(number, 2, lang),
    }
}

impl KmeansStep {
    fn of(number: usize, state: Clustering<2>, points: &[[f64; 2]]) -> Self {
        let distance = |(point, nearest): (&[f64; 2], &usize)| {
            let centroid = state.centroids[*nearest];
            (point[0] - centroid[0]).hypot(point[1] - centroid[1])
        };
        let distances: Vec<f64> = points.iter().zip(&state.nearest).map(distance).collect();
        let farthest = distances.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let reach = distances.iter().map(|distance| distance / farthest).collect();
        Self { number, state, reach }
    }
}

impl Living for Kmeans {
    fn beats(&self) -> Vec<Beat> {
        let (assign, go) = match self.steps.len() {
            0..=5 => (beat(15, 18), beat(22, 14)),
            _ => (beat(12, 9), beat(15, 6)),
        };
        let mut beats = vec![beat(1, 30)];
        beats.extend((1..2 * self.steps.len()).map(|beat| if beat % 2 == 1 { assign } else { go }));
        beats
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let left = Room { cols: room.cols.saturating_sub(GAP + PANEL_COLS), ..room };
        let mut chart = Chart::new(lang, left, self.x.clone(), self.y.clone(), false);
        let now = (0..self.steps.len()).rev().find(|i| *i == 0 || at.done(Self::moving(i - 1)) >= 1.0).unwrap_or(0);
        let mut centroids = Vec::new();
        for j in 0..self.steps.first().map_or(0, |first| first.state.centroids.len()) {
            let mut way: Vec<[f64; 2]> = self.steps[..=now].iter().map(|step| step.state.centroids[j]).collect();
            let (from, share) = (self.steps[now].state.centroids[j], at.done(Self::moving(now)));
            let to = self.steps.get(now + 1).map_or(from, |next| next.state.centroids[j]);
            way.push([0, 1].map(|i| from[i] + (to[i] - from[i]) * share));
            let way: Vec<(f64, f64)> = way.into_iter().map(|[x, y]| (x, y)).collect();
            chart.line(&way, 2, Role::Dim);
            centroids.extend(way.last().copied());
        }
        for (i, [x, y]) in self.points.iter().enumerate() {
            match self.cluster(i, at) {
                Some(cluster) => chart.put(*x, *y, DOTS[cluster % 4], Role::Series(cluster as u8)),
                None => chart.put(*x, *y, '∘', Role::Plain),
            }
        }
        if at.done(0) > 0.0 {
            centroids.into_iter().for_each(|(x, y)| chart.put(x, y, '◆', Role::Strong));
        }
        let legend = [(format!("◆ {}", words.centroid), Role::Strong)];
        let sheet = chart.sheet(self.axes.y.or(lang, &words.y), legend, self.axes.x.or(lang, &words.x));
        sheet.beside(left.cols + GAP, self.panel(room.rows, at, words, lang))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{faults, good, last};
    use crate::read::diagnostic::Code;
    use crate::text::Lang;

    #[test]
    fn six_points_end_where_they_must() {
        let points = "points = [[1, 0], [2, 0], [3, 0], [10, 0], [11, 0], [12, 0]]\nk = 2";
        for seed in 1..6 {
            // Two groups about 2 and 11, of inertia 2 each.
            let text = last(&good(&format!("type = 'kmeans'\n{points}\nseed = {seed}")), Lang::En);
            let mut bars = text.lines().filter_map(|line| line.split_once(['━', '╸']));
            let inertia = bars.next_back().and_then(|(before, _)| before.split_whitespace().last());
            assert!(matches!(inertia, Some("4.0" | "4.00")), "{text}");
            assert_eq!((text.matches('•').count(), text.matches('◆').count()), (2, 3), "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for (rest, code) in [
            ("k = 0", Code::OutOfRange),
            ("k = 5", Code::OutOfRange),
            ("spread = 0", Code::OutOfRange),
            ("points = [[1, 2], [3]]", Code::LengthMismatch),
            ("points = []", Code::EmptyList),
            ("colour = 1", Code::UnknownKey),
        ] {
            assert_eq!(faults(&format!("type = 'kmeans'\n{rest}")), [code], "{rest}");
        }
    }
}
