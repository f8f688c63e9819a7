//! The bootstrap: a sample stands in for its population, and is drawn from again and again.

use super::summary::{mean, quantile, sd_population};
use super::{Chance, Interval};

/// A resample: as many rows as the sample has, drawn from it with replacement.
#[derive(Debug, Clone, PartialEq)]
pub struct Resample {
    /// Which rows of the sample, in the order they were drawn.
    pub(crate) rows: Vec<usize>,
    pub mean: f64,
}

pub fn resamples(sample: &[f64], count: usize, chance: &mut Chance) -> Vec<Resample> {
    let draw = |_| {
        let rows = chance.pick(sample.len(), sample.len());
        let values: Vec<f64> = rows.iter().map(|row| sample[*row]).collect();
        mean(&values).map(|mean| Resample { rows, mean })
    };
    (0..count).map_while(draw).collect()
}

/// The standard error after each replicate, 0 while there is but one; in one pass (Welford 1962).
pub(crate) fn running_errors(replicates: &[f64]) -> Vec<f64> {
    let (mut mean, mut squares) = (0.0, 0.0);
    let step = |(i, x): (usize, &f64)| {
        let off = x - mean;
        mean += off / (i + 1) as f64;
        squares += off * (x - mean);
        (squares / i.max(1) as f64).sqrt()
    };
    replicates.iter().enumerate().map(step).collect()
}

/// What the bootstrap's standard error of the mean tends to with ever more resamples: the sample's standard deviation
/// with divisor n, over √n. None of an empty sample.
pub fn exact_standard_error(sample: &[f64]) -> Option<f64> {
    sd_population(sample).map(|sd| sd / (sample.len() as f64).sqrt())
}

/// The shares of yes in `count` resamples of a sample of `n` yeses and noes; none of an empty one.
///
/// To draw n rows of which k are yes is to draw one number from the binomial law of n and k/n. That is done by inversion
/// (Devroye 1986, ch. III), one uniform draw a resample, so that a thousand voices cost no more than ten.
pub fn shares(yes: u64, n: u64, count: usize, chance: &mut Chance) -> Vec<f64> {
    if n == 0 {
        return Vec::new();
    }
    let law = Binomial::new(n, yes.min(n));
    (0..count).map(|_| law.at(chance.uniform()) as f64 / n as f64).collect()
}

/// The percentile interval of replicates: from the quantile of (1 − confidence)/2 to its mirror image (Efron and
/// Tibshirani 1993, ch. 13); none without replicates.
pub(crate) fn percentiles(replicates: &[f64], confidence: f64) -> Option<Interval> {
    let tail = (1.0 - confidence) / 2.0;
    Some(Interval { low: quantile(replicates, tail)?, high: quantile(replicates, 1.0 - tail)? })
}

/// How many yeses a resample may have, and how likely that many or fewer are. Numbers too rare for any draw are left out.
struct Binomial {
    first: u64,
    up_to: Vec<f64>,
}

impl Binomial {
    fn new(n: u64, yes: u64) -> Self {
        if yes == 0 || yes == n {
            return Self { first: yes, up_to: vec![1.0] };
        }
        let odds = yes as f64 / (n - yes) as f64;
        // From the mode, which is np here, to both sides: P(k + 1) = P(k) · odds · (n − k) / (k + 1).
        let upward =
            |(k, weight): (u64, f64)| (k < n).then(|| (k + 1, weight * odds * (n - k) as f64 / (k + 1) as f64));
        let downward =
            |(k, weight): (u64, f64)| (k > 0).then(|| (k - 1, weight / odds * k as f64 / (n - k + 1) as f64));
        let likely = |(_, weight): &(u64, f64)| *weight > 1e-18;
        let side = |step: &dyn Fn((u64, f64)) -> Option<(u64, f64)>| -> Vec<(u64, f64)> {
            std::iter::successors(Some((yes, 1.0)), |at| step(*at)).skip(1).take_while(likely).collect()
        };
        let (below, above) = (side(&downward), side(&upward));
        let all = below.iter().rev().copied().chain([(yes, 1.0)]).chain(above);
        let mut sum = 0.0;
        let mut up_to: Vec<f64> = all
            .map(|(_, weight)| {
                sum += weight;
                sum
            })
            .collect();
        up_to.iter_mut().for_each(|part| *part /= sum);
        Self { first: below.last().map_or(yes, |(k, _)| *k), up_to }
    }

