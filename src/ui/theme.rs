//! Styles, named by what they are for. A theme is made from a palette; a palette is a handful of colours.

use ratatui::style::{Color, Modifier, Style};

use crate::context::{Rgb, Role};
use crate::pack::Colour;
use crate::settings::ThemeChoice;

/// How many colours the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits.
    True,
    /// The 256 of xterm.
    Indexed,
    /// The sixteen of ANSI, as the terminal's owner chose them.
    Sixteen,
    /// None: bold, underlined and reversed must do (`NO_COLOR`, <https://no-color.org>).
    None,
}

/// Styles by role.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Ordinary text, and the ground it stands on.
    pub base: Style,
    /// What is by the way.
    pub dim: Style,
    /// What stands out.
    pub strong: Style,
    /// What is selected, and what belongs to the game itself.
    pub accent: Style,
    /// The frame around a context.
    pub frame: Style,
    /// Right.
    pub good: Style,
    /// Easily confused.
    pub bad: Style,
    /// The tell, after the answer.
    pub lit: Style,
    /// The answer under the cursor.
    pub selected: Style,
    warn: Style,
    info: Style,
    field: Style,
    button: Style,
    keyword: Style,
    literal: Style,
    number: Style,
    comment: Style,
    function: Style,
    kind: Style,
    domains: [Style; 4],
    series: [Style; 4],
    depth: Depth,
    /// Made for a light ground.
    pub light: bool,
}

/// Colours that stay apart for the colour-blind (after Okabe and Ito, "Color Universal Design", 2008), lightened or
/// darkened until each reads well on its ground: a test asks for a contrast of 4.5 (WCAG 2.1, 1.4.3).
struct Palette {
    ground: Rgb,
    text: Rgb,
    dim: Rgb,
    strong: Rgb,
    accent: Rgb,
    frame: Rgb,
    good: Rgb,
    bad: Rgb,
    warn: Rgb,
    info: Rgb,
    field: Rgb,
    lit_ground: Rgb,
    lit_text: Rgb,
    selected_ground: Rgb,
    code: CodeColours,
    domains: [Rgb; 4],
    series: [Rgb; 4],
}

/// The colours of code: quieter than those that mean something in the game, and of other hues than the domains, so that
/// no line of code seems to say who is speaking. Comments are dim.
struct CodeColours {
    keyword: Rgb,
    literal: Rgb,
    number: Rgb,
    function: Rgb,
    kind: Rgb,
}

const DARK: Palette = Palette {
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
    code: CodeColours {
        keyword: (190, 168, 240),
        literal: (180, 200, 132),
        number: (214, 164, 150),
        function: (222, 214, 172),
        kind: (134, 200, 208),
    },
    domains: [(98, 181, 240), (240, 168, 48), (64, 201, 162), (226, 140, 190)],
    series: [(178, 154, 255), (236, 224, 96), (120, 210, 220), (255, 150, 150)],
};

const LIGHT: Palette = Palette {
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
    code: CodeColours {
        keyword: (104, 64, 168),
        literal: (46, 110, 30),
        number: (158, 52, 52),
        function: (104, 86, 8),
        kind: (14, 106, 120),
    },
    domains: [(10, 98, 166), (150, 84, 0), (0, 112, 84), (150, 48, 112)],
    series: [(98, 62, 178), (122, 104, 0), (0, 106, 122), (178, 46, 60)],
};

const CONTRAST: Palette = Palette {
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
    code: CodeColours {
        keyword: (214, 196, 255),
        literal: (206, 235, 140),
        number: (255, 190, 175),
        function: (250, 240, 190),
        kind: (160, 245, 230),
    },
    domains: [(120, 205, 255), (255, 184, 60), (80, 240, 190), (255, 160, 220)],
    series: [(205, 185, 255), (255, 245, 120), (140, 240, 245), (255, 170, 170)],
};

impl Theme {
    /// The theme for a choice, on a terminal that shows so many colours; `light` is what the terminal seems to be.
    pub fn new(choice: ThemeChoice, depth: Depth, light: bool) -> Self {
        let palette = match choice {
            ThemeChoice::Dark => &DARK,
            ThemeChoice::Light => &LIGHT,
            ThemeChoice::HighContrast => &CONTRAST,
            ThemeChoice::Auto if light => &LIGHT,
            ThemeChoice::Auto | ThemeChoice::Ansi => &DARK,
        };
        let theme = match depth {
            Depth::None => Self::plain(),
            Depth::Sixteen => Self::sixteen(),
            Depth::True | Depth::Indexed if choice == ThemeChoice::Ansi => Self::sixteen(),
            Depth::True => Self::of(palette, Depth::True),
            Depth::Indexed => Self::of(palette, Depth::Indexed),
        };
        let own_ground = theme.shows_pixels() && !matches!(choice, ThemeChoice::Auto);
        Self { light: if own_ground { choice == ThemeChoice::Light } else { light }, ..theme }
    }

    /// Whether there are enough colours for pixels.
    pub fn shows_pixels(&self) -> bool {
        matches!(self.depth, Depth::True | Depth::Indexed)
    }

