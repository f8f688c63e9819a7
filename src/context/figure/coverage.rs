//! `coverage`: one interval after the other, each from a sample of its own, and how many of them hold the true mean.

use super::prelude::*;
use crate::maths::coverage::{Draw, draws};
use crate::maths::interval::Law;

labels! { "coverage" { count, how } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Coverage {
    mu: f64,
    n: usize,
    level: f64,
    law: Law,
    x: PartName,
    draws: Vec<Draw>,
    reach: f64,
}

/// The intervals that are drawn slowly.
const SLOW: usize = 3;

const PANEL_MIN: usize = 18;

/// Columns between panels.
const GAP: usize = 2;

/// The laws that the width of an interval can come from.
const LAWS: [(&str, Law); 2] = [("t", Law::Student), ("z", Law::Normal)];

keys! {
    /// Confidence intervals of the means of many samples, and how many hold μ.
    partial struct CoverageKeys for Coverage {
        /// How many values each sample has.
        n: i64 = whole(2, 1000).or(10),
        /// How many samples are drawn.
        repeats: i64 = whole(5, 30).or(30),
        /// The level of the intervals, in percent.
        level: f64 = number(50, 99.9).or(95),
        /// The law that the width of the intervals comes from: Student’s or the normal one.
        factor: Law = word(&LAWS).or(Law::Student),
        /// The mean of the population.
        mu: f64 = number(-1e6, 1e6).or(11),
        /// The standard deviation of the population.
        sigma: f64 = number(1e-3, 1e6).or(3),
        /// The name of the axis.
        x: PartName = name(NAME_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Coverage {
    fn of(keys: CoverageKeys, _: &mut Reading) -> Option<Self> {
        let (mu, sigma, n, level, law) = (keys.mu?, keys.sigma?, keys.n? as usize, keys.level?, keys.factor?);
        let draws = draws(keys.repeats? as usize, n, (mu, sigma), level / 100.0, law, &mut keys.seed?);
        let ends = draws.iter().flat_map(|draw| [draw.interval.low, draw.interval.high]);
        let reach = ends.map(|end| (end - mu).abs()).fold(0.0, f64::max) * 1.02;
        Some(Self { mu, n, level, law, x: keys.x?, draws, reach })
    }
}

impl Living for Coverage {
    fn beats(&self) -> Vec<Beat> {
        let mut beats = vec![beat(18, 14); SLOW];
        beats.push(beat((self.draws.len() - SLOW) as u32 * 9, 0));
        beats
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let mut board = Grid::new(room.cols, room.rows);
        // As few panels side by side as there can be, all of the same height.
        let tall = room.rows - 3;
        let panels = self.draws.len().div_ceil(tall).min((room.cols + GAP) / (PANEL_MIN + GAP)).max(1);
        let rows = self.draws.len().div_ceil(panels);
        let cols = (room.cols + GAP) / panels - GAP;
        let axis = Axis::over([self.mu - self.reach, self.mu + self.reach], (cols / 9).max(2), false);
        let place = |x: f64| axis.place(x.clamp(axis.min, axis.max), cols).unwrap_or(0);
        for left in (0..panels).map(|panel| panel * (cols + GAP)) {
            board.upright(left + place(self.mu), 1..rows + 1, '┊', Role::Info);
            board.level(left..left + cols, rows + 1, '─', Role::Dim);
            for tick in axis.ticks() {
                let (col, text) = (place(tick), axis.label(tick, lang));
                board.put(left + col, rows + 1, '┴', Role::Dim);
                let start = (left + col).saturating_sub(width(&text) / 2).min(left + cols - width(&text));
                board.write(start, rows + 2, &text, Role::Dim);
            }
        }
        let slow: f64 = (0..SLOW).map(|beat| at.even(beat)).sum();
        let begun = slow + at.even(SLOW) * (self.draws.len() - SLOW) as f64;
        for (i, draw) in self.draws.iter().enumerate().take(begun.ceil() as usize) {
            let (left, row) = (i / rows * (cols + GAP), 1 + i % rows);
            // The mean first, then the interval from it to both sides; at last it shows what holds.
            let share = (begun - i as f64).min(1.0);
            let grown = ((share - 0.2) / 0.6).clamp(0.0, 1.0);
            let end = |to: f64| left + place(draw.mean + (to - draw.mean) * grown);
            let (low, high) = (end(draw.interval.low), end(draw.interval.high));
            let missed = !draw.holds && share > 0.8;
            let (role, line, dot) = match missed {
                true => (Role::Bad, ['╞', '═', '╡'], '×'),
                false => (Role::Series(0), ['├', '─', '┤'], '•'),
            };
            if grown > 0.0 {
                board.span((low, high), row, line, role);
                if low < left + place(self.mu) && left + place(self.mu) < high {
                    board.put(left + place(self.mu), row, '┼', role);
                }
            }
            board.put(left + place(draw.mean), row, dot, role);
        }
        self.write(begun as usize, words, lang, &mut board, room.cols);
        board.sheet()
    }
}

impl Coverage {
    /// Above the panels: what they show, and how many hold.
    fn write(&self, done: usize, words: &Labels, lang: Lang, board: &mut Grid, cols: usize) {
        let law = if self.law == Law::Student { "t" } else { "z" };
        let values = [
            ("level", decimal(self.level, lang)),
            ("n", self.n.to_string()),
            ("law", law.to_owned()),
            ("mu", decimal(self.mu, lang)),
            ("held", self.draws[..done].iter().filter(|draw| draw.holds).count().to_string()),
            ("done", done.to_string()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let count = fill(&words.count, &values);
        let mut how = fill(&words.how, &values);
        if let Some(name) = self.x.get(lang) {
            how = format!("{how}, {name}");
        }
        board.write(0, 0, &shorten(&how, cols - width(&count) - 3), Role::Plain);
        board.ending(cols, 0, &count, Role::Strong);
    }
}
