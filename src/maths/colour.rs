//! Colours as numbers: red, green and blue of sRGB, 0 to 255.

/// The colour between two, part by part on the stored values, as CSS mixes sRGB colours in gradients and transitions
/// unless told otherwise (CSS Color 4). `t` is 0 at the first, 1 at the second; what lies beyond is taken as the end.
pub fn mix(from: [u8; 3], to: [u8; 3], t: f64) -> [u8; 3] {
    let t = t.clamp(0.0, 1.0);
    std::array::from_fn(|i| (f64::from(from[i]) * (1.0 - t) + f64::from(to[i]) * t).round() as u8)
}

/// Relative luminance, from 0 for black to 1 for white (WCAG 2.2).
pub fn luminance(colour: [u8; 3]) -> f64 {
    // 0.04045 is the standard's threshold; the 0.03928 of older texts makes no difference for whole bytes.
    let linear = |part: u8| match f64::from(part) / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2): text wants 4.5.
pub fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
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
        assert_eq!((luminance(BLACK), luminance(WHITE)), (0.0, 1.0));
        assert!((luminance([255, 0, 0]) - 0.2126).abs() < 1e-12);
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 1e-12);
        assert!((contrast([0x99; 3], WHITE) - 2.85).abs() < 5e-3);
    }

    proptest! {
        #[test]
        fn a_mixture_lies_between(a: [u8; 3], b: [u8; 3], t in 0.0..1.0) {
            prop_assert_eq!((mix(a, b, 0.0), mix(a, b, 1.0)), (a, b));
            prop_assert!((0..3).all(|i| (a[i].min(b[i])..=a[i].max(b[i])).contains(&mix(a, b, t)[i])));
            prop_assert!((1.0..=21.0 + 1e-9).contains(&contrast(a, b)));
        }
    }
}
