//! The title screen: what can be chosen before a game.

pub mod view;

use super::overlay::CodeEntry;
use super::{App, Component, Overlay, Pick, Step, Want};
use crate::app::settings::menu::{MenuItem, SettingsMenu};
use crate::ui::Act;

#[derive(Debug, Clone, Default)]
pub struct Title {
    /// Which of [`Title::ITEMS`] is selected.
    pub pick: Pick,
}

impl Title {
    pub const ITEMS: [MenuItem; 8] = {
        use MenuItem::*;
        [Start, Pack, Language, Questions, Glossary, Code, Settings, Quit]
    };
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
            Act::EnterCode => return Step::Over(Overlay::Code(CodeEntry::default())),
            Act::Back => self.pick = Pick::new(count - 1),
            _ => {}
        }
        Step::Stay
    }
}

impl Title {
    fn choose(&self, app: &mut App) -> Step {
        match Self::ITEMS[self.pick.at] {
            MenuItem::Start => Step::Begin(Want::Game),
            MenuItem::Glossary => Step::Glossary,
            MenuItem::Code => Step::Over(Overlay::Code(CodeEntry::default())),
            MenuItem::Settings => Step::To(SettingsMenu::default().into()),
            MenuItem::Quit => Step::Quit,
            item @ (MenuItem::Pack
            | MenuItem::Language
            | MenuItem::Questions
            | MenuItem::Timer
            | MenuItem::Theme
            | MenuItem::Motion
            | MenuItem::Mouse) => {
                app.change(item, true);
                Step::Stay
            }
        }
    }
}
