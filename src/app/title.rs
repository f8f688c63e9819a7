//! The title screen: what can be chosen before a game.

pub(crate) mod view;

use super::overlay::CodeEntry;
use super::{App, Component, Next, Overlay, Pick, Want};
use crate::app::settings::menu::{MenuItem, SettingsMenu};
use crate::ui::Act;

#[derive(Debug, Clone, Default)]
pub struct Title {
    /// Which of [`Title::ITEMS`] is selected.
    pub(crate) pick: Pick,
}

impl Title {
    pub(crate) const ITEMS: [MenuItem; 8] = {
        use MenuItem::*;
        [Start, Pack, Language, Questions, Glossary, Code, Settings, Quit]
    };
}

impl Component for Title {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        let count = Self::ITEMS.len();
        if self.pick.turn(&act, count) {
            return Next::Stay;
        }
        match act {
            Act::Left | Act::Right => app.change(Self::ITEMS[self.pick.at], act == Act::Right),
            Act::Pick(at) if self.pick.take(at, count) => return self.choose(app),
            Act::Choose => return self.choose(app),
            Act::Glossary => return Next::Glossary,
            Act::EnterCode => return Next::Over(Overlay::Code(CodeEntry::default())),
            Act::Back => self.pick = Pick::new(count - 1),
            _ => {}
        }
        Next::Stay
    }
}

impl Title {
    fn choose(&self, app: &mut App) -> Next {
        match Self::ITEMS[self.pick.at] {
            MenuItem::Start => Next::Begin(Want::Game),
            MenuItem::Glossary => Next::Glossary,
            MenuItem::Code => Next::Over(Overlay::Code(CodeEntry::default())),
            MenuItem::Settings => Next::To(SettingsMenu::default().into()),
            MenuItem::Quit => Next::Quit,
            item @ (MenuItem::Pack
            | MenuItem::Language
            | MenuItem::Questions
            | MenuItem::Timer
            | MenuItem::Theme
            | MenuItem::Motion
            | MenuItem::Mouse) => {
                app.change(item, true);
                Next::Stay
            }
        }
    }
}
