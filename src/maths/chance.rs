//! A seed, and what can be drawn from it.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// A source of chance that follows from its seed alone.
///
/// Everything is made from the bare output of ChaCha8 by arithmetic of our own, so that it is the same in every version
/// of `rand`. Uniform draws are the same on every machine; normal ones go through the machine's `ln` and `exp`, which
/// may differ in the last of sixteen digits.
#[derive(Debug)]
pub struct Chance(ChaCha8Rng);

impl Chance {
    pub fn new(seed: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// Uniform in [0, 1): 53 bits, all that an `f64` has room for.
    pub(crate) fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// One of 0, 1, ... n − 1, each as likely; 0 if there are none.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.0.next_u64()) * n as u128) >> 64) as usize
    }

    /// Normal, by the polar method (Marsaglia and Bray 1964); of the two numbers that it makes one is kept.
    pub(crate) fn normal(&mut self, mean: f64, sd: f64) -> f64 {
        loop {
            let (u, v) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let s = u * u + v * v;
            if s > 0.0 && s < 1.0 {
                return mean + sd * u * (-2.0 * s.ln() / s).sqrt();
            }
        }
    }

    /// Lognormal: e to the power of a normal number. Its median is e^`log_mean`.
    pub(crate) fn lognormal(&mut self, log_mean: f64, log_sd: f64) -> f64 {
        self.normal(log_mean, log_sd).exp()
    }

    pub fn normals(&mut self, n: usize, mean: f64, sd: f64) -> Vec<f64> {
        (0..n).map(|_| self.normal(mean, sd)).collect()
    }

    /// Puts items in any order, each as likely (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.below(i + 1);
            items.swap(i, j);
        }
    }

    /// `count` places out of `n`, with replacement; none if `n` is 0.
    pub(crate) fn pick(&mut self, n: usize, count: usize) -> Vec<usize> {
        let count = if n == 0 { 0 } else { count };
        (0..count).map(|_| self.below(n)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::maths::summary::{mean, median, sd};

    fn near(actual: Option<f64>, expected: f64, within: f64) {
        let actual = actual.expect("there is a value");
        assert!((actual - expected).abs() < within, "{actual} is not about {expected}");
    }

    #[test]
    fn draws_have_the_moments_of_their_laws() {
        let mut chance = Chance::new(7);
        let uniform: Vec<f64> = (0..20_000).map(|_| chance.uniform()).collect();
        near(mean(&uniform), 0.5, 0.01);
        near(sd(&uniform), (1.0f64 / 12.0).sqrt(), 0.005);
        let normal = chance.normals(20_000, 11.0, 3.0);
        near(mean(&normal), 11.0, 0.1);
        near(sd(&normal), 3.0, 0.06);
        let lognormal: Vec<f64> = (0..20_000).map(|_| chance.lognormal(2.0, 0.5)).collect();
        near(median(&lognormal), 2f64.exp(), 0.15);
        near(mean(&lognormal), (2.0f64 + 0.125).exp(), 0.15);
    }

    #[test]
    fn a_seed_says_the_same_for_ever() {
        // Texts beside a figure speak of the numbers in it: a seed must not come to mean others.
        let mut chance = Chance::new(2024);
        assert_eq!([6; 8].map(|n| chance.below(n)), GOLDEN);
        assert_eq!(Chance::new(1).pick(0, 5), [0; 0]);
        assert_eq!(Chance::new(1).below(0), 0);
    }

    const GOLDEN: [usize; 8] = [3, 1, 2, 3, 0, 3, 0, 5];

    #[test]
    fn all_places_are_as_likely() {
        let mut counts = [0; 5];
        Chance::new(3).pick(5, 10_000).into_iter().for_each(|place| counts[place] += 1);
        assert!(counts.iter().all(|count| (1850..2150).contains(count)), "{counts:?}");
    }

    proptest! {
        #[test]
        fn draws_stay_in_their_range(seed: u64, n in 1usize..100) {
            let mut chance = Chance::new(seed);
            prop_assert!((0.0..1.0).contains(&chance.uniform()));
            prop_assert!(chance.below(n) < n);
            prop_assert!(chance.normal(0.0, 1.0).is_finite());
            prop_assert!(chance.lognormal(0.0, 1.0) > 0.0);
        }

        #[test]
        fn a_shuffle_loses_nothing(seed: u64, n in 0usize..50) {
            let mut items: Vec<usize> = (0..n).collect();
            Chance::new(seed).shuffle(&mut items);
            items.sort_unstable();
            prop_assert!(items.into_iter().eq(0..n));
        }
    }
}
