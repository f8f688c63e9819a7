//! The title screen and the settings: lists of things to choose and values to change.

use super::overlay::CodeEntry;
use super::{Act, App, Effect, Overlay, Screen, Want};
use crate::settings::{COUNTS, Motion, TIMERS, ThemeChoice};
use crate::text::Lang;

/// A line of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Begins a game.
    Start,
    /// Which pack.
    Pack,
    /// Which language.
    Language,
    /// How many questions.
    Questions,
    /// How long for each.
    Timer,
    /// Which colours.
    Theme,
    /// How much may move.
    Motion,
    /// Whether clicks play.
    Mouse,
    /// To the glossary.
    Glossary,
    /// To a run code.
    Code,
    /// To the settings.
    Settings,
    /// Out of the program.
    Quit,
}

/// A list with one line selected.
#[derive(Debug, Clone)]
pub struct Menu {
    /// The lines.
    pub items: &'static [Item],
    /// The one that is selected.
    pub selected: usize,
}

/// The title.
#[derive(Debug, Clone)]
pub struct Title(pub Menu);

/// The settings.
#[derive(Debug, Clone)]
pub struct Options(pub Menu);

impl std::ops::Deref for Title {
    type Target = Menu;

    fn deref(&self) -> &Menu {
        &self.0
    }
}

impl std::ops::Deref for Options {
    type Target = Menu;

    fn deref(&self) -> &Menu {
        &self.0
    }
}

impl Menu {
    pub(super) fn title() -> Self {
        use Item::*;
        Self { items: &[Start, Pack, Language, Questions, Glossary, Code, Settings, Quit], selected: 0 }
    }

    pub(super) fn settings() -> Self {
        Self { items: &[Item::Language, Item::Timer, Item::Theme, Item::Motion, Item::Mouse], selected: 0 }
    }

    fn step(&mut self, down: bool) {
        let by = if down { 1 } else { self.items.len() - 1 };
        self.selected = (self.selected + by) % self.items.len();
    }

    fn item(&self) -> Item {
        self.items[self.selected]
    }
}

/// The neighbour of a value in a list, around the ends.
pub(super) fn cycle<T: PartialEq + Copy>(all: &[T], now: T, forward: bool) -> T {
    let at = all.iter().position(|value| *value == now).unwrap_or(0);
    let by = if forward { 1 } else { all.len() - 1 };
    all[(at + by) % all.len()]
}

impl App {
    pub(super) fn on_title(&mut self, act: Act) -> Vec<Effect> {
        let Screen::Title(Title(menu)) = self.screen_mut() else { return Vec::new() };
        match act {
            Act::Up => menu.step(false),
            Act::Down => menu.step(true),
            Act::Left | Act::Right => {
                let item = menu.item();
                return self.change(item, act == Act::Right);
            }
            Act::Pick(at) if at < menu.items.len() => {
                menu.selected = at;
                return self.on_title(Act::Choose);
            }
            Act::Glossary => return self.open_glossary(),
            Act::EnterCode => self.overlay = Some(Overlay::Code(CodeEntry::default())),
            Act::Back => menu.selected = menu.items.len() - 1,
            Act::Choose => match menu.item() {
                Item::Start => return self.begin(Want::Game),
                Item::Glossary => return self.open_glossary(),
                Item::Code => self.overlay = Some(Overlay::Code(CodeEntry::default())),
                Item::Settings => self.screens.push(Screen::Settings(Options(Menu::settings()))),
                Item::Quit => return vec![Effect::Quit],
                item @ (Item::Pack
                | Item::Language
                | Item::Questions
                | Item::Timer
                | Item::Theme
                | Item::Motion
                | Item::Mouse) => return self.change(item, true),
            },
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn on_settings(&mut self, act: Act) -> Vec<Effect> {
        let Screen::Settings(Options(menu)) = self.screen_mut() else { return Vec::new() };
        match act {
            Act::Up => menu.step(false),
            Act::Down => menu.step(true),
            Act::Left | Act::Right | Act::Choose => {
                let item = menu.item();
                return self.change(item, act != Act::Left);
            }
            Act::Pick(at) if at < menu.items.len() => {
                menu.selected = at;
                return self.on_settings(Act::Right);
            }
            Act::Back => drop(self.screens.pop()),
            _ => {}
        }
        Vec::new()
    }

    /// Changes the value of a line, if it has one, to the next or the one before.
    fn change(&mut self, item: Item, forward: bool) -> Vec<Effect> {
        self.notice = None;
        let mut effects = Vec::new();
        match item {
            Item::Pack => {
                let all: Vec<usize> = (0..self.catalogue.len()).collect();
                self.chosen = cycle(&all, self.chosen, forward);
                self.settings.pack = Some(self.entry().id.to_string());
                effects = self.load(self.chosen);
            }
            Item::Language => self.settings.language = Some(cycle(&Lang::ALL, self.lang(), forward)),
            Item::Questions => self.settings.questions = cycle(&COUNTS, self.settings.questions, forward),
            Item::Timer => self.settings.timer = Some(cycle(&TIMERS, self.settings.seconds(), forward)),
            Item::Theme => self.settings.theme = cycle(&ThemeChoice::ALL, self.settings.theme, forward),
            Item::Motion => {
                self.settings.motion = cycle(&[Motion::Full, Motion::Reduced], self.settings.motion, forward);
            }
            Item::Mouse => self.settings.mouse = !self.settings.mouse,
            Item::Start | Item::Glossary | Item::Code | Item::Settings | Item::Quit => return effects,
        }
        effects.push(Effect::Save(self.settings.clone()));
        effects
    }
}
