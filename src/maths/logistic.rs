//! The logistic function, and logistic regression with one feature.

use super::summary::{mean, sd_population};

/// The logistic function, 1 / (1 + e⁻ˣ), from 0 to 1.
pub fn sigma(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// What the logistic function takes to `p`: ln(p / (1 − p)); none unless 0 < p < 1.
pub(crate) fn logit(p: f64) -> Option<f64> {
    (p > 0.0 && p < 1.0).then(|| (p / (1.0 - p)).ln())
}

/// A fitted curve: the chance of a yes is σ(intercept + weight · x).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The log-odds of a yes where x is 0.
    pub intercept: f64,
    /// How much the log-odds change with one unit of x.
    pub weight: f64,
}

impl Fit {
    pub fn at(self, x: f64) -> f64 {
        sigma(self.intercept + self.weight * x)
    }

    /// The x where yes and no are as likely; none for a flat curve.
    pub(crate) fn boundary(self) -> Option<f64> {
        Some(-self.intercept / self.weight).filter(|x| x.is_finite())
    }
}

/// The penalty that does not show in an ordinary fit, and keeps a separated one finite.
pub(crate) const RIDGE: f64 = 1e-6;

/// More steps of Newton's method than any fit needs.
const STEPS: usize = 100;

/// Maximum likelihood by Newton's method (iteratively reweighted least squares: McCullagh and Nelder 1989), less
/// `ridge` / 2 times the squares of both coefficients on standardised x. At least [`RIDGE`] of it is taken, because
/// without any the steepest curve is the best where x separates yes from no.
///
/// None without data; what one slice has more than the other is left out.
pub fn fit(xs: &[f64], yes: &[bool], ridge: f64) -> Option<Fit> {
    let n = xs.len().min(yes.len());
    let (centre, spread) = (mean(&xs[..n])?, sd_population(&xs[..n]).filter(|sd| *sd > 0.0).unwrap_or(1.0));
    let data: Vec<(f64, f64)> =
        xs.iter().zip(yes).map(|(x, yes)| ((x - centre) / spread, f64::from(u8::from(*yes)))).collect();
    let ridge = ridge.max(RIDGE);
    let (mut b, mut w) = (0.0, 0.0);
    let mut loss = penalised(&data, ridge, b, w);
    for _ in 0..STEPS {
        let (down_b, down_w) = newton(&data, ridge, b, w);
        // Newton's step may overshoot where the curve is nearly flat: halved until it gains something.
        let step = (0..30).map(|i| 0.5f64.powi(i)).map(|part| (b + part * down_b, w + part * down_w));
        let better = step.map(|(b, w)| (penalised(&data, ridge, b, w), b, w)).find(|(next, _, _)| *next < loss);
        let Some(better) = better else { break };
        (loss, b, w) = better;
    }
    Some(Fit { intercept: b - w * centre / spread, weight: w / spread })
}

fn penalised(data: &[(f64, f64)], ridge: f64, b: f64, w: f64) -> f64 {
    // ln(1 + eᶻ) − y z, written so that eᶻ cannot overflow.
    let cost = |(x, y): &(f64, f64)| {
        let z = b + w * x;
        z.max(0.0) + (-z.abs()).exp().ln_1p() - y * z
    };
    data.iter().map(cost).sum::<f64>() + ridge / 2.0 * (b * b + w * w)
}

/// The step that would end at the minimum if the loss were quadratic.
fn newton(data: &[(f64, f64)], ridge: f64, b: f64, w: f64) -> (f64, f64) {
    let (mut gradient, mut bb, mut bw, mut ww) = ((ridge * b, ridge * w), ridge, 0.0, ridge);
    for (x, y) in data {
        let p = sigma(b + w * x);
        let weight = p * (1.0 - p);
        gradient = (gradient.0 + p - y, gradient.1 + (p - y) * x);
        (bb, bw, ww) = (bb + weight, bw + weight * x, ww + weight * x * x);
    }
    let determinant = bb * ww - bw * bw;
    ((bw * gradient.1 - ww * gradient.0) / determinant, (bw * gradient.0 - bb * gradient.1) / determinant)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rounded(value: f64) -> f64 {
        (value * 1e4).round() / 1e4
    }

    #[test]
    fn known_values() {
        assert_eq!([-2.0, 0.0, 1.0, 2.0].map(sigma).map(rounded), [0.1192, 0.5, 0.7311, 0.8808]);
        assert_eq!(logit(0.8).map(rounded), Some(1.3863));
        assert_eq!([0.0, 1.0, -1.0, f64::NAN].map(logit), [None; 4]);
        assert_eq!((sigma(1e3), sigma(-1e3)), (1.0, 0.0));
    }

    /// Hours studied and exams passed, the example of Wikipedia's article "Logistic regression".
    const HOURS: [f64; 20] =
        [0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.5, 4.0, 4.25, 4.5, 4.75, 5.0, 5.5];
    const PASSED: [u8; 20] = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

    #[test]
    fn hours_and_exams() {
        let fit = fit(&HOURS, &PASSED.map(|passed| passed == 1), 0.0).expect("a fit");
        assert!((fit.weight - 1.5046).abs() < 1e-4 && (fit.intercept + 4.0777).abs() < 1e-4, "{fit:?}");
        assert!((fit.boundary().expect("a boundary") - 2.71).abs() < 0.01);
        assert!((fit.weight.exp() - 4.50).abs() < 0.01, "the odds ratio");
    }

    #[test]
    fn separated_and_one_sided_data_stay_finite() {
        let separated = fit(&[1.0, 2.0, 3.0, 4.0], &[false, false, true, true], 0.0).expect("a fit");
        assert!((separated.boundary().expect("a boundary") - 2.5).abs() < 1e-6, "{separated:?}");
        assert!(separated.weight > 5.0 && separated.at(2.0) < 0.01);
        let gentle = fit(&[1.0, 2.0, 3.0, 4.0], &[false, false, true, true], 1.0).expect("a fit");
        assert!(gentle.weight < separated.weight / 3.0);
        let all = fit(&[1.0, 2.0, 3.0], &[true; 3], 0.0).expect("a fit");
        assert!(all.at(2.0) > 0.99 && all.weight.is_finite());
        let same_x = fit(&[7.0; 4], &[true, true, true, false], 0.0).expect("a fit");
        assert!((same_x.at(7.0) - 0.75).abs() < 1e-4, "{same_x:?}");
        assert_eq!(fit(&[], &[], 0.0), None);
    }

    proptest! {
        #[test]
        fn sigma_is_symmetric_and_undone_by_logit(x in -15.0..15.0) {
            prop_assert!((sigma(x) + sigma(-x) - 1.0).abs() < 1e-12);
            prop_assert!((logit(sigma(x)).expect("between") - x).abs() < 1e-6);
        }

        #[test]
        fn what_is_expected_adds_up_to_what_was_seen(data in prop::collection::vec((-50.0..50.0, any::<bool>()), 1..60)) {
            let (xs, yes): (Vec<f64>, Vec<bool>) = data.into_iter().unzip();
            let fit = fit(&xs, &yes, 0.0).expect("a fit");
            let expected: f64 = xs.iter().map(|x| fit.at(*x)).sum();
            let seen = yes.iter().filter(|yes| **yes).count() as f64;
            prop_assert!((expected - seen).abs() < 1e-2, "{} expected, {} seen, {:?}", expected, seen, fit);
        }
    }
}
