//! `latency`: a histogram fills, request by request; then the percentiles are marked, and whether a limit is kept.

use super::prelude::*;
use crate::maths::series::{latencies, percentiles};
use crate::maths::summary::{Bin, classes, range};

labels! { "latency" { x, y, limit, ms } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Latency {
    values: Vec<f64>,
    /// How many classes there are between 0 and `most`.
    classes: usize,
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
        let [p50, p95, p99] = percentiles(&values)?;
        let (_, highest) = range(&values)?;
        // Round classes: each tick of an axis with about so many.
        let ticks = Axis::over([0.0, highest.max(limit.unwrap_or(0.0) * 1.02)], CLASSES, true);
        let (most, classes) = (ticks.max, ticks.ticks().len() - 1);
        let percentiles = [("p50", p50), ("p95", p95), ("p99", p99)];
        Some(Self { values, classes, percentiles, limit, most, axes })
    }

    /// The classes of the first so many values.
    fn classes(&self, arrived: usize) -> Vec<Bin> {
        classes(&self.values[..arrived], 0.0, self.most, self.classes)
    }

    /// How many requests have arrived: the first few one by one, then ever more at once.
    fn arrived(&self, at: Moment) -> usize {
        let rest = (self.values.len() - SLOW) as f64;
        (at.even(0) * SLOW as f64) as usize + (at.even(1).powi(2) * rest).round() as usize
    }
}

const CLASSES: usize = 30;

/// A time as one says it: whole milliseconds, tenths below ten.
fn time(ms: f64, lang: Lang) -> String {
    fill(&Labels::of(lang).ms, &[("ms", &fixed(ms, usize::from(ms < 10.0), lang))])
}

impl Living for Latency {
    fn beats(&self) -> Vec<Beat> {
        let mark = beat(15, 15);
        vec![beat(78, 0), beat(100, 25), mark, mark, mark]
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let highest = self.classes(self.values.len()).iter().map(|class| class.count).max().unwrap_or(1) as f64;
        let mut chart = Chart::new(lang, room, 0.0..=self.most, 0.0..=highest * 1.1, false);
        let arrived = self.arrived(at);
        let classes = self.classes(arrived);
        for class in classes.iter().filter(|class| class.count > 0) {
            chart.bar(class.from..=class.to, class.count as f64, Role::Series(0));
        }
        if at.beat == 0
            && at.share > 0.0
            && let Some(next) = self.values.get(arrived).filter(|_| arrived < SLOW)
            && let Some(class) = classes.iter().rfind(|class| class.from <= *next)
        {
            let fallen = (at.share * SLOW as f64).fract().powi(2);
            let y = chart.y.max - (chart.y.max - class.count as f64) * fallen;
            chart.put(class.from, y, '●', Role::Series(1));
        }
        let rows = chart.grid.rows;
        let marked = (0..3).filter(|i| at.done(2 + i) > 0.0).count();
        for (i, (_, ms)) in self.percentiles.iter().enumerate().take(marked) {
            let falls = (at.done(2 + i) * rows as f64).ceil() as usize;
            chart.upright(*ms, 0..falls, '│', Role::Info);
        }
        if let Some(limit) = self.limit {
            chart.upright(limit, 0..rows, '┊', Role::Warn);
        }
        // Labels over all lines, each in a row of its own.
        for (i, (name, ms)) in self.percentiles.iter().enumerate().take(marked) {
            let text = format!("{name} {}", time(*ms, lang));
            chart.label(*ms, i, &text, Role::Info);
        }
        if let Some(limit) = self.limit {
            let text = format!("{} {}", words.limit, time(limit, lang));
            chart.label(limit, 4, &text, Role::Warn);
        }
        let kept = self.limit.filter(|_| at.done(4) >= 1.0).map(|limit| {
            let (mark, sign, role) =
                if self.percentiles[2].1 <= limit { ('✓', '≤', Role::Good) } else { ('✗', '>', Role::Bad) };
            (format!("{mark} p99 {sign} {}", time(limit, lang)), role)
        });
        let n = (format!("  n = {}", count(arrived, lang)), Role::Plain);
        chart.sheet(self.axes.y.or(lang, &words.y), [n].into_iter().chain(kept), self.axes.x.or(lang, &words.x))
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
        for (name, ms) in ["p50", "p95", "p99"].into_iter().zip(found) {
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
