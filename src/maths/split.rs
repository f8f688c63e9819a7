//! Rows shared out: splits by shares, folds. Every row is in exactly one part.

/// The sizes of parts of `n` rows by shares such as 60, 20, 20, which add up to `n` exactly: each gets its whole rows,
/// and those left over go to the largest remainders (Hamilton's method of apportionment), of equal ones to the first.
///
/// Shares need not add up to anything; one below 0, or no number, counts as 0. If none is above 0, all are equal.
pub fn sizes(n: usize, shares: &[f64]) -> Vec<usize> {
    let mut shares: Vec<f64> =
        shares.iter().map(|share| if share.is_finite() { share.max(0.0) } else { 0.0 }).collect();
    if shares.iter().all(|share| *share == 0.0) {
        shares.fill(1.0);
    }
    let total: f64 = shares.iter().sum();
    let fair: Vec<f64> = shares.iter().map(|share| n as f64 * (share / total)).collect();
    let mut left = n;
    let take = |fair: &f64| {
        // What rounding left a hair below a whole number is that number.
        let whole = ((fair + 1e-9) as usize).min(left);
        left -= whole;
        whole
    };
    let mut sizes: Vec<usize> = fair.iter().map(take).collect();
    let mut order: Vec<usize> = (0..sizes.len()).filter(|i| shares[*i] > 0.0).collect();
    // To six decimals, so that rounding does not decide between equals.
    order.sort_by_key(|i| std::cmp::Reverse(((fair[*i] - sizes[*i] as f64) * 1e6).round() as i64));
    order.into_iter().cycle().take(left).for_each(|i| sizes[i] += 1);
    sizes
}

/// The sizes of `k` folds of `n` rows: as equal as can be, the larger ones first, as scikit-learn makes them.
pub(crate) fn folds(n: usize, k: usize) -> Vec<usize> {
    (0..k).map(|fold| n / k + usize::from(fold < n % k)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shares_by_hand() {
        assert_eq!(sizes(1000, &[60.0, 20.0, 20.0]), [600, 200, 200]);
        assert_eq!(sizes(10, &[1.0, 1.0, 1.0]), [4, 3, 3]);
        assert_eq!(sizes(11, &[0.7, 0.15, 0.15]), [8, 2, 1]);
        assert_eq!(sizes(7, &[0.0, 1.0]), [0, 7]);
        assert_eq!(sizes(4, &[f64::NAN, -3.0]), [2, 2]);
        assert_eq!((sizes(5, &[]), sizes(0, &[1.0, 2.0])), (vec![], vec![0, 0]));
        // 0.29 · 100 is 28.999999999999996.
        assert_eq!(sizes(100, &[0.29, 0.71]), [29, 71]);
    }

    #[test]
    fn folds_by_hand() {
        assert_eq!(folds(10, 3), [4, 3, 3]);
        assert_eq!((folds(2, 4), folds(5, 0)), (vec![1, 1, 0, 0], vec![]));
    }

    proptest! {
        #[test]
        fn no_row_is_lost(n in 0usize..1_000_000, shares in prop::collection::vec(0.0..1e3, 1..8)) {
            let sizes = sizes(n, &shares);
            prop_assert_eq!(sizes.iter().sum::<usize>(), n);
            let total: f64 = shares.iter().sum();
            for (size, share) in sizes.iter().zip(&shares) {
                prop_assert!((*size as f64 - n as f64 * share / total).abs() < 1.0 + 1e-6);
            }
        }

        #[test]
        fn folds_are_as_equal_as_can_be(n in 0usize..200, k in 1usize..12) {
            let folds = folds(n, k);
            prop_assert_eq!(folds.iter().sum::<usize>(), n);
            prop_assert!(folds.iter().all(|size| *size == n / k || *size == n / k + 1));
        }
    }
}
