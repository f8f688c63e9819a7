//! k-means, one state after the other (Lloyd 1982).

use super::Chance;

#[derive(Debug, Clone, PartialEq)]
pub struct Clustering<const N: usize> {
    pub(crate) centroids: Vec<[f64; N]>,
    /// For each point the place of its nearest centroid; of several as near, the first.
    pub nearest: Vec<usize>,
    /// The sum of squared distances from each point to that centroid.
    pub inertia: f64,
}

impl<const N: usize> Clustering<N> {
    fn of(points: &[[f64; N]], centroids: Vec<[f64; N]>) -> Self {
        let nearest = |point: &[f64; N]| {
            let by_distance = centroids.iter().map(|centroid| squared_distance(point, centroid)).enumerate();
            by_distance.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0))
        };
        let (nearest, distances): (Vec<usize>, Vec<f64>) = points.iter().map(nearest).unzip();
        Self { nearest, inertia: distances.iter().sum(), centroids }
    }

    /// Each centroid moved to the mean of its points; one without points stays.
    fn moved(&self, points: &[[f64; N]]) -> Vec<[f64; N]> {
        let mean = |(group, centroid): (usize, &[f64; N])| {
            let own: Vec<&[f64; N]> =
                points.iter().zip(&self.nearest).filter(|(_, nearest)| **nearest == group).map(|(p, _)| p).collect();
            if own.is_empty() {
                return *centroid;
            }
            std::array::from_fn(|i| own.iter().map(|point| point[i]).sum::<f64>() / own.len() as f64)
        };
        self.centroids.iter().enumerate().map(mean).collect()
    }
}

fn squared_distance<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum()
}

/// The states from the first centroids on, until these stay where they are; at most `most` of them. None without
/// centroids.
///
/// From a state to the next the centroids move, then the points change sides: a drawing of both halves has the new
/// `centroids` with the old `nearest` between.
pub fn states<const N: usize>(points: &[[f64; N]], first: &[[f64; N]], most: usize) -> Vec<Clustering<N>> {
    let next = |state: &Clustering<N>| {
        let moved = state.moved(points);
        (moved != state.centroids).then(|| Clustering::of(points, moved))
    };
    let first = (!first.is_empty()).then(|| Clustering::of(points, first.to_vec()));
    std::iter::successors(first, next).take(most).collect()
}

/// `k` of the points as first centroids, any of them as likely; fewer if there are fewer points.
pub(crate) fn any_of<const N: usize>(points: &[[f64; N]], k: usize, chance: &mut Chance) -> Vec<[f64; N]> {
    let mut points = points.to_vec();
    chance.shuffle(&mut points);
    points.truncate(k);
    points
}

/// Points scattered about centres, `each` to every one, by a round normal law; those of a centre in a row.
pub(crate) fn scatter<const N: usize>(
    centres: &[[f64; N]],
    each: usize,
    sd: f64,
    chance: &mut Chance,
) -> Vec<[f64; N]> {
    let centres = centres.iter().flat_map(|centre| std::iter::repeat_n(centre, each));
    centres.map(|centre| centre.map(|x| chance.normal(x, sd))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn six_points_by_hand() {
        let points = [1.0, 2.0, 3.0, 10.0, 11.0, 12.0].map(|x| [x]);
        let states = states(&points, &[[1.0], [2.0]], 10);
        let centroids: Vec<_> = states.iter().map(|state| state.centroids.clone()).collect();
        assert_eq!(centroids, [[[1.0], [2.0]], [[1.0], [7.6]], [[2.0], [11.0]]]);
        let inertia: Vec<f64> = states.iter().map(|state| (state.inertia * 100.0).round() / 100.0).collect();
        assert_eq!(inertia, [246.0, 41.68, 4.0]);
        assert_eq!(states[2].nearest, [0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn nothing_to_do_is_done_at_once() {
        assert_eq!(states(&[[1.0]], &[], 10), []);
        assert_eq!(states::<2>(&[], &[[1.0, 1.0]], 10).len(), 1);
        assert_eq!(states(&[[1.0], [1.0]], &[[1.0], [1.0]], 10).len(), 1);
        assert_eq!(states(&[[1.0]], &[[0.0]], 0), []);
    }

    #[test]
    fn a_centroid_without_points_stays() {
        let last = states(&[[0.0], [1.0]], &[[0.0], [99.0]], 10).pop().expect("a state");
        assert_eq!(last.centroids, [[0.5], [99.0]]);
    }

    #[test]
    fn separated_groups_are_found() {
        let mut chance = Chance::new(5);
        let points = scatter(&[[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]], 30, 0.8, &mut chance);
        let last = states(&points, &[points[0], points[30], points[60]], 50).pop().expect("a state");
        let groups: Vec<usize> = (0..90).map(|i| i / 30).collect();
        assert_eq!(last.nearest, groups);
        assert_eq!(any_of(&points, 3, &mut chance).len(), 3);
        assert_eq!(any_of(&points[..2], 3, &mut chance).len(), 2);
    }

    proptest! {
        #[test]
        fn inertia_never_grows(seed: u64, k in 1usize..6, n in 1usize..40) {
            let mut chance = Chance::new(seed);
            let points = scatter(&[[0.0, 0.0], [3.0, 1.0]], n, 1.5, &mut chance);
            let states = states(&points, &any_of(&points, k, &mut chance), 200);
            prop_assert!(states.windows(2).all(|pair| pair[1].inertia <= pair[0].inertia * (1.0 + 1e-12)));
            prop_assert!(states.len() < 200);
        }
    }
}
