//! A sample in a few numbers.

/// Values of a range, and how many of a sample are among them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bin {
    /// The lower edge; it belongs to the class.
    pub(crate) from: f64,
    /// The upper edge; it belongs to the next class, but for the last, whose own it is.
    pub(crate) to: f64,
    pub(crate) count: usize,
}

pub fn mean(xs: &[f64]) -> Option<f64> {
    (!xs.is_empty()).then(|| xs.iter().sum::<f64>() / xs.len() as f64)
}

fn squares(xs: &[f64]) -> Option<f64> {
    mean(xs).map(|mean| xs.iter().map(|x| (x - mean).powi(2)).sum())
}

/// The variance of a sample, with divisor n − 1; none below two values.
pub(crate) fn variance(xs: &[f64]) -> Option<f64> {
    squares(xs).filter(|_| xs.len() > 1).map(|squares| squares / (xs.len() - 1) as f64)
}

/// The standard deviation of a sample, with divisor n − 1; none below two values.
pub fn sd(xs: &[f64]) -> Option<f64> {
    variance(xs).map(f64::sqrt)
}

/// The standard deviation of these values as a whole population, with divisor n; none of no values.
pub fn sd_population(xs: &[f64]) -> Option<f64> {
    squares(xs).map(|squares| (squares / xs.len() as f64).sqrt())
}

/// The standard error of the mean, s / √n, with s of divisor n − 1; none below two values.
pub(crate) fn standard_error(xs: &[f64]) -> Option<f64> {
    sd(xs).map(|sd| sd / (xs.len() as f64).sqrt())
}

pub fn median(xs: &[f64]) -> Option<f64> {
    quantile(xs, 0.5)
}

/// The value below which a share `p` of the sample lies, with straight lines between neighbours: type 7 of Hyndman and
/// Fan 1996, the default of R and NumPy. `p` beyond 0 or 1 is taken as 0 or 1; none of no values.
pub(crate) fn quantile(xs: &[f64], p: f64) -> Option<f64> {
    let mut sorted = xs.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = p.clamp(0.0, 1.0) * sorted.len().checked_sub(1)? as f64;
    let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    Some(if low == high { low } else { low + (high - low) * place.fract() })
}

pub fn range(xs: &[f64]) -> Option<(f64, f64)> {
    let least = xs.iter().copied().min_by(f64::total_cmp)?;
    Some((least, xs.iter().copied().max_by(f64::total_cmp)?))
}

/// How many values are in each of `count` classes of the same width between `low` and `high`. Values beyond are in
/// none. A range of no width is widened by a half on either side, as NumPy does it.
pub(crate) fn classes(xs: &[f64], low: f64, high: f64, count: usize) -> Vec<Bin> {
    let (low, high) = if high > low { (low, high) } else { (low - 0.5, low + 0.5) };
    let width = (high - low) / count as f64;
    let edge = |i: usize| if i == count { high } else { low + width * i as f64 };
    let mut classes: Vec<Bin> = (0..count).map(|i| Bin { from: edge(i), to: edge(i + 1), count: 0 }).collect();
    for x in xs.iter().filter(|x| (low..=high).contains(*x)) {
        // By the edges, not by dividing: else a value on an edge may fall on its wrong side.
        let at = classes.partition_point(|class| class.from <= *x);
        if let Some(class) = at.checked_sub(1).and_then(|at| classes.get_mut(at)) {
            class.count += 1;
        }
    }
    classes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A sample of mean 10.
    const SAMPLE: [f64; 4] = [5.0, 9.0, 12.0, 14.0];

    fn rounded(value: Option<f64>) -> Option<f64> {
        value.map(|value| (value * 1e4).round() / 1e4)
    }

    #[test]
    fn known_values() {
        assert_eq!(mean(&SAMPLE), Some(10.0));
        assert_eq!(rounded(variance(&SAMPLE)), Some(15.3333));
        assert_eq!(rounded(sd(&SAMPLE)), Some(3.9158));
        assert_eq!(rounded(standard_error(&SAMPLE)), Some(1.9579));
        assert_eq!(rounded(sd(&[9.25, 12.25, 8.5])), Some(1.9843));
        assert_eq!(rounded(sd_population(&[9.25, 12.25, 8.5])), Some(1.6202));
        assert_eq!(median(&SAMPLE), Some(10.5));
        // numpy.quantile([5, 9, 12, 14], [0.25, 0.9]) is [8, 13.4].
        assert_eq!(quantile(&SAMPLE, 0.25), Some(8.0));
        assert_eq!(rounded(quantile(&SAMPLE, 0.9)), Some(13.4));
        assert_eq!(range(&SAMPLE), Some((5.0, 14.0)));
    }

    #[test]
    fn too_few_values_have_no_spread() {
        for number in [mean, variance, sd, sd_population, standard_error, median] {
            assert_eq!(number(&[]), None);
        }
        assert_eq!((variance(&[3.0]), standard_error(&[3.0])), (None, None));
        assert_eq!((sd_population(&[3.0]), median(&[3.0])), (Some(0.0), Some(3.0)));
        assert_eq!(sd(&[2.0, 2.0, 2.0]), Some(0.0));
        assert_eq!((quantile(&[], 0.5), range(&[])), (None, None));
    }

    #[test]
    fn values_on_an_edge_are_counted_once() {
        let counts = |xs: &[f64], low, high, count| -> Vec<usize> {
            classes(xs, low, high, count).iter().map(|class| class.count).collect()
        };
        assert_eq!(counts(&[0.0, 0.1, 0.2, 0.3, 0.3], 0.0, 0.3, 3), [1, 1, 3]);
        assert_eq!(counts(&[-1.0, 0.5, 9.0], 0.0, 1.0, 2), [0, 1]);
        assert_eq!(counts(&[4.0, 4.0], 4.0, 4.0, 1), [2]);
        assert_eq!(counts(&[4.0], 0.0, 9.0, 0), [0; 0]);
    }

    proptest! {
        #[test]
        fn quantiles_rise_and_stay_within(xs in prop::collection::vec(-1e6..1e6, 1..40), p in 0.0..1.0, q in 0.0..1.0) {
            let (low, high) = range(&xs).expect("values");
            let at = |p: f64| quantile(&xs, p).expect("values");
            prop_assert!(at(f64::min(p, q)) <= at(f64::max(p, q)) + 1e-6);
            prop_assert_eq!((at(0.0), at(1.0)), (low, high));
        }

        #[test]
        fn every_value_is_in_one_class(xs in prop::collection::vec(-1e3..1e3, 1..60), count in 1usize..20) {
            let (low, high) = range(&xs).expect("values");
            let counted: usize = classes(&xs, low, high, count).iter().map(|class| class.count).sum();
            prop_assert_eq!(counted, xs.len());
        }
    }
}
