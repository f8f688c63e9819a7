//! The settings, and how the lines of menus read.

use crate::app::settings::{Item, SettingsMenu};
use crate::app::{Act, App};
use crate::settings::{Motion, ThemeChoice};
use crate::ui::keymap::{BACK, Binding, CHANGE, Enter, HELP, MOVE, SPACE, quiet};
use crate::ui::pen::Pen;
use crate::ui::view::View;
use crate::ui::widget::header;
use crate::ui::widget::list::Choice;
use crate::ui::{Cursor, Skin};
use crate::words::fill;

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

pub(super) fn choice<'a>(app: &App, item: Item, skin: &'a Skin) -> Choice<'a> {
    let (name, value) = named(app, item, skin);
    Choice { name, value, quiet: skin.theme.dim, changes: true }
}

fn named<'a>(app: &App, item: Item, skin: &'a Skin) -> (&'a str, Option<String>) {
    let ui = &skin.words.ui;
    match item {
        Item::Start => (&ui.start, None),
        Item::Pack => (&ui.pack, Some(app.entry().title.get(skin.words.lang()).to_owned())),
        Item::Language => (&ui.language, Some(app.lang().name().to_owned())),
        Item::Questions => (&ui.questions, Some(count(app.settings.questions, &ui.all))),
        Item::Timer => {
            let timer = app.settings.seconds();
            let value = if timer == 0 { ui.off.clone() } else { fill(&ui.seconds, &[("n", &timer.to_string())]) };
            (&ui.timer, Some(value))
        }
        Item::Theme => (&ui.theme, Some(theme(app.settings.theme, skin).to_owned())),
        Item::Motion => {
            let value = match app.settings.motion {
                Motion::Full => &ui.motion_full,
                Motion::Reduced => &ui.reduced,
            };
            (&ui.motion, Some(value.clone()))
        }
        Item::Mouse => (&ui.mouse, Some(if app.settings.mouse { ui.mouse_on.clone() } else { ui.mouse_off.clone() })),
        Item::Glossary => (&ui.glossary, None),
        Item::Code => (&ui.replay, None),
        Item::Settings => (&ui.settings, None),
        Item::Quit => (&ui.quit, None),
    }
}

pub(super) fn theme(choice: ThemeChoice, skin: &Skin) -> &str {
    let ui = &skin.words.ui;
    match choice {
        ThemeChoice::Auto => &ui.theme_auto,
        ThemeChoice::Dark => &ui.theme_dark,
        ThemeChoice::Light => &ui.theme_light,
        ThemeChoice::HighContrast => &ui.theme_contrast,
        ThemeChoice::Ansi => &ui.theme_ansi,
    }
}

fn count(questions: u8, all: &str) -> String {
    if questions == 0 { all.to_owned() } else { questions.to_string() }
}
