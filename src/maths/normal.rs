//! The normal law.

use std::f64::consts::TAU;

/// The density at `x`; 0 where the standard deviation is not above 0.
pub fn density(x: f64, mean: f64, sd: f64) -> f64 {
    if sd > 0.0 { (-((x - mean) / sd).powi(2) / 2.0).exp() / (sd * TAU.sqrt()) } else { 0.0 }
}

/// The chance that a standard normal value is at most `z`, exact to about fifteen decimals.
///
/// ½ + φ(z) · (z + z³/3 + z⁵/(3·5) + …), where no terms cancel: Marsaglia, "Evaluating the Normal Distribution",
/// Journal of Statistical Software 11(4), 2004. Beyond 8 it is 0 or 1.
pub fn cdf(z: f64) -> f64 {
    if z.abs() > 8.0 {
        return if z > 0.0 { 1.0 } else { 0.0 };
    }
    let (mut sum, mut term) = (z, z);
    // At z = 8 the terms are too small to count after about 160.
    for i in 1..200 {
        term *= z * z / f64::from(2 * i + 1);
        sum += term;
    }
    (0.5 + sum * density(z, 0.0, 1.0)).clamp(0.0, 1.0)
}

/// The chance that a normal value is within `z` standard deviations of the mean.
pub fn within(z: f64) -> f64 {
    2.0 * cdf(z.abs()) - 1.0
}

/// The z within which a normal value is with this chance: 1.960 for 0.95. None unless 0 ≤ chance < 1.
pub fn factor(confidence: f64) -> Option<f64> {
    invert(confidence, within)
}

/// The value that a standard normal one does not exceed with chance `p`; none unless 0 < p < 1.
pub fn quantile(p: f64) -> Option<f64> {
    factor((2.0 * p - 1.0).abs()).map(|z| if p < 0.5 { -z } else { z })
}

/// Where a function that rises from 0 towards 1 reaches a share, by halving.
pub(super) fn invert(share: f64, rising: impl Fn(f64) -> f64) -> Option<f64> {
    if !(0.0..1.0).contains(&share) {
        return None;
    }
    let (mut low, mut high) = (0.0, 1.0);
    while rising(high) < share {
        (low, high) = (high, high * 2.0);
        if high > 1e12 {
            return None;
        }
    }
    for _ in 0..64 {
        let middle = (low + high) / 2.0;
        if rising(middle) < share { low = middle } else { high = middle }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn near(actual: f64, expected: f64, by: f64) {
        assert!((actual - expected).abs() < by, "{actual} is not {expected}");
    }

    #[test]
    fn known_values() {
        near(density(0.0, 0.0, 1.0), 0.398_942_280_4, 1e-10);
        near(density(11.0, 11.0, 2.0), 0.199_471_140_2, 1e-10);
        near(cdf(1.0), 0.841_344_746_068_543, 1e-14);
        near(cdf(-3.0), 0.001_349_898_031_630, 1e-14);
        near(cdf(8.0), 1.0, 1e-14);
        for (z, share) in [(1.0, 0.6827), (2.0, 0.9545), (3.0, 0.9973)] {
            near(within(z), share, 5e-5);
        }
        near(factor(0.95).expect("a factor"), 1.959_963_984_540_054, 1e-12);
        near(quantile(0.025).expect("a quantile"), -1.959_963_984_540_054, 1e-12);
        near(quantile(0.99).expect("a quantile"), 2.326_347_874_040_841, 1e-12);
        near(quantile(0.5).expect("a quantile"), 0.0, 1e-12);
    }

    #[test]
    fn what_does_not_exist_is_none() {
        assert_eq!([0.0, 1.0, -0.2, 1.7, f64::NAN].map(quantile), [None; 5]);
        assert_eq!([1.0, -0.1, f64::NAN].map(factor), [None; 3]);
        assert_eq!(density(1.0, 1.0, 0.0), 0.0);
        assert_eq!((cdf(f64::INFINITY), cdf(f64::NEG_INFINITY)), (1.0, 0.0));
    }

    proptest! {
        #[test]
        fn quantile_undoes_cdf(z in -4.5..4.5) {
            prop_assert!((quantile(cdf(z)).expect("a quantile") - z).abs() < 1e-9);
            prop_assert!((cdf(z) + cdf(-z) - 1.0).abs() < 1e-14);
        }
    }
}
