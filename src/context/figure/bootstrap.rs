//! `bootstrap`: a population and a sample of it; from the sample, resample after resample, whose means pile up. All share
//! one horizontal axis, so that what is drawn falls straight down.

mod page;

use self::page::BootstrapPage;
use super::prelude::*;
use crate::maths::resample::{Resample, exact_standard_error, resamples, running_errors};
use crate::maths::summary;
use crate::read::diagnostic::Code;

labels! { "bootstrap" { population, sample, resample, means, resamples, error, exact, width } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bootstrap {
    mu: f64,
    sigma: f64,
    x: PartName,
    sample: Vec<f64>,
    mean: f64,
    /// The first [`SLOW`] are drawn value by value.
    resamples: Vec<Resample>,
    /// The standard error after each resample.
    errors: Vec<f64>,
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

/// The resamples that are shown slowly.
const SLOW: usize = 3;

const TALK: [[f64; 4]; SLOW] = [[5.0, 9.0, 9.0, 14.0], [9.0, 12.0, 14.0, 14.0], [5.0, 5.0, 12.0, 12.0]];

/// The population's curve is drawn as far from its mean, in standard deviations.
const REACH: f64 = 2.4;

/// The beats: the population, the sample, [`SLOW`] resamples, their standard error, all the others.
const ERROR: usize = 2 + SLOW;
const FAST: usize = ERROR + 1;

keys! {
    /// A population, a sample, resamples of it one after the other, the histogram of their means.
    partial struct BootstrapKeys for Bootstrap {
        /// The sample, of 2 to 8 values.
        sample: Option<Vec<f64>> = list(2, 8, any_number()).optional().usually([5, 9, 12, 14]),
        /// Up to three resamples to begin with, as lists of values of the sample.
        first: Vec<Placed<Vec<Placed<f64>>>> = list(1, SLOW, list(1, 8, any_number().placed()).placed()).or_empty(),
        /// How many resamples there are.
        resamples: i64 = whole(SLOW as i64, 2000).or(200),
        /// The mean of the population.
        mu: f64 = number(-1e6, 1e6).or(11),
        /// The standard deviation of the population.
        sigma: f64 = number(1e-3, 1e6).or(3.5),
        /// The name of the axis.
        x: PartName = name(NAME_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Bootstrap {
    fn of(keys: BootstrapKeys, reading: &mut Reading) -> Option<Self> {
        let (own, given) = (keys.sample?, keys.first?);
        let sample = own.clone().unwrap_or_else(|| vec![5.0, 9.0, 12.0, 14.0]);
        let mut first = Vec::new();
        for resample in &given {
            first.push(checked_resample(resample, &sample, reading)?);
        }
        if own.is_none() && given.is_empty() {
            first.extend(TALK.iter().filter_map(|values| resample_of(values, &sample)));
        }
        let (mu, sigma, mut chance, count) = (keys.mu?, keys.sigma?, keys.seed?, keys.resamples? as usize);
        let mean = summary::mean(&sample)?;
        let drawn = resamples(&sample, count - first.len(), &mut chance);
        let resamples: Vec<Resample> = first.into_iter().chain(drawn).collect();
        let means: Vec<f64> = resamples.iter().map(|resample| resample.mean).collect();
        let (errors, exact) = (running_errors(&means), exact_standard_error(&sample)?);
        let bins = Bins::over(sample.iter().copied().chain([mu - REACH * sigma, mu + REACH * sigma]));
        Some(Self { mu, sigma, x: keys.x?, sample, mean, resamples, errors, exact, bins })
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

fn resample_of(values: &[f64], sample: &[f64]) -> Option<Resample> {
    let rows: Option<Vec<usize>> = values.iter().map(|value| sample.iter().position(|one| one == value)).collect();
    Some(Resample { rows: rows?, mean: summary::mean(values)? })
}

fn checked_resample(
    (values, at): &Placed<Vec<Placed<f64>>>,
    sample: &[f64],
    reading: &mut Reading,
) -> Option<Resample> {
    if !reading.counted(values.len(), sample.len(), at.clone()) {
        return None;
    }
    for (number, at) in values.iter().filter(|(number, _)| !sample.contains(number)) {
        let wanted = sample.iter().map(f64::to_string).collect::<Vec<_>>().join(", ");
        reading.push(reading.fault(Code::OutOfRange, at.clone()).arg("found", *number).arg("wanted", wanted));
    }
    let values: Vec<f64> = values.iter().map(|(number, _)| *number).collect();
    resample_of(&values, sample)
}

impl Bins {
    /// Up to eighteen bins that hold all of the numbers.
    fn over(numbers: impl Iterator<Item = f64>) -> Self {
        let (low, high) = extent(numbers).unwrap_or_default();
        let width = nice((high - low).max(1e-9) / 17.0);
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
    fn beats(&self) -> Vec<Beat> {
        let mut beats = vec![beat(20, 10), beat(20, 20)];
        beats.extend([beat(36, 14); SLOW]);
        beats.extend([beat(12, 30), beat(140, 0)]);
        beats
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let page = BootstrapPage::new(self, lang, room);
        let mut board = Grid::new(room.cols, room.rows);
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
