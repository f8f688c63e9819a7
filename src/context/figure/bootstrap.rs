//! `bootstrap`: a population and a sample of it; from the sample, resample after resample, whose means pile up. All share
//! one horizontal axis, so that what is drawn falls straight down.

use super::Living;
use super::board::Board;
use super::labels::labels;
use super::timeline::{Beat, Moment, Timeline};
use crate::context::chart::axis::{Axis, nice};
use crate::context::chart::{decimal, fixed, label};
use crate::context::sheet::{Role, Room, Sheet};
use crate::diagnostic::Code;
use crate::maths::resample::{Resample, exact_standard_error, resamples, running_errors};
use crate::maths::{Chance, normal, summary};
use crate::read::{Keys, Reading};
use crate::text::{Lang, Text, fill, shorten, width};

labels! { "bootstrap" { population, sample, resample, means, resamples, error, exact, width } }

/// A sample, its resamples and their means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bootstrap {
    mu: f64,
    sigma: f64,
    x: Option<Text>,
    sample: Vec<f64>,
    mean: f64,
    /// The first [`SLOW`] are drawn value by value.
    resamples: Vec<Resample>,
    /// The standard error after each resample.
    errors: Vec<f64>,
    /// What it tends to.
    exact: f64,
    bins: Bins,
}

/// The horizontal axis: bins of one width, whose middles are its multiples.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bins {
    low: f64,
    width: f64,
    count: usize,
}

/// So many resamples are shown slowly.
const SLOW: usize = 3;

/// The resamples of the talk.
const TALK: [[f64; 4]; SLOW] = [[5.0, 9.0, 9.0, 14.0], [9.0, 12.0, 14.0, 14.0], [5.0, 5.0, 12.0, 12.0]];

/// The population's curve is drawn as far from its mean, in standard deviations.
const REACH: f64 = 2.6;

/// The beats: the population, the sample, [`SLOW`] resamples, their standard error, all the others.
const ERROR: usize = 2 + SLOW;
const FAST: usize = ERROR + 1;

impl Bootstrap {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let mu = keys.optional("mu").map_or(Some(11.0), |v| reading.number_in(v, -1e6..=1e6));
        let sigma = keys.optional("sigma").map_or(Some(3.5), |v| reading.number_in(v, 1e-3..=1e6));
        let count = keys.optional("resamples").map_or(Some(200), |v| reading.integer(v, SLOW as i64..=2000));
        let seed = keys.optional("seed").map_or(Some(1), |v| reading.integer(v, 0..=i64::MAX));
        let x = keys.optional("x").and_then(|v| reading.text(v, 40));
        let given = keys.optional("sample");
        let sample = given.map_or(vec![5.0, 9.0, 12.0, 14.0], |v| reading.numbers(v, 8));
        if let Some(value) = given.filter(|_| sample.len() == 1) {
            reading.push(reading.fault(Code::LengthMismatch, value.span()).arg("found", 1).arg("wanted", "2…8"));
        }
        let mut first = Vec::new();
        if let Some(value) = keys.optional("first") {
            for value in reading.list(value, SLOW) {
                first.push(read_resample(value, &sample, reading)?);
            }
        } else if given.is_none() {
            first.extend(TALK.iter().filter_map(|values| resample_of(values, &sample)));
        }
        let (mu, sigma, seed, count) = (mu?, sigma?, seed?, count? as usize);
        let mean = summary::mean(&sample).filter(|_| sample.len() > 1)?;
        let drawn = resamples(&sample, count - first.len(), &mut Chance::new(seed as u64));
        let resamples: Vec<Resample> = first.into_iter().chain(drawn).collect();
        let means: Vec<f64> = resamples.iter().map(|resample| resample.mean).collect();
        let (errors, exact) = (running_errors(&means), exact_standard_error(&sample)?);
        let bins = Bins::over(sample.iter().copied().chain([mu - REACH * sigma, mu + REACH * sigma]));
        Some(Self { mu, sigma, x, sample, mean, resamples, errors, exact, bins })
    }

    /// How many resamples are done at a moment, and how much of the next is.
    fn done(&self, at: Moment) -> (usize, f64) {
        match at.beat {
            beat if beat < 2 => (0, 0.0),
            beat if beat < ERROR && at.share < 1.0 => (beat - 2, at.share),
            beat if beat < ERROR => (beat - 1, 0.0),
            ERROR => (SLOW, 0.0),
            // By the same factor in every frame: slow enough to follow at first, then ever faster.
            _ => ((SLOW as f64 * (self.resamples.len() as f64 / SLOW as f64).powf(at.share)).round() as usize, 0.0),
        }
    }
}

/// The resample that these values are, if the sample has them all.
fn resample_of(values: &[f64], sample: &[f64]) -> Option<Resample> {
    let rows: Option<Vec<usize>> = values.iter().map(|value| sample.iter().position(|one| one == value)).collect();
    Some(Resample { rows: rows?, mean: summary::mean(values)? })
}

