//! What the player chose last, as a TOML file. Reading and writing the file is the edge's business.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic};
use crate::text::Lang;

/// What the player chose last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The language of the screens, and of the questions where the pack has it; the locale's if none is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
    /// The colours.
    pub theme: ThemeChoice,
    /// Seconds for each question, one of [`TIMERS`], 0 for no timer; what is usual where none was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timer: Option<u16>,
    /// Whether things may move.
    pub motion: Motion,
    /// Questions in a game, one of [`COUNTS`]; 0 for all.
    pub questions: u8,
    /// Whether clicks play. Where they do, most terminals select text only while Shift is held.
    pub mouse: bool,
    /// The id of the pack played last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: ThemeChoice::Auto,
            timer: None,
            motion: Motion::Full,
            questions: 10,
            mouse: true,
            pack: None,
        }
    }
}

/// The timer that is usual on a screen, in seconds.
const TIMER: u16 = 30;

/// The timers on offer, in seconds; 0 is none.
pub const TIMERS: [u16; 5] = [0, 15, 30, 45, 60];

/// The lengths of a game on offer; 0 is all questions.
pub const COUNTS: [u8; 5] = [5, 10, 15, 20, 0];

/// Which colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// As the terminal seems to want it.
    #[default]
    Auto,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// As much contrast as there is.
    HighContrast,
    /// The terminal's own sixteen colours.
    #[serde(rename = "16-colours")]
    Ansi,
}

impl ThemeChoice {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [ThemeChoice; 5] =
        [ThemeChoice::Auto, ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::HighContrast, ThemeChoice::Ansi];

    /// Every choice with its name on the command line and in files.
    pub const NAMES: [(&str, ThemeChoice); 5] = [
        ("auto", ThemeChoice::Auto),
        ("dark", ThemeChoice::Dark),
        ("light", ThemeChoice::Light),
        ("high-contrast", ThemeChoice::HighContrast),
        ("16-colours", ThemeChoice::Ansi),
    ];
}

/// How much may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Motion {
    /// All that the game has.
    #[default]
    Full,
    /// Nothing but numbers.
    Reduced,
}

impl Motion {
    /// Every choice with its name in files.
    pub const NAMES: [(&str, Motion); 2] = [("full", Motion::Full), ("reduced", Motion::Reduced)];
}

impl Settings {
    /// Seconds for each question; 0 for no timer.
    pub fn seconds(&self) -> u16 {
        self.timer.unwrap_or(TIMER)
    }

    /// Reads settings. Values that are not on offer are a fault, too.
    pub fn parse(text: &str) -> Result<Self, Box<Diagnostic>> {
        let fault = |span: Option<std::ops::Range<usize>>, reason: &str| {
            let reason = reason.lines().next().unwrap_or_default();
            Box::new(Diagnostic::error(Code::BadSettings, 0, span.unwrap_or(0..0)).arg("reason", reason))
        };
        let settings: Self = toml::from_str(text).map_err(|error| fault(error.span(), error.message()))?;
        let offered = TIMERS.contains(&settings.seconds()) && COUNTS.contains(&settings.questions);
        let place = |key: &str| text.find(key).map(|at| at..at + key.len());
        if offered {
            Ok(settings)
        } else if TIMERS.contains(&settings.seconds()) {
            Err(fault(place("questions"), &format!("questions: {COUNTS:?}")))
        } else {
            Err(fault(place("timer"), &format!("timer: {TIMERS:?}")))
        }
    }

    /// The settings as a file holds them.
    pub fn to_toml(&self) -> String {
        // Plain keys and values always have a form in TOML.
        toml::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_being_written_down() {
        let settings = Settings {
            language: Some(Lang::Fr),
            theme: ThemeChoice::Ansi,
            timer: Some(0),
            motion: Motion::Reduced,
            questions: 0,
            mouse: false,
            pack: Some("talk".into()),
        };
        assert_eq!(Settings::parse(&settings.to_toml()), Ok(settings));
        assert_eq!(Settings::parse(""), Ok(Settings::default()));
        assert!(!Settings::default().to_toml().contains("timer"), "only what was chosen is written down");
    }

    #[test]
    fn what_is_not_on_offer_is_a_fault_with_a_place() {
        let fault = Settings::parse("language = \"en\"\ntimer = 7\n").expect_err("7 s are not on offer");
        assert_eq!(fault.place.span, 16..21);
        assert!(Settings::parse("theme = \"pink\"").is_err());
        assert!(Settings::parse("theme = ").is_err());
    }
}