    fn of(palette: &Palette, depth: Depth) -> Self {
        let colour = |rgb| colour(rgb, depth);
        let ground = Style::new().bg(colour(palette.ground));
        let text = |rgb| Style::new().fg(colour(rgb));
        Self {
            base: ground.fg(colour(palette.text)),
            dim: text(palette.dim),
            strong: text(palette.strong).add_modifier(Modifier::BOLD),
            accent: text(palette.accent).add_modifier(Modifier::BOLD),
            frame: text(palette.frame),
            good: text(palette.good).add_modifier(Modifier::BOLD),
            bad: text(palette.bad).add_modifier(Modifier::BOLD),
            lit: text(palette.lit_text).bg(colour(palette.lit_ground)).add_modifier(Modifier::BOLD),
            selected: Style::new().bg(colour(palette.selected_ground)).add_modifier(Modifier::BOLD),
            warn: text(palette.warn),
            info: text(palette.info),
            field: text(palette.text).bg(colour(palette.field)),
            button: text(palette.strong).bg(colour(palette.selected_ground)),
            keyword: text(palette.code.keyword),
            literal: text(palette.code.literal),
            number: text(palette.code.number),
            comment: text(palette.dim).add_modifier(Modifier::ITALIC),
            function: text(palette.code.function),
            kind: text(palette.code.kind),
            domains: palette.domains.map(|rgb| text(rgb).add_modifier(Modifier::BOLD)),
            series: palette.series.map(text),
            depth,
            light: false,
        }
    }

    /// The terminal's own sixteen colours on its own ground.
    fn sixteen() -> Self {
        let text = |colour| Style::new().fg(colour);
        let bold = |colour| text(colour).add_modifier(Modifier::BOLD);
        Self {
            base: Style::new(),
            dim: Style::new().add_modifier(Modifier::DIM),
            strong: Style::new().add_modifier(Modifier::BOLD),
            accent: bold(Color::Yellow),
            frame: Style::new().add_modifier(Modifier::DIM),
            good: bold(Color::Green),
            bad: bold(Color::Red),
            lit: Style::new().fg(Color::Black).bg(Color::Yellow),
            selected: Style::new().add_modifier(Modifier::REVERSED),
            warn: text(Color::Yellow),
            info: text(Color::Cyan),
            field: Style::new().add_modifier(Modifier::UNDERLINED),
            button: Style::new().add_modifier(Modifier::REVERSED),
            keyword: text(Color::Magenta),
            literal: text(Color::Green),
            number: text(Color::Red),
            comment: Style::new().add_modifier(Modifier::DIM | Modifier::ITALIC),
            function: Style::new().add_modifier(Modifier::BOLD),
            kind: text(Color::Cyan),
            // Plain blue is next to invisible on black.
            domains: [Color::LightBlue, Color::Yellow, Color::Green, Color::Magenta].map(bold),
            series: [Color::Magenta, Color::Yellow, Color::Cyan, Color::Red].map(text),
            depth: Depth::Sixteen,
            light: false,
        }
    }

    /// No colours at all.
    fn plain() -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let reversed = Style::new().add_modifier(Modifier::REVERSED);
        Self {
            base: Style::new(),
            dim: Style::new().add_modifier(Modifier::DIM),
            strong: bold,
            accent: bold,
            frame: Style::new().add_modifier(Modifier::DIM),
            good: bold,
            bad: bold,
            lit: reversed.add_modifier(Modifier::BOLD),
            selected: reversed,
            warn: bold,
            info: Style::new(),
            field: Style::new().add_modifier(Modifier::UNDERLINED),
            button: reversed,
            keyword: bold,
            literal: Style::new(),
            number: Style::new(),
            comment: Style::new().add_modifier(Modifier::DIM | Modifier::ITALIC),
            function: Style::new(),
            kind: Style::new(),
            domains: [bold; 4],
            series: [Style::new(); 4],
            depth: Depth::None,
            light: false,
        }
    }

    /// The style of a piece of a context.
    pub fn role(&self, role: Role) -> Style {
        match role {
            Role::Plain => Style::new(),
            Role::Dim => self.dim,
            Role::Strong => self.strong,
            Role::Good => self.good,
            Role::Bad => self.bad,
            Role::Warn => self.warn,
            Role::Info => self.info,
            Role::Field => self.field,
            Role::Button => self.button,
            Role::Keyword => self.keyword,
            Role::Literal => self.literal,
            Role::Number => self.number,
            Role::Comment => self.comment,
            Role::Function => self.function,
            Role::Type => self.kind,
            Role::Series(n) => self.series[usize::from(n) % self.series.len()],
            Role::Pixels(upper, lower) => Style::new().fg(colour(upper, self.depth)).bg(colour(lower, self.depth)),
        }
    }

    /// The style of a domain.
    pub fn domain(&self, colour: Colour) -> Style {
        self.domains[match colour {
            Colour::Blue => 0,
            Colour::Orange => 1,
            Colour::Green => 2,
            Colour::Pink => 3,
        }]
    }
}

/// A colour of the program's own, as near as the terminal can show it.
fn colour(rgb: Rgb, depth: Depth) -> Color {
    match depth {
        Depth::True => Color::Rgb(rgb.0, rgb.1, rgb.2),
        Depth::Indexed => Color::Indexed(indexed(rgb)),
        Depth::Sixteen | Depth::None => Color::Reset,
    }
}

/// The nearest of xterm's 216 cube colours and 24 greys.
fn indexed((r, g, b): Rgb) -> u8 {
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
            let code = [p.code.keyword, p.code.literal, p.code.number, p.code.function, p.code.kind];
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
            let code = [p.code.keyword, p.code.literal, p.code.number, p.code.function, p.code.kind];
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
