//! The card to take along: text, and the same as a code for a phone.

use crate::app::play::portrait::Portrait;
use crate::app::view::prelude::*;
use crate::game::card::Card;
use crate::ui::widget::qr;

const TEXT: u16 = 31;

pub(crate) fn draw(portrait: &Portrait, mut pen: Pen) {
    let (ui, theme) = (&pen.skin.words.ui, &pen.skin.theme);
    let card = Card::of(&portrait.game);
    pen.click(Act::Card);
    let mut text = pen.left(TEXT);
    text.skip(text.area.height / 4);
    for line in card.text().lines() {
        text.top(2).put(Span::styled(line, theme.strong));
    }
    text.skip(1);
    let below = text.area;
    pen.skip_cols(1);
    let shown = card.code().is_some_and(|code| qr::draw(&code, pen.at(pen.area)));
    pen.at(below).prose(if shown { &ui.card_note } else { &ui.card_plain }, TEXT - 2, theme.dim);
}
