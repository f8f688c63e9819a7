//! The program's own colours, and how near 256 colours come to them.

use crate::context::Rgb;

/// Colours that stay apart for the colour-blind (after Okabe and Ito, "Color Universal Design", 2008), lightened or
/// darkened until each reads well on its ground: a test asks for a contrast of 4.5 (WCAG 2.1, 1.4.3).
pub(super) struct Palette {
    pub(super) ground: Rgb,
    pub(super) text: Rgb,
    pub(super) dim: Rgb,
    pub(super) strong: Rgb,
    pub(super) accent: Rgb,
    pub(super) frame: Rgb,
    pub(super) good: Rgb,
    pub(super) bad: Rgb,
    pub(super) warn: Rgb,
    pub(super) info: Rgb,
    pub(super) field: Rgb,
    pub(super) lit_ground: Rgb,
    pub(super) lit_text: Rgb,
    pub(super) selected_ground: Rgb,
    // The colours of code: quieter than those that mean something in the game, and of other hues than the domains, so that
    // no line of code seems to say who is speaking. Comments are dim.
    pub(super) keyword: Rgb,
    pub(super) literal: Rgb,
    pub(super) number: Rgb,
    pub(super) function: Rgb,
    pub(super) kind: Rgb,
    pub(super) domains: [Rgb; 4],
    pub(super) series: [Rgb; 4],
}

pub(super) const DARK: Palette = Palette {
    ground: (24, 25, 33),
    text: (214, 216, 224),
    dim: (138, 142, 158),
    strong: (247, 247, 250),
    accent: (255, 209, 102),
    frame: (92, 97, 117),
    good: (87, 204, 153),
    bad: (255, 146, 102),
    warn: (240, 196, 90),
    info: (130, 190, 235),
    field: (50, 53, 68),
    lit_ground: (255, 209, 102),
    lit_text: (24, 25, 33),
    selected_ground: (58, 62, 82),
    keyword: (190, 168, 240),
    literal: (180, 200, 132),
    number: (214, 164, 150),
    function: (222, 214, 172),
    kind: (134, 200, 208),
    domains: [(98, 181, 240), (240, 168, 48), (64, 201, 162), (226, 140, 190)],
    series: [(178, 154, 255), (236, 224, 96), (120, 210, 220), (255, 150, 150)],
};

pub(super) const LIGHT: Palette = Palette {
    ground: (252, 250, 245),
    text: (44, 44, 52),
    dim: (104, 104, 116),
    strong: (12, 12, 18),
    accent: (140, 82, 0),
    frame: (168, 166, 160),
    good: (0, 112, 80),
    bad: (176, 58, 10),
    warn: (138, 90, 0),
    info: (20, 96, 150),
    field: (233, 229, 219),
    lit_ground: (255, 214, 92),
    lit_text: (20, 20, 26),
    selected_ground: (228, 222, 208),
    keyword: (104, 64, 168),
    literal: (46, 110, 30),
    number: (158, 52, 52),
    function: (104, 86, 8),
    kind: (14, 106, 120),
    domains: [(10, 98, 166), (150, 84, 0), (0, 112, 84), (150, 48, 112)],
    series: [(98, 62, 178), (122, 104, 0), (0, 106, 122), (178, 46, 60)],
};

pub(super) const CONTRAST: Palette = Palette {
    ground: (0, 0, 0),
    text: (255, 255, 255),
    dim: (208, 208, 208),
    strong: (255, 255, 255),
    accent: (255, 230, 0),
    frame: (255, 255, 255),
    good: (0, 255, 170),
    bad: (255, 160, 110),
    warn: (255, 230, 0),
    info: (140, 215, 255),
    field: (48, 48, 48),
    lit_ground: (255, 230, 0),
    lit_text: (0, 0, 0),
    selected_ground: (72, 72, 72),
    keyword: (214, 196, 255),
    literal: (206, 235, 140),
    number: (255, 190, 175),
    function: (250, 240, 190),
    kind: (160, 245, 230),
    domains: [(120, 205, 255), (255, 184, 60), (80, 240, 190), (255, 160, 220)],
    series: [(205, 185, 255), (255, 245, 120), (140, 240, 245), (255, 170, 170)],
};

/// The nearest of xterm's 216 cube colours and 24 greys.
pub(super) fn indexed((r, g, b): Rgb) -> u8 {
    const STEPS: [i32; 6] = [0, 95, 135, 175, 215, 255];
    let nearest = |value: u8| (0..6).min_by_key(|i| (STEPS[*i as usize] - i32::from(value)).abs()).unwrap_or(0);
    let distance = |(x, y, z): (i32, i32, i32)| {
        let part = |a: i32, b: u8| (a - i32::from(b)).pow(2);
        part(x, r) + part(y, g) + part(z, b)
    };
    let cube = [nearest(r), nearest(g), nearest(b)];
    let at = |i: i32| STEPS[i as usize];
    let mean = (i32::from(r) + i32::from(g) + i32::from(b)) / 3;
    let grey = ((mean - 3) / 10).clamp(0, 23);
    let level = 8 + 10 * grey;
    if distance((level, level, level)) < distance((at(cube[0]), at(cube[1]), at(cube[2]))) {
        (232 + grey) as u8
    } else {
        (16 + 36 * cube[0] + 6 * cube[1] + cube[2]) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2.1 defines them.
    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let luminance = |(r, g, b): Rgb| {
            let part = |v: u8| {
                let v = f64::from(v) / 255.0;
                if v <= 0.03928 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn all_text_reads_well_on_its_ground() {
        for (name, p) in [("dark", &DARK), ("light", &LIGHT), ("contrast", &CONTRAST)] {
            let texts = [p.text, p.dim, p.strong, p.accent, p.good, p.bad, p.warn, p.info];
            let code = [p.keyword, p.literal, p.number, p.function, p.kind];
            for rgb in texts.into_iter().chain(code).chain(p.domains).chain(p.series) {
                assert!(contrast(rgb, p.ground) >= 4.5, "{name}: {rgb:?} on its ground: {}", contrast(rgb, p.ground));
            }
            for rgb in p.domains.into_iter().chain([p.text]) {
                assert!(contrast(rgb, p.selected_ground) >= 4.0, "{name}: {rgb:?} selected");
            }
            assert!(contrast(p.lit_text, p.lit_ground) >= 7.0);
            assert!(contrast(p.text, p.field) >= 7.0);
        }
    }

    #[test]
    fn no_colour_of_code_is_that_of_a_domain_or_of_another_part() {
        for (name, p) in [("dark", &DARK), ("light", &LIGHT), ("contrast", &CONTRAST)] {
            let code = [p.keyword, p.literal, p.number, p.function, p.kind];
            // Far enough apart for 256 colours to keep them so.
            let all: Vec<u8> =
                code.into_iter().chain(p.domains).chain([p.text, p.dim, p.lit_ground]).map(indexed).collect();
            for (i, colour) in all.iter().enumerate().take(code.len()) {
                assert!(!all[i + 1..].contains(colour), "{name}: {:?} is there twice: {all:?}", code[i]);
            }
        }
    }

    #[test]
    fn the_nearest_of_256_colours() {
        assert_eq!(indexed((255, 255, 255)), 231);
        assert_eq!(indexed((0, 0, 0)), 16);
        assert_eq!(indexed((255, 0, 0)), 196);
        assert_eq!(indexed((118, 118, 118)), 243);
    }
}
