//! Rows shared out: splits by shares, folds, batches. Every row is in exactly one part.

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
pub fn folds(n: usize, k: usize) -> Vec<usize> {
    (0..k).map(|fold| n / k + usize::from(fold < n % k)).collect()
}

/// For each row the place of its part, parts in a row. [`Chance::shuffle`](super::Chance::shuffle) deals them out.
pub fn parts(sizes: &[usize]) -> Vec<usize> {
    sizes.iter().enumerate().flat_map(|(part, size)| std::iter::repeat_n(part, *size)).collect()
}

/// The sizes of the batches of an epoch, ⌈n / size⌉ of them, the last of which may be smaller. A size of 0 counts as 1.
pub fn batches(n: usize, size: usize) -> Vec<usize> {
    let size = size.max(1);
    (0..n.div_ceil(size)).map(|batch| size.min(n - batch * size)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::maths::Chance;

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
    fn a_thousand_rows_by_32_are_32_batches() {
        let batches_of_32 = batches(1000, 32);
        assert_eq!((batches_of_32.len(), batches_of_32.last()), (32, Some(&8)));
        assert_eq!((batches(64, 32), batches(0, 32), batches(2, 0)), (vec![32, 32], vec![], vec![1, 1]));
    }

    #[test]
    fn folds_by_hand() {
        assert_eq!(folds(10, 3), [4, 3, 3]);
        assert_eq!((folds(2, 4), folds(5, 0)), (vec![1, 1, 0, 0], vec![]));
        assert_eq!(parts(&folds(5, 2)), [0, 0, 0, 1, 1]);
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
        fn each_row_is_in_one_fold(seed: u64, n in 0usize..200, k in 1usize..12) {
            let mut membership = parts(&folds(n, k));
            Chance::new(seed).shuffle(&mut membership);
            prop_assert_eq!(membership.len(), n);
            for (fold, size) in folds(n, k).into_iter().enumerate() {
                prop_assert_eq!(membership.iter().filter(|of| **of == fold).count(), size);
            }
            prop_assert_eq!(batches(n, k).iter().sum::<usize>(), n);
        }
    }
}
