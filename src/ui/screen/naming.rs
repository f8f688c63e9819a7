//! What a player goes by on the board.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::Act;
use crate::app::naming::Naming;
use crate::booth::names::Letters;
use crate::text::width;
use crate::ui::widget::{header, letters};
use crate::ui::{Hits, Skin, keymap};
use crate::words::{fill, thousands};

/// The columns of a letter, with what is around it.
const LETTER: u16 = 11;

/// Draws letters to turn at the left and pairs of words at the right.
pub fn draw(naming: &Naming, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let said = skin.words.booth();
    let points = fill(&skin.words.ui.points, &[("n", &thousands(naming.points.into()))]);
    header::draw(&said.name, Line::from(Span::styled(points, skin.theme.strong)), skin, page, buf);
    buf.set_string(page.x + 1, page.y + 1, "─".repeat(usize::from(page.width - 2)), skin.theme.frame);
    let top = page.y + if page.height >= 34 { page.height / 4 } else { 4 };
    buf.set_string(page.x + 5, top, &said.name_note, skin.theme.base);
    let mut x = page.x + 5;
    if let Some(letters) = &naming.letters {
        draw_letters(letters, naming.at.is_none(), skin, Rect::new(x, top + 3, 3 * LETTER, 8), buf, hits);
        x += 3 * LETTER + 4;
    }
    let area = Rect::new(x, top + 3, page.right().saturating_sub(x), 12);
    draw_offers(naming, skin, area, buf, hits);
}

fn draw_letters(chosen: &Letters, focus: bool, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    for (i, letter) in chosen.shown().into_iter().enumerate() {
        let place = Rect { x: area.x + i as u16 * LETTER, width: LETTER - 2, ..area };
        let here = focus && chosen.at() == i;
        let (style, arrow) =
            if here { (skin.theme.accent, skin.theme.accent) } else { (skin.theme.strong, skin.theme.frame) };
        let middle = place.x + (place.width - 1) / 2;
        buf.set_string(middle, place.y, "▲", arrow);
        let drawn = if letter == ' ' { "_".to_owned() } else { letter.to_string() };
        letters::large(&drawn, style, skin, Rect { y: place.y + 2, height: letters::LARGE_ROWS, ..place }, buf);
        buf.set_string(middle, place.y + 7, "▼", arrow);
        let touch = Rect { x: place.x, y: place.y.saturating_sub(1), width: LETTER, height: 4 };
        hits.add(touch, Act::Turn(i, true));
        hits.add(Rect { y: place.y + 3, height: 6, ..touch }, Act::Turn(i, false));
    }
}

fn draw_offers(naming: &Naming, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let said = skin.words.booth();
    let mut y = area.y;
    let mut line = |key: &str, text: &str, selected: bool, act: Act, buf: &mut Buffer| {
        let key_style = if selected { skin.theme.selected } else { skin.theme.strong };
        let style = if selected { skin.theme.accent } else { skin.theme.base };
        let line = Line::from(vec![
            Span::styled(format!(" {key} "), key_style),
            Span::raw(" ".repeat(7_usize.saturating_sub(width(key) + 2))),
            Span::styled(text.to_owned(), style),
        ]);
        let place = Rect { y, height: 1, ..area };
        line.render(place, buf);
        hits.add(Rect { height: 2, ..place }, act);
        y += 2;
    };
    for (i, offer) in naming.offers.iter().enumerate() {
        line(
            &keymap::digit_label(i + 1, skin.words.lang()),
            offer,
            naming.at.is_some_and(|pick| pick.at == i),
            Act::Pick(i),
            buf,
        );
    }
    if !naming.offers.is_empty() {
        line(&keymap::digit_label(0, skin.words.lang()), &said.name_others, false, Act::Fresh, buf);
    }
    line("esc", &said.name_none, false, Act::Back, buf);
}
