//! The interval of a mean, the margin of a poll.

use super::{normal, student, summary};

/// From one value to another, both within.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// By which law an interval of a mean is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Law {
    /// Student's t with n − 1 degrees of freedom, which knows that the spread is estimated, too.
    Student,
    /// The normal law, which takes the estimated spread for the true one: too narrow for small samples.
    Normal,
}

impl Interval {
    /// As far to both sides of a value.
    pub fn around(middle: f64, margin: f64) -> Self {
        Self { low: middle - margin, high: middle + margin }
    }

    /// Whether a value is within.
    pub fn holds(self, x: f64) -> bool {
        (self.low..=self.high).contains(&x)
    }

    /// From end to end.
    pub fn width(self) -> f64 {
        self.high - self.low
    }
}

impl Law {
    /// How many standard errors an interval of a mean of `n` values reaches to either side.
    pub fn factor(self, confidence: f64, n: usize) -> Option<f64> {
        match self {
            Law::Student => student::factor(confidence, n.saturating_sub(1)),
            Law::Normal => normal::factor(confidence),
        }
    }
}

/// The confidence interval of a mean, x̄ ± factor · s / √n; none below two values.
pub fn of_mean(xs: &[f64], confidence: f64, law: Law) -> Option<Interval> {
    let margin = law.factor(confidence, xs.len())? * summary::standard_error(xs)?;
    summary::mean(xs).map(|mean| Interval::around(mean, margin))
}

/// The 95 % margin of error of a poll: 1.96 · √(p (1 − p) / n), as a share; none when nobody was asked.
pub fn poll_margin(share: f64, asked: usize) -> Option<f64> {
    let share = share.clamp(0.0, 1.0);
    (asked > 0).then(|| 1.96 * (share * (1.0 - share) / asked as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean() {
        // 10 ± 3.182 · 1.9579
        let interval = of_mean(&[5.0, 9.0, 12.0, 14.0], 0.95, Law::Student).expect("an interval");
        assert!((interval.low - 3.769).abs() < 1e-3 && (interval.high - 16.231).abs() < 1e-3, "{interval:?}");
        assert!(interval.holds(11.0) && !interval.holds(17.0));
        let narrow = of_mean(&[5.0, 9.0, 12.0, 14.0], 0.95, Law::Normal).expect("an interval");
        assert!(narrow.width() < interval.width());
        assert_eq!(of_mean(&[1.0], 0.95, Law::Student), None);
        assert_eq!(of_mean(&[], 0.95, Law::Normal), None);
        assert_eq!(of_mean(&[2.0, 2.0], 0.95, Law::Student), Some(Interval { low: 2.0, high: 2.0 }));
    }

    #[test]
    fn a_thousand_answers_are_good_for_three_points() {
        let margin = poll_margin(0.5, 1000).expect("a margin");
        assert!((margin - 0.031).abs() < 5e-4, "{margin}");
        assert_eq!((poll_margin(0.5, 0), poll_margin(0.0, 10)), (None, Some(0.0)));
    }
}
