//! Losses in one and two dimensions, and the way down by gradient descent: aₙ₊₁ = aₙ − γ · ∇F(aₙ).

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// a²: one minimum at 0. The descent converges if 0 < γ < 1, and is there in one step with γ = ½.
    Bowl,
    /// (a² − 1)² + 0.3 a: two minima, of which the left is deeper. Worth drawing between −1.6 and 1.6.
    DoubleWell,
}

/// (x² + r · y²) / 2 with r > 0: round where r is 1, a valley along x where it is more. Its minimum is at (0, 0). The
/// descent converges if 0 < γ < 2 / max(1, r), and zigzags across the valley in the upper half of that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Valley(pub(crate) f64);

/// How much the right one of two wells is lifted over the left.
const TILT: f64 = 0.3;

impl Curve {
    pub fn loss(self, a: f64) -> f64 {
        match self {
            Curve::Bowl => a * a,
            Curve::DoubleWell => (a * a - 1.0).powi(2) + TILT * a,
        }
    }

    pub fn slope(self, a: f64) -> f64 {
        match self {
            Curve::Bowl => 2.0 * a,
            Curve::DoubleWell => 4.0 * a * (a * a - 1.0) + TILT,
        }
    }

    /// Where its minima are, the deepest first.
    pub fn minima(self) -> Vec<f64> {
        match self {
            Curve::Bowl => vec![0.0],
            Curve::DoubleWell => wells().to_vec(),
        }
    }

    /// The way down: the start and at most `steps` steps.
    pub fn path(self, start: f64, gamma: f64, steps: usize) -> Vec<f64> {
        let path = path([start], gamma, steps, |[a]| [self.slope(a)], |[a]| self.loss(a));
        path.into_iter().map(|[a]| a).collect()
    }
}

impl Valley {
    pub(crate) fn loss(self, [x, y]: [f64; 2]) -> f64 {
        (x * x + self.0 * y * y) / 2.0
    }

    pub(crate) fn gradient(self, [x, y]: [f64; 2]) -> [f64; 2] {
        [x, self.0 * y]
    }

    pub(crate) fn path(self, start: [f64; 2], gamma: f64, steps: usize) -> Vec<[f64; 2]> {
        path(start, gamma, steps, |point| self.gradient(point), |point| self.loss(point))
    }
}

/// The outer two solutions of a³ − a + tilt / 4 = 0, by the cosines of Viète; the deeper first.
fn wells() -> [f64; 2] {
    let angle = (-TILT * 27f64.sqrt() / 8.0).acos() / 3.0;
    [angle + std::f64::consts::TAU / 3.0, angle].map(|angle| 2.0 / 3f64.sqrt() * angle.cos())
}

/// Descends until the steps are used up; what is no longer a finite number is left out, and all after it.
fn path<const N: usize>(
    start: [f64; N],
    gamma: f64,
    steps: usize,
    gradient: impl Fn([f64; N]) -> [f64; N],
    loss: impl Fn([f64; N]) -> f64,
) -> Vec<[f64; N]> {
    let next = |point: &[f64; N]| {
        let slope = gradient(*point);
        Some(std::array::from_fn(|i| point[i] - gamma * slope[i]))
    };
    let finite = |point: &[f64; N]| point.iter().all(|x| x.is_finite()) && loss(*point).is_finite();
    std::iter::successors(Some(start), next).take(steps.saturating_add(1)).take_while(finite).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn near(actual: &[f64], expected: &[f64]) {
        assert_eq!(actual.len(), expected.len(), "{actual:?}");
        assert!(actual.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-4), "{actual:?} is not {expected:?}");
    }

    #[test]
    fn down_the_bowl() {
        near(&Curve::Bowl.path(4.0, 0.1, 3), &[4.0, 3.2, 2.56, 2.048]);
        near(&Curve::Bowl.path(4.0, 0.5, 2), &[4.0, 0.0, 0.0]);
        near(&Curve::Bowl.path(4.0, 1.0, 3), &[4.0, -4.0, 4.0, -4.0]);
        near(&Curve::Bowl.path(4.0, 1.1, 3), &[4.0, -4.8, 5.76, -6.912]);
    }

    #[test]
    fn what_grows_beyond_all_bounds_is_cut() {
        let path = Curve::DoubleWell.path(4.0, 1.1, 100);
        assert!((2..20).contains(&path.len()), "{path:?}");
        assert!(path.iter().all(|a| Curve::DoubleWell.loss(*a).is_finite()));
        assert_eq!(Curve::Bowl.path(f64::NAN, 0.1, 3), [0.0; 0]);
        assert_eq!(Curve::Bowl.path(1.0, f64::INFINITY, 3), [1.0]);
    }

    #[test]
    fn wells_are_of_different_depth_and_the_start_decides() {
        let minima = Curve::DoubleWell.minima();
        near(&minima, &[-1.0355, 0.9602]);
        assert!(Curve::DoubleWell.loss(minima[0]) + 0.5 < Curve::DoubleWell.loss(minima[1]));
        for (start, minimum) in [(1.6, minima[1]), (0.2, minima[1]), (-0.1, minima[0])] {
            near(&Curve::DoubleWell.path(start, 0.05, 200)[200..], &[minimum]);
        }
    }

    #[test]
    fn gradients_vanish_at_the_minima() {
        for valley in [Valley(1.0), Valley(10.0)] {
            near(&valley.gradient([0.0, 0.0]), &[0.0, 0.0]);
        }
        for curve in [Curve::Bowl, Curve::DoubleWell] {
            curve.minima().iter().for_each(|minimum| near(&[curve.slope(*minimum)], &[0.0]));
        }
    }

    #[test]
    fn a_long_valley_wants_small_steps() {
        let last = |gamma| *Valley(10.0).path([3.0, 1.0], gamma, 200).last().expect("a start");
        near(&last(0.19), &[0.0, 0.0]);
        assert!(last(0.21)[1].abs() > 100.0);
    }

    proptest! {
        #[test]
        fn gradients_are_those_of_the_losses(x in -2.0..2.0, y in -2.0..2.0, ratio in 0.1..20.0) {
            let h = 1e-5;
            let valley = Valley(ratio);
            let along = |dx: f64, dy: f64| {
                (valley.loss([x + dx, y + dy]) - valley.loss([x - dx, y - dy])) / (2.0 * h)
            };
            let [gx, gy] = valley.gradient([x, y]);
            prop_assert!((along(h, 0.0) - gx).abs() < 1e-3 && (along(0.0, h) - gy).abs() < 1e-3);
        }

        #[test]
        fn in_the_bowl_every_step_of_a_fair_rate_goes_down(start in -10.0..10.0, gamma in 0.01..0.99) {
            let path = Curve::Bowl.path(start, gamma, 50);
            prop_assert!(path.windows(2).all(|pair| pair[1].abs() <= pair[0].abs()));
        }
    }
}
