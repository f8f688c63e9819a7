//! A straight border between two clouds of points.

/// A line in the plane: its points p have weights · (p − middle) = 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Border {
    /// At right angles to the line, towards the second cloud.
    pub(crate) weights: [f64; 2],
    /// A point of the line: half-way between the means of the clouds.
    pub(crate) middle: [f64; 2],
}

/// Fisher's linear discriminant (Fisher 1936): the weights are S⁻¹ (m₂ − m₁), with the means m and the sums S of squares
/// and products within the clouds. The clouds are taken to be as likely as each other.
///
/// None if one is empty, if all points lie on one line, or if the means are the same.
pub(crate) fn border(first: &[[f64; 2]], second: &[[f64; 2]]) -> Option<Border> {
    let (a, b) = (mean(first)?, mean(second)?);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    let from_mean = |cloud: &[[f64; 2]], mean: [f64; 2]| -> Vec<[f64; 2]> {
        cloud.iter().map(|point| [point[0] - mean[0], point[1] - mean[1]]).collect()
    };
    for [x, y] in from_mean(first, a).into_iter().chain(from_mean(second, b)) {
        (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
    }
    let determinant = xx * yy - xy * xy;
    let apart = [b[0] - a[0], b[1] - a[1]];
    let weights = [(yy * apart[0] - xy * apart[1]) / determinant, (xx * apart[1] - xy * apart[0]) / determinant];
    let sound = determinant > 1e-12 * xx * yy && weights.iter().all(|w| w.is_finite()) && weights != [0.0, 0.0];
    sound.then_some(Border { weights, middle: [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0] })
}

fn mean(cloud: &[[f64; 2]]) -> Option<[f64; 2]> {
    let sum = |i: usize| cloud.iter().map(|point| point[i]).sum::<f64>();
    (!cloud.is_empty()).then(|| [0, 1].map(|i| sum(i) / cloud.len() as f64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Positive on the side of the second cloud, negative on that of the first.
    fn side(border: Border, point: [f64; 2]) -> f64 {
        (0..2).map(|i| border.weights[i] * (point[i] - border.middle[i])).sum()
    }

    const CROSS: [[f64; 2]; 4] = [[-1.0, 0.0], [1.0, 0.0], [0.0, -1.0], [0.0, 1.0]];

    #[test]
    fn round_clouds_are_parted_half_way() {
        let second = CROSS.map(|[x, y]| [x + 4.0, y + 2.0]);
        let border = border(&CROSS, &second).expect("a border");
        assert_eq!((border.weights, border.middle), ([1.0, 0.5], [2.0, 1.0]));
        assert_eq!(side(border, [2.0, 1.0]), 0.0);
    }

    #[test]
    fn long_clouds_tilt_the_border() {
        // S = [[4, 2], [2, 4]], S⁻¹ = [[4, −2], [−2, 4]] / 12, and the means are (3, 0) apart.
        let first = [[1.0, 1.0], [-1.0, -1.0], [0.0, 1.0], [0.0, -1.0], [1.0, 0.0], [-1.0, 0.0]];
        let second = [[3.0, 0.0]];
        assert_eq!(border(&first, &second).map(|border| border.weights), Some([1.0, -0.5]));
    }

    #[test]
    fn no_border_where_none_is_the_best() {
        assert_eq!(border(&[], &CROSS), None);
        assert_eq!(border(&CROSS, &CROSS), None);
        assert_eq!(border(&[[0.0, 0.0], [1.0, 1.0]], &[[2.0, 2.0], [3.0, 3.0]]), None);
    }

    proptest! {
        #[test]
        fn the_means_lie_on_either_side(
            first in prop::collection::vec((-1e2..1e2, -1e2..1e2), 3..20),
            second in prop::collection::vec((-1e2..1e2, -1e2..1e2), 3..20),
        ) {
            let [first, second] = [first, second].map(|cloud| cloud.into_iter().map(|(x, y)| [x, y]).collect::<Vec<_>>());
            if let Some(border) = border(&first, &second) {
                prop_assert!(side(border, mean(&first).expect("points")) < 0.0);
                prop_assert!(side(border, mean(&second).expect("points")) > 0.0);
            }
        }
    }
}
