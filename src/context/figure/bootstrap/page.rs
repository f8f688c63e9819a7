//! The drawing of a bootstrap, part by part.

use super::{Bootstrap, ERROR, FAST, Labels, SLOW};
use crate::context::figure::prelude::*;
use crate::maths::normal;

/// Where everything lies: names at the left, the axis in the middle, numbers at the right.
pub(super) struct BootstrapPage<'a> {
    of: &'a Bootstrap,
    lang: Lang,
    words: &'static Labels,
    left: usize,
    cells: usize,
    /// Where the numbers begin, and end.
    panel: usize,
    cols: usize,
    rows: usize,
    /// The row of the sample; the population is above, resample and means below.
    sample: usize,
    /// The values of the sample as they are written.
    marks: Vec<String>,
}

impl<'a> BootstrapPage<'a> {
    pub(super) fn new(of: &'a Bootstrap, lang: Lang, room: Room) -> Self {
        let words = Labels::of(lang);
        let names = [&words.population, &words.sample, &words.resample, &words.means];
        let number = 1 + of.resamples.len().to_string().len();
        let numbered = width(&words.resample) + number;
        let left = names.into_iter().map(|name| width(name)).fold(numbered, usize::max) + 2;
        let longest = of.sample.iter().map(|x| width(&decimal(*x, lang)) + 1).max().unwrap_or(0);
        // Not so wide that bins would have to be narrow.
        let most = room.cols.saturating_sub(left + 2 + 2 * of.bins.count).max(20);
        let panel = (of.sample.len() * longest + 7).clamp(20, 28).min(most);
        let cells = (room.cols.saturating_sub(left + panel + 2) / of.bins.count).max(1);
        let sample = 3 + room.rows.saturating_sub(13) / 3;
        let panel = room.cols - panel;
        let marks = Vec::new();
        let page = Self { of, lang, words, left, cells, panel, cols: room.cols, rows: room.rows, sample, marks };
        Self { marks: page.marks(), ..page }
    }

    fn col(&self, x: f64) -> usize {
        let cells = self.cells * self.of.bins.count;
        self.left + ((self.of.bins.place(x) * self.cells as f64).round() as usize).min(cells - 1)
    }

    /// Each value as a number, or as a dot where there is no room for it beside its neighbour.
    fn marks(&self) -> Vec<String> {
        let mut order: Vec<usize> = (0..self.of.sample.len()).collect();
        order.sort_by(|a, b| self.of.sample[*a].total_cmp(&self.of.sample[*b]));
        let mut marks = vec!["•".to_owned(); order.len()];
        let mut next = self.left;
        for i in order {
            let number = decimal(self.of.sample[i], self.lang);
            let start = self.col(self.of.sample[i]).saturating_sub(width(&number) / 2);
            if start >= next && start + width(&number) < self.panel {
                next = start + width(&number) + 1;
                marks[i] = number;
            }
        }
        marks
    }

    fn right(&self) -> usize {
        self.left + self.cells * self.of.bins.count
    }

    fn floor(&self) -> usize {
        self.rows - 3
    }

    pub(super) fn axis(&self, board: &mut Grid) {
        let bins = &self.of.bins;
        board.level(self.left..self.right(), self.rows - 2, '─', Role::Dim);
        let high = bins.low + bins.width * bins.count as f64;
        let axis = Axis::over([bins.low, high], bins.count * self.cells / 8, false);
        for tick in axis.ticks() {
            board.put(self.col(tick), self.rows - 2, '┴', Role::Dim);
            board.centred(self.col(tick), self.rows - 1, &axis.label(tick, self.lang), Role::Dim);
        }
        if let Some(name) = self.of.x.get(self.lang) {
            let name = shorten(name, self.cols - self.panel);
            board.ending(self.cols, self.rows - 1, &name, Role::Plain);
        }
        let names = [&self.words.population, &self.words.sample, &self.words.resample];
        for (name, row) in names.into_iter().zip([0, self.sample, self.sample + 1]) {
            board.write(0, row, name, Role::Plain);
        }
        board.write(0, self.floor(), &self.words.means, Role::Plain);
    }

    pub(super) fn population(&self, at: Moment, board: &mut Grid) {
        let of = self.of;
        if at.done(0) >= 1.0 {
            board.upright(self.col(of.mu), 0..self.floor() + 1, '┊', Role::Dim);
            board.write(self.panel, 0, &format!("μ = {}", decimal(of.mu, self.lang)), Role::Info);
        }
        let span = of.bins.width * of.bins.count as f64;
        let top = normal::density(of.mu, of.mu, of.sigma);
        let drawn = (at.done(0) * (self.right() - self.left) as f64) as usize;
        let cols = self.left..self.left + drawn;
        let share = drawn as f64 / (self.right() - self.left) as f64;
        board.curve(cols, self.sample - 1, self.sample, Role::Series(2), |x| {
            normal::density(of.bins.low + span * x * share, of.mu, of.sigma) / top
        });
    }

    pub(super) fn sample(&self, at: Moment, board: &mut Grid) {
        let of = self.of;
        let n = of.sample.len();
        for (i, x) in of.sample.iter().enumerate() {
            // One after the other they come down from the curve.
            let fallen = (at.done(1) * (n + 1) as f64 / 2.0 - i as f64 / 2.0).clamp(0.0, 1.0);
            if fallen >= 1.0 {
                board.centred(self.col(*x), self.sample, &self.marks[i], Role::Series(0));
            } else if fallen > 0.0 {
                let from = self.sample - 1 - (self.sample - 1).min(1);
                board.put(self.col(*x), from + (fallen * 2.0) as usize, '•', Role::Series(0));
            }
        }
        if at.done(1) >= 1.0 {
            board.write(self.panel, self.sample, &format!("x̄ = {}", self.mean(of.mean)), Role::Info);
        }
    }

