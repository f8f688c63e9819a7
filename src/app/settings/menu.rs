//! The settings: values that can be changed, here and on the title screen.

use crate::app::settings::{COUNTS, Motion, TIMERS};
use crate::app::{App, Component, Effect, Next, Pick, cycle};
use crate::text::Lang;
use crate::ui::Act;
use crate::ui::theme::ThemeChoice;
use crate::words::{Ui, Words, fill, names};

/// A line of the title screen, or of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MenuItem {
    Start,
    Pack,
    Language,
    Questions,
    Timer,
    Theme,
    Motion,
    Mouse,
    Glossary,
    Code,
    Settings,
    Quit,
}

names!(Ui.item(MenuItem) {
    Start: start, Pack: pack, Language: language, Questions: questions, Timer: timer, Theme: theme, Motion: motion,
    Mouse: mouse, Glossary: glossary, Code: replay, Settings: settings, Quit: quit,
});

#[derive(Debug, Clone, Default)]
pub struct SettingsMenu {
    /// Which of [`SettingsMenu::ITEMS`] is selected.
    pub(crate) pick: Pick,
}

impl SettingsMenu {
    pub(crate) const ITEMS: [MenuItem; 5] =
        [MenuItem::Language, MenuItem::Timer, MenuItem::Theme, MenuItem::Motion, MenuItem::Mouse];
}

impl Component for SettingsMenu {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        let count = Self::ITEMS.len();
        if self.pick.turn(&act, count) {
            return Next::Stay;
        }
        match act {
            Act::Back => return Next::Leave,
            Act::Left | Act::Right | Act::Choose => app.change(Self::ITEMS[self.pick.at], act != Act::Left),
            Act::Pick(at) if self.pick.take(at, count) => app.change(Self::ITEMS[at], true),
            _ => {}
        }
        Next::Stay
    }
}

impl App {
    pub(crate) fn value(&self, item: MenuItem, words: &Words) -> Option<String> {
        let (ui, settings) = (&words.ui, &self.settings);
        Some(match item {
            MenuItem::Pack => self.entry().title.get(words.lang()).to_owned(),
            MenuItem::Language => self.lang().name().to_owned(),
            MenuItem::Questions if settings.questions == 0 => ui.all.clone(),
            MenuItem::Questions => settings.questions.to_string(),
            MenuItem::Timer if settings.seconds() == 0 => ui.off.clone(),
            MenuItem::Timer => fill(&ui.seconds, &[("n", &settings.seconds().to_string())]),
            MenuItem::Theme => ui.theme_of(settings.theme).to_owned(),
            MenuItem::Motion => match settings.motion {
                Motion::Full => ui.motion_full.clone(),
                Motion::Reduced => ui.reduced.clone(),
            },
            MenuItem::Mouse if settings.mouse => ui.mouse_on.clone(),
            MenuItem::Mouse => ui.mouse_off.clone(),
            MenuItem::Start | MenuItem::Glossary | MenuItem::Code | MenuItem::Settings | MenuItem::Quit => return None,
        })
    }

    /// Changes the value of a line, if it has one, to the next or the one before.
    pub(crate) fn change(&mut self, item: MenuItem, forward: bool) {
        self.notice = None;
        let settings = &mut self.settings;
        match item {
            MenuItem::Pack => {
                let all: Vec<usize> = (0..self.catalogue.len()).collect();
                self.chosen = cycle(&all, self.chosen, forward);
                settings.pack = Some(self.catalogue[self.chosen].id.to_string());
                self.load(self.chosen);
            }
            MenuItem::Language => self.settings.language = Some(cycle(&Lang::ALL, self.lang(), forward)),
            MenuItem::Questions => settings.questions = cycle(&COUNTS, settings.questions, forward),
            MenuItem::Timer => settings.timer = Some(cycle(&TIMERS, settings.seconds(), forward)),
            MenuItem::Theme => {
                settings.theme = cycle(&ThemeChoice::NAMES.map(|(_, theme)| theme), settings.theme, forward);
            }
            MenuItem::Motion => settings.motion = cycle(&[Motion::Full, Motion::Reduced], settings.motion, forward),
            MenuItem::Mouse => settings.mouse = !settings.mouse,
            MenuItem::Start | MenuItem::Glossary | MenuItem::Code | MenuItem::Settings | MenuItem::Quit => return,
        }
        self.effects.push(Effect::Save(self.settings.clone()));
    }
}