fn read_resample(value: &crate::read::Value, sample: &[f64], reading: &mut Reading) -> Option<Resample> {
    let list = reading.list(value, 8);
    let values: Vec<f64> = list.iter().filter_map(|v| reading.number(v)).collect();
    if list.len() != sample.len() {
        let fault = reading.fault(Code::LengthMismatch, value.span());
        reading.push(fault.arg("found", list.len()).arg("wanted", sample.len()));
        return None;
    }
    for (value, number) in list.iter().zip(&values).filter(|(_, number)| !sample.contains(number)) {
        let wanted = sample.iter().map(f64::to_string).collect::<Vec<_>>().join(", ");
        reading.push(reading.fault(Code::OutOfRange, value.span()).arg("found", *number).arg("wanted", wanted));
    }
    resample_of(&values, sample)
}

impl Bins {
    /// About twenty bins that hold all of the numbers.
    fn over(numbers: impl Iterator<Item = f64>) -> Self {
        let (low, high) = numbers.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
        let width = nice((high - low).max(1e-9) / 19.0);
        let (first, last) = ((low / width).round(), (high / width).round());
        Self { low: (first - 0.5) * width, width, count: (last - first) as usize + 1 }
    }

    /// Where a number lies, in bins from the left.
    fn place(&self, x: f64) -> f64 {
        // What rounding left a hair below an edge is on it.
        ((x - self.low) / self.width + 1e-9).clamp(0.0, self.count as f64)
    }

    fn of(&self, x: f64) -> usize {
        (self.place(x) as usize).min(self.count - 1)
    }
}

impl Living for Bootstrap {
    fn timeline(&self) -> Timeline {
        let mut beats = vec![Beat { moving: 20, resting: 10 }, Beat { moving: 20, resting: 20 }];
        beats.extend([Beat { moving: 36, resting: 14 }; SLOW]);
        beats.extend([Beat { moving: 12, resting: 30 }, Beat { moving: 140, resting: 0 }]);
        Timeline::of(beats)
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let page = Page::new(self, lang, room);
        let mut board = Board::new(room.cols, room.rows);
        page.axis(&mut board);
        page.population(at, &mut board);
        page.sample(at, &mut board);
        let (done, share) = self.done(at);
        page.means(done, at, &mut board);
        page.resample(done, share, &mut board);
        page.list(done, share, at, &mut board);
        board.sheet()
    }
}

/// Where everything lies: names at the left, the axis in the middle, numbers at the right.
struct Page<'a> {
    of: &'a Bootstrap,
    lang: Lang,
    words: &'static Labels,
    left: usize,
    /// Columns of a bin.
    cells: usize,
    /// Where the numbers begin, and end.
    panel: usize,
    cols: usize,
    rows: usize,
    /// The row of the sample; the population is above, resample and means below.
    sample: usize,
}

impl<'a> Page<'a> {
    fn new(of: &'a Bootstrap, lang: Lang, room: Room) -> Self {
        let words = Labels::of(lang);
        let names = [&words.population, &words.sample, &words.resample, &words.means];
        let left = names.into_iter().map(|name| width(name)).max().unwrap_or(0) + 2;
        let longest = of.sample.iter().map(|x| width(&decimal(*x, lang)) + 1).max().unwrap_or(0);
        let panel = (of.sample.len() * longest + 7).clamp(20, 28);
        let cells = (room.cols.saturating_sub(left + panel + 2) / of.bins.count).max(1);
        let sample = 3 + room.rows.saturating_sub(13) / 3;
        Self { of, lang, words, left, cells, panel: room.cols - panel, cols: room.cols, rows: room.rows, sample }
    }

    /// The column of a number.
    fn col(&self, x: f64) -> usize {
        let cells = self.cells * self.of.bins.count;
        self.left + ((self.of.bins.place(x) * self.cells as f64) as usize).min(cells - 1)
    }

    fn right(&self) -> usize {
        self.left + self.cells * self.of.bins.count
    }

    /// The lowest row of the histogram.
    fn floor(&self) -> usize {
        self.rows - 3
    }

    fn axis(&self, board: &mut Board) {
        let bins = &self.of.bins;
        board.fill(self.left..self.right(), self.rows - 2, '─', Role::Dim);
        let high = bins.low + bins.width * bins.count as f64;
        let axis = Axis::over([bins.low, high].into_iter(), bins.count * self.cells / 8, false);
        for tick in axis.ticks() {
            board.put(self.col(tick), self.rows - 2, '┴', Role::Dim);
            board.centred(self.col(tick), self.rows - 1, &label(&axis, tick, self.lang), Role::Dim);
        }
        if let Some(name) = &self.of.x {
            board.text(self.panel, self.rows - 1, &shorten(name.get(self.lang), self.cols - self.panel), Role::Plain);
        }
        let names = [&self.words.population, &self.words.sample, &self.words.resample];
        for (name, row) in names.into_iter().zip([0, self.sample, self.sample + 1]) {
            board.text(0, row, name, Role::Plain);
        }
        board.text(0, self.floor(), &self.words.means, Role::Plain);
    }

