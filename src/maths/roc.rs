//! ROC curves, and the area under them.

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Scores from here up are a yes; infinite at the first point, where none is.
    pub(crate) threshold: f64,
    /// The false positive rate, 1 − specificity: the x of the curve.
    pub(crate) false_rate: f64,
    /// The true positive rate, the recall: the y of the curve.
    pub(crate) true_rate: f64,
}

/// The curve from (0, 0) to (1, 1), with a point for every score that occurs, from the highest down; equal scores are
/// one point. None where all are yes, or all no: a rate would have nothing to be a share of.
pub fn curve(actual: &[bool], scores: &[f64]) -> Option<Vec<Point>> {
    let mut cases: Vec<(f64, bool)> = scores.iter().copied().zip(actual.iter().copied()).collect();
    cases.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positives = cases.iter().filter(|(_, yes)| *yes).count();
    let negatives = cases.len() - positives;
    if positives == 0 || negatives == 0 {
        return None;
    }
    let mut curve = vec![Point { threshold: f64::INFINITY, false_rate: 0.0, true_rate: 0.0 }];
    let (mut yes, mut no) = (0, 0);
    for tied in cases.chunk_by(|a, b| a.0 == b.0) {
        let right = tied.iter().filter(|(_, yes)| *yes).count();
        (yes, no) = (yes + right, no + tied.len() - right);
        curve.push(Point {
            threshold: tied[0].0,
            false_rate: no as f64 / negatives as f64,
            true_rate: yes as f64 / positives as f64,
        });
    }
    Some(curve)
}

/// The area under a curve, by trapezia: the chance that a yes has a higher score than a no, ties counting half, which is
/// the statistic of Mann and Whitney (Hanley and McNeil 1982). ½ is a coin's.
pub fn area(curve: &[Point]) -> f64 {
    let under =
        |pair: &[Point]| (pair[1].false_rate - pair[0].false_rate) * (pair[0].true_rate + pair[1].true_rate) / 2.0;
    curve.windows(2).map(under).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn area_of(actual: &[bool], scores: &[f64]) -> Option<f64> {
        curve(actual, scores).as_deref().map(area)
    }

    #[test]
    fn four_cases_by_hand() {
        // The example of sklearn.metrics.roc_auc_score.
        let (actual, scores) = ([false, false, true, true], [0.1, 0.4, 0.35, 0.8]);
        let points = curve(&actual, &scores).expect("a curve");
        let corners: Vec<_> = points.iter().map(|point| (point.false_rate, point.true_rate)).collect();
        assert_eq!(corners, [(0.0, 0.0), (0.0, 0.5), (0.5, 0.5), (0.5, 1.0), (1.0, 1.0)]);
        assert_eq!(area(&points), 0.75);
    }

    #[test]
    fn the_ends_of_the_scale() {
        assert_eq!(area_of(&[false, true], &[0.2, 0.9]), Some(1.0));
        assert_eq!(area_of(&[true, false], &[0.2, 0.9]), Some(0.0));
        assert_eq!(area_of(&[true, false, true], &[0.4; 3]), Some(0.5));
        assert_eq!((area_of(&[true; 3], &[0.1, 0.2, 0.3]), area_of(&[], &[])), (None, None));
    }

    proptest! {
        #[test]
        fn the_area_is_the_statistic_of_mann_and_whitney(cases in prop::collection::vec((any::<bool>(), 0u8..12), 2..40)) {
            let (actual, scores): (Vec<bool>, Vec<f64>) = cases.iter().map(|(yes, s)| (*yes, f64::from(*s))).unzip();
            let of = |wanted: bool| cases.iter().filter(move |(yes, _)| *yes == wanted).map(|(_, score)| score);
            let half_wins: usize = of(true).map(|yes| of(false).map(|no| match yes.cmp(no) {
                std::cmp::Ordering::Greater => 2,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Less => 0,
            }).sum::<usize>()).sum();
            let pairs = of(true).count() * of(false).count();
            match area_of(&actual, &scores) {
                Some(area) => prop_assert!((area - half_wins as f64 / 2.0 / pairs as f64).abs() < 1e-12),
                None => prop_assert_eq!(pairs, 0),
            }
        }

        #[test]
        fn each_point_is_what_its_threshold_achieves(cases in prop::collection::vec((any::<bool>(), -1.0..1.0), 2..30)) {
            let (actual, scores): (Vec<bool>, Vec<f64>) = cases.into_iter().unzip();
            for point in curve(&actual, &scores).unwrap_or_default() {
                let rate = |of: bool| {
                    let scores: Vec<f64> = actual.iter().zip(&scores).filter(|(yes, _)| **yes == of).map(|(_, s)| *s).collect();
                    scores.iter().filter(|score| **score >= point.threshold).count() as f64 / scores.len() as f64
                };
                prop_assert_eq!((rate(true), rate(false)), (point.true_rate, point.false_rate));
            }
        }
    }
}
