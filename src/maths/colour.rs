//! Colours as numbers: red, green and blue of sRGB, 0 to 255.

/// The colour between two, part by part on the stored values, as CSS mixes sRGB colours in gradients and transitions
/// unless told otherwise (CSS Color 4). `t` is 0 at the first, 1 at the second; what lies beyond is taken as the end.
pub fn mix(from: [u8; 3], to: [u8; 3], t: f64) -> [u8; 3] {
    let t = t.clamp(0.0, 1.0);
    std::array::from_fn(|i| (f64::from(from[i]) * (1.0 - t) + f64::from(to[i]) * t).round() as u8)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BLACK: [u8; 3] = [0; 3];
    const WHITE: [u8; 3] = [255; 3];

    #[test]
    fn known_values() {
        assert_eq!(mix([255, 0, 0], [0, 0, 255], 0.5), [128, 0, 128]);
        assert_eq!([-1.0, 2.0].map(|t| mix(BLACK, WHITE, t)), [BLACK, WHITE]);
    }

    proptest! {
        #[test]
        fn a_mixture_lies_between(a: [u8; 3], b: [u8; 3], t in 0.0..1.0) {
            prop_assert_eq!((mix(a, b, 0.0), mix(a, b, 1.0)), (a, b));
            prop_assert!((0..3).all(|i| (a[i].min(b[i])..=a[i].max(b[i])).contains(&mix(a, b, t)[i])));
        }
    }
}