    fn mean(&self, mean: f64) -> String {
        decimal((mean * 100.0).round() / 100.0, self.lang)
    }

    /// The values of the resample that is being drawn, or was last, where they lie; how often under them.
    pub(super) fn resample(&self, done: usize, share: f64, board: &mut Grid) {
        let of = self.of;
        let at = if share > 0.0 { done } else { done.wrapping_sub(1) };
        let Some(shown) = of.resamples.get(at) else { return };
        // Which one: at the end it is none of those that are listed.
        board.write(width(&self.words.resample) + 1, self.sample + 1, &(at + 1).to_string(), Role::Dim);
        let drawn = if share > 0.0 { picked(share, shown.rows.len()) } else { shown.rows.len() };
        let rows = &shown.rows[..drawn];
        for (i, x) in of.sample.iter().enumerate() {
            let times = rows.iter().filter(|row| **row == i).count();
            let col = self.col(*x);
            if times > 0 {
                board.centred(col, self.sample + 1, &self.marks[i], Role::Series(1));
            } else {
                board.put(col, self.sample + 1, '·', Role::Dim);
            }
            if times > 1 {
                board.centred(col, self.sample + 2, &format!("×{times}"), Role::Warn);
            }
        }
        if share > 0.0 && share < DRAWN {
            // The value that is being copied.
            if let Some(last) = rows.last() {
                board.centred(self.col(of.sample[*last]), self.sample, &self.marks[*last], Role::Strong);
            }
        } else if share > 0.0 {
            let fall = (share - DRAWN) / (1.0 - DRAWN);
            let (from, to) = (self.sample + 2, self.floor());
            let row = from + (fall * fall * (to - from) as f64).round() as usize;
            board.put(self.col(shown.mean), row, '●', Role::Series(1));
        }
    }

    /// The histogram, or while they are few the means themselves; and the standard error as a width.
    pub(super) fn means(&self, done: usize, at: Moment, board: &mut Grid) {
        let of = self.of;
        let means = of.resamples[..done].iter().map(|resample| resample.mean);
        if at.beat < FAST {
            means.clone().for_each(|mean| board.put(self.col(mean), self.floor(), '●', Role::Series(1)));
        } else {
            // As high as the last frame needs: the scale stays.
            let count = |upto: usize| {
                let mut counts = vec![0; of.bins.count];
                of.resamples[..upto].iter().for_each(|resample| counts[of.bins.of(resample.mean)] += 1);
                counts
            };
            let most = count(of.resamples.len()).into_iter().max().unwrap_or(1).max(1);
            let eighths = (self.floor() - self.sample - 3) * 8;
            for (bin, n) in count(done).into_iter().enumerate().filter(|(_, n)| *n > 0) {
                let from = self.left + bin * self.cells;
                board.bar(from..from + self.cells, self.floor(), (n * eighths / most).max(1), Role::Series(1));
            }
        }
        let grown = if at.beat >= FAST { 1.0 } else { at.done(ERROR) };
        if grown > 0.0 {
            let middle = means.sum::<f64>() / done as f64;
            let reach = of.errors[done - 1] * grown;
            let (low, high) = (self.col(middle - reach), self.col(middle + reach));
            let row = self.sample + 3;
            board.span((low, high), row, ['├', '─', '┤'], Role::Strong);
            board.put(self.col(middle), row, '┼', Role::Strong);
            if high + 2 + width(&self.words.width) < self.panel {
                board.write(high + 2, row, &self.words.width, Role::Dim);
            }
        }
    }

    /// At the right: the first resamples written out, and what comes of them all.
    pub(super) fn list(&self, done: usize, share: f64, at: Moment, board: &mut Grid) {
        let of = self.of;
        let room = self.cols - self.panel;
        let fast = at.beat >= FAST;
        for (i, resample) in of.resamples.iter().take(SLOW.min(done + usize::from(share > 0.0))).enumerate() {
            let now = i == done;
            let drawn = if now { picked(share, resample.rows.len()) } else { resample.rows.len() };
            let values = resample.rows[..drawn].iter().map(|row| decimal(of.sample[*row], self.lang));
            let values = shorten(&values.collect::<Vec<_>>().join(" "), room - 7);
            board.write(self.panel, self.sample + 1 + i, &values, Role::Series(1));
            if !now || share >= DRAWN {
                board.ending(self.cols, self.sample + 1 + i, &fixed(resample.mean, 2, self.lang), Role::Plain);
            }
        }
        if fast {
            board.write(self.panel, self.sample + 1 + SLOW, "⋮", Role::Dim);
        }
        if fast || at.done(ERROR) >= 1.0 {
            let count = fill(&self.words.resamples, &[("n", &done.to_string())]);
            let error = fixed(of.errors[done - 1], 2, self.lang);
            board.write(self.panel, self.floor() - 1, &count, Role::Plain);
            board.write(self.panel, self.floor(), &fill(&self.words.error, &[("error", &error)]), Role::Strong);
            let exact = fill(&self.words.exact, &[("error", &fixed(of.exact, 4, self.lang))]);
            board.write(self.panel, self.floor() + 1, &exact, Role::Dim);
        }
    }
}

/// So much of a resample's time goes into drawing its values; in the rest its mean falls.
const DRAWN: f64 = 0.65;

/// How many of `n` values are drawn by then.
fn picked(share: f64, n: usize) -> usize {
    ((share / DRAWN * n as f64) as usize + 1).min(n)
}
