//! A board, whole.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::standings::Standings;
use crate::app::{Act, App};
use crate::scores::{Board, Scope};
use crate::text::{shorten, width};
use crate::ui::widget::{board, header};
use crate::ui::{Hits, Skin};
use crate::words::{fill, thousands};

/// The columns of a board.
pub const COLS: u16 = board::COLS;

/// The cells of an event's name.
const EVENT: usize = 26;

/// Draws the board, and which others there are.
pub fn draw(app: &App, standings: &Standings, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let said = skin.words.booth();
    let games = standings.board.as_ref().map(|board| games(board, skin)).unwrap_or_default();
    header::draw(&said.best, Line::from(Span::styled(games, skin.theme.dim)), skin, page, buf);
    buf.set_string(page.x + 1, page.y + 1, "─".repeat(usize::from(page.width - 2)), skin.theme.frame);
    let roomy = page.height >= 34;
    let left = page.x + (page.width.saturating_sub(COLS)) / 2;
    let mut x = left + 2;
    let y = page.y + if roomy { 4 } else { 3 };
    for (i, scope) in standings.scopes.iter().enumerate() {
        let name = name(app, *scope, skin);
        let shown = *scope == standings.scope();
        let style = if shown { skin.theme.accent } else { skin.theme.dim };
        let cols = width(&name) as u16;
        buf.set_string(x, y, &name, style);
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

/// What a board is called: that of an event by its name.
pub fn name(app: &App, scope: Scope, skin: &Skin) -> String {
    let said = skin.words.booth();
    let event = || app.booth.as_ref().and_then(|booth| booth.config.event.as_ref());
    match scope {
        Scope::Today => said.board_today.clone(),
        Scope::Event => match event() {
            Some(event) => shorten(event.get(skin.words.lang()), EVENT),
            None => said.board_event.clone(),
        },
        Scope::All => said.board_all.clone(),
    }
}

/// How many games a board ranks.
pub fn games(board: &Board, skin: &Skin) -> String {
    let said = skin.words.booth();
    match board.games {
        1 => said.board_game.clone(),
        n => fill(&said.board_games, &[("n", &thousands(n.into()))]),
    }
}
