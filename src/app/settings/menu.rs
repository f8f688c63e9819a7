//! The settings: values that can be changed, here and on the title screen.

use crate::app::pick::{Pick, cycle};
use crate::app::screen::{Component, Step};
use crate::app::settings::{COUNTS, Motion, TIMERS};
use crate::app::{App, Effect};
use crate::text::Lang;
use crate::ui::Act;
use crate::ui::theme::ThemeChoice;
use crate::words::{Ui, Words, fill};

/// A line of the title screen, or of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Start,
    Pack,
    Language,
    Questions,
    Timer,
    Theme,
    /// How much may move.
    Motion,
    Mouse,
    Glossary,
    Code,
    Settings,
    Quit,
}

impl Item {
    /// What the line is called.
    pub fn name(self, ui: &Ui) -> &str {
        match self {
            Item::Start => &ui.start,
            Item::Pack => &ui.pack,
            Item::Language => &ui.language,
            Item::Questions => &ui.questions,
            Item::Timer => &ui.timer,
            Item::Theme => &ui.theme,
            Item::Motion => &ui.motion,
            Item::Mouse => &ui.mouse,
            Item::Glossary => &ui.glossary,
            Item::Code => &ui.replay,
            Item::Settings => &ui.settings,
            Item::Quit => &ui.quit,
        }
    }
}

#[derive(Debug, Clone, Default)]
pub struct SettingsMenu {
    /// Which of [`SettingsMenu::ITEMS`] is selected.
    pub pick: Pick,
}

impl SettingsMenu {
    pub const ITEMS: [Item; 5] = [Item::Language, Item::Timer, Item::Theme, Item::Motion, Item::Mouse];
}

impl Component for SettingsMenu {
    fn act(&mut self, act: Act, app: &mut App) -> Step {
        let count = Self::ITEMS.len();
        if self.pick.turn(&act, count) {
            return Step::Stay;
        }
        match act {
            Act::Back => return Step::Leave,
            Act::Left | Act::Right | Act::Choose => app.change(Self::ITEMS[self.pick.at], act != Act::Left),
            Act::Pick(at) if self.pick.take(at, count) => app.change(Self::ITEMS[at], true),
            _ => {}
        }
        Step::Stay
    }
}

impl App {
    /// What the value of a line is called, if it has one.
    pub fn value(&self, item: Item, words: &Words) -> Option<String> {
        let (ui, settings) = (&words.ui, &self.settings);
        Some(match item {
            Item::Pack => self.entry().title.get(words.lang()).to_owned(),
            Item::Language => self.lang().name().to_owned(),
            Item::Questions if settings.questions == 0 => ui.all.clone(),
            Item::Questions => settings.questions.to_string(),
            Item::Timer if settings.seconds() == 0 => ui.off.clone(),
            Item::Timer => fill(&ui.seconds, &[("n", &settings.seconds().to_string())]),
            Item::Theme => settings.theme.name(ui).to_owned(),
            Item::Motion => match settings.motion {
                Motion::Full => ui.motion_full.clone(),
                Motion::Reduced => ui.reduced.clone(),
            },
            Item::Mouse if settings.mouse => ui.mouse_on.clone(),
            Item::Mouse => ui.mouse_off.clone(),
            Item::Start | Item::Glossary | Item::Code | Item::Settings | Item::Quit => return None,
        })
    }

    /// Changes the value of a line, if it has one, to the next or the one before.
    pub(crate) fn change(&mut self, item: Item, forward: bool) {
        self.notice = None;
        let settings = &mut self.settings;
        match item {
            Item::Pack => {
                let all: Vec<usize> = (0..self.catalogue.len()).collect();
                self.chosen = cycle(&all, self.chosen, forward);
                settings.pack = Some(self.catalogue[self.chosen].id.to_string());
                self.load(self.chosen);
            }
            Item::Language => self.settings.language = Some(cycle(&Lang::ALL, self.lang(), forward)),
            Item::Questions => settings.questions = cycle(&COUNTS, settings.questions, forward),
            Item::Timer => settings.timer = Some(cycle(&TIMERS, settings.seconds(), forward)),
            Item::Theme => settings.theme = cycle(&ThemeChoice::ALL, settings.theme, forward),
            Item::Motion => settings.motion = cycle(&[Motion::Full, Motion::Reduced], settings.motion, forward),
            Item::Mouse => settings.mouse = !settings.mouse,
            Item::Start | Item::Glossary | Item::Code | Item::Settings | Item::Quit => return,
        }
        self.effects.push(Effect::Save(self.settings.clone()));
    }
}
