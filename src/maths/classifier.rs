//! Confusion matrices, and what is read from them. A share of nothing is `None`, not 0.

/// A classifier's answers to a yes-or-no question, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Confusion {
    /// No, and it said no.
    pub true_negatives: usize,
    /// No, and it said yes.
    pub false_positives: usize,
    /// Yes, and it said no.
    pub false_negatives: usize,
    /// Yes, and it said yes.
    pub true_positives: usize,
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl Confusion {
    /// Counts what is and what was said, pair by pair.
    pub fn of(actual: &[bool], said: &[bool]) -> Self {
        let mut counts = Self::default();
        for pair in actual.iter().zip(said) {
            *match pair {
                (false, false) => &mut counts.true_negatives,
                (false, true) => &mut counts.false_positives,
                (true, false) => &mut counts.false_negatives,
                (true, true) => &mut counts.true_positives,
            } += 1;
        }
        counts
    }

    /// Counts what is and what a score says, which is yes from the threshold up.
    pub fn at(threshold: f64, actual: &[bool], scores: &[f64]) -> Self {
        Self::of(actual, &scores.iter().map(|score| *score >= threshold).collect::<Vec<_>>())
    }

    /// How many are yes.
    pub fn positives(self) -> usize {
        self.true_positives + self.false_negatives
    }

    /// How many are no.
    pub fn negatives(self) -> usize {
        self.true_negatives + self.false_positives
    }

    /// How many there are.
    pub fn total(self) -> usize {
        self.positives() + self.negatives()
    }

    /// The share of right answers.
    pub fn accuracy(self) -> Option<f64> {
        share(self.true_positives + self.true_negatives, self.total())
    }

    /// The accuracy of who always says what is more frequent.
    pub fn baseline(self) -> Option<f64> {
        share(self.positives().max(self.negatives()), self.total())
    }

    /// Of those it said yes to, the share that are: TP / (TP + FP), the positive predictive value.
    pub fn precision(self) -> Option<f64> {
        share(self.true_positives, self.true_positives + self.false_positives)
    }

    /// Of those that are, the share it said yes to: TP / (TP + FN), the sensitivity or true positive rate.
    pub fn recall(self) -> Option<f64> {
        share(self.true_positives, self.positives())
    }

    /// Of those that are not, the share it said no to: TN / (TN + FP).
    pub fn specificity(self) -> Option<f64> {
        share(self.true_negatives, self.negatives())
    }

    /// Of those it said no to, the share that are not: TN / (TN + FN), the negative predictive value.
    pub fn negative_predictive_value(self) -> Option<f64> {
        share(self.true_negatives, self.true_negatives + self.false_negatives)
    }

    /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN).
    pub fn f1(self) -> Option<f64> {
        share(2 * self.true_positives, 2 * self.true_positives + self.false_positives + self.false_negatives)
    }

    /// Matthews' correlation coefficient (1975), from −1 to 1.
    pub fn mcc(self) -> Option<f64> {
        let [tn, fp, fn_, tp] =
            [self.true_negatives, self.false_positives, self.false_negatives, self.true_positives].map(|n| n as f64);
        let product = (tp + fp) * (tp + fn_) * (tn + fp) * (tn + fn_);
        (product > 0.0).then(|| (tp * tn - fp * fn_) / product.sqrt())
    }
}

/// The same for any number of classes: a row for each that is, a column for each that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The counts, row by row; as many columns as rows.
    pub counts: Vec<Vec<usize>>,
}

impl Table {
    /// Counts what is and what was said, pair by pair, as places of classes. A pair with a class beyond is left out.
    pub fn of(classes: usize, actual: &[usize], said: &[usize]) -> Self {
        let mut counts = vec![vec![0; classes]; classes];
        for (actual, said) in actual.iter().zip(said) {
            if let Some(count) = counts.get_mut(*actual).and_then(|row| row.get_mut(*said)) {
                *count += 1;
            }
        }
        Self { counts }
    }

    fn right(&self, class: usize) -> usize {
        self.counts.get(class).and_then(|row| row.get(class)).copied().unwrap_or(0)
    }

