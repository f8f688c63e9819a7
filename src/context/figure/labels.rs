//! The few words within figures and about plots, by language, from `assets/lang/*.figures.toml`: read when the first figure is drawn.

use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use toml::Table;

use crate::text::Lang;

/// Declares the words of a figure, a table of its own in the files.
macro_rules! labels {
    ($figure:literal { $($word:ident),* $(,)? }) => {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Labels { $($word: String,)* }

        impl Labels {
            fn of(lang: $crate::text::Lang) -> &'static Self {
                static EN: std::sync::OnceLock<Labels> = std::sync::OnceLock::new();
                static FR: std::sync::OnceLock<Labels> = std::sync::OnceLock::new();
                let cell = match lang {
                    $crate::text::Lang::En => &EN,
                    $crate::text::Lang::Fr => &FR,
                };
                cell.get_or_init(|| $crate::context::figure::labels::words($figure, lang))
            }
        }
    };
}

pub(crate) use labels;

/// The words of one figure.
///
/// # Panics
///
/// If the file that is part of the program lacks them, which a test rules out: it draws every figure.
pub(crate) fn words<T: DeserializeOwned>(figure: &str, lang: Lang) -> T {
    static EN: OnceLock<Table> = OnceLock::new();
    static FR: OnceLock<Table> = OnceLock::new();
    let (cell, source) = match lang {
        Lang::En => (&EN, include_str!("../../../assets/lang/en.figures.toml")),
        Lang::Fr => (&FR, include_str!("../../../assets/lang/fr.figures.toml")),
    };
    let file = cell.get_or_init(|| source.parse().unwrap_or_else(|error| panic!("the words of figures: {error}")));
    let table = file.get(figure).cloned().unwrap_or_else(|| panic!("no words for the figure {figure}"));
    table.try_into().unwrap_or_else(|error| panic!("the words of the figure {figure}: {error}"))
}
