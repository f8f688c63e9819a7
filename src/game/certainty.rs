//! How sure a player is of an answer, what that earns, and whether they are right as often as they think.
//!
//! The marks are those of certainty-based marking (Gardner-Medwin 1995, doi:10.1080/0968776950030109), as Moodle has
//! them: with less than two right answers of three it pays to be unsure, from four of five on it pays to be sure.

use crate::maths::interval::Interval;
use crate::maths::normal;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    Unsure,
    Fair,
    Sure,
}

impl Certainty {
    pub const ALL: [Self; 3] = [Self::Unsure, Self::Fair, Self::Sure];

    pub fn mark(self, right: bool) -> i32 {
        match (self, right) {
            (Self::Unsure, true) => 1,
            (Self::Fair, true) => 2,
            (Self::Sure, true) => 3,
            (Self::Unsure, false) => 0,
            (Self::Fair, false) => -2,
            (Self::Sure, false) => -6,
        }
    }
}

/// How often a player was right who was as sure as this.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    pub certainty: Certainty,
    pub answers: u32,
    pub right: u32,
}

/// From so many answers on, a share says something.
pub const ENOUGH: u32 = 30;

impl Calibration {
    /// The curve of answers, one point for each certainty.
    pub fn curve(answers: impl Iterator<Item = (Certainty, bool)> + Clone) -> [Self; 3] {
        Certainty::ALL.map(|certainty| {
            let own = answers.clone().filter(|(own, _)| *own == certainty);
            let right = own.clone().filter(|(_, right)| *right).count() as u32;
            Self { certainty, answers: own.count() as u32, right }
        })
    }

    /// The share of right answers and the interval that holds the true one with a confidence of 0.95; none while there are
    /// fewer than [`ENOUGH`] answers.
    pub fn share(self) -> Option<(f64, Interval)> {
        (self.answers >= ENOUGH)
            .then(|| (f64::from(self.right) / f64::from(self.answers), wilson(self.right, self.answers)))
    }
}

/// Wilson's score interval of a share with a confidence of 0.95 (Wilson 1927, doi:10.1080/01621459.1927.10502953).
fn wilson(right: u32, of: u32) -> Interval {
    let z = normal::factor(0.95).unwrap_or(1.96);
    let n = f64::from(of);
    let share = f64::from(right) / n;
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let margin = z / (1.0 + z * z / n) * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    Interval::around(middle, margin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::Chance;

    /// What is expected of a mark by somebody who is right with this chance.
    fn expected(certainty: Certainty, chance: f64) -> f64 {
        chance * f64::from(certainty.mark(true)) + (1.0 - chance) * f64::from(certainty.mark(false))
    }

    #[test]
    fn it_pays_to_say_how_sure_one_is() {
        let best = |chance: f64| {
            Certainty::ALL.into_iter().max_by(|a, b| expected(*a, chance).total_cmp(&expected(*b, chance)))
        };
        assert_eq!(
            [0.3, 0.6, 0.7, 0.79, 0.81, 1.0].map(best).map(Option::unwrap),
            [Certainty::Unsure, Certainty::Unsure, Certainty::Fair, Certainty::Fair, Certainty::Sure, Certainty::Sure,]
        );
    }

    #[test]
    fn an_interval_is_that_of_the_literature() {
        // Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I: 81 of 263, 15 of 148.
        let close =
            |found: Interval, low: f64, high: f64| (found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5;
        assert!(close(wilson(81, 263), 0.2553, 0.3662) && close(wilson(15, 148), 0.0624, 0.1605));
    }

    #[test]
    fn players_of_known_calibration_are_found() {
        let (mut within, mut missed) = (0, 0);
        for seed in 0..400 {
            let mut chance = Chance::new(seed);
            let answers: Vec<(Certainty, bool)> = (0..300)
                .flat_map(|_| [(Certainty::Unsure, 0.5), (Certainty::Fair, 0.7), (Certainty::Sure, 0.9)])
                .map(|(certainty, truth)| (certainty, chance.uniform() < truth))
                .collect();
            for (point, truth) in Calibration::curve(answers.iter().copied()).into_iter().zip([0.5, 0.7, 0.9]) {
                let (share, interval) = point.share().expect("enough answers");
                within += usize::from((share - truth).abs() <= 0.05);
                missed += usize::from(!interval.holds(truth));
            }
        }
        // A share of 300 answers has a standard error of at most 2.9 points.
        assert!(within >= 1200 * 94 / 100 && missed <= 1200 * 8 / 100, "{within} within, {missed} missed");
        let few = Calibration { certainty: Certainty::Sure, answers: ENOUGH - 1, right: 3 };
        assert_eq!(few.share(), None);
    }
}
