//! Latencies over time.

use super::Chance;
use super::summary::quantile;

/// `n` latencies of a lognormal law, whose tail is as long as latencies have it: `median` in whatever unit, and the
/// standard deviation of the logarithm (0.3 is calm, 0.8 is wild). A median not above 0 makes all of them 0.
pub fn latencies(n: usize, median: f64, log_sd: f64, chance: &mut Chance) -> Vec<f64> {
    let median = median.max(0.0);
    (0..n).map(|_| median * chance.lognormal(0.0, log_sd)).collect()
}

/// The same with a step: from the place `deploy` on the median is `factor` times as high.
pub fn stepped(n: usize, deploy: usize, median: f64, factor: f64, log_sd: f64, chance: &mut Chance) -> Vec<f64> {
    let mut series = latencies(deploy.min(n), median, log_sd, chance);
    series.extend(latencies(n.saturating_sub(deploy), median * factor, log_sd, chance));
    series
}

/// What service levels are stated in: p50, p95, p99.
pub fn percentiles(xs: &[f64]) -> Option<[f64; 3]> {
    Some([quantile(xs, 0.5)?, quantile(xs, 0.95)?, quantile(xs, 0.99)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::summary::median;

    #[test]
    fn latencies_have_the_percentiles_of_their_law() {
        let found = percentiles(&latencies(40_000, 120.0, 0.5, &mut Chance::new(4))).expect("percentiles");
        // median · e^(0.5 z) with z = 0, 1.645, 2.326
        for (found, expected) in found.into_iter().zip([120.0, 273.1, 384.1]) {
            assert!((found / expected - 1.0f64).abs() < 0.03, "{found} is not about {expected}");
        }
    }

    #[test]
    fn a_deploy_is_a_step() {
        let series = stepped(400, 250, 100.0, 1.8, 0.1, &mut Chance::new(9));
        assert_eq!(series.len(), 400);
        let (before, after) = (median(&series[..250]).expect("values"), median(&series[250..]).expect("values"));
        assert!((before - 100.0).abs() < 3.0 && (after - 180.0).abs() < 5.0, "{before}, {after}");
        assert_eq!(stepped(3, 9, 1.0, 2.0, 0.0, &mut Chance::new(1)), [1.0; 3]);
        assert_eq!(stepped(3, 0, 1.0, 2.0, 0.0, &mut Chance::new(1)), [2.0; 3]);
        assert_eq!(latencies(2, -1.0, 0.5, &mut Chance::new(1)), [0.0; 2]);
    }

    #[test]
    fn nothing_has_no_percentiles() {
        assert_eq!(percentiles(&[]), None);
    }
}
