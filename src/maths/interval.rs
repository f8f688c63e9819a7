//! Intervals, and how far those of a mean reach.

use super::{normal, student};

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
