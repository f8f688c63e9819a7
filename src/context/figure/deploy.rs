//! `deploy`: a series draws itself from left to right, minute by minute; at a version's deploy its level changes.

use super::prelude::*;
use crate::maths::series::stepped;
use crate::maths::summary::median;

labels! { "deploy" { x, y, median } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Deploy {
    points: Vec<(f64, f64)>,
    at: usize,
    label: PartName,
    medians: (f64, f64),
    axes: Axes,
}

keys! {
    /// A series minute by minute, with a step where a version is deployed.
    partial struct DeployKeys for Deploy {
        /// The level before the deployment.
        before: f64 = number(0.01, 1e6).or(120),
        /// The level after it.
        after: f64 = number(0.01, 1e6).or(210),
        /// How much the values scatter, as a share of the level.
        noise: f64 = number(0, 0.5).or(0.07),
        /// How many minutes are shown.
        minutes: i64 = whole(10, 240).or(60),
        /// The minute of the deployment; three fifths of all unless said.
        at: Option<Placed<i64>> = whole(3, 237).placed().optional(),
        /// What is deployed. Example: `"v2.4"`
        label: PartName = name(16),
        axes: Axes = axes(NAME_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Deploy {
    fn of(keys: DeployKeys, reading: &mut Reading) -> Option<Self> {
        let (minutes, before, after) = (keys.minutes?, keys.before, keys.after);
        let at_minute = match keys.at? {
            Some((at, span)) => reading.within(at, 3..=minutes - 3, span)?,
            None => minutes * 3 / 5,
        };
        let (minutes, at_minute, before, after) = (minutes as usize, at_minute as usize, before?, after?);
        // The minute of the deploy still is as those before it: what changes, changes after the mark.
        let values = stepped(minutes + 1, at_minute + 1, before, after / before, keys.noise?, &mut keys.seed?);
        let medians = (median(&values[..=at_minute])?, median(&values[at_minute + 1..])?);
        let points = values.into_iter().enumerate().map(|(minute, value)| (minute as f64, value)).collect();
        Some(Self { points, at: at_minute, label: keys.label?, medians, axes: keys.axes? })
    }
}

/// The beats: up to the deploy, the mark, from there on, the medians.
const BEFORE: usize = 0;
const MARK: usize = 1;
const AFTER: usize = 2;
const LEVELS: usize = 3;

impl Living for Deploy {
    fn beats(&self) -> Vec<Beat> {
        vec![beat(70, 12), beat(12, 22), beat(55, 20), beat(20, 30)]
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let last = self.points.len() - 1;
        let highest = self.points.iter().map(|point| point.1).fold(0.0, f64::max);
        let mut chart = Chart::new(lang, room, 0.0..=last as f64, 0.0..=highest * 1.15, false);
        let deploy = self.at as f64;
        let fallen = (at.done(MARK) * chart.grid.rows as f64).ceil() as usize;
        chart.upright(deploy, 0..fallen, '┊', Role::Info);
        let (low, high) = self.medians;
        let levels = at.done(LEVELS);
        // Where it would have gone on as before.
        if let (Some((from, row)), Some((to, _))) = (chart.cell(deploy, low), chart.cell(last as f64, low)) {
            let cols = (levels * (to - from) as f64).round() as usize;
            chart.grid.level(from + 1..from + 1 + cols, row, '╌', Role::Strong);
        }
        // The whole minutes, and the part of one that is on its way.
        let until = at.even(BEFORE) * deploy + at.even(AFTER) * (last as f64 - deploy);
        let mut drawn: Vec<(f64, f64)> = self.points[..=until as usize].to_vec();
        if let (Some(from), Some(to)) = (self.points.get(until as usize), self.points.get(until as usize + 1)) {
            drawn.push((until, from.1 + (to.1 - from.1) * until.fract()));
        }
        chart.line(&drawn, 0, Role::Series(0));
        if at.done(MARK) >= 1.0 {
            chart.upright(deploy, 0..1, '▼', Role::Info);
            chart.write(deploy, chart.y.max, 2, self.label.or(lang, "v2.4"), Role::Info);
        }
        let decimals = usize::from(low.min(high) < 10.0) + usize::from(low.min(high) < 1.0);
        let shift = format!("╌ {} {} → {}", words.median, fixed(low, decimals, lang), fixed(high, decimals, lang));
        let legend = (levels >= 1.0).then_some((shift, Role::Strong));
        chart.sheet(self.axes.y.or(lang, &words.y), legend, self.axes.x.or(lang, &words.x))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{faults, good, last};
    use crate::read::diagnostic::Code;
    use crate::text::Lang;

    #[test]
    fn without_noise_the_medians_are_the_levels() {
        let text =
            last(&good("type = 'deploy'\nbefore = 80\nafter = 20\nnoise = 0\nminutes = 30\nlabel = \"v7\""), Lang::En);
        assert!(text.contains("median 80 → 20") && text.contains("▼ v7"), "{text}");
    }

    #[test]
    fn nonsense_is_refused() {
        for rest in ["before = 0", "noise = 3", "minutes = 5", "at = 1", "minutes = 30\nat = 29"] {
            assert_eq!(faults(&format!("type = 'deploy'\n{rest}")), [Code::OutOfRange], "{rest}");
        }
    }
}
