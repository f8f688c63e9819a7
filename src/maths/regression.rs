//! Least squares with one variable, and correlation.

use super::summary::mean;

/// A line fitted by ordinary least squares: the one with the least sum of squared vertical distances.
#[derive(Debug, Clone, PartialEq)]
pub struct FittedLine {
    pub slope: f64,
    pub intercept: f64,
    /// What is left of each y above the line, in the order of the points.
    pub residuals: Vec<f64>,
    /// The share of the variance of y that the line accounts for; none where y does not vary.
    pub(crate) r_squared: Option<f64>,
    /// The standard error of the slope, with n − 2 degrees of freedom; none below three points.
    pub slope_error: Option<f64>,
}

impl FittedLine {
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }
}

struct Sums {
    mean: (f64, f64),
    xx: f64,
    xy: f64,
    yy: f64,
}

fn sums(xs: &[f64], ys: &[f64]) -> Option<Sums> {
    let n = xs.len().min(ys.len());
    let (xs, ys) = (&xs[..n], &ys[..n]);
    let (x, y) = (mean(xs)?, mean(ys)?);
    let sum = |product: fn(f64, f64) -> f64| xs.iter().zip(ys).map(|(a, b)| product(a - x, b - y)).sum();
    Some(Sums { mean: (x, y), xx: sum(|x, _| x * x), xy: sum(|x, y| x * y), yy: sum(|_, y| y * y) })
}

/// The line through points (xᵢ, yᵢ); none below two points, or where x does not vary. What one slice has more than the
/// other is left out.
pub fn fit(xs: &[f64], ys: &[f64]) -> Option<FittedLine> {
    let sums = sums(xs, ys).filter(|sums| sums.xx > 0.0)?;
    let slope = sums.xy / sums.xx;
    let intercept = sums.mean.1 - slope * sums.mean.0;
    let residuals: Vec<f64> = xs.iter().zip(ys).map(|(x, y)| y - intercept - slope * x).collect();
    let left: f64 = residuals.iter().map(|residual| residual * residual).sum();
    let freedom = residuals.len().saturating_sub(2);
    Some(FittedLine {
        r_squared: (sums.yy > 0.0).then(|| (1.0 - left / sums.yy).clamp(0.0, 1.0)),
        slope_error: (freedom > 0).then(|| (left / freedom as f64 / sums.xx).sqrt()),
        slope,
        intercept,
        residuals,
    })
}

/// Pearson's correlation, from −1 to 1; none where x or y does not vary.
pub(crate) fn correlation(xs: &[f64], ys: &[f64]) -> Option<f64> {
    let sums = sums(xs, ys).filter(|sums| sums.xx > 0.0 && sums.yy > 0.0)?;
    Some((sums.xy / sums.xx.sqrt() / sums.yy.sqrt()).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const XS: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];
    const YS: [f64; 5] = [2.0, 4.0, 5.0, 4.0, 5.0];

    fn rounded(value: f64) -> f64 {
        (value * 1e3).round() / 1e3
    }

    #[test]
    fn five_points_by_hand() {
        let line = fit(&XS, &YS).expect("a line");
        assert_eq!([line.slope, line.intercept, line.at(3.0)].map(rounded), [0.6, 2.2, 4.0]);
        let more = [line.r_squared, line.slope_error];
        assert_eq!(more.map(|number| number.map(rounded)), [0.6, 0.283].map(Some));
        assert_eq!(line.residuals.iter().copied().map(rounded).collect::<Vec<_>>(), [-0.8, 0.6, 1.0, -0.6, -0.2]);
        assert_eq!(correlation(&XS, &YS).map(rounded), Some(0.775));
    }

    #[test]
    fn no_line_where_none_is_the_best() {
        assert_eq!((fit(&[], &[]), fit(&[1.0], &[2.0]), fit(&[1.0, 1.0], &[2.0, 3.0])), (None, None, None));
        assert_eq!((correlation(&XS, &[1.0; 5]), correlation(&[1.0; 5], &XS)), (None, None));
        let through_two = fit(&XS[..2], &YS).expect("a line");
        assert_eq!((through_two.slope, through_two.slope_error), (2.0, None));
        let flat = fit(&XS, &[3.0; 5]).expect("a line");
        assert_eq!((flat.slope, flat.r_squared), (0.0, None));
    }

    proptest! {
        #[test]
        fn a_line_passes_through_the_means(points in prop::collection::vec((-1e2..1e2, -1e2..1e2), 3..40)) {
            let (xs, ys): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
            let line = fit(&xs, &ys).expect("x varies");
            let (x, y) = (mean(&xs).expect("values"), mean(&ys).expect("values"));
            prop_assert!((line.at(x) - y).abs() < 1e-6);
            prop_assert!(line.residuals.iter().sum::<f64>().abs() < 1e-6);
            let r = correlation(&xs, &ys).expect("both vary");
            prop_assert!((r * r - line.r_squared.expect("y varies")).abs() < 1e-6);
        }
    }
}
