//! `bootstrap`: a population and a sample of it; from the sample, resample after resample, whose means pile up. All share
//! one horizontal axis, so that what is drawn falls straight down.

mod page;

use self::page::Page;
use super::Living;
use super::board::Board;
use super::keys::{NAME_MAX, Name, chance};
use super::labels::labels;
use super::timeline::{Beat, Moment, Timeline};
use crate::context::chart::axis::nice;
use crate::context::sheet::{Room, Sheet};
use crate::diagnostic::Code;
use crate::maths::resample::{Resample, exact_standard_error, resamples, running_errors};
use crate::maths::summary;
use crate::read::{Keys, Reading};
use crate::text::Lang;

labels! { "bootstrap" { population, sample, resample, means, resamples, error, exact, width } }

/// A sample, its resamples and their means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bootstrap {
    mu: f64,
    sigma: f64,
    x: Name,
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
const REACH: f64 = 2.4;

/// The beats: the population, the sample, [`SLOW`] resamples, their standard error, all the others.
const ERROR: usize = 2 + SLOW;
const FAST: usize = ERROR + 1;

impl Bootstrap {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let mu = keys.optional("mu").map_or(Some(11.0), |v| reading.number_in(v, -1e6..=1e6));
        let sigma = keys.optional("sigma").map_or(Some(3.5), |v| reading.number_in(v, 1e-3..=1e6));
        let count = keys.optional("resamples").map_or(Some(200), |v| reading.integer(v, SLOW as i64..=2000));
        let chance = chance(keys, reading);
        let x = Name::read("x", NAME_MAX, keys, reading);
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
        let (mu, sigma, mut chance, count) = (mu?, sigma?, chance?, count? as usize);
        let mean = summary::mean(&sample).filter(|_| sample.len() > 1)?;
        let drawn = resamples(&sample, count - first.len(), &mut chance);
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
    /// Up to eighteen bins that hold all of the numbers.
    fn over(numbers: impl Iterator<Item = f64>) -> Self {
        let (low, high) = numbers.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
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
