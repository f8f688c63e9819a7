//! The card to take along: text, and the same as a code for a phone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::Act;
use crate::app::portrait::Portrait;
use crate::game::card::Card;
use crate::ui::widget::{prose, qr};
use crate::ui::{Hits, Skin};

/// The columns of the text.
const TEXT: u16 = 31;

/// Draws the text at the left, and the code at the right where it fits.
pub fn draw(portrait: &Portrait, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let ui = &skin.words.ui;
    let card = Card::of(&portrait.game);
    let text = card.text();
    let code = Rect { x: area.x + TEXT + 1, width: area.width.saturating_sub(TEXT + 1), ..area };
    let mut y = area.y + area.height / 4;
    for line in text.lines() {
        Line::from(Span::styled(line.to_owned(), skin.theme.strong)).render(Rect::new(area.x, y, TEXT, 1), buf);
        y += 2;
    }
    let shown = card.code().is_some_and(|code_of| qr::draw(&code_of, skin, code, buf));
    let note = if shown { &ui.card_note } else { &ui.card_plain };
    let lines = prose::lines(note, TEXT - 2, skin.theme.dim);
    prose::draw(&lines, Rect::new(area.x, y + 1, TEXT - 2, area.bottom().saturating_sub(y + 1)), buf);
    hits.add(area, Act::Card);
}
