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
                static WORDS: $crate::context::figure::labels::ByLang<Labels> = [const { std::sync::OnceLock::new() }; 2];
                WORDS[lang as usize].get_or_init(|| $crate::context::figure::labels::words($figure, lang))
            }
        }
    };
}

pub(crate) use labels;

/// A place for each language, filled when it is first asked for.
pub(in crate::context) type ByLang<T> = [OnceLock<T>; Lang::ALL.len()];

/// The words of one figure.
///
/// # Panics
///
/// If the file that is part of the program lacks them, which a test rules out: it draws every figure.
pub(in crate::context) fn words<T: DeserializeOwned>(figure: &str, lang: Lang) -> T {
    static FILES: ByLang<Table> = [const { OnceLock::new() }; 2];
    let source = match lang {
        Lang::En => include_str!("../../../assets/lang/en.figures.toml"),
        Lang::Fr => include_str!("../../../assets/lang/fr.figures.toml"),
    };
    let parse = || source.parse().unwrap_or_else(|error| panic!("the words of figures: {error}"));
    let file = FILES[lang as usize].get_or_init(parse);
    let table = file.get(figure).cloned().unwrap_or_else(|| panic!("no words for the figure {figure}"));
    table.try_into().unwrap_or_else(|error| panic!("the words of the figure {figure}: {error}"))
}
