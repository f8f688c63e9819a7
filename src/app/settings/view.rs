//! The settings, and how the lines of menus read.

use crate::app::App;
use crate::app::settings::menu::{Item, SettingsMenu};
use crate::app::view::View;
use crate::ui::keymap::{BACK, Binding, CHANGE, Enter, HELP, MOVE, SPACE, quiet};
use crate::ui::pen::Pen;
use crate::ui::widget::header;
use crate::ui::widget::list::Choice;
use crate::ui::{Act, Cursor, Skin};

static KEYS: &[Binding] = &[MOVE, CHANGE, quiet(&[Enter, SPACE], Act::Choose), BACK, HELP];

const NAME: usize = 18;

impl View for SettingsMenu {
    fn draw(&self, app: &App, mut pen: Pen) -> Cursor {
        let skin = pen.skin;
        header::draw(&skin.words.ui.settings, "", &mut pen);
        pen.margins(4, 4);
        for (i, item) in Self::ITEMS.iter().enumerate() {
            pen.skip(if i == 0 { 2 } else { 1 });
            let choice = Choice { quiet: skin.theme.base, ..choice(app, *item, skin) };
            pen.top(1).button(choice.line(i == self.pick.at, NAME, skin), Act::Pick(i));
        }
        None
    }

    fn keys(&self) -> &'static [Binding] {
        KEYS
    }
}

pub(crate) fn choice<'a>(app: &App, item: Item, skin: &'a Skin) -> Choice<'a> {
    Choice {
        name: item.name(&skin.words.ui),
        value: app.value(item, &skin.words),
        quiet: skin.theme.dim,
        changes: true,
    }
}
