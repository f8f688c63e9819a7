//! The settings, and how the lines of menus read.

use crate::app::settings::menu::{Setting, SettingsMenu};
use crate::app::view::prelude::*;
use crate::ui::keymap::*;
use crate::ui::widget::list::MenuLine;

static KEYS: &[Binding] = &[MOVE, CHANGE, quiet(&[Enter, SPACE], Act::Choose), BACK, HELP];

const NAME: usize = 18;

impl View for SettingsMenu {
    fn draw(&self, app: &App, mut pen: Pen) {
        let skin = pen.skin;
        header::draw(&skin.words.ui.settings, "", &mut pen);
        pen.margins(4, 4);
        for (i, setting) in Self::ALL.iter().enumerate() {
            pen.skip(if i == 0 { 2 } else { 1 });
            let choice = MenuLine { quiet: skin.theme.base, ..choice(app, *setting, skin) };
            pen.top(1).button(choice.line(i == self.pick.at, NAME, skin), Act::Pick(i));
        }
    }

    fn keys(&self) -> &'static [Binding] {
        KEYS
    }
}

pub(crate) fn choice<'a>(app: &App, setting: Setting, skin: &'a Skin) -> MenuLine<'a> {
    MenuLine {
        name: skin.words.ui.setting(setting),
        value: Some(app.value(setting, &skin.words)),
        quiet: skin.theme.dim,
        changes: true,
    }
}
