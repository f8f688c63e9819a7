//! The title screen: what can be chosen before a game.

pub(crate) mod view;

use super::overlay::CodeEntry;
use super::{App, Component, Next, Overlay, Pick, Want};
use crate::app::settings::menu::{Setting, SettingsMenu};
use crate::ui::Act;

/// A line of the title screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TitleItem {
    Start,
    Set(Setting),
    Glossary,
    Code,
    Settings,
    Quit,
}

#[derive(Debug, Clone, Default)]
pub struct Title {
    /// Which of [`Title::ITEMS`] is selected.
    pub(crate) pick: Pick,
}

impl Title {
    pub(crate) const ITEMS: [TitleItem; 8] = [
        TitleItem::Start,
        TitleItem::Set(Setting::Pack),
        TitleItem::Set(Setting::Language),
        TitleItem::Set(Setting::Questions),
        TitleItem::Glossary,
        TitleItem::Code,
        TitleItem::Settings,
        TitleItem::Quit,
    ];
}

impl Component for Title {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        let count = Self::ITEMS.len();
        if self.pick.turn(&act, count) {
            return Next::Stay;
        }
        match act {
            Act::Left | Act::Right => {
                app.notice = None;
                if let TitleItem::Set(setting) = Self::ITEMS[self.pick.at] {
                    app.change(setting, act == Act::Right);
                }
            }
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
            TitleItem::Start => Next::Begin(Want::Game),
            TitleItem::Glossary => Next::Glossary,
            TitleItem::Code => Next::Over(Overlay::Code(CodeEntry::default())),
            TitleItem::Settings => Next::To(SettingsMenu::default().into()),
            TitleItem::Quit => Next::Quit,
            TitleItem::Set(setting) => {
                app.change(setting, true);
                Next::Stay
            }
        }
    }
}
