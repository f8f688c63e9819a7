//! The bootstrap: a sample stands in for its population, and is drawn from again and again.

use super::Chance;
use super::summary::{mean, sd, sd_population};

/// A resample: as many rows as the sample has, drawn from it with replacement.
#[derive(Debug, Clone, PartialEq)]
pub struct Resample {
    /// Which rows of the sample, in the order they were drawn.
    pub rows: Vec<usize>,
    /// The mean of their values.
    pub mean: f64,
}

impl Resample {
    /// How often each of the `n` rows of the sample was drawn.
    pub fn counts(&self, n: usize) -> Vec<usize> {
        let mut counts = vec![0; n];
        self.rows.iter().for_each(|row| counts.get_mut(*row).into_iter().for_each(|count| *count += 1));
        counts
    }
}

/// So many resamples of a sample; none of an empty one.
pub fn resamples(sample: &[f64], count: usize, chance: &mut Chance) -> Vec<Resample> {
    let draw = |_| {
        let rows = chance.pick(sample.len(), sample.len());
        let values: Vec<f64> = rows.iter().map(|row| sample[*row]).collect();
        mean(&values).map(|mean| Resample { rows, mean })
    };
    (0..count).map_while(draw).collect()
}

/// The standard error as the bootstrap estimates it: the standard deviation of the replicates, with divisor B − 1
/// (Efron and Tibshirani 1993, eq. 6.6); none below two replicates.
pub fn standard_error(replicates: &[f64]) -> Option<f64> {
    sd(replicates)
}

/// The standard error after each replicate, 0 while there is but one; in one pass (Welford 1962).
pub fn running_errors(replicates: &[f64]) -> Vec<f64> {
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

/// The chance that a given row of `n` is absent from a resample, (1 − 1/n)ⁿ, which tends to 1/e; 0 if there is no row.
pub fn absence(n: usize) -> f64 {
    if n == 0 { 0.0 } else { (1.0 - 1.0 / n as f64).powf(n as f64) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        near(standard_error(&means), 1.9843, 5e-5);
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
        near(standard_error(&means), 1.6956, 0.08);
        let absent = drawn.iter().flat_map(|resample| resample.counts(4)).filter(|count| *count == 0).count();
        near(Some(absent as f64 / 8000.0), absence(4), 0.02);
    }

    #[test]
    fn about_a_third_is_absent() {
        near(Some(absence(4)), 0.316, 5e-4);
        near(Some(absence(10)), 0.349, 5e-4);
        near(Some(absence(1_000_000)), (-1f64).exp(), 1e-6);
        assert_eq!((absence(0), absence(1)), (0.0, 0.0));
    }

    #[test]
    fn of_nothing_there_is_no_resample() {
        assert_eq!(resamples(&[], 5, &mut Chance::new(1)), []);
        assert_eq!((standard_error(&[1.0]), exact_standard_error(&[])), (None, None));
        assert_eq!(exact_standard_error(&[3.0]), Some(0.0));
    }

    proptest! {
        #[test]
        fn an_error_on_the_way_is_that_of_the_replicates_so_far(means in prop::collection::vec(-1e3..1e3, 1..40)) {
            for (i, error) in running_errors(&means).into_iter().enumerate() {
                prop_assert!((error - standard_error(&means[..=i]).unwrap_or(0.0)).abs() < 1e-8);
            }
        }

        #[test]
        fn a_resample_is_as_large_as_the_sample(seed: u64, sample in prop::collection::vec(-1e3..1e3, 1..30)) {
            for resample in resamples(&sample, 3, &mut Chance::new(seed)) {
                prop_assert_eq!(resample.rows.len(), sample.len());
                prop_assert_eq!(resample.counts(sample.len()).iter().sum::<usize>(), sample.len());
            }
        }
    }
}
