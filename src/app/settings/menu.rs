//! The settings: values that can be changed, here and on the title screen.

use crate::app::settings::{COUNTS, Motion, TIMERS};
use crate::app::{App, Component, Effect, Next, Pick, cycle};
use crate::text::Lang;
use crate::ui::Act;
use crate::ui::theme::ThemeChoice;
use crate::words::{Ui, Words, fill, names};

/// A value that the player can change, on the title screen or among the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    Pack,
    Language,
    Questions,
    Timer,
    Theme,
    Motion,
    Mouse,
}

names!(Ui.setting(Setting) {
    Pack: pack, Language: language, Questions: questions, Timer: timer, Theme: theme, Motion: motion, Mouse: mouse,
});

#[derive(Debug, Clone, Default)]
pub struct SettingsMenu {
    /// Which of [`SettingsMenu::ALL`] is selected.
    pub(crate) pick: Pick,
}

impl SettingsMenu {
    pub(crate) const ALL: [Setting; 5] =
        [Setting::Language, Setting::Timer, Setting::Theme, Setting::Motion, Setting::Mouse];
}

impl Component for SettingsMenu {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        let count = Self::ALL.len();
        if self.pick.turn(&act, count) {
            return Next::Stay;
        }
        match act {
            Act::Back => return Next::Leave,
            Act::Left | Act::Right | Act::Choose => app.change(Self::ALL[self.pick.at], act != Act::Left),
            Act::Pick(at) if self.pick.take(at, count) => app.change(Self::ALL[at], true),
            _ => {}
        }
        Next::Stay
    }
}

impl App {
    pub(crate) fn value(&self, setting: Setting, words: &Words) -> String {
        let (ui, settings) = (&words.ui, &self.settings);
        match setting {
            Setting::Pack => self.entry().title.get(words.lang()).to_owned(),
            Setting::Language => self.lang().name().to_owned(),
            Setting::Questions if settings.questions == 0 => ui.all.clone(),
            Setting::Questions => settings.questions.to_string(),
            Setting::Timer if settings.seconds() == 0 => ui.off.clone(),
            Setting::Timer => fill(&ui.seconds, &[("n", &settings.seconds().to_string())]),
            Setting::Theme => ui.theme_of(settings.theme).to_owned(),
            Setting::Motion => match settings.motion {
                Motion::Full => ui.motion_full.clone(),
                Motion::Reduced => ui.reduced.clone(),
            },
            Setting::Mouse if settings.mouse => ui.mouse_on.clone(),
            Setting::Mouse => ui.mouse_off.clone(),
        }
    }

    /// Changes a setting to its next value, or the one before.
    pub(crate) fn change(&mut self, setting: Setting, forward: bool) {
        self.notice = None;
        let settings = &mut self.settings;
        match setting {
            Setting::Pack => {
                let all: Vec<usize> = (0..self.catalogue.len()).collect();
                self.chosen = cycle(&all, self.chosen, forward);
                settings.pack = Some(self.catalogue[self.chosen].id.to_string());
                self.load(self.chosen);
            }
            Setting::Language => self.settings.language = Some(cycle(&Lang::ALL, self.lang(), forward)),
            Setting::Questions => settings.questions = cycle(&COUNTS, settings.questions, forward),
            Setting::Timer => settings.timer = Some(cycle(&TIMERS, settings.seconds(), forward)),
            Setting::Theme => {
                settings.theme = cycle(&ThemeChoice::NAMES.map(|(_, theme)| theme), settings.theme, forward);
            }
            Setting::Motion => settings.motion = cycle(&[Motion::Full, Motion::Reduced], settings.motion, forward),
            Setting::Mouse => settings.mouse = !settings.mouse,
        }
        self.effects.push(Effect::Save(self.settings.clone()));
    }
}
