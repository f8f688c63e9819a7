//! A board: places, names and what they came to.

use std::time::Duration;

use super::STEP;
use crate::app::view::prelude::*;
use crate::doc::decimal;
use crate::game::scores::{Board, BoardRow, BoardScope};

const NAME: usize = 26;

const EVENT: usize = 26;

pub(crate) const COLS: u16 = 62;

/// From this many rows on, the rows of a board stand apart.
const APART: u16 = 20;

/// Draws the best that fit, and the player's own below them where it is not among them, one row after the other.
pub(crate) fn draw(board: &Board, since: Duration, mut pen: Pen) {
    let skin = pen.skin;
    if board.rows.is_empty() && board.own.is_none() {
        pen.text(&skin.words.booth().board_nobody, skin.theme.base);
        return;
    }
    let pitch = if pen.area.height >= APART { 2 } else { 1 };
    let room = usize::from(pen.area.height.div_ceil(pitch));
    let below = board.own.is_some() || board.rows.iter().skip(room).any(|row| row.own);
    let best = board.rows.len().min(room.saturating_sub(if below { 2 } else { 0 }));
    let own = board.own.as_ref().or(board.rows.iter().skip(best).find(|row| row.own));
    let there = |i: usize| skin.still || since >= STEP * i as u32;
    for (_, row) in board.rows.iter().take(best).enumerate().take_while(|(i, _)| there(*i)) {
        pen.top(pitch).put(line(row, skin));
    }
    if let Some(own) = own.filter(|_| there(best)) {
        pen.top(pitch).put(vec![Span::raw("   "), Span::styled("⋯", skin.theme.frame)]);
        pen.put(line(own, skin));
    }
}

fn line<'a>(row: &'a BoardRow, skin: &'a Skin) -> Line<'a> {
    let (mark, style) = match (row.own, row.place) {
        (true, _) => ("▸", skin.theme.accent),
        (false, 1) => (" ", skin.theme.strong),
        (false, _) => (" ", skin.theme.base),
    };
    let (tenths, lang) = (row.score.took.as_millis() / 100, skin.words.lang());
    let quiet = if row.own { style } else { skin.theme.dim };
    let place = format!("{mark} {:>4}   ", thousands(row.place.into()));
    let points = format!("{:>7}", thousands(row.score.points.into()));
    let right = format!("   {:>2}/{:<2}", row.score.right, row.score.asked);
    // To the tenth, which may have decided.
    let took = format!("  {:>3}:{:0>4}", tenths / 600, decimal((tenths % 600) as f64 / 10.0, 1, lang));
    // Numbers are never cut: where they need more room, the name has less.
    let room = usize::from(COLS).saturating_sub([&place, &points, &right, &took].iter().map(|text| width(text)).sum());
    let (name, name_style) = match &row.name {
        Some(name) => (shorten(name, NAME.min(room.saturating_sub(1))), style),
        None => ("·".to_owned(), if row.own { style } else { skin.theme.frame }),
    };
    let pad = " ".repeat(room.saturating_sub(width(&name)));
    let span = |text: String, style: Style| Span::styled(text, style);
    Line::from(vec![
        span(place, style),
        span(name, name_style),
        span(pad, style),
        span(points, style),
        span(right, quiet),
        span(took, quiet),
    ])
}

pub(crate) fn name(app: &App, scope: BoardScope, skin: &Skin) -> String {
    let said = skin.words.booth();
    let event = || app.booth.as_ref().and_then(|booth| booth.config.event.as_ref());
    match scope {
        BoardScope::Today => said.board_today.clone(),
        BoardScope::Event => match event() {
            Some(event) => shorten(event.get(skin.words.lang()), EVENT),
            None => said.board_event.clone(),
        },
        BoardScope::All => said.board_all.clone(),
    }
}

pub(crate) fn games(board: &Board, skin: &Skin) -> String {
    let said = skin.words.booth();
    match board.games {
        1 => said.board_game.clone(),
        n => fill(&said.board_games, &[("n", &thousands(n.into()))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::scores::{RunId, Score};
    use crate::text::{Lang, SafeText};
    use crate::ui::glyphs::Glyphs;
    use crate::ui::theme::ThemeChoice;
    use crate::ui::theme::{Depth, Theme};
    use crate::words::Words;

    #[test]
    fn numbers_are_never_cut() {
        let skin = Skin {
            words: Words::of(Lang::En),
            theme: Theme::new(ThemeChoice::Dark, Depth::None, false),
            glyphs: Glyphs::All,
            still: true,
            pictures: false,
            tongues: Vec::new(),
        };
        for (place, points, minutes) in [(1, 0, 0), (9_999, 1_240, 3), (10_000, 6_850, 59), (1_234_567, 6_850, 1_439)] {
            let score = Score { points, right: 20, asked: 20, took: Duration::from_millis(minutes * 60_000 + 59_900) };
            let name = Some(SafeText::new("Twenty six characters wide"));
            let row = BoardRow { id: RunId(1), place, name, score, own: true };
            let line = line(&row, &skin);
            let text: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
            assert_eq!(line.width(), usize::from(COLS), "{text}");
            assert!(text.contains(&format!(" {} ", thousands(place.into()))), "{text}");
            assert!(text.ends_with(&format!("{}   20/20  {minutes:>3}:59.9", thousands(points.into()))), "{text}");
        }
    }
}
