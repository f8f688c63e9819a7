//! A board, whole.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::Act;
use crate::app::standings::Standings;
use crate::scores::{Board, Scope};
use crate::text::width;
use crate::ui::widget::{board, header};
use crate::ui::{Hits, Skin};
use crate::words::fill;

/// The columns of a board.
pub const COLS: u16 = 62;

/// Draws the board, and which others there are.
pub fn draw(standings: &Standings, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let said = skin.words.booth();
    let games = standings.board.as_ref().map(|board| games(board, skin)).unwrap_or_default();
    header::draw(&said.best, Line::from(Span::styled(games, skin.theme.dim)), skin, page, buf);
    buf.set_string(page.x + 1, page.y + 1, "─".repeat(usize::from(page.width - 2)), skin.theme.frame);
    let roomy = page.height >= 34;
    let left = page.x + (page.width.saturating_sub(COLS)) / 2;
    let mut x = left + 2;
    let y = page.y + if roomy { 4 } else { 3 };
    for (i, scope) in standings.scopes.iter().enumerate() {
        let name = name(*scope, skin);
        let shown = *scope == standings.scope();
        let style = if shown { skin.theme.accent } else { skin.theme.dim };
        let cols = width(name) as u16;
        buf.set_string(x, y, name, style);
        if shown {
            buf.set_string(x, y + 1, "━".repeat(usize::from(cols)), style);
        }
        hits.add(Rect::new(x, y.saturating_sub(1), cols + 2, 3), Act::Pick(i));
        x += cols + 5;
    }
    let top = y + if roomy { 4 } else { 3 };
    let area = Rect::new(left, top, COLS.min(page.width), page.bottom().saturating_sub(top + 2));
    match &standings.board {
        Some(shown) => board::draw(shown, standings.since, skin, area, buf),
        None => Line::from(Span::styled("…", skin.theme.dim)).render(area, buf),
    }
}

/// What a board is called.
pub fn name(scope: Scope, skin: &Skin) -> &str {
    let said = skin.words.booth();
    match scope {
        Scope::Today => &said.board_today,
        Scope::Event => &said.board_event,
        Scope::All => &said.board_all,
    }
}

/// How many games a board ranks.
pub fn games(board: &Board, skin: &Skin) -> String {
    let said = skin.words.booth();
    match board.games {
        1 => said.board_game.clone(),
        n => fill(&said.board_games, &[("n", &n.to_string())]),
    }
}
