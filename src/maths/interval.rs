//! Intervals, and how far those of a mean reach.

use super::{normal, student};

/// From one value to another, both within.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Law {
    /// Student's t with n − 1 degrees of freedom, which knows that the spread is estimated, too.
    Student,
    /// The normal law, which takes the estimated spread for the true one: too narrow for small samples.
    Normal,
}

impl Interval {
    pub(crate) fn around(middle: f64, margin: f64) -> Self {
        Self { low: middle - margin, high: middle + margin }
    }

    pub fn holds(self, x: f64) -> bool {
        (self.low..=self.high).contains(&x)
    }

    pub(crate) fn width(self) -> f64 {
        self.high - self.low
    }
}

impl Law {
    /// How many standard errors an interval of a mean of `n` values reaches to either side.
    pub(crate) fn factor(self, confidence: f64, n: usize) -> Option<f64> {
        match self {
            Law::Student => student::factor(confidence, n.saturating_sub(1)),
            Law::Normal => normal::factor(confidence),
        }
    }
}
