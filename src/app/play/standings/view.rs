//! A board, whole.

use super::board;
use crate::app::play::standings::Standings;
use crate::app::view::prelude::*;
use crate::ui::keymap::*;

static KEYS: &[Binding] = &[
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_next),
    pair("←→", (&[Left], Act::Left), (&[Right], Act::Right), |words| &words.booth().keys_board),
    quiet(&[Esc], Act::Back),
    HELP,
];

impl View for Standings {
    fn draw(&self, app: &App, mut pen: Pen) {
        let skin = pen.skin;
        let games = self.board.as_ref().map(|board| board::games(board, skin)).unwrap_or_default();
        header::draw(&skin.words.booth().best, Span::styled(games, skin.theme.dim), &mut pen);
        pen.skip_cols(pen.cols().saturating_sub(board::COLS.into()) / 2);
        pen.skip(pen.roomy(2, 1));
        let mut tabs = pen.top(2).inset(2, 0);
        for (i, scope) in self.scopes.iter().enumerate() {
            draw_tab(&board::name(app, *scope, skin), *scope == self.scope(), Act::Pick(i), &mut tabs);
        }
        pen.skip(pen.roomy(2, 1));
        pen.bottom(1);
        pen.area.width = pen.area.width.min(board::COLS);
        match &self.board {
            Some(board) => board::draw(board, self.since, pen),
            None => pen.text("…", skin.theme.dim),
        }
    }

    fn keys(&self) -> &'static [Binding] {
        KEYS
    }
}

fn draw_tab(name: &str, shown: bool, act: Act, pen: &mut Pen) {
    let theme = &pen.skin.theme;
    let style = if shown { theme.accent } else { theme.dim };
    let cols = width(name) as u16;
    let mut tab = pen.left(cols);
    let touch = Rect { y: tab.area.y.saturating_sub(1), height: 3, width: cols + 2, ..tab.area };
    tab.at(touch).click(act);
    tab.text(name, style);
    if shown {
        tab.rule("━", style);
    }
    pen.skip_cols(5);
}
