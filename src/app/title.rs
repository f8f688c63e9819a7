//! The title screen: what can be chosen before a game.

pub mod view;

use super::catalogue::Want;
use super::pick::Pick;
use super::screen::{Component, Step};
use super::{App, Overlay};
use crate::app::settings::menu::{Item, SettingsMenu};
use crate::ui::Act;

#[derive(Debug, Clone, Default)]
pub struct Title {
    /// Which of [`Title::ITEMS`] is selected.
    pub pick: Pick,
}

impl Title {
    pub const ITEMS: [Item; 8] = [
        Item::Start,
        Item::Pack,
        Item::Language,
        Item::Questions,
        Item::Glossary,
        Item::Code,
        Item::Settings,
        Item::Quit,
    ];
}

impl Component for Title {
    fn act(&mut self, act: Act, app: &mut App) -> Step {
        let count = Self::ITEMS.len();
        if self.pick.turn(&act, count) {
            return Step::Stay;
        }
        match act {
            Act::Left | Act::Right => app.change(Self::ITEMS[self.pick.at], act == Act::Right),
            Act::Pick(at) if self.pick.take(at, count) => return self.choose(app),
            Act::Choose => return self.choose(app),
            Act::Glossary => return Step::Glossary,
            Act::EnterCode => return Step::Over(Overlay::code()),
            Act::Back => self.pick = Pick::new(count - 1),
            _ => {}
        }
        Step::Stay
    }
}

impl Title {
    fn choose(&self, app: &mut App) -> Step {
        match Self::ITEMS[self.pick.at] {
            Item::Start => Step::Begin(Want::Game),
            Item::Glossary => Step::Glossary,
            Item::Code => Step::Over(Overlay::code()),
            Item::Settings => Step::To(SettingsMenu::default().into()),
            Item::Quit => Step::Quit,
            item @ (Item::Pack
            | Item::Language
            | Item::Questions
            | Item::Timer
            | Item::Theme
            | Item::Motion
            | Item::Mouse) => {
                app.change(item, true);
                Step::Stay
            }
        }
    }
}
