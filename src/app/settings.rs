//! What the player chose last, as a TOML file. Reading and writing the file is the edge's business.
//! A key that does not hold costs itself alone. The file is its owner's, who may have written comments into it, and of a
//! later version's keys this one knows nothing: so only what was changed is written into it.

pub(crate) mod menu;
pub(crate) mod view;

use std::ops::Range;

use toml::Value;
use toml::de::{DeTable, DeValue};

use crate::read::diagnostic::{Code, Diagnostic};
use crate::text::{Lang, SafeText, shorten, slice};
use crate::ui::theme::ThemeChoice;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The language of the screens, and of the questions where the pack has it; the locale's if none is set.
    pub language: Option<Lang>,
    pub theme: ThemeChoice,
    /// Seconds for each question, one of [`TIMERS`], 0 for no timer; what is usual where none was chosen.
    pub timer: Option<u16>,
    pub motion: Motion,
    /// Questions in a game, one of [`COUNTS`]; 0 for all.
    pub questions: u8,
    /// Whether clicks play. Where they do, most terminals select text only while Shift is held.
    pub mouse: bool,
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

const TIMER: u16 = 30;

/// The timers on offer, in seconds; 0 is none.
pub(crate) const TIMERS: [u16; 5] = [0, 15, 30, 45, 60];

pub(crate) const COUNTS: [u8; 5] = [5, 10, 15, 20, 0];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    #[default]
    Full,
    Reduced,
}

impl Motion {
    pub(crate) const NAMES: [(&str, Motion); 2] = [("full", Motion::Full), ("reduced", Motion::Reduced)];
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    pub(crate) settings: Settings,
    pub(crate) odd: Vec<Odd>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    pub key: SafeText,
    pub found: SafeText,
    pub expected: Expected,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    Nothing,
    OneOf(SafeText),
    Text,
}

const QUOTE_MAX: usize = 24;

impl Settings {
    pub(crate) fn seconds(&self) -> u16 {
        self.timer.unwrap_or(TIMER)
    }

    /// Fails only where the text is no TOML: a key that does not hold costs itself alone.
    pub fn parse(text: &str) -> Result<Read, Box<Diagnostic>> {
        let table = DeTable::parse(text).map_err(|error| {
            let reason = error.message().lines().next().unwrap_or_default();
            Box::new(Diagnostic::error(Code::BadSettings, 0, error.span().unwrap_or(0..0)).arg("reason", reason))
        })?;
        Ok(Self::read(table.get_ref(), text))
    }

    fn read(table: &DeTable, text: &str) -> Read {
        let mut read = Read::default();
        for (key, value) in table {
            if let Err(expected) = read.settings.take(key.get_ref(), value.get_ref()) {
                let quoted = |text: &str| SafeText::line(&shorten(&SafeText::line(text), QUOTE_MAX));
                let found = text.get(value.span()).unwrap_or_default();
                read.odd.push(Odd { key: quoted(key.get_ref()), found: quoted(found), expected });
            }
        }
        read
    }

    fn take(&mut self, key: &str, value: &DeValue) -> Result<(), Expected> {
        match key {
            "language" => self.language = Some(named(value, &Lang::ALL.map(|lang| (lang.code(), lang)))?),
            "theme" => self.theme = named(value, &ThemeChoice::NAMES)?,
            "timer" => self.timer = Some(offered(value, &TIMERS)?),
            "motion" => self.motion = named(value, &Motion::NAMES)?,
            "questions" => self.questions = offered(value, &COUNTS)?,
            "mouse" => self.mouse = value.as_bool().ok_or_else(|| one_of([true, false].into_iter()))?,
            "pack" => self.pack = Some(value.as_str().ok_or(Expected::Text)?.to_owned()),
            _ => return Err(Expected::Nothing),
        }
        Ok(())
    }

