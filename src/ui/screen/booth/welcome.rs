//! A visitor has come: which language?

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::booth::Welcome;
use crate::app::{Act, App};
use crate::text::{Lang, width};
use crate::ui::widget::{letters, prose};
use crate::ui::{Hits, Skin, keymap};
use crate::words::{Words, fill};

/// Draws a column for each language, with what awaits the visitor in it.
pub fn draw(app: &App, welcome: &Welcome, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let roomy = page.height >= 34;
    let top = page.y + if roomy { page.height / 5 } else { 2 };
    let name = Rect::new(page.x + 6, top, page.width - 6, letters::LARGE_ROWS);
    letters::large("polysemy", skin.theme.accent, skin, name, buf);
    let questions = app.booth.as_ref().map_or(0, |booth| booth.config.questions);
    let y = top + letters::LARGE_ROWS + if roomy { 4 } else { 2 };
    let count = welcome.languages.len() as u16;
    let cols = (page.width - 12) / count;
    for (i, lang) in welcome.languages.iter().enumerate() {
        let area = Rect::new(page.x + 6 + i as u16 * cols, y, cols.saturating_sub(3), page.bottom() - 2 - y);
        let words = skin.tongues.iter().find(|words| words.lang() == *lang).unwrap_or(&skin.words);
        // Where French is spoken, so does the keyboard.
        let keys = if welcome.languages.contains(&Lang::Fr) { Lang::Fr } else { *lang };
        draw_language((i, keys), *lang, i == welcome.pick.at, (words, questions), skin, area, buf);
        hits.add(area, Act::Pick(i));
    }
}

fn draw_language(
    (i, keys): (usize, Lang),
    lang: Lang,
    selected: bool,
    (words, questions): (&Words, u8),
    skin: &Skin,
    area: Rect,
    buf: &mut Buffer,
) {
    let style = if selected { skin.theme.accent } else { skin.theme.strong };
    let number = format!(" {} ", keymap::digit_label(i + 1, keys));
    let key = Rect { height: 1, y: area.y + 1, ..area };
    Line::from(vec![
        Span::styled(number, if selected { skin.theme.selected } else { skin.theme.strong }),
        Span::raw("  "),
        Span::styled(lang.name(), style),
    ])
    .render(key, buf);
    let under = "─".repeat(width(lang.name()));
    buf.set_string(area.x + 5, area.y + 2, under, if selected { skin.theme.accent } else { skin.theme.frame });
    // Some twenty seconds a question, with its explanation.
    let minutes = (u32::from(questions) * 22).div_ceil(60);
    let sentence = if minutes > 1 { &words.booth().about } else { &words.booth().about_one };
    let about = fill(sentence, &[("n", &questions.to_string()), ("minutes", &minutes.to_string())]);
    let mut lines = prose::lines(&words.ui.tagline, area.width.saturating_sub(6), skin.theme.base);
    lines.push(Line::default());
    lines.extend(prose::lines(&about, area.width.saturating_sub(6), skin.theme.dim));
    prose::draw(
        &lines,
        Rect {
            x: area.x + 5,
            y: area.y + 4,
            width: area.width.saturating_sub(5),
            height: area.height.saturating_sub(4),
        },
        buf,
    );
}
