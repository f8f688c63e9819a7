//! What several questions say of a model or a poll, worked out by its definition.

use polysemy::maths::student;

/// The answers of a classifier to a yes-or-no question, counted.
#[derive(Default)]
pub struct Counts {
    pub true_negatives: usize,
    pub false_positives: usize,
    pub false_negatives: usize,
    pub true_positives: usize,
}

impl Counts {
    pub fn total(&self) -> usize {
        self.true_negatives + self.false_positives + self.false_negatives + self.true_positives
    }

    pub fn accuracy(&self) -> f64 {
        (self.true_positives + self.true_negatives) as f64 / self.total() as f64
    }

    pub fn precision(&self) -> f64 {
        self.true_positives as f64 / (self.true_positives + self.false_positives) as f64
    }

    pub fn recall(&self) -> f64 {
        self.true_positives as f64 / (self.true_positives + self.false_negatives) as f64
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        2.0 * self.true_positives as f64
            / (2 * self.true_positives + self.false_positives + self.false_negatives) as f64
    }
}

/// The two-sided p-value of a t.
pub fn p_value(t: f64, freedom: usize) -> f64 {
    1.0 - student::within(t, freedom)
}

/// The 95 % margin of error of a poll: 1.96 · √(p (1 − p) / n), as a share.
pub fn poll_margin(share: f64, asked: usize) -> f64 {
    1.96 * (share * (1.0 - share) / asked as f64).sqrt()
}
