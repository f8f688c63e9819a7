//! Styles, named by what they are for. A theme is made from a palette; a palette is a handful of colours.

mod choice;
mod palette;

use ratatui::style::{Color, Modifier, Style};

pub use self::choice::ThemeChoice;
use self::palette::{CONTRAST, DARK, LIGHT, Palette, indexed};
use crate::context::{Rgb, Role};
use crate::pack::Colour;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    True,
    Indexed,
    /// The sixteen of ANSI, as the terminal's owner chose them.
    Sixteen,
    /// The sixteen of a console of Linux, on black: what is dim can hardly be read there, and half of them are dark.
    Console,
    /// None: bold, underlined and reversed must do (`NO_COLOR`, <https://no-color.org>).
    None,
}

#[derive(Debug, Clone)]
pub struct Theme {
    pub base: Style,
    pub dim: Style,
    pub(crate) strong: Style,
    /// What is selected, and what belongs to the game itself.
    pub accent: Style,
    pub(crate) frame: Style,
    pub(crate) good: Style,
    pub(crate) bad: Style,
    /// The tell, after the answer.
    pub lit: Style,
    pub(crate) selected: Style,
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
    pub(crate) light: bool,
}

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
            Depth::Console => Self::console(),
            Depth::True | Depth::Indexed if choice == ThemeChoice::Ansi => Self::sixteen(),
            Depth::True | Depth::Indexed => Self::of(palette, depth),
        };
        let own_ground = theme.shows_pixels() && !matches!(choice, ThemeChoice::Auto);
        Self { light: if own_ground { choice == ThemeChoice::Light } else { light }, ..theme }
    }

    pub(crate) fn shows_pixels(&self) -> bool {
        matches!(self.depth, Depth::True | Depth::Indexed)
    }

    pub(crate) fn has_colours(&self) -> bool {
        self.depth != Depth::None
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
            keyword: text(palette.keyword),
            literal: text(palette.literal),
            number: text(palette.number),
            comment: text(palette.dim).add_modifier(Modifier::ITALIC),
            function: text(palette.function),
            kind: text(palette.kind),
            domains: palette.domains.map(|rgb| text(rgb).add_modifier(Modifier::BOLD)),
            series: palette.series.map(text),
            depth,
            light: false,
        }
    }

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

    /// The sixteen as Linux's console has them by default.
    fn console() -> Self {
        let text = |colour| Style::new().fg(colour);
        Self {
            dim: Style::new(),
            frame: Style::new(),
            lit: Style::new().fg(Color::Black).bg(Color::Cyan),
            warn: text(Color::LightYellow),
            keyword: text(Color::LightMagenta),
            number: text(Color::LightRed),
            comment: text(Color::Cyan),
            series: [Color::LightMagenta, Color::LightYellow, Color::LightCyan, Color::LightRed].map(text),
            depth: Depth::Console,
            ..Self::sixteen()
        }
    }

    fn plain() -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        Self {
            accent: bold,
            good: bold,
            bad: bold,
            lit: bold.add_modifier(Modifier::REVERSED),
            warn: bold,
            info: Style::new(),
            keyword: bold,
            literal: Style::new(),
            number: Style::new(),
            function: Style::new(),
            kind: Style::new(),
            domains: [bold; 4],
            series: [Style::new(); 4],
            depth: Depth::None,
            ..Self::sixteen()
        }
    }

    pub(crate) fn role(&self, role: Role) -> Style {
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
        Depth::Sixteen | Depth::Console | Depth::None => Color::Reset,
    }
}
