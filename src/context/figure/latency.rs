//! `latency`: a histogram fills, request by request; then the percentiles are marked, and whether a limit is kept.

use super::Living;
use super::keys::{Axes, NAME_MAX, axes, seed};
use super::labels::labels;
use super::timeline::{Beat, Moment, Timeline};
use crate::context::chart::axis::Axis;
use crate::context::chart::{Chart, count, fixed};
use crate::context::sheet::{Role, Room, Sheet};
use crate::maths::Chance;
use crate::maths::series::{latencies, percentiles};
use crate::maths::summary::{Bin, classes, range};
use crate::read::{Reading, keys};
use crate::text::{Lang, fill, width};

labels! { "latency" { x, y, limit, ms } }

/// Latencies of a lognormal law, in milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Latency {
    values: Vec<f64>,
    /// The classes, and for each value the place of its own.
    classes: Vec<Bin>,
    class_of: Vec<usize>,
    /// p50, p95, p99.
    percentiles: [(&'static str, f64); 3],
    limit: Option<f64>,
    most: f64,
    axes: Axes,
}

/// The first requests, each of which is seen to fall.
const SLOW: usize = 6;

keys! {
    /// A histogram of latencies, with p50, p95 and p99.
    partial struct LatencyKeys for Latency {
        /// How many requests.
        n: i64 = whole(20, 2000).or(500),
        /// The median, in ms.
        median: f64 = number(0.1, 100_000).or(120),
        /// How far they scatter: the standard deviation of the logarithm.
        spread: f64 = number(0.05, 1).or(0.4),
        /// A limit that p99 has to keep, in ms.
        limit: Option<f64> = number(0.1, 1e6).optional(),
        axes: Axes = axes(NAME_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Latency {
    fn of(keys: LatencyKeys, _: &mut Reading) -> Option<Self> {
        let values = latencies(keys.n? as usize, keys.median?, keys.spread?, &mut keys.seed?);
        let (limit, axes) = (keys.limit?, keys.axes?);
        let found = percentiles(&values)?;
        let (_, highest) = range(&values)?;
        // Round classes: each tick of an axis with about so many.
        let ticks = Axis::over([0.0, highest.max(limit.unwrap_or(0.0) * 1.02)].into_iter(), CLASSES, true);
        let (most, number) = (ticks.max, ticks.ticks().len() - 1);
        let classes = classes(&values, 0.0, most, number);
        let class_of = |x: &f64| classes.partition_point(|class| class.from <= *x).saturating_sub(1);
        let class_of = values.iter().map(class_of).collect();
        let percentiles = [("p50", found.p50), ("p95", found.p95), ("p99", found.p99)];
        Some(Self { values, classes, class_of, percentiles, limit, most, axes })
    }

    /// How many requests have arrived: the first few one by one, then ever more at once.
    fn arrived(&self, at: Moment) -> usize {
        let rest = self.values.len() - SLOW;
        match at.beat {
            0 => (at.share * SLOW as f64) as usize,
            1 => SLOW + (at.share.powi(2) * rest as f64).round() as usize,
            _ => self.values.len(),
        }
    }
}

/// About as many classes, at most twice as many.
const CLASSES: usize = 30;

/// A time as one says it: whole milliseconds, tenths below ten.
fn time(ms: f64, lang: Lang) -> String {
    fill(&Labels::of(lang).ms, &[("ms", &fixed(ms, usize::from(ms < 10.0), lang))])
}

impl Living for Latency {
    fn timeline(&self) -> Timeline {
        let mark = Beat { moving: 15, resting: 15 };
        Timeline::of(vec![Beat { moving: 78, resting: 0 }, Beat { moving: 100, resting: 25 }, mark, mark, mark])
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let highest = self.classes.iter().map(|class| class.count).max().unwrap_or(1) as f64;
        let mut chart = Chart::new(lang, room, 0.0..=self.most, 0.0..=highest * 1.1, false);
        let arrived = self.arrived(at);
        let mut counts = vec![0; self.classes.len()];
        self.class_of[..arrived].iter().for_each(|class| counts[*class] += 1);
        for (class, count) in self.classes.iter().zip(&counts) {
            if *count > 0 {
                chart.bar(class.from..=class.to, f64::from(*count), Role::Series(0));
            }
        }
        if at.beat == 0 && at.share > 0.0 && arrived < SLOW {
            let fallen = (at.share * SLOW as f64).fract().powi(2);
            let class = &self.classes[self.class_of[arrived]];
            let floor = f64::from(counts[self.class_of[arrived]]);
            let y = chart.y.max - (chart.y.max - floor) * fallen;
            chart.put(class.from, y, '●', Role::Series(1));
        }
        let rows = chart.grid.rows;
        let marked = (0..3).filter(|i| at.done(2 + i) > 0.0).count();
        for (i, (_, ms)) in self.percentiles.iter().enumerate().take(marked) {
            let falls = (at.done(2 + i) * rows as f64).ceil() as usize;
            let Some(col) = chart.x.place(*ms, chart.grid.cols) else { continue };
            (0..falls.min(rows)).for_each(|row| chart.grid.put(col, rows - 1 - row, '│', Role::Info));
        }
        if let Some(limit) = self.limit {
            chart.upright(limit, Role::Warn);
        }
        // Labels over all lines, each in a row of its own.
        for (i, (name, ms)) in self.percentiles.iter().enumerate().take(marked) {
            let text = format!("{name} {}", time(*ms, lang));
            write(&mut chart, *ms, rows.saturating_sub(1 + i), &text, Role::Info);
        }
        if let Some(limit) = self.limit {
            let text = format!("{} {}", words.limit, time(limit, lang));
            write(&mut chart, limit, rows.saturating_sub(5), &text, Role::Warn);
        }
        let kept = self.limit.filter(|_| at.done(4) >= 1.0).map(|limit| {
            let (mark, sign, role) =
                if self.percentiles[2].1 <= limit { ('✓', '≤', Role::Good) } else { ('✗', '>', Role::Bad) };
            (mark, format!("p99 {sign} {}", time(limit, lang)), role)
        });
        let n = format!("n = {}", count(arrived, lang));
        let mut legend = vec![(' ', n.as_str(), Role::Plain)];
        legend.extend(kept.iter().map(|(mark, text, role)| (*mark, text.as_str(), *role)));
        chart.sheet(self.axes.y.or(lang, &words.y), &legend, self.axes.x.or(lang, &words.x))
    }
}

/// Text in a row beside an upright line.
fn write(chart: &mut Chart, x: f64, row: usize, text: &str, role: Role) {
    let cells = width(text);
    if let Some(col) = chart.x.place(x, chart.grid.cols) {
        let start = if col + 2 + cells <= chart.grid.cols { col + 2 } else { col.saturating_sub(cells + 1) };
        chart.grid.write(start, row, text, role);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{faults, good, last};
    use super::*;
    use crate::maths::Chance;
    use crate::read::diagnostic::Code;

    #[test]
    fn the_percentiles_are_those_of_the_sample() {
        let found = percentiles(&latencies(800, 50.0, 0.6, &mut Chance::new(7))).expect("percentiles");
        let text = last(&good("type = 'latency'\nn = 800\nmedian = 50\nspread = 0.6\nseed = 7\nlimit = 80"), Lang::En);
        for (name, ms) in [("p50", found.p50), ("p95", found.p95), ("p99", found.p99)] {
            assert!(text.contains(&format!("{name} {ms:.0} ms")), "{text}");
        }
        assert!(text.contains("n = 800") && text.contains("✗ p99 > 80 ms"), "{text}");
        assert!(last(&good("type = 'latency'\nlimit = 900"), Lang::En).contains("✓ p99 ≤ 900 ms"));
    }

    #[test]
    fn nonsense_is_refused() {
        for rest in ["n = 3", "median = 0", "spread = 2", "limit = -1"] {
            assert_eq!(faults(&format!("type = 'latency'\n{rest}")), [Code::OutOfRange], "{rest}");
        }
    }
}
