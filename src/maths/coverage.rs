//! How often an interval holds what it is for: samples are drawn from a known law over and over.

use super::interval::Law;
use super::summary::{mean, standard_error};
use super::{Chance, Interval};

#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    pub(crate) mean: f64,
    pub(crate) interval: Interval,
    pub holds: bool,
}

/// `count` samples of `size` values from a normal law, each with its interval at a level of confidence such as 0.95;
/// none if `size` is below 2, or unless 0 ≤ confidence < 1.
pub fn draws(
    count: usize,
    size: usize,
    (mu, sigma): (f64, f64),
    confidence: f64,
    law: Law,
    chance: &mut Chance,
) -> Vec<Draw> {
    let Some(factor) = law.factor(confidence, size) else { return Vec::new() };
    let draw = |_| {
        let sample = chance.normals(size, mu, sigma);
        let mean = mean(&sample)?;
        let interval = Interval::around(mean, factor * standard_error(&sample)?);
        Some(Draw { mean, interval, holds: interval.holds(mu) })
    };
    (0..count).map_while(draw).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(draws: &[Draw]) -> f64 {
        draws.iter().filter(|draw| draw.holds).count() as f64 / draws.len() as f64
    }

    #[test]
    fn student_covers_what_it_promises_and_the_normal_law_less() {
        for (law, expected) in [(Law::Student, 0.95), (Law::Normal, 0.918)] {
            let share = share(&draws(20_000, 10, (11.0, 4.0), 0.95, law, &mut Chance::new(2024)));
            assert!((share - expected).abs() < 0.006, "{law:?} covers {share}");
        }
    }

    #[test]
    fn one_value_makes_no_interval() {
        for law in [Law::Student, Law::Normal] {
            assert_eq!(draws(9, 1, (0.0, 1.0), 0.95, law, &mut Chance::new(1)), []);
        }
    }

    #[test]
    fn without_spread_every_interval_is_the_mean() {
        let draws = draws(3, 5, (2.0, 0.0), 0.95, Law::Student, &mut Chance::new(1));
        assert_eq!(share(&draws), 1.0);
    }
}