    /// The number at which the law passes a share of its draws.
    fn at(&self, share: f64) -> u64 {
        let steps = self.up_to.partition_point(|part| *part <= share).min(self.up_to.len() - 1);
        self.first + steps as u64
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::maths::summary::sd;

    const SAMPLE: [f64; 4] = [5.0, 9.0, 12.0, 14.0];

    #[track_caller]
    fn near(actual: Option<f64>, expected: f64, by: f64) {
        let actual = actual.expect("there is a value");
        assert!((actual - expected).abs() < by, "{actual} is not {expected}");
    }

    #[test]
    fn three_resamples_by_hand() {
        let means = [[0, 1, 1, 3], [1, 2, 3, 3], [0, 0, 2, 2]]
            .map(|rows| rows.iter().map(|row| SAMPLE[*row]).sum::<f64>() / 4.0);
        assert_eq!(means, [9.25, 12.25, 8.5]);
        near(sd(&means), 1.9843, 5e-5);
    }

    #[test]
    fn all_256_resamples_give_the_exact_error() {
        let means: Vec<f64> =
            (0..256).map(|i| [0, 2, 4, 6].map(|bit| SAMPLE[i >> bit & 3]).iter().sum::<f64>() / 4.0).collect();
        near(sd_population(&means), 1.6956, 5e-5);
        near(exact_standard_error(&SAMPLE), 1.6956, 5e-5);
    }

    #[test]
    fn many_resamples_come_close_to_it() {
        let drawn = resamples(&SAMPLE, 2000, &mut Chance::new(2024));
        let means: Vec<f64> = drawn.iter().map(|resample| resample.mean).collect();
        near(sd(&means), 1.6956, 0.08);
        // A given row is absent from (1 − 1/n)ⁿ of them.
        let is_absent = |row: usize| move |resample: &&Resample| !resample.rows.contains(&row);
        let absent: usize = (0..4).map(|row| drawn.iter().filter(is_absent(row)).count()).sum();
        near(Some(absent as f64 / 8000.0), 0.75f64.powi(4), 0.02);
    }

    #[test]
    fn of_nothing_there_is_no_resample() {
        assert_eq!(resamples(&[], 5, &mut Chance::new(1)), []);
        assert_eq!(exact_standard_error(&[]), None);
        assert_eq!(exact_standard_error(&[3.0]), Some(0.0));
    }

    /// All nⁿ resamples of a sample of noes and yeses, as the share of yes in each.
    fn all_shares(yes: usize, n: u32) -> Vec<f64> {
        let n_rows = n as usize;
        let count = |mut code: usize| {
            let mut found = 0;
            for _ in 0..n {
                found += usize::from(code % n_rows < yes);
                code /= n_rows;
            }
            found
        };
        (0..n_rows.pow(n)).map(|code| count(code) as f64 / f64::from(n)).collect()
    }

    #[test]
    fn the_law_of_a_share_is_that_of_all_resamples() {
        for (yes, n) in [(1, 3), (2, 5), (4, 6), (0, 4), (4, 4), (1, 1)] {
            let all = all_shares(yes, n);
            let law = Binomial::new(n.into(), yes as u64);
            for k in 0..=n {
                let exact = all.iter().filter(|share| **share <= f64::from(k) / f64::from(n)).count() as f64;
                let at = (u64::from(k) + 1).saturating_sub(law.first).min(law.up_to.len() as u64);
                let ours = at.checked_sub(1).map_or(0.0, |at| law.up_to[at as usize]);
                near(Some(ours), exact / all.len() as f64, 1e-12);
            }
        }
    }

    #[test]
    fn the_interval_of_a_small_sample_is_that_of_all_resamples() {
        // 4 of 6: of all 46,656 resamples 1.8 % have one yes or none, 10 % two or fewer, 91 % five or fewer.
        let exact = percentiles(&all_shares(4, 6), 0.95).expect("an interval");
        let drawn = percentiles(&shares(4, 6, 2000, &mut Chance::new(1)), 0.95).expect("an interval");
        assert_eq!(exact, Interval { low: 2.0 / 6.0, high: 1.0 });
        assert_eq!(drawn, exact);
        // Of 12 of 24 there are too many; in R, qbinom(c(.025, .975), 24, .5) is 7 and 17.
        let drawn = percentiles(&shares(12, 24, 2000, &mut Chance::new(1)), 0.95).expect("an interval");
        assert_eq!(drawn, Interval { low: 7.0 / 24.0, high: 17.0 / 24.0 });
        assert_eq!((shares(0, 0, 5, &mut Chance::new(1)), percentiles(&[], 0.95)), (vec![], None));
    }

    #[test]
    fn a_crowd_takes_no_longer() {
        let crowd = shares(3_000_000_000, 10_000_000_000, 2000, &mut Chance::new(1));
        near(sd(&crowd), (0.21f64 / 1e10).sqrt(), 2e-7);
    }

    proptest! {
        #[test]
        fn an_interval_holds_the_share(n in 1u64..400, part in 0.0..=1.0f64, seed: u64) {
            let yes = (part * n as f64).round() as u64;
            let drawn = shares(yes, n, 2000, &mut Chance::new(seed));
            prop_assert!(drawn.iter().all(|share| (0.0..=1.0).contains(share)));
            let interval = percentiles(&drawn, 0.95).expect("there are replicates");
            prop_assert!(interval.holds(yes as f64 / n as f64), "{yes} of {n}: {interval:?}");
        }

        #[test]
        fn an_error_on_the_way_is_that_of_the_replicates_so_far(means in prop::collection::vec(-1e3..1e3, 1..40)) {
            for (i, error) in running_errors(&means).into_iter().enumerate() {
                prop_assert!((error - sd(&means[..=i]).unwrap_or(0.0)).abs() < 1e-8);
            }
        }

        #[test]
        fn a_resample_is_as_large_as_the_sample(seed: u64, sample in prop::collection::vec(-1e3..1e3, 1..30)) {
            for resample in resamples(&sample, 3, &mut Chance::new(seed)) {
                prop_assert_eq!(resample.rows.len(), sample.len());
                prop_assert!(resample.rows.iter().all(|row| *row < sample.len()));
            }
        }
    }
}
