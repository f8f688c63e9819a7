//! Student's t.

use std::f64::consts::PI;

use super::normal;

/// With more degrees of freedom than this the normal law is the same to four decimals, and much quicker.
const FREEDOM_MAX: usize = 20_000;

/// The chance that t is within ±`t`, for whole degrees of freedom: Abramowitz and Stegun 1964, 26.7.3 and 26.7.4.
/// With no degree of freedom it is 0.
pub fn within(t: f64, freedom: usize) -> f64 {
    if freedom == 0 {
        return 0.0;
    }
    if freedom > FREEDOM_MAX || t.is_infinite() {
        return normal::within(t);
    }
    let angle = (t.abs() / (freedom as f64).sqrt()).atan();
    let (sin, cos) = angle.sin_cos();
    let odd = freedom % 2 == 1;
    // Odd: cos + 2/3 cos³ + (2·4)/(3·5) cos⁵ + …; even: 1 + 1/2 cos² + (1·3)/(2·4) cos⁴ + …; up to cos^(freedom − 2).
    let first = if odd { cos } else { 1.0 };
    let powers = (if odd { 3 } else { 2 }..freedom.saturating_sub(1)).step_by(2);
    let (_, sum) = powers.fold((first, first), |(term, sum), power| {
        let term = term * cos * cos * (power - 1) as f64 / power as f64;
        (term, sum + term)
    });
    match (odd, freedom) {
        (true, 1) => angle * 2.0 / PI,
        (true, _) => (angle + sin * sum) * 2.0 / PI,
        (false, _) => sin * sum,
    }
}

/// The t within which it lies with this chance: 3.182 for 0.95 and 3 degrees of freedom (of a mean, n − 1). None without
/// a degree of freedom, or unless 0 ≤ chance < 1.
pub fn factor(confidence: f64, freedom: usize) -> Option<f64> {
    (freedom > 0).then(|| normal::invert(confidence, |t| within(t, freedom))).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_factors_are_those_of_the_tables() {
        let table = [
            (1, 12.706),
            (2, 4.303),
            (3, 3.182),
            (4, 2.776),
            (5, 2.571),
            (9, 2.262),
            (10, 2.228),
            (30, 2.042),
            (120, 1.980),
            (1_000_000, 1.960),
        ];
        for (freedom, expected) in table {
            let factor = factor(0.95, freedom).expect("a factor");
            assert!((factor - expected).abs() < 5e-4, "{factor} for {freedom}, not {expected}");
        }
        assert!((factor(0.99, 9).expect("a factor") - 3.250).abs() < 5e-4);
        assert!((1.0 - within(-2.121_320_343_6, 3) - 0.124_027).abs() < 1e-5);
    }

    #[test]
    fn what_does_not_exist_is_none() {
        assert_eq!((factor(0.95, 0), factor(1.0, 3), factor(f64::NAN, 3)), (None, None, None));
        assert_eq!((within(5.0, 0), within(f64::INFINITY, 2)), (0.0, 1.0));
    }

    proptest! {
        #[test]
        fn tails_are_heavier_than_normal_ones(t in 0.1..6.0, freedom in 1usize..300) {
            prop_assert!(within(t, freedom) < normal::within(t));
            prop_assert!(within(t, freedom) < within(t, freedom + 1) + 1e-12);
        }
    }
}