    fn population(&self, at: Moment, board: &mut Board) {
        let of = self.of;
        if at.done(0) >= 1.0 {
            (0..self.floor() + 1).for_each(|row| board.put(self.col(of.mu), row, '┊', Role::Dim));
            board.text(self.panel, 0, &format!("μ = {}", decimal(of.mu, self.lang)), Role::Info);
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

    fn sample(&self, at: Moment, board: &mut Board) {
        let of = self.of;
        let n = of.sample.len();
        for (i, x) in of.sample.iter().enumerate() {
            // One after the other they come down from the curve.
            let fallen = (at.done(1) * (n + 1) as f64 / 2.0 - i as f64 / 2.0).clamp(0.0, 1.0);
            if fallen >= 1.0 {
                board.centred(self.col(*x), self.sample, &decimal(*x, self.lang), Role::Series(0));
            } else if fallen > 0.0 {
                let from = self.sample - 1 - (self.sample - 1).min(1);
                board.put(self.col(*x), from + (fallen * 2.0) as usize, '•', Role::Series(0));
            }
        }
        if at.done(1) >= 1.0 {
            board.text(self.panel, self.sample, &format!("x̄ = {}", self.mean(of.mean)), Role::Info);
        }
    }

    /// A mean with no more decimals than it needs.
    fn mean(&self, mean: f64) -> String {
        decimal((mean * 100.0).round() / 100.0, self.lang)
    }

    /// The values of the resample that is being drawn, or was last, where they lie; how often under them.
    fn resample(&self, done: usize, share: f64, board: &mut Board) {
        let of = self.of;
        let Some(shown) = of.resamples.get(if share > 0.0 { done } else { done.wrapping_sub(1) }) else { return };
        let drawn = if share > 0.0 { picked(share, shown.rows.len()) } else { shown.rows.len() };
        let rows = &shown.rows[..drawn];
        for (i, x) in of.sample.iter().enumerate() {
            let times = rows.iter().filter(|row| **row == i).count();
            let col = self.col(*x);
            if times > 0 {
                board.centred(col, self.sample + 1, &decimal(*x, self.lang), Role::Series(1));
            } else {
                board.put(col, self.sample + 1, '·', Role::Dim);
            }
            if times > 1 {
                board.centred(col, self.sample + 2, &format!("×{times}"), Role::Warn);
            }
        }
        if share > 0.0 && share < DRAWN {
            // The value that is being copied.
            if let Some(x) = rows.last().and_then(|row| of.sample.get(*row)) {
                board.centred(self.col(*x), self.sample, &decimal(*x, self.lang), Role::Strong);
            }
        } else if share > 0.0 {
            let fall = (share - DRAWN) / (1.0 - DRAWN);
            let (from, to) = (self.sample + 2, self.floor());
            let row = from + (fall * fall * (to - from) as f64).round() as usize;
            board.put(self.col(shown.mean), row, '●', Role::Series(1));
        }
    }

    /// The histogram, or while they are few the means themselves; and the standard error as a width.
    fn means(&self, done: usize, at: Moment, board: &mut Board) {
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
            board.fill(low..high + 1, row, '─', Role::Strong);
            board.put(low, row, '├', Role::Strong);
            board.put(high, row, '┤', Role::Strong);
            board.put(self.col(middle), row, '┼', Role::Strong);
            if high + 2 + width(&self.words.width) < self.panel {
                board.text(high + 2, row, &self.words.width, Role::Dim);
            }
        }
    }

    /// At the right: the first resamples written out, and what comes of them all.
    fn list(&self, done: usize, share: f64, at: Moment, board: &mut Board) {
        let of = self.of;
        let room = self.cols - self.panel;
        let fast = at.beat >= FAST;
        for (i, resample) in of.resamples.iter().take(SLOW.min(done + usize::from(share > 0.0))).enumerate() {
            let now = i == done;
            let drawn = if now { picked(share, resample.rows.len()) } else { resample.rows.len() };
            let values = resample.rows[..drawn].iter().map(|row| decimal(of.sample[*row], self.lang));
            let values = shorten(&values.collect::<Vec<_>>().join(" "), room - 7);
            board.text(self.panel, self.sample + 1 + i, &values, Role::Series(1));
            if !now || share >= DRAWN {
                board.ending(self.cols, self.sample + 1 + i, &fixed(resample.mean, 2, self.lang), Role::Plain);
            }
        }
        if fast {
            board.text(self.panel, self.sample + 1 + SLOW, "⋮", Role::Dim);
        }
        if fast || at.done(ERROR) >= 1.0 {
            let count = fill(&self.words.resamples, &[("n", &done.to_string())]);
            let error = fixed(of.errors[done - 1], 2, self.lang);
            board.text(self.panel, self.floor() - 1, &count, Role::Plain);
            board.text(self.panel, self.floor(), &fill(&self.words.error, &[("error", &error)]), Role::Strong);
            let exact = fill(&self.words.exact, &[("error", &fixed(of.exact, 4, self.lang))]);
            board.text(self.panel, self.floor() + 1, &exact, Role::Dim);
        }
    }
}

/// So much of a resample's time goes into drawing its values; in the rest its mean falls.
const DRAWN: f64 = 0.65;

/// How many of `n` values are drawn by then.
fn picked(share: f64, n: usize) -> usize {
    ((share / DRAWN * n as f64) as usize + 1).min(n)
}