    /// How many there are of a class.
    pub fn support(&self, class: usize) -> usize {
        self.counts.get(class).map_or(0, |row| row.iter().sum())
    }

    /// How often a class was said.
    pub fn said(&self, class: usize) -> usize {
        self.counts.iter().filter_map(|row| row.get(class)).sum()
    }

    /// The share of right answers.
    pub fn accuracy(&self) -> Option<f64> {
        let classes = 0..self.counts.len();
        share(classes.clone().map(|class| self.right(class)).sum(), classes.map(|class| self.support(class)).sum())
    }

    /// Of those of a class, the share that was found.
    pub fn recall(&self, class: usize) -> Option<f64> {
        share(self.right(class), self.support(class))
    }

    /// Of those said to be of a class, the share that is.
    pub fn precision(&self, class: usize) -> Option<f64> {
        share(self.right(class), self.said(class))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HUNDRED: Confusion =
        Confusion { true_negatives: 86, false_positives: 2, false_negatives: 4, true_positives: 8 };

    fn measures(confusion: Confusion) -> [Option<f64>; 8] {
        let c = confusion;
        [
            c.accuracy(),
            c.baseline(),
            c.precision(),
            c.recall(),
            c.specificity(),
            c.negative_predictive_value(),
            c.f1(),
            c.mcc(),
        ]
    }

    #[test]
    fn a_hundred_cases_by_hand() {
        let rounded = measures(HUNDRED).map(|number| number.map(|number| (number * 1e3).round() / 1e3));
        assert_eq!(rounded, [0.94, 0.88, 0.8, 0.667, 0.977, 0.956, 0.727, 0.698].map(Some));
        assert_eq!((HUNDRED.negatives(), HUNDRED.positives()), (88, 12));
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        assert_eq!(measures(Confusion::default()), [None; 8]);
        let silent = Confusion::of(&[true, false], &[false, false]);
        assert_eq!((silent.precision(), silent.recall(), silent.mcc()), (None, Some(0.0), None));
        let empty = Table::of(0, &[0], &[0]);
        assert_eq!((empty.accuracy(), empty.recall(0), empty.precision(3)), (None, None, None));
    }

    #[test]
    fn a_threshold_is_a_yes() {
        let at = Confusion::at(0.5, &[true, false, true], &[0.5, 0.6, 0.1]);
        assert_eq!(at, Confusion { true_negatives: 0, false_positives: 1, false_negatives: 1, true_positives: 1 });
    }

    #[test]
    fn three_classes_by_hand() {
        let table = Table::of(3, &[0, 0, 1, 1, 2, 2, 9], &[0, 1, 1, 1, 0, 1, 0]);
        assert_eq!(table.counts, [[1, 1, 0], [0, 2, 0], [1, 1, 0]]);
        assert_eq!((table.accuracy(), table.support(2), table.said(1)), (Some(0.5), 2, 4));
        assert_eq!([0, 1, 2].map(|class| table.recall(class)), [Some(0.5), Some(1.0), Some(0.0)]);
        assert_eq!([0, 1, 2].map(|class| table.precision(class)), [Some(0.5), Some(0.5), None]);
    }

    proptest! {
        #[test]
        fn both_matrices_say_the_same(pairs in prop::collection::vec((any::<bool>(), any::<bool>()), 0..50)) {
            let (actual, said): (Vec<bool>, Vec<bool>) = pairs.into_iter().unzip();
            let places = |flags: &[bool]| flags.iter().map(|flag| usize::from(*flag)).collect::<Vec<_>>();
            let two = Confusion::of(&actual, &said);
            let table = Table::of(2, &places(&actual), &places(&said));
            prop_assert_eq!(two.accuracy(), table.accuracy());
            prop_assert_eq!((two.precision(), two.recall()), (table.precision(1), table.recall(1)));
            prop_assert!(two.mcc().is_none_or(|mcc| (-1.0 - 1e-12..=1.0 + 1e-12).contains(&mcc)));
        }
    }
}
