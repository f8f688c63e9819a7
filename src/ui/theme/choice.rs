//! The themes on offer.

use crate::words::{Ui, names};

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
    pub const NAMES: [(&str, ThemeChoice); 5] = [
        ("auto", ThemeChoice::Auto),
        ("dark", ThemeChoice::Dark),
        ("light", ThemeChoice::Light),
        ("high-contrast", ThemeChoice::HighContrast),
        ("16-colours", ThemeChoice::Ansi),
    ];
}

names!(Ui.theme_of(ThemeChoice) {
    Auto: theme_auto, Dark: theme_dark, Light: theme_light, HighContrast: theme_contrast, Ansi: theme_ansi,
});
