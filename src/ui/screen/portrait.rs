//! The player as a classifier: what was said of what it was, how often that was right, and how sure that is.

mod card;
mod chance;
mod matrix;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::portrait::{DRAWN, Portrait};
use crate::game::portrait::Sentence;
use crate::pack::DomainId;
use crate::ui::widget::{domain, header, letters, prose};
use crate::ui::{Hits, Skin};
use crate::words::{Ui, fill, thousands};

/// So many columns have room for a matrix of blocks, and bars beside it.
const ROOMY: u16 = 90;

/// Draws the portrait, or the card to take along.
pub fn draw(portrait: &Portrait, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let (ui, game) = (&skin.words.ui, &portrait.game);
    let (right, all) = (game.right().to_string(), game.answers.len().to_string());
    let right = fill(&ui.right_of, &[("right", &right), ("all", &all)]);
    header::draw(&ui.portrait, Line::from(Span::styled(right, skin.theme.strong)), skin, page, buf);
    buf.set_string(page.x + 1, page.y + 1, "─".repeat(usize::from(page.width - 2)), skin.theme.frame);
    let inside = Rect { x: page.x + 3, y: page.y + 3, width: page.width - 6, height: page.height.saturating_sub(5) };
    if portrait.card {
        let whole = Rect { y: page.y + 2, height: page.height - 3, width: page.width - 4, ..inside };
        card::draw(portrait, skin, whole, buf, hits);
        return;
    }
    let lang = skin.words.lang();
    let sentence = said(portrait, ui, |id| domain::span(&game.pack, id, lang, skin).content.into_owned());
    let lines = prose::lines(&sentence, inside.width, skin.theme.strong);
    let roomy = page.height >= 34 && inside.width >= ROOMY;
    let (rows, gap) = (matrix::rows(portrait, roomy), if roomy { 2 } else { 1 });
    let used = letters::LARGE_ROWS + rows + 2 * gap + lines.len() as u16 + gap;
    let top = inside.y + if roomy { inside.height.saturating_sub(used) / 2 } else { 0 };
    let row = |y: u16, height: u16| Rect { y, height: height.min(inside.bottom().saturating_sub(y)), ..inside };
    // The score is no wider than the matrix.
    let half = if roomy { 58 } else { 44.min(inside.width / 2 + 6) };
    let parted = |area: Rect| {
        let right = Rect { x: area.x + half, width: area.width.saturating_sub(half), ..area };
        (Rect { width: half - 2, ..area }, right)
    };
    let (left, right) = parted(row(top, letters::LARGE_ROWS));
    letters::large(&thousands(game.score().into()), skin.theme.accent, skin, left, buf);
    chance::draw_accuracy(portrait, skin, right, buf);
    let y = top + letters::LARGE_ROWS + gap;
    let (left, right) = parted(row(y, rows));
    matrix::draw(portrait, roomy, skin, left, buf);
    chance::draw_histogram(portrait, skin, right, buf);
    let y = y + rows + gap;
    let used = prose::draw(&lines, row(y, 2), buf);
    let y = y + used + u16::from(y + used + 1 < inside.bottom());
    grid(portrait, skin).render(row(y, 1), buf);
}

/// How much of the resampling is shown, from 0 to 1; all of it where nothing moves.
fn drawn(since: Duration, skin: &Skin) -> f64 {
    if skin.still { 1.0 } else { (since.as_secs_f64() / DRAWN.as_secs_f64()).min(1.0) }
}

/// What the portrait says most of all, with the names of domains as they are written there.
pub fn said(portrait: &Portrait, ui: &Ui, name: impl Fn(DomainId) -> String) -> String {
    match portrait.likeness.said {
        Sentence::Misread { was, said, times, of } => {
            let (times, of) = (times.to_string(), of.to_string());
            fill(&ui.portrait_misread, &[("times", &times), ("of", &of), ("was", &name(was)), ("said", &name(said))])
        }
        Sentence::AllRight => ui.portrait_right.clone(),
        Sentence::Silent { times } => fill(&ui.portrait_silent, &[("n", &times.to_string())]),
    }
}

/// A sign for each answer, and the run code.
fn grid<'a>(portrait: &Portrait, skin: &'a Skin) -> Line<'a> {
    let game = &portrait.game;
    let mut spans: Vec<Span> = Vec::new();
    for answer in &game.answers {
        let (mark, style) = match (answer.right, answer.said) {
            (true, _) => ("✓ ", skin.theme.good),
            (false, Some(_)) => ("✗ ", skin.theme.bad),
            (false, None) => ("– ", skin.theme.dim),
        };
        spans.push(Span::styled(mark, style));
    }
    if let Some(code) = game.code {
        spans.push(Span::styled(format!("   {} ", skin.words.ui.run_code), skin.theme.dim));
        spans.push(Span::styled(code.to_string(), skin.theme.strong));
    }
    Line::from(spans)
}