    fn values(&self) -> [(&'static str, Option<Value>); 7] {
        [
            ("language", self.language.map(|lang| lang.code().into())),
            ("theme", Some(name(self.theme, &ThemeChoice::NAMES).into())),
            ("timer", self.timer.map(|timer| i64::from(timer).into())),
            ("motion", Some(name(self.motion, &Motion::NAMES).into())),
            ("questions", Some(i64::from(self.questions).into())),
            ("mouse", Some(self.mouse.into())),
            ("pack", self.pack.clone().map(Value::String)),
        ]
    }

    pub(crate) fn to_toml(&self) -> String {
        self.values().into_iter().filter_map(|(key, value)| Some(format!("{key} = {}\n", value?))).collect()
    }

    /// The text of a file with these settings, and with all else that stands in it as it is: other keys, comments, values
    /// that do not hold and were not chosen anew. `None` where it is no TOML.
    pub(crate) fn written_into(&self, text: &str) -> Option<String> {
        let table = DeTable::parse(text).ok()?;
        let before = Self::read(table.get_ref(), text).settings;
        let mut changes: Vec<(Range<usize>, String)> = Vec::new();
        let (mut new, mut end) = (String::new(), 0);
        for ((key, value), (_, before)) in self.values().into_iter().zip(before.values()) {
            let value = value.filter(|value| before.as_ref() != Some(value)).map(|value| value.to_string());
            match (table.get_ref().get(key), value) {
                // A heading is no place to write a value.
                (Some(found), _) if matches!(found.get_ref(), DeValue::Table(_)) => {}
                (Some(found), value) => {
                    let span = found.span();
                    let line = text.get(span.end..).and_then(|rest| rest.find('\n'));
                    end = end.max(line.map_or(text.len(), |line| span.end + line + 1));
                    changes.extend(value.map(|value| (span, value)));
                }
                (None, value) => new.extend(value.map(|value| format!("{key} = {value}\n"))),
            }
        }
        // Behind our other keys, or above all else: below a heading it would be another key.
        if !new.is_empty() {
            let apart = if end > 0 && !slice(text, ..end).ends_with('\n') { "\n" } else { "" };
            changes.push((end..end, format!("{apart}{new}")));
        }
        changes.sort_by_key(|(span, _)| span.start);
        let mut out = text.to_owned();
        for (span, value) in changes.into_iter().rev() {
            out.replace_range(span, &value);
        }
        Some(out)
    }
}

fn named<T: Copy>(value: &DeValue, names: &[(&str, T)]) -> Result<T, Expected> {
    let found = value.as_str().and_then(|found| names.iter().find(|(name, _)| *name == found));
    found.map(|(_, choice)| *choice).ok_or_else(|| one_of(names.iter().map(|(name, _)| name)))
}

fn name<T: PartialEq>(choice: T, names: &[(&'static str, T)]) -> &'static str {
    names.iter().find(|(_, known)| *known == choice).map_or("", |(name, _)| name)
}

fn offered<T: Copy + Into<i64> + ToString>(value: &DeValue, numbers: &[T]) -> Result<T, Expected> {
    let found = value.as_integer().and_then(|raw| i64::from_str_radix(raw.as_str(), raw.radix()).ok());
    let number = numbers.iter().find(|number| found == Some((**number).into()));
    number.copied().ok_or_else(|| one_of(numbers.iter().map(ToString::to_string)))
}

fn one_of(values: impl Iterator<Item = impl ToString>) -> Expected {
    let values: Vec<String> = values.map(|value| value.to_string()).collect();
    Expected::OneOf(SafeText::line(&values.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Read {
        Settings::parse(text).expect("TOML")
    }

    #[test]
    fn settings_survive_being_written_down() {
        let settings = Settings {
            language: Some(Lang::Fr),
            theme: ThemeChoice::Ansi,
            timer: Some(0),
            motion: Motion::Reduced,
            questions: 0,
            mouse: false,
            pack: Some("\"talk\"\\".into()),
        };
        assert_eq!(read(&settings.to_toml()), Read { settings: settings.clone(), odd: Vec::new() });
        assert_eq!(read(""), Read::default());
        assert_eq!(settings.written_into("").as_deref(), Some(settings.to_toml().as_str()));
        assert_eq!(read(&settings.written_into("theme='dark'\n[x]\ntimer=1").expect("TOML")).settings, settings);
        assert!(!Settings::default().to_toml().contains("timer"), "only what was chosen is written down");
    }

    #[test]
    fn a_key_that_does_not_hold_costs_itself_alone() {
        let all = "theme = \"light\"\ntimer = 20\nsound = true\npack = 3\nmotion = [1]\n[later]\ntheme = 1\n";
        let Read { settings, odd } = read(all);
        assert_eq!(settings, Settings { theme: ThemeChoice::Light, ..Settings::default() });
        let of = |name: &str| odd.iter().find(|odd| odd.key.as_str() == name).expect("it is told");
        assert_eq!(of("timer").expected, Expected::OneOf(SafeText::new("0, 15, 30, 45, 60")));
        assert_eq!((of("timer").found.as_str(), &of("pack").expected), ("20", &Expected::Text));
        assert_eq!((&of("sound").expected, &of("later").expected), (&Expected::Nothing, &Expected::Nothing));
        assert_eq!((of("motion").found.as_str(), odd.len()), ("[1]", 5));
        for text in ["theme = \"pink\"", "theme = 3", "questions = 5.0", "questions = -5", "language = \"de\""] {
            assert_eq!((read(text).settings, read(text).odd.len()), (Settings::default(), 1), "{text}");
        }
        assert!(Settings::parse("theme = ").is_err());
    }

    #[test]
    fn only_what_was_changed_is_written() {
        let file = "# mine\ntheme = \"sepia\" # of later\nsound = true\r\ntimer = 0x1e\n\n[later]\ntimer = 9";
        let mut settings = read(file).settings;
        assert_eq!(settings.written_into(file).as_deref(), Some(file));
        settings.questions = 15;
        settings.timer = Some(45);
        let written = file.replace("0x1e\n", "45\nquestions = 15\n");
        assert_eq!(settings.written_into(file), Some(written.clone()));
        settings.theme = ThemeChoice::Dark;
        assert_eq!(settings.written_into(&written), Some(written.replace("sepia", "dark")));
        // Without a key of ours, and without a line feed at the end.
        let pack = Settings { pack: Some("duo".into()), ..Settings::default() };
        assert_eq!(pack.written_into("[later]\nx = 1").as_deref(), Some("pack = \"duo\"\n[later]\nx = 1"));
        assert_eq!(pack.written_into("timer = 30").as_deref(), Some("timer = 30\npack = \"duo\"\n"));
        assert_eq!(pack.written_into("[pack]\nx = 1").as_deref(), Some("[pack]\nx = 1"));
        assert_eq!(pack.written_into("no TOML"), None);
    }
}
