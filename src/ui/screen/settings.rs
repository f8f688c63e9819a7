//! The settings, and how the lines of menus read.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::settings::{Item, SettingsMenu};
use crate::app::{Act, App};
use crate::settings::{Motion, ThemeChoice};
use crate::text::width;
use crate::ui::widget::header;
use crate::ui::{Hits, Skin};
use crate::words::fill;

/// Draws the settings.
pub fn draw(app: &App, menu: &SettingsMenu, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    header::draw(&skin.words.ui.settings, Line::default(), skin, page, buf);
    buf.set_string(page.x + 1, page.y + 1, "─".repeat(usize::from(page.width - 2)), skin.theme.frame);
    for (i, line) in SettingsMenu::ITEMS.iter().enumerate() {
        let selected = i == menu.pick.at;
        let (name, value) = item(app, *line, skin);
        let (mark, style) = if selected { ("▸ ", skin.theme.accent) } else { ("  ", skin.theme.base) };
        let value = value.unwrap_or_default();
        let value = if selected { format!("‹ {value} ›") } else { format!("  {value}") };
        let area = Rect::new(page.x + 4, page.y + 4 + 2 * i as u16, page.width - 8, 1);
        let pad = 18_usize.saturating_sub(width(name));
        Line::from(vec![
            Span::styled(mark, style),
            Span::styled(name, style),
            Span::raw(" ".repeat(pad)),
            Span::styled(value, style),
        ])
        .render(area, buf);
        hits.add(area, Act::Pick(i));
    }
}

/// A menu line's name, and its value if it has one.
pub(super) fn item<'a>(app: &App, item: Item, skin: &'a Skin) -> (&'a str, Option<String>) {
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
        Item::Theme => {
            let value = match app.settings.theme {
                ThemeChoice::Auto => &ui.theme_auto,
                ThemeChoice::Dark => &ui.theme_dark,
                ThemeChoice::Light => &ui.theme_light,
                ThemeChoice::HighContrast => &ui.theme_contrast,
                ThemeChoice::Ansi => &ui.theme_ansi,
            };
            (&ui.theme, Some(value.clone()))
        }
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

fn count(questions: u8, all: &str) -> String {
    if questions == 0 { all.to_owned() } else { questions.to_string() }
}
