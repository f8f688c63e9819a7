//! How well something is remembered: FSRS-6 with its default parameters, which were fitted to some 700 million reviews.
//!
//! A memory has a stability `S` (the days after which it is recalled with a probability of 0.9) and a difficulty `D` (from
//! 1 to 10). After `t` days it is recalled with the probability `R(t) = (1 + f·t/S)^−w₂₀`, where `f = 0.9^(−1/w₂₀) − 1`.
//! Each review changes both. The formulas and their parameters are those of
//! <https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm>; a test holds ours beside the crate `fsrs`.

/// How a review went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// It was not remembered.
    Again = 1,
    Hard = 2,
    Good = 3,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// In days, above 0.
    pub stability: f64,
    /// From 1 to 10.
    pub difficulty: f64,
}

/// The parameters `w₀` to `w₂₀`.
const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// Stabilities are kept between these, in days.
const STABLE: (f64, f64) = (0.001, 36_500.0);

/// The probability of recall at which something is due.
pub const RETENTION: f64 = 0.9;

impl Memory {
    /// After the first review.
    pub fn first(grade: Grade) -> Self {
        Self { stability: W[grade as usize - 1], difficulty: first_difficulty(grade as u8).clamp(1.0, 10.0) }
    }

    /// After a further review, as many days after the last; 0 for the same day.
    pub fn reviewed(self, days: f64, grade: Grade) -> Self {
        let stability = if days <= 0.0 { self.same_day(grade) } else { self.later(days, grade) };
        Self { stability: stability.clamp(STABLE.0, STABLE.1), difficulty: self.next_difficulty(grade) }
    }

    /// The probability that it is recalled so many days after the last review.
    pub fn recall(self, days: f64) -> f64 {
        let factor = 0.9_f64.powf(-1.0 / W[20]) - 1.0;
        (1.0 + factor * days.max(0.0) / self.stability).powf(-W[20])
    }

    fn same_day(self, grade: Grade) -> f64 {
        let growth = (W[17] * (f64::from(grade as u8) - 3.0 + W[18])).exp() * self.stability.powf(-W[19]);
        self.stability * if grade == Grade::Again { growth } else { growth.max(1.0) }
    }

    fn later(self, days: f64, grade: Grade) -> f64 {
        let forgotten = 1.0 - self.recall(days);
        let (s, d) = (self.stability, self.difficulty);
        if grade == Grade::Again {
            let relearnt = W[11] * d.powf(-W[12]) * ((s + 1.0).powf(W[13]) - 1.0) * (W[14] * forgotten).exp();
            return relearnt.min(s / (W[17] * W[18]).exp());
        }
        let penalty = if grade == Grade::Hard { W[15] } else { 1.0 };
        s * (1.0 + W[8].exp() * (11.0 - d) * s.powf(-W[9]) * ((W[10] * forgotten).exp() - 1.0) * penalty)
    }

    fn next_difficulty(self, grade: Grade) -> f64 {
        let change = -W[6] * (f64::from(grade as u8) - 3.0);
        let damped = self.difficulty + (10.0 - self.difficulty) * change / 9.0;
        // A little of the way back to that of the easiest first review.
        (W[7] * first_difficulty(4) + (1.0 - W[7]) * damped).clamp(1.0, 10.0)
    }
}

fn first_difficulty(grade: u8) -> f64 {
    W[4] - (W[5] * (f64::from(grade) - 1.0)).exp() + 1.0
}

#[cfg(test)]
mod tests {
    use fsrs::{FSRS, FSRSItem, FSRSReview};
    use proptest::prelude::*;

    use super::*;

    fn ours(history: &[(u32, Grade)]) -> Memory {
        let rest = &history[1..];
        rest.iter().fold(Memory::first(history[0].1), |memory, (days, grade)| memory.reviewed((*days).into(), *grade))
    }

    fn theirs(history: &[(u32, Grade)]) -> (f64, f64) {
        let review = |(days, grade): &(u32, Grade)| FSRSReview { rating: *grade as u32, delta_t: *days };
        let mut reviews: Vec<FSRSReview> = history.iter().map(review).collect();
        reviews[0].delta_t = 0;
        let state = FSRS::default().memory_state(FSRSItem { reviews }, None).expect("a state");
        (state.stability.into(), state.difficulty.into())
    }

    fn a_review() -> impl Strategy<Value = (u32, Grade)> {
        let grade = prop_oneof![Just(Grade::Again), Just(Grade::Hard), Just(Grade::Good)];
        (prop_oneof![Just(0), 0u32..10, 0u32..400], grade)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn a_memory_is_that_of_the_crate(history in prop::collection::vec(a_review(), 1..20)) {
            let (memory, (stability, difficulty)) = (ours(&history), theirs(&history));
            // The crate counts in 32 bits: of thousands of days that is less than a thousandth of one.
            let near = (memory.stability - stability).abs() <= 1e-3 * stability.max(1.0);
            prop_assert!(near, "{history:?}: {memory:?}, not {stability}");
            prop_assert!((memory.difficulty - difficulty).abs() <= 1e-3, "{history:?}: {memory:?}, not {difficulty}");
        }

        #[test]
        fn a_memory_fades_and_never_quite(history in prop::collection::vec(a_review(), 1..20), days in 1.0..4000.0) {
            let memory = ours(&history);
            prop_assert!((memory.recall(memory.stability) - RETENTION).abs() < 1e-9);
            prop_assert!(memory.recall(days) < memory.recall(days / 2.0) && memory.recall(days) > 0.0);
        }
    }
}
