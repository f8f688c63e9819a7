//! Confusion matrices, and what is read from them. A share of nothing is `None`, not 0.

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A confusion matrix: a row for each class that is, a column for each that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfusionMatrix {
    pub counts: Vec<Vec<usize>>,
}

impl ConfusionMatrix {
    fn right(&self, class: usize) -> usize {
        self.counts.get(class).and_then(|row| row.get(class)).copied().unwrap_or(0)
    }

    pub(crate) fn support(&self, class: usize) -> usize {
        self.counts.get(class).map_or(0, |row| row.iter().sum())
    }

    pub(crate) fn said(&self, class: usize) -> usize {
        self.counts.iter().filter_map(|row| row.get(class)).sum()
    }

    pub(crate) fn accuracy(&self) -> Option<f64> {
        let classes = 0..self.counts.len();
        share(classes.clone().map(|class| self.right(class)).sum(), classes.map(|class| self.support(class)).sum())
    }

    /// Of those of a class, the share that was found.
    pub(crate) fn recall(&self, class: usize) -> Option<f64> {
        share(self.right(class), self.support(class))
    }

    /// Of those said to be of a class, the share that is.
    pub(crate) fn precision(&self, class: usize) -> Option<f64> {
        share(self.right(class), self.said(class))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_none() {
        let empty = ConfusionMatrix { counts: Vec::new() };
        assert_eq!((empty.accuracy(), empty.recall(0), empty.precision(3)), (None, None, None));
    }

    #[test]
    fn three_classes_by_hand() {
        let table = ConfusionMatrix { counts: [[1, 1, 0], [0, 2, 0], [1, 1, 0]].map(Vec::from).to_vec() };
        assert_eq!((table.accuracy(), table.support(2), table.said(1)), (Some(0.5), 2, 4));
        assert_eq!([0, 1, 2].map(|class| table.recall(class)), [Some(0.5), Some(1.0), Some(0.0)]);
        assert_eq!([0, 1, 2].map(|class| table.precision(class)), [Some(0.5), Some(0.5), None]);
    }
}
