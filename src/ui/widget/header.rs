//! The two quiet rows above a game: where one is, and how much time is left.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::round::{Phase, Round, TRANSITION};
use crate::text::{shorten, width};
use crate::ui::Skin;
use crate::words::{fill, thousands};

/// The name of the program and of a part of it at the left, something else at the right.
pub fn draw(part: &str, right: Line, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let cols = usize::from(area.width).saturating_sub(right.width() + 14);
    let left = vec![
        Span::styled("polysemy", skin.theme.accent),
        Span::raw("   "),
        Span::styled(shorten(part, cols), skin.theme.dim),
    ];
    Line::from(left).render(Rect { height: 1, x: area.x + 1, width: area.width - 1, ..area }, buf);
    let x = area.right().saturating_sub(right.width() as u16 + 1);
    right.render(Rect::new(x, area.y, area.right().saturating_sub(x), 1), buf);
}

/// The header of a game: number, score, streak.
pub fn draw_game(round: &Round, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let game = &round.game;
    let done = transition(round, skin);
    let gained = game.answers.last().map_or(0, |answer| answer.points.total());
    let score = game.score() - (f64::from(gained) * (1.0 - done)) as u32;
    let mut right = vec![
        Span::styled(format!("{}/{}", round.number(), game.deck.len()), skin.theme.strong),
        Span::raw("    "),
        Span::styled(fill(&skin.words.ui.points, &[("n", &thousands(score.into()))]), skin.theme.strong),
    ];
    if game.streak > 1 {
        let style = if done < 1.0 { skin.theme.lit } else { skin.theme.accent };
        right.extend([Span::raw("   "), Span::styled(format!(" ×{} ", game.streak), style)]);
    }
    draw(game.pack.header.title.get(skin.words.lang()), Line::from(right), skin, area, buf);
}

/// How much of the transition after an answer is done.
pub fn transition(round: &Round, skin: &Skin) -> f64 {
    match round.phase {
        Phase::Feedback { since, .. } => eased(since, skin),
        Phase::Question { .. } => 1.0,
    }
}

/// How much of a transition is done after some time, from 0 to 1: fast at first (1 - (1 - t)³).
pub fn eased(since: Duration, skin: &Skin) -> f64 {
    if skin.still || since >= TRANSITION {
        return 1.0;
    }
    1.0 - (1.0 - since.as_secs_f64() / TRANSITION.as_secs_f64()).powi(3)
}

/// The time left, as a bar of whole seconds and a number; a rule where there is no timer.
///
/// Everything depends on the whole seconds only, so that a second costs one small change.
pub fn draw_time(round: &Round, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let bar = draw_clock(round.left().zip(round.game.rules.time), true, skin, area, buf);
    let cols = usize::from(bar.width);
    let done = transition(round, skin);
    if done < 1.0 && round.game.answers.last().is_some_and(|answer| answer.right) {
        // A spark runs along the rule; the longer the streak, the longer its tail.
        let tail = cols / 8 * (1 + round.game.streak.min(4) as usize);
        let head = (done * (cols + tail) as f64) as usize;
        let from = head.saturating_sub(tail);
        let spark = head.min(cols).saturating_sub(from);
        buf.set_string(bar.x + from as u16, bar.y, "━".repeat(spark), skin.theme.good);
    }
}

/// What is left of a time as a bar and a number, or a rule where there is none; dim while it stands still. Returns
/// where the bar is.
pub fn draw_clock(clock: Option<(Duration, Duration)>, runs: bool, skin: &Skin, area: Rect, buf: &mut Buffer) -> Rect {
    let reserve = if clock.is_some() { 7 } else { 0 };
    let bar = Rect { x: area.x + 1, height: 1, width: area.width.saturating_sub(reserve + 2), ..area };
    let cols = usize::from(bar.width);
    let filled = match clock {
        Some((left, time)) if !skin.still => cols * seconds(left) as usize / time.as_secs().max(1) as usize,
        _ => 0,
    };
    let filled = filled.min(cols);
    let line = vec![
        Span::styled("━".repeat(filled), if runs { skin.theme.accent } else { skin.theme.frame }),
        Span::styled("─".repeat(cols - filled), skin.theme.frame),
    ];
    Line::from(line).render(bar, buf);
    if let Some((left, _)) = clock {
        let number = fill(&skin.words.ui.seconds, &[("n", &seconds(left).to_string())]);
        let hurry = runs && seconds(left) <= 5;
        let x = area.right().saturating_sub(width(&number) as u16 + 1);
        buf.set_string(x, area.y, &number, if hurry { skin.theme.bad } else { skin.theme.frame });
    }
    bar
}

/// The whole seconds left, as people count them: 30 until the first is over.
///
/// A frame that is drawn just before a second is over shows the next already, so that a key does not cost two.
fn seconds(left: Duration) -> u64 {
    let left = left.saturating_sub(Duration::from_millis(40));
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}
