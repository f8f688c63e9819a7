//! The themes on offer.

use crate::words::Ui;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    #[default]
    Auto,
    Dark,
    Light,
    HighContrast,
    Ansi,
}

impl ThemeChoice {
    pub const ALL: [ThemeChoice; 5] =
        [ThemeChoice::Auto, ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::HighContrast, ThemeChoice::Ansi];

    /// What it is called on screens.
    pub fn name(self, ui: &Ui) -> &str {
        match self {
            ThemeChoice::Auto => &ui.theme_auto,
            ThemeChoice::Dark => &ui.theme_dark,
            ThemeChoice::Light => &ui.theme_light,
            ThemeChoice::HighContrast => &ui.theme_contrast,
            ThemeChoice::Ansi => &ui.theme_ansi,
        }
    }

    /// Every choice with its name on the command line and in files.
    pub const NAMES: [(&str, ThemeChoice); 5] = [
        ("auto", ThemeChoice::Auto),
        ("dark", ThemeChoice::Dark),
        ("light", ThemeChoice::Light),
        ("high-contrast", ThemeChoice::HighContrast),
        ("16-colours", ThemeChoice::Ansi),
    ];
}
